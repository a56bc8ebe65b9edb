"""The order of an ELF file's segments: what a loader expects, and what firmware may do."""

from __future__ import annotations

import struct

import pytest
from walked import view_of

from onionskin.parse.programs.elf import PT_INTERP, PT_LOAD, PT_NOTE, parse_layout
from onionskin.parse.programs.elf_faults import faults

HIGH, LOW = 0xFFF00000, 0xF800
NAMES = b"\0.text\0.start16\0.names\0"


def firmware(*, first_section: int = HIGH, third: int = PT_NOTE, swapped: bool = False) -> bytes:
    """Return a program of two segments, the high one first, in a section each; laid out as a linker's script said."""
    places = [0x200, 0x100] if swapped else [0x100, 0x200]
    loads = [(PT_LOAD, places[0], HIGH), (PT_LOAD, places[1], LOW)]
    head = struct.pack(
        "<16sHHIIIIIHHHHHH", b"\x7fELF\1\1\1", 2, 3, 1, HIGH, 52, 0x400, 0, 52, 32, 3, 40, 4, 3
    )
    rows = b"".join(
        struct.pack("<8I", kind, at, address, address, 64, 64, 5, 4) for kind, at, address in loads
    )
    rows += struct.pack("<8I", third, 0x300, 0, 0, len(NAMES), 0, 4, 4)
    sections = [
        (1, 1, 6, first_section, places[0], 64),
        (7, 1, 6, LOW, places[1], 64),
        (16, 3, 0, 0, 0x300, len(NAMES)),
    ]
    table = bytes(40) + b"".join(struct.pack("<10I", *each, 0, 0, 4, 0) for each in sections)
    body = (head + rows).ljust(0x100, b"\0") + b"\x90" * 64
    body = (body.ljust(0x200, b"\0") + b"\x90" * 64).ljust(0x300, b"\0") + NAMES
    return body.ljust(0x400, b"\0") + table


def kinds(data: bytes) -> set[str]:
    return {each.kind for each in faults(parse_layout(view_of(data)))}


def test_firmware_may_put_its_segments_where_a_script_says() -> None:
    assert "memory-order" not in kinds(firmware())


@pytest.mark.parametrize(
    "data",
    [firmware(third=PT_INTERP), firmware(first_section=HIGH + 4), firmware(swapped=True)],
    ids=["that asks for an interpreter", "that no section begins with", "out of the file's order"],
)
def test_a_program_of_segments_out_of_order_is_said(data: bytes) -> None:
    assert "memory-order" in kinds(data)
