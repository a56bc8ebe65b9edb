"""Which containers the bytes fit: by magic, by the file's name, by a plugin's own look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from functools import cache

from onionskin.errors import DamagedError
from onionskin.model import Problem
from onionskin.peel.unopened import unopened
from onionskin.plugins.scan import Plugin, plugins
from onionskin.plugins.view import View

HEAD = 1024


def matching(
    view: View,
    denied: Iterable[str] = (),
    problems: list[Problem] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Plugin]:
    """Return the containers that the bytes fit, one of each root format, by id.

    Of several that specialise one format the most refined is meant. A container that
    cannot even be asked goes to `problems`; `tell` hears whom is asked.
    """
    fitting: dict[str, Plugin] = {}
    head, name = view.read(0, HEAD), view.name.replace("\\", "/").rpartition("/")[2].lower()
    for each in plugins("container"):
        if each.id not in denied and _may_fit(view, head, name, each):
            tell(each.id)
            if _fits(view, each, problems):
                fitting[each.id] = each
    chosen: dict[str, Plugin] = {}
    for each in sorted(fitting.values(), key=lambda one: (-len(lineage(one.id)), one.id)):
        chosen.setdefault(lineage(each.id)[-1], each)
    return sorted(chosen.values(), key=lambda one: one.id)


@cache
def lineage(name: str) -> tuple[str, ...]:
    """Return a format and what it specialises, step by step; a format of no plugin stands alone."""
    refines: dict[str, str | None] = {
        each.id: each.meta["refines"] for each in plugins("container")
    }
    found = [name]
    while (parent := refines.get(found[-1])) and parent not in found:
        found.append(parent)
    return tuple(found)


def is_file(view: View) -> bool:
    """Say whether bytes inside another file are one of their own: a container's, or known by name."""
    return bool(matching(view)) or unopened(view) is not None


def begins_file(view: View) -> bool:
    """Say the same of many small parts, by first bytes alone: what is known by its end is not seen."""
    head = view.read(0, HEAD)
    for each in plugins("container"):
        marked = any(magic and at >= 0 and _is_at(view, head, at, magic) for at, magic in each.meta["match"])  # fmt: skip
        if marked and _fits(view, each, None):
            return True
    return unopened(view) is not None


def _may_fit(view: View, head: bytes, name: str, each: Plugin) -> bool:
    by_magic = any(_is_at(view, head, at, magic) for at, magic in each.meta["match"])
    return by_magic or any(fnmatchcase(name, one) for one in each.meta.get("names", ()))


def _is_at(view: View, head: bytes, offset: int, magic: bytes) -> bool:
    start = offset if offset >= 0 else view.size + offset
    if start < 0 or start + len(magic) > view.size:
        return False
    if start + len(magic) <= len(head):
        return head.startswith(magic, start)
    return view.read(start, len(magic)) == magic


def _fits(view: View, each: Plugin, problems: list[Problem] | None) -> bool:
    try:
        module = each.load()
        return not hasattr(module, "fits") or bool(module.fits(view))
    except DamagedError:
        return False
    except Exception as error:  # noqa: BLE001 - the worker's edge: libraries raise what they like
        if problems is not None:
            words = f"{type(error).__name__}: {str(error)[:200]}"
            problems.append(
                Problem("fits-failed", f"{each.id} could not say whether it fits: {words}")
            )
        return False
