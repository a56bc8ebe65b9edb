"""The byte ledger: every byte of an artifact has an owner, or is listed as unexplained.

Regions may nest (a section holds a resource), so ownership is the union of all
regions; what the union leaves is the gaps. Two regions that cross without
nesting contradict each other, and are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onionskin.model import Gap, Problem, Region, Span
from onionskin.plugins.view import View


def clamp(regions: Iterable[Region], size: int) -> tuple[Region, ...]:
    """Return the regions cut to the artifact, empty ones left out, in order of offset."""
    regions = tuple(regions)
    if len(regions) == 1 and 0 <= regions[0].offset < regions[0].end <= size:
        return regions  # most files are data, and nothing else
    kept = set()
    for each in regions:
        name, offset, length = each.name, each.offset, each.length
        if offset < 0 or offset + length > size:
            start = max(offset, 0)
            offset, length = start, min(offset + length, size) - start
        if length > 0:
            kept.add((offset, -length, name))
    return tuple([Region(name, offset, -length) for offset, length, name in sorted(kept)])


def gaps(regions: Sequence[Region], size: int) -> list[Span]:
    """Return the spans that no region owns. `regions` are sorted by offset."""
    found, reached = [], 0
    for region in regions:
        if region.offset > reached:
            found.append(Span(reached, region.offset - reached))
        reached = max(reached, region.end)
    if reached < size:
        found.append(Span(reached, size - reached))
    return found


def crossings(regions: Sequence[Region]) -> list[Problem]:
    """Return a problem for the first pair of regions that cross without nesting, with the count."""
    open_ends: list[Region] = []
    crossed = []
    for region in regions:
        while open_ends and open_ends[-1].end <= region.offset:
            open_ends.pop()
        if open_ends and region.end > open_ends[-1].end:
            crossed.append((open_ends[-1], region))
        open_ends.append(region)
    if not crossed:
        return []
    one, two = crossed[0]
    detail = (
        f"{one.name} ends at {one.end:#x}, inside {two.name} which starts at {two.offset:#x}; "
        f"{len(crossed)} such pair(s): the headers contradict each other"
    )
    return [Problem("overlapping-regions", detail)]


def measure(view: View, regions: Sequence[Region]) -> tuple[Gap, ...]:
    """Return the unexplained bytes, measured. All of them: one left out would count as owned."""
    return tuple(view.gap(span) for span in gaps(regions, view.size))
