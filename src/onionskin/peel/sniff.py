"""Which containers the bytes fit: by magic, by the file's name, by a plugin's own look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from functools import cache, lru_cache

from onionskin.errors import DamagedError
from onionskin.model import Problem
from onionskin.peel.magics import HEAD, Magics
from onionskin.peel.unopened import unopened
from onionskin.plugins.scan import Plugin, plugins
from onionskin.plugins.view import View


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
    for each, name, parent in _candidates(view):
        if (parent is None or parent in fitting or parent in denied) and name not in denied:
            tell(name)
            if _fits(view, each, problems):
                fitting[name] = each
    if len(fitting) < 2:
        return list(fitting.values())
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
    marked = frozenset(_marks().near(view.read(0, HEAD)))
    return any(_fits(view, each[0], None) for each in _ordered(marked)) or (
        unopened(view) is not None
    )


# A container, its id, and what it refines.
Candidate = tuple[Plugin, str, str | None]


def _candidates(view: View) -> tuple[Candidate, ...]:
    """Return the containers whose magic or name the bytes have, the broadest formats first."""
    found = _marks().standing(view)
    named = _named(view.name.replace("\\", "/").rpartition("/")[2].lower())
    return _ordered(named.union(found) if found else named)


@cache
def _marks() -> Magics[str]:
    """Return the ids of containers by magic; what needs none is not among them."""
    return Magics.of(
        (offset, magic, each.id)
        for each in plugins("container")
        for offset, magic in each.meta["match"]
    )


@cache
def _unmarked() -> frozenset[str]:
    """Return the containers that any bytes may be, which alone say whether they are."""
    return frozenset(
        each.id for each in plugins("container") if any(not m for _, m in each.meta["match"])
    )


@lru_cache(maxsize=512)
def _ordered(marked: frozenset[str]) -> tuple[Candidate, ...]:
    """Return these containers, the broadest formats first."""
    ranks = _by_breadth()
    rows = sorted(ranks[each] for each in marked)
    return tuple((each, each.id, each.meta["refines"]) for _, each in rows)


@cache
def _by_breadth() -> dict[str, tuple[int, Plugin]]:
    ordered = sorted(plugins("container"), key=lambda each: len(lineage(each.id)))
    return {each.id: (rank, each) for rank, each in enumerate(ordered)}


@lru_cache(maxsize=4096)
def _named(name: str) -> frozenset[str]:
    """Return the containers whose files may be called that, and those that any file may be."""
    exact, endings, others = _names()
    found = [*exact.get(name, ())]
    if (dot := name.rfind(".")) >= 0:
        found += endings.get(name[dot + 1 :], ())
    found += [each for pattern, each in others if fnmatchcase(name, pattern)]
    return _unmarked().union(found) if found else _unmarked()


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


def _fits(view: View, each: Plugin, problems: list[Problem] | None) -> bool:
    try:
        look = getattr(each.load(), "fits", None)
        return look is None or bool(look(view))
    except DamagedError:
        return False
    except Exception as error:  # noqa: BLE001 - the worker's edge: libraries raise what they like
        if problems is not None:
            words = f"{type(error).__name__}: {str(error)[:200]}"
            problems.append(
                Problem("fits-failed", f"{each.id} could not say whether it fits: {words}")
            )
        return False
