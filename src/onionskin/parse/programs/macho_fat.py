"""The header of a fat (universal) Mach-O file: several architectures' files in one.

Source: <mach-o/fat.h>; its fields are big-endian, offsets and lengths are bytes in the file.
"""

from __future__ import annotations

import struct

from onionskin.errors import DamagedError
from onionskin.model import Problem, Value
from onionskin.parse.programs.macho import cpu_name
from onionskin.plugins.view import View

FAT, FAT_64 = b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf"
# Java's class files bear the same magic; their version, 45 and up, stands where the count does.
MAX_SLICES = 40
MAX_ALIGNMENT = 15


class FatSlice(Value, frozen=True):
    """One architecture's file, as declared; `alignment` is a power of two."""

    cpu: str
    offset: int
    size: int
    alignment: int

    @property
    def end(self) -> int:
        """The offset just behind the slice."""
        return self.offset + self.size


class FatLayout(Value, frozen=True):
    """The header of a fat file: its slices in the order of their offsets."""

    size: int
    is_64: bool
    table_end: int
    slices: tuple[FatSlice, ...]
    problems: tuple[Problem, ...] = ()


def parse_fat(view: View) -> FatLayout:
    """Return the slices of a fat file, or raise DamagedError."""
    head = view.exactly(0, 8, "the fat header")
    if head[:4] not in (FAT, FAT_64):
        raise DamagedError("there is no fat magic at the start")
    is_64 = head[:4] == FAT_64
    count = int.from_bytes(head[4:], "big")
    row = 32 if is_64 else 20
    problems: list[Problem] = []
    if count >= MAX_SLICES:
        detail = f"{count} architectures are declared, the first {MAX_SLICES} were read"
        problems.append(Problem("limit:slices", detail))
    table = view.read(8, row * min(count, MAX_SLICES))
    if len(table) < row * min(count, MAX_SLICES):
        detail = f"the fat header holds {len(table) // row} of {count} architectures"
        problems.append(Problem("truncated", detail))
    slices = []
    for at in range(0, len(table) - row + 1, row):
        form = ">IIQQI" if is_64 else ">IIIII"
        cpu, subtype, offset, size, power = struct.unpack_from(form, table, at)
        slices.append(FatSlice(cpu_name(cpu, subtype), offset, size, 1 << min(power, 63)))
    slices.sort(key=lambda each: (each.offset, each.size))
    end = 8 + row * len(slices)
    layout = FatLayout(view.size, is_64, end, tuple(slices))
    problems += _contradictions(layout)
    return FatLayout(view.size, is_64, end, tuple(slices), tuple(problems))


def _contradictions(layout: FatLayout) -> list[Problem]:
    """Return the first contradiction of each kind."""
    found: dict[str, Problem] = {}
    reached = layout.table_end
    names = set()
    for each in layout.slices:
        what = f"the slice for {each.cpu} at {each.offset:#x}"
        if each.end > layout.size:
            missing = each.end - max(each.offset, layout.size)
            found.setdefault("end", Problem("truncated", f"{what} lacks its last {missing} bytes"))
        if each.offset < reached:
            detail = f"{what} shares bytes with what is before it"
            found.setdefault("shared", Problem("contradictory", detail))
        if each.cpu in names:
            detail = f"{what} is the second of its kind; which one runs is the loader's choice"
            found.setdefault("twice", Problem("contradictory", detail))
        if each.offset % each.alignment or each.alignment > 1 << MAX_ALIGNMENT:
            detail = f"{what} is not aligned as it says"
            found.setdefault("alignment", Problem("contradictory", detail))
        names.add(each.cpu)
        reached = max(reached, each.end)
    return list(found.values())
