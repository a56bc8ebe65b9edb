"""Whether two stretches of time met, when both of their ends are only known within bounds.

A bound that is None is not known, and neither helps nor excludes. A date stands
for its whole day. An end that lies before its start is a contradiction in the
source and meets nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from onionskin.model import Bounds, Window
from onionskin.terms.times import first_instant, last_instant

_BEGINNING = datetime.min.replace(tzinfo=UTC)
_END = datetime.max.replace(tzinfo=UTC)


class Overlap(StrEnum):
    """How surely two windows have an instant in common."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NONE = "none"


def exactly(time: str) -> Bounds:
    """Return the bounds of a time or date that is known."""
    return Bounds(time, time)


def span(start: str | None, end: str | None) -> Window:
    """Return the window between two known times; None is an end that is not known."""
    return Window(
        exactly(start) if start else Bounds(),
        exactly(end) if end else Bounds(),
    )


def overlap(left: Window, right: Window) -> Overlap:
    """Say whether both windows certainly, possibly or never held at one instant."""
    one, other = _reach(left), _reach(right)
    if one is None or other is None:
        return Overlap.NONE
    if one.first_start > other.last_end or other.first_start > one.last_end:
        return Overlap.NONE
    # They miss each other only if one can end before the other starts.
    if one.first_end >= other.last_start and other.first_end >= one.last_start:
        return Overlap.CERTAIN
    return Overlap.POSSIBLE


def contains(window: Window, time: str) -> Overlap:
    """Say whether what happened at a time (or at some instant of a date) lies in a window."""
    return overlap(window, span(time, time))


@dataclass(frozen=True)
class _Reach:
    """Between which instants a window can have started and ended, each end bounding the other."""

    first_start: datetime
    last_start: datetime
    first_end: datetime
    last_end: datetime


def _reach(window: Window) -> _Reach | None:
    """Return a window's reach, or None if it must have ended before it started."""
    first_start = first_instant(window.start.earliest or "") or _BEGINNING
    last_end = last_instant(window.end.latest or "") or _END
    if first_start > last_end:
        return None
    last_start = last_instant(window.start.latest or "") or _END
    first_end = first_instant(window.end.earliest or "") or _BEGINNING
    return _Reach(first_start, min(last_start, last_end), max(first_end, first_start), last_end)
