"""Functions of a Mach-O file that set up no frame, where their unwind data say that they do.

Source: LLVM, mach-o/compact_unwind_encoding.h (pages, encodings of x86-64 and arm64). Such a function holds
PUSH RBP; MOV RBP, RSP (x86-64) or STP X29, X30 (arm64); who puts a jump there leaves the data as they were.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.macho import MachoLayout
from onionskin.plugins.view import View

MAX_BYTES = 16 << 20
MAX_FUNCTIONS = 1 << 18
MAX_SEARCHED = 1 << 30
TOLD = 16
_FIRST, _LOOKED_AT = (
    1024,
    32 << 10,
)  # bytes of a function: few set up their frame late, behind what needs none
_REGULAR, _COMPRESSED = 2, 3
_MODE = 0x0F00_0000
# Processor -> (mode of a frame, what sets it up).
_FRAMES = {
    "x86_64": (0x0100_0000, re.compile(rb"\x55\x48(?:\x89\xe5|\x8b\xec)")),
    # STP X29, X30, [SP, #n], and the same with SP moved first.
    "arm64": (0x0400_0000, re.compile(rb"\xfd[\x7b\xfb][\x00-\x3f\x80-\xbf]\xa9", re.DOTALL)),
}  # fmt: skip
_FRAMES["arm64e"] = _FRAMES["arm64"]
_FRAMES["x86_64h"] = _FRAMES["x86_64"]


def unlike_prologs(view: View, layout: MachoLayout) -> Iterator[LinkTrace]:
    """Yield functions without the frame that their unwind data name."""
    table, code = layout.section("__TEXT", "__unwind_info"), layout.section("__TEXT", "__text")
    frame = _FRAMES.get(layout.cpu)
    base = next((each.address for each in layout.segments if each.name == "__TEXT"), None)
    if table is None or code is None or frame is None or base is None or layout.is_big_endian:
        return
    mode, pattern = frame
    data = view.read(table.offset, min(table.size, MAX_BYTES))
    every = sorted(_functions(data))[:MAX_FUNCTIONS]
    told, left = 0, MAX_SEARCHED
    for (start, encoding), (behind, _) in pairwise([*every, (1 << 32, 0)]):
        inside = base + start - code.address
        size = min(behind - start, code.size - inside, _LOOKED_AT)
        if encoding & _MODE != mode or inside < 0 or size < 8:
            continue
        left -= size
        if left < 0:
            return
        at = code.offset + inside
        if not any(pattern.search(view.read(at, min(size, most))) for most in (_FIRST, _LOOKED_AT)):
            detail = (
                f"the function at {at:#x} sets up no frame, and its unwind data say that it does"
            )
            yield LinkTrace("start-of-function", f"{encoding:#x}", detail, at, size)
            told += 1
            if told == TOLD:
                return


def _functions(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield (offset from the image's start, encoding) of each function."""
    if len(data) < 28:
        return
    _, common_at, common_count, _, _, index, rows = struct.unpack_from("<7I", data)
    common = _numbers(data, common_at, min(common_count, 127))
    for number in range(min(rows, len(data) // 12)):
        row = data[index + 12 * number : index + 12 * number + 12]
        if len(row) < 12:
            return
        first, page, _ = struct.unpack("<3I", row)
        if page:
            yield from _page(data, page, first, common)


def _page(data: bytes, page: int, first: int, common: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    head = data[page : page + 12]
    if len(head) < 12:
        return
    kind, entries, count, own, own_count = struct.unpack("<I4H", head)
    if kind == _REGULAR:
        rows = _numbers(data, page + entries, 2 * count)
        yield from zip(rows[::2], rows[1::2], strict=False)
    elif kind == _COMPRESSED:
        encodings = (*common, *_numbers(data, page + own, own_count))
        for each in _numbers(data, page + entries, count):
            # The encodings of a page count on behind the common ones.
            if each >> 24 < len(encodings):
                yield first + (each & 0xFF_FFFF), encodings[each >> 24]


def _numbers(data: bytes, at: int, count: int) -> tuple[int, ...]:
    count = max(min(count, (len(data) - at) // 4), 0)
    return struct.unpack_from(f"<{count}I", data, at) if count else ()
