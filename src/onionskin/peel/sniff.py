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
    denied = frozenset(denied)
    # Broad formats stand before those that specialise them, which need not be asked without them.
    for each in _candidates(view):
        parent = each.meta["refines"]
        if each.id not in denied and (parent is None or parent in fitting or parent in denied):
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
    marked = {
        each
        for (offset, length), magics in _marks_by_place().items()
        if length and 0 <= offset <= HEAD - length
        for each in magics.get(_at(view, head, offset, length), ())
    }
    ranks = _by_breadth()
    return any(_fits(view, ranks[each][1], None) for each in marked) or unopened(view) is not None


def _candidates(view: View) -> list[Plugin]:
    """Return the containers whose magic or name the bytes have, the broadest formats first."""
    head, found = view.read(0, HEAD), set()
    for (offset, length), magics in _marks_by_place().items():
        for each in magics.get(_at(view, head, offset, length), ()):
            found.add(each)
    found |= _named(view.name.replace("\\", "/").rpartition("/")[2].lower())
    ranks = _by_breadth()
    return [ranks[each][1] for each in sorted(found, key=lambda each: ranks[each][0])]


@cache
def _marks_by_place() -> dict[tuple[int, int], dict[bytes, list[str]]]:
    """Return the ids of containers by magic, by where it stands and how long it is."""
    found: dict[tuple[int, int], dict[bytes, list[str]]] = {}
    for each in plugins("container"):
        for offset, magic in each.meta["match"]:
            found.setdefault((offset, len(magic)), {}).setdefault(magic, []).append(each.id)
    return found


@cache
def _by_breadth() -> dict[str, tuple[int, Plugin]]:
    ordered = sorted(plugins("container"), key=lambda each: len(lineage(each.id)))
    return {each.id: (rank, each) for rank, each in enumerate(ordered)}


def _named(name: str) -> set[str]:
    """Return the containers whose files may be called that."""
    exact, endings, others = _names()
    found = set(exact.get(name, ()))
    if "." in name:
        found.update(endings.get(name.rpartition(".")[2], ()))
    found.update(each for pattern, each in others if fnmatchcase(name, pattern))
    return found


@cache
def _names() -> tuple[dict[str, list[str]], dict[str, list[str]], list[tuple[str, str]]]:
    """Return the ids by whole name, by the last ending, and with any other pattern."""
    exact: dict[str, list[str]] = {}
    endings: dict[str, list[str]] = {}
    others: list[tuple[str, str]] = []
    for each in plugins("container"):
        for pattern in each.meta.get("names", ()):
            if not set(pattern) & set("*?["):
                exact.setdefault(pattern, []).append(each.id)
            elif pattern.startswith("*.") and not set(pattern[2:]) & set("*?[."):
                endings.setdefault(pattern[2:], []).append(each.id)
            else:
                others.append((pattern, each.id))
    return exact, endings, others


def _at(view: View, head: bytes, offset: int, length: int) -> bytes:
    if 0 <= offset <= HEAD - length:
        return head[offset : offset + length]
    start = offset if offset >= 0 else view.size + offset
    return view.read(start, length)


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
