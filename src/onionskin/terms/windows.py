"""Whether two stretches of time met, when both of their ends are only known within bounds.

A bound that is None is not known, and neither helps nor excludes. A date stands
for its whole day. An end that lies before its start is a contradiction in the
source and meets nothing.
"""

from __future__ import annotations

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
    reach = max(_earliest(left), _earliest(right)), min(_latest(left), _latest(right))
    if reach[0] > reach[1]:
        return Overlap.NONE
    core_left, core_right = _core(left), _core(right)
    if core_left is None or core_right is None:
        return Overlap.POSSIBLE
    certain = max(core_left[0], core_right[0]) <= min(core_left[1], core_right[1])
    return Overlap.CERTAIN if certain else Overlap.POSSIBLE


def contains(window: Window, time: str) -> Overlap:
    """Say whether a time lies in a window: certainly, possibly or not."""
    return overlap(window, span(time, time))


def _earliest(window: Window) -> datetime:
    """Return the first instant at which the window can have been open."""
    return first_instant(window.start.earliest or "") or _BEGINNING


def _latest(window: Window) -> datetime:
    return last_instant(window.end.latest or "") or _END


def _core(window: Window) -> tuple[datetime, datetime] | None:
    """Return the stretch in which the window was open whatever its bounds turn out to be."""
    begun = last_instant(window.start.latest or "")
    ended = first_instant(window.end.earliest or "")
    if begun is None or ended is None or begun > ended:
        return _known_instant(window)
    return begun, ended


def _known_instant(window: Window) -> tuple[datetime, datetime] | None:
    """Return an end that is known to the instant: a window holds its own ends."""
    for bounds in (window.start, window.end):
        first, last = first_instant(bounds.earliest or ""), last_instant(bounds.latest or "")
        if first is not None and first == last:
            return first, first
    return None
