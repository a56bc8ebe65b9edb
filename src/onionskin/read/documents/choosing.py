"""Which format reads a document: the most refined one that its bytes fit."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath

from onionskin.errors import DamagedError
from onionskin.model import Problem
from onionskin.plugins.scan import Plugin, plugins
from onionskin.plugins.view import View

# What a format may raise over bytes that are not what it takes them for.
EXPECTED = (
    ArithmeticError,
    LookupError,
    ValueError,
    DamagedError,
    OSError,
    RecursionError,
)


def format_of(name: str, denied: Collection[str], view: View) -> Plugin | None:
    """Return the most refined format that the bytes fit; the name's suffix decides between equals."""
    suffix = PurePath(name).suffix.lower()
    known = {each.id: each for each in plugins("format") if each.id not in denied}
    fitting = [
        (_depth(each, known), suffix in each.meta["suffixes"], one)
        for one, each in known.items()
        if _fits(each, view, suffix)
    ]
    return known[max(fitting)[2]] if fitting else None


def unsupported(name: str) -> Problem:
    """Say that no format reads a document of that name, and which names are known."""
    known = sorted({suffix for each in plugins("format") for suffix in each.meta["suffixes"]})
    detail = f"no format reads {PurePath(name).name!r}; known are {' '.join(known)} and any text"
    return Problem("unsupported", detail)


def _depth(each: Plugin, known: dict[str, Plugin]) -> int:
    """Return how many formats this one specialises; of two at one depth the suffix decides."""
    depth, seen = 0, set()
    while (below := each.meta.get("refines")) and below in known and below not in seen:
        seen.add(below)
        each, depth = known[below], depth + 1
    return depth


def _fits(each: Plugin, view: View, suffix: str) -> bool:
    module = each.load()
    try:
        if not hasattr(module, "fits"):
            return suffix in each.meta["suffixes"]
        return bool(module.fits(view))
    except EXPECTED:
        return False
