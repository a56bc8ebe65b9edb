"""What a program's headers say twice and differently: two readers see two different programs.

Each format's own module (pe_faults, elf_faults, macho_faults) finds them in the layout that was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onionskin.model import Value

# How many faults of one kind are told.
EACH = 8


class ImageFault(Value, frozen=True):
    """Two statements of one program's headers that contradict each other, at [offset, offset+length).

    `kind` is a fixed token:
    `headers-overlap`, `table-row`, `table-room`, `command-size`: headers over each other, or of another size
    than they must have; `sections-overlap`, `section-over-headers`, `section-outside`: bytes of the file with
    two owners, or of a segment that does not hold them; `memory-overlap`, `memory-size`, `memory-order`: the
    same of the loaded image; `views-differ`: tools that read sections see other bytes than the loader;
    `unused-overlap`, `row-left`: bytes with two owners of which one is used by nothing, the latter as an
    honest tool leaves it, and no contradiction; `entry-outside`: the program starts where none of its code is; `signature-inside`: the signature stands
    in what it signs; `slices-overlap`, `slice-twice`, `slice-type`: of a fat file. `detail` states both sides.
    """

    kind: str
    detail: str
    offset: int
    length: int = 0


class Part(NamedTuple):
    """A named range [start, end), and where it is declared."""

    start: int
    end: int
    name: str
    offset: int


def overlaps(parts: list[Part]) -> Iterator[tuple[Part, Part]]:
    """Yield the parts that begin within one before them, with the one that reaches furthest."""
    reached: Part | None = None
    for part in sorted(parts):
        if reached is not None and part.start < reached.end:
            yield reached, part
        if reached is None or part.end > reached.end:
            reached = part


def few(faults: Iterator[ImageFault]) -> Iterator[ImageFault]:
    """Yield no more than EACH faults of a kind."""
    told: dict[str, int] = {}
    for fault in faults:
        told[fault.kind] = told.get(fault.kind, 0) + 1
        if told[fault.kind] <= EACH:
            yield fault
