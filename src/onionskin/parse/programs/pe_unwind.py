"""Functions of an x64 or ARM64 PE file that do not begin as their unwind data say.

Source: Microsoft, "x64 exception handling" (RUNTIME_FUNCTION, UNWIND_INFO, UNWIND_CODE); "ARM64 exception handling" (.pdata, .xdata). A compiler writes with every
PUSH of a prolog, and with the SUB that makes room on the stack, where that instruction ends and which register or how many
bytes it is about; who puts a jump there leaves the data as they were.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from onionskin.parse.programs.arm64_prologs import sets_up
from onionskin.parse.programs.function_bounds import FunctionBounds
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.pe import Addresses, PeLayout
from onionskin.plugins.view import View

MAX_FUNCTIONS = 1 << 18
TOLD = 16
_X64, _ARM64 = 0x8664, 0xAA64
_ROWS = 12 << 10  # bytes that are read at once
_PUSH, _EXTENDED = 0x50, 0x41
_SAVES, _ALLOCATES = 0, 2  # UWOP_PUSH_NONVOL, UWOP_ALLOC_SMALL
# How many slots each code takes; those of two forms are told apart by their register field.
_SLOTS = {0: 1, 1: 2, 2: 1, 3: 1, 4: 2, 5: 3, 6: 1, 7: 3, 8: 2, 9: 3, 10: 1}
_WINDOW = 8 << 10
_END = frozenset({0xE4, 0xE5})  # ARM64: no prolog, or a part of another function


class _Window:
    """Bytes by address, read in stretches: functions and their data stand side by side."""

    def __init__(self, view: View, addresses: Addresses) -> None:
        self._view, self._addresses = view, addresses
        self._at, self._held = 0, b""

    def read(self, rva: int, length: int) -> bytes:
        start = rva - self._at
        if not 0 <= start <= len(self._held) - length:
            self._at, self._held = rva, self._addresses.read(self._view, rva, _WINDOW)
            start = 0
        return self._held[start : start + length]


def function_bounds(view: View, layout: PeLayout) -> FunctionBounds:
    """Return where the functions of an x64 file are; of another none."""
    directory = layout.directory("exception")
    if layout.machine != _X64 or directory is None:
        return FunctionBounds(())
    rows = _functions(view, Addresses(layout), directory.rva, directory.size)
    return FunctionBounds((start, end) for start, end, _ in rows)


def unlike_prologs(view: View, layout: PeLayout) -> Iterator[LinkTrace]:
    """Yield functions in whose prolog an instruction is missing that their unwind data name."""
    directory = layout.directory("exception")
    if layout.machine == _ARM64 and directory is not None:
        yield from _unlike_arm64(view, Addresses(layout), directory.rva, directory.size)
    if layout.machine != _X64 or directory is None:
        return
    addresses = Addresses(layout)
    code, data = _Window(view, addresses), _Window(view, addresses)
    told = 0
    for start, _, place in _functions(view, addresses, directory.rva, directory.size):
        named = list(_named(data, place))
        body = code.read(start, max((end for end, _, _ in named), default=0))
        missing = [each for each in named if not _is_there(body, *each)] if body else []
        if missing:
            end, operation, value = missing[0]
            what = "a PUSH is" if operation == _SAVES else "room on the stack is"
            detail = f"the function at {start:#x} does not begin as its unwind data say ({what} to be there at {end:#x} bytes)"
            yield LinkTrace("start-of-function", f"{end}:{operation}:{value}", detail, addresses.offset(start) or 0, end)  # fmt: skip
            told += 1
            if told == TOLD:
                return


def _functions(view: View, addresses: Addresses, rva: int, size: int) -> Iterator[tuple[int, int, int]]:  # fmt: skip
    """Yield (start, end, address of the unwind data) of each function."""
    for at in range(0, min(size, 12 * MAX_FUNCTIONS), _ROWS):
        raw = addresses.read(view, rva + at, min(_ROWS, size - at))
        for start, end, place in struct.iter_unpack("<III", raw[: len(raw) // 12 * 12]):
            if not start:
                return
            # An odd address leads to another row.
            if not place & 1:
                yield start, end, place


def _named(data: _Window, place: int) -> Iterator[tuple[int, int, int]]:
    """Yield (where the instruction ends, operation, register or bytes) of what the prolog is said to hold."""
    head = data.read(place, 4)
    if len(head) < 4 or head[0] & 7 not in {1, 2}:
        return
    codes = data.read(place + 4, 2 * head[2])
    at = 0
    while at + 2 <= len(codes):
        end, what = codes[at], codes[at + 1]
        operation, value = what & 15, what >> 4
        if operation == _SAVES:
            yield end, operation, value
        elif operation == _ALLOCATES:
            yield end, operation, 8 * value + 8
        at += 2 * (_SLOTS.get(operation, 1) + (operation == 1 and value == 1))
        if operation == 6 and head[0] & 7 == 1:
            at += 2


def _is_there(body: bytes, end: int, operation: int, value: int) -> bool:
    if end < 1 or len(body) < end:
        return False
    if operation == _SAVES:
        is_push = body[end - 1] == _PUSH + (value & 7)
        return is_push and (value < 8 or (end > 1 and body[end - 2] == _EXTENDED))
    # SUB RSP, n in both lengths; LEA RSP, [RSP - n]; ADD RSP, -128; of eight bytes a PUSH of anything.
    if value == 8 and _PUSH <= body[end - 1] < _PUSH + 8:
        return True
    ways = (b"\x83\xec%c" % value, b"\x81\xec" + struct.pack("<I", value), b"\x8d\x64\x24%c" % (256 - value), b"\x83\xc4\x80" if value == 128 else b"\x83\xec\x80")  # fmt: skip
    return any(body.endswith(each, 0, end) for each in ways)


# --- ARM64 -----------------------------------------------------------------------------------------


def _unlike_arm64(view: View, addresses: Addresses, rva: int, size: int) -> Iterator[LinkTrace]:
    """Yield functions with a prolog whose first instruction is none of a prolog."""
    code, data = _Window(view, addresses), _Window(view, addresses)
    told = 0
    for at in range(0, min(size, 8 * MAX_FUNCTIONS), _ROWS):
        raw = addresses.read(view, rva + at, min(_ROWS, size - at))
        for start, told_by in struct.iter_unpack("<II", raw[: len(raw) // 8 * 8]):
            if not start or told == TOLD:
                return
            first = code.read(start, 4)
            if len(first) == 4 and not sets_up(struct.unpack("<I", first)[0]) and _has_prolog(data, told_by):  # fmt: skip
                detail = f"the function at {start:#x} does not begin as its unwind data say (no instruction of a prolog is there)"
                yield LinkTrace("start-of-function", "arm64", detail, addresses.offset(start) or 0, 4)  # fmt: skip
                told += 1


def _has_prolog(data: _Window, told: int) -> bool:
    """Say whether a row of .pdata, or the record that it leads to, names an instruction at the start."""
    kind = told & 3
    if kind:
        # 1 is a whole function with a packed prolog: its registers, its chain and its frame; others are parts of one.
        return kind == 1 and any((told >> 13 & 7, told >> 16 & 15, told >> 21 & 3, told >> 23))
    head = data.read(told, 8)
    if len(head) < 8:
        return False
    first, second = struct.unpack("<II", head)
    epilogs, words, behind = first >> 22 & 31, first >> 27, 4
    if not epilogs and not words:
        epilogs, words, behind = second & 0xFFFF, second >> 16 & 255, 8
    if not first >> 21 & 1:
        behind += 4 * epilogs
    # END, or a part that continues another function, stands where there is no prolog.
    codes = data.read(told + behind, min(4 * words, 4))
    return bool(codes) and codes[0] not in _END
