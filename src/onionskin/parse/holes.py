"""Arithmetic of spans: what is left of a region, of a file, when parts of it are taken out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from onionskin.model import Region, Span


def without(region: Region, holes: Sequence[Span]) -> Iterator[Region]:
    """Yield what a region owns beside the holes. `holes` are sorted and do not overlap."""
    at = max(bisect_left(holes, region.offset, key=lambda each: each.offset) - 1, 0)
    start = region.offset
    while at < len(holes) and holes[at].offset < region.end:
        if holes[at].end > start:
            if holes[at].offset > start:
                yield Region(region.name, start, holes[at].offset - start)
            start = holes[at].end
        at += 1
    if start < region.end:
        yield Region(region.name, start, region.end - start)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union of spans, sorted; those that touch or overlap are one."""
    found: list[Span] = []
    for each in sorted(spans, key=lambda span: span.offset):
        if each.length <= 0:
            continue
        if found and each.offset <= found[-1].end:
            end = max(found[-1].end, each.end)
            found[-1] = Span(found[-1].offset, end - found[-1].offset)
        else:
            found.append(each)
    return tuple(found)


def outside(spans: Iterable[Span], end: int, start: int = 0) -> tuple[Span, ...]:
    """Return [start, end) without these spans."""
    whole = Region("", start, max(end - start, 0))
    return tuple(
        Span(each.offset, each.length) for each in without(whole, joined(spans)) if each.length
    )
