"""Fat Mach-O files: one program for several architectures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Span
from onionskin.parse.programs.macho_fat import FAT_64, MAX_SLICES, parse_fat
from onionskin.parse.programs.macho_faults import fat_faults
from onionskin.peel import macho_ledger as ledger
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Fat Mach-O (macOS)",
    "kind": "executable",
    "suffixes": [".dylib", ".so", ".node", ".bundle"],
    "match": [[0, b"\xca\xfe\xba\xbe"], [0, b"\xca\xfe\xba\xbf"]],
    "refines": None,
    "misses": [
        "an architecture that old tools put behind the counted ones is seen as bytes that no slice owns",
    ],
    "references": ["Apple, <mach-o/fat.h>"],
}  # fmt: skip


def fits(view: View) -> bool:
    """Tell a fat file from a Java class, which has its version where the count of slices would be."""
    head = view.read(0, 28)
    count = int.from_bytes(head[4:8], "big")
    return len(head) >= 8 and (head[:4] == FAT_64 or 0 < count < MAX_SLICES)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the header, each slice as a member named by its architecture, and the zeros between."""
    layout = parse_fat(view)
    yield Fact.of(layout)
    yield from layout.problems
    yield from map(Fact.of, fat_faults(view, layout))
    yield Region("fat header", 0, layout.table_end)
    owned = [Span(0, layout.table_end), *(Span(s.offset, s.size) for s in layout.slices)]
    yield from ledger.padding(view, owned, view.size)
    seen: Counter[str] = Counter()
    for each in layout.slices:
        yield Region(f"slice {each.cpu}", each.offset, each.size)
        seen[each.cpu] += 1
        name = each.cpu if seen[each.cpu] == 1 else f"{each.cpu} ({seen[each.cpu]})"
        yield Child(name, span=(each.offset, each.size))
