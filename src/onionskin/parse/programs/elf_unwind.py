"""Functions of an ELF file (x86-64, x86, AArch64) that do not begin as their unwind data say.

Source: DWARF 5, section 6.4 (call frame instructions); Linux Standard Base, .eh_frame; System V ABI for AMD64,
for i386 and for AArch64, numbers of registers. A compiler writes behind which byte of a function a PUSH has moved the frame, and which register it saved.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onionskin.parse.programs.arm64_prologs import sets_up
from onionskin.parse.programs.elf import Addresses, ElfLayout
from onionskin.parse.programs.function_bounds import FunctionBounds
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.plugins.view import View

MAX_BYTES = 24 << 20
MAX_FUNCTIONS = 1 << 18
TOLD = 16
_X86_64, _X86, _AARCH64 = 62, 3, 183
_RELATIVE = 0x1B  # DW_EH_PE_pcrel | DW_EH_PE_sdata4
_PUSH, _EXTENDED = 0x50, 0x41
_RETURN = 0xD65F03C0
# DWARF's numbers of the first eight registers -> those of instructions.
_REGISTERS = {_X86_64: (0, 2, 1, 3, 6, 7, 5, 4, 8, 9, 10, 11, 12, 13, 14, 15), _X86: (*range(8),)}
_PROLOG = 32
_SIZES = {0: 8, 2: 2, 3: 4, 4: 8, 0xA: 2, 0xB: 4, 0xC: 8}


@dataclass(frozen=True)
class _Function:
    """One FDE: the function's address and size, its instructions at [start, end) of the table, and how many bytes they count in."""

    address: int
    size: int
    start: int
    end: int
    step: int = 1


def function_bounds(view: View, layout: ElfLayout) -> FunctionBounds:
    """Return where the functions of an x86-64 file are; of another none."""
    found = _table(view, layout) if layout.machine == _X86_64 else (b"", 0)
    rows = islice(_functions(*found), MAX_FUNCTIONS)
    return FunctionBounds((each.address, each.address + each.size) for each in rows)


def _table(view: View, layout: ElfLayout) -> tuple[bytes, int]:
    """Return the unwind data and their address; none where they cannot be read here."""
    table = next((each for each in layout.sections if each.name == ".eh_frame" and each.has_bytes), None)  # fmt: skip
    is_known = layout.machine in {_X86_64, _AARCH64} if layout.wide else layout.machine == _X86
    if table is None or not is_known or layout.order != "<":
        return b"", 0
    return view.read(table.offset, min(table.size, MAX_BYTES)), table.address


def unlike_prologs(view: View, layout: ElfLayout) -> Iterator[LinkTrace]:
    """Yield functions in whose prolog an instruction is missing that their unwind data name."""
    data, address = _table(view, layout)
    addresses = Addresses(layout)
    told = 0
    for each in islice(_functions(data, address), MAX_FUNCTIONS):
        span = addresses.span(each.address)
        if told == TOLD:
            return
        if span is None:
            continue
        body = view.read(span[0], min(span[1], each.size, _PROLOG))
        missing = _missing(data, each, body, layout.machine)
        if missing is not None:
            end, register = missing
            what = "the stack's top is to have moved" if register < 0 else "a PUSH is to end"
            detail = f"the function at {each.address:#x} does not begin as its unwind data say ({what} at {end:#x} bytes)"
            yield LinkTrace("start-of-function", f"{end}:{register}", detail, span[0], end)
            told += 1


def _missing(data: bytes, own: _Function, body: bytes, machine: int) -> tuple[int, int] | None:
    """Return (where it ends, register or -1) of the first instruction that is not there."""
    if machine == _AARCH64:
        end = _moved(data, own, len(body))
        if end is None or end % 4:
            return None
        word = struct.unpack_from("<I", body, end - 4)[0]
        # Behind an early return the frame is that of another way into the rest.
        return None if word == _RETURN or sets_up(word) else (end, -1)
    pushes = _pushes(data, own, len(body), 8 if machine == _X86_64 else 4)
    return next((one for one in pushes if not _is_push(body, *one, machine)), None)


def _moved(data: bytes, own: _Function, room: int) -> int | None:
    """Return behind which byte of a function the frame is first another; None where that is not told, or too late."""
    at, place = own.start, 0
    while at < own.end:
        code = data[at]
        at += 1
        if code & 0xC0 == 0x40:  # DW_CFA_advance_loc
            place += (code & 0x3F) * own.step
        elif code == 0x02 and at < own.end:  # DW_CFA_advance_loc1
            place += data[at] * own.step
            at += 1
        elif code == 0x0E:  # DW_CFA_def_cfa_offset
            moved, _ = _number(data, at, own.end)
            return place if moved and 4 <= place <= room else None
        elif code not in {0, 0x2D}:  # DW_CFA_AARCH64_negate_ra_state
            return None
    return None


def _functions(data: bytes, address: int) -> Iterator[_Function]:
    """Yield each function whose address is written as linkers of today do."""
    known: dict[int, tuple[bool, int] | None] = {}
    at = 0
    while at + 8 <= len(data):
        length, back = struct.unpack_from("<II", data, at)
        end = at + 4 + length
        if length == 0:
            at += 4
            continue
        if length >= 0xFFFF_FFF0 or end > len(data):
            return
        if back == 0:
            known[at] = _augmented(data, at, end)
        elif (holder := known.get(at + 4 - back)) is not None and length >= 13:
            offset, size = struct.unpack_from("<iI", data, at + 8)
            start = at + 16
            if holder[0]:
                skipped, start = _number(data, start, end)
                start += skipped
            yield _Function(address + at + 8 + offset, size, start, end, holder[1])
        at = end


def _augmented(data: bytes, at: int, end: int) -> tuple[bool, int] | None:
    """Return whether the rows of a CIE have data of their own, and its step; None where their addresses are written otherwise."""
    stop = data.find(b"\0", at + 9, min(end, at + 9 + 16))
    text = data[at + 9 : stop] if stop >= 0 else b""
    step, place = _number(data, stop + 1, end)
    _, place = _number(data, place, end)
    _, place = _number(data, place, end)
    if stop < 0 or step not in {1, 4} or not text.startswith(b"z"):
        return None
    _, place = _number(data, place, end)
    for letter in text[1:]:
        byte = data[place] if place < end else 0
        if letter == ord("R"):
            return (True, step) if byte == _RELATIVE else None
        # A personality is an encoding and an address, L an encoding alone; S and B have no data.
        place += 1 + _SIZES.get(byte & 15, 4) if letter == ord("P") else letter == ord("L")
    return None


def _number(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Return an unsigned LEB128 of at most nine bytes, and where it ends."""
    value = 0
    for shift in range(0, 63, 7):
        if at >= end:
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    return value, at


def _pushes(data: bytes, own: _Function, room: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield (where the instruction ends, DWARF's register) of each PUSH at the beginning of a function."""
    at, place, frame = own.start, 0, width
    while at < own.end:
        code = data[at]
        at += 1
        if code & 0xC0 == 0x40:  # DW_CFA_advance_loc
            place += code & 0x3F
        elif code & 0xC0 == 0x80:  # DW_CFA_offset
            _, at = _number(data, at, own.end)
        elif code == 0x02 and at < own.end:  # DW_CFA_advance_loc1
            place += data[at]
            at += 1
        elif code == 0x0E:  # DW_CFA_def_cfa_offset
            moved, at = _number(data, at, own.end)
            saved = data[at] if at + 1 < own.end else 0
            register = saved & 0x3F
            is_push = moved == frame + width and saved & 0xC0 == 0x80 and data[at + 1] * width == moved  # fmt: skip
            if is_push and register < 2 * width and 0 < place <= room:
                yield place, register
            frame = moved
        elif code:
            return
        if place >= _PROLOG:
            return


def _is_push(body: bytes, end: int, register: int, machine: int) -> bool:
    number = _REGISTERS[machine][register]
    if body[end - 1] != _PUSH + (number & 7):
        return False
    return number < 8 or (end > 1 and body[end - 2] == _EXTENDED)
