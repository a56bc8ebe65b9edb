"""Cutting holes into regions: what a structure owns beside the bytes that it does not use."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

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
