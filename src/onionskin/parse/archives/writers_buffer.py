"""What writers leave behind their data: the rest of a block's buffer, told from bytes put there.

Apple's libxar up to 2016 wrote its heap in blocks of 4,096 bytes and the last one whole, so that the old contents
of the buffer follow the data (`xar_heap_to_archive` in mackyle/xar's io.c writes `bsize` bytes, whatever was
read). They are those of the block before; or, where there was only one block, what the memory held when it was
allocated: the text of the table of contents, and the state of the deflate that had just packed it (zlib, deflate.h:
`dyn_ltree`, `bl_count`, `heap`). Both can be told: the first byte by byte, the second by what its cells can hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from onionskin.plugins.view import View

BLOCK = 4096
# A run of the archive's own text shorter than this may be chance.
_TEXT = 8
_CORPUS = 256 << 10
# zlib, deflate.h: HEAP_SIZE; leaves are the symbols of the text, inner nodes follow from L_CODES + 1 on.
_NODES = 573
_LONGEST_CODE = 15
# Two genuine packages hold 81 and 171 node numbers, 69 and 84 counts, 17 and 21 other cells.
_NUMBERS = 190
_COUNTS = 120
_RUNS = 8
_OTHERS = 24


def repeats_block(view: View, end: int, start: int, block: int = BLOCK) -> bool:
    """Say whether the bytes from `end` on fill a block from `start`, and are those of the block before."""
    rest = view.size - end
    if not 0 < rest < block or (view.size - start) % block or end - block < start:
        return False
    return view.read(end, rest) == view.read(end - block, rest)


def is_fresh_buffer(view: View, end: int, start: int, texts: list[bytes]) -> bool:
    """Say whether the bytes from `end` fill the one block from `start` as a fresh buffer's old contents do.

    `texts` are what the archive says in clear: its table of contents and small members. All that is no part of
    them must be cells of a deflate state, few enough that no payload fits into their free bits.
    """
    if view.size - start != BLOCK or not start <= end < view.size:
        return False
    data = bytearray(view.read(start, BLOCK))
    data[: end - start] = bytes(end - start)
    _blank_texts(data, b"\n".join(texts)[:_CORPUS])
    symbols = {each for text in texts for each in text[:_CORPUS]}
    cells = _Cells(frozenset(symbols))
    for at in range(0, BLOCK, 4):
        cells.add(int.from_bytes(data[at : at + 4], "little"))
    return cells.is_deflate_state


def _blank_texts(data: bytearray, corpus: bytes) -> None:
    """Replace every run that stands in the archive's own text by zeros."""
    at = 0
    while at < len(data):
        length = _TEXT
        if not data[at] or bytes(data[at : at + length]) not in corpus:
            at += 1
            continue
        while at + length < len(data) and bytes(data[at : at + length + 1]) in corpus:
            length += 1
        data[at : at + length] = bytes(length)
        at += length


@dataclass
class _Cells:
    """Counts of what cells of four bytes can be, in a deflate state of the given symbols."""

    symbols: frozenset[int]
    numbers: int = 0
    counts: int = 0
    runs: int = 0
    others: int = 0
    before: tuple[int, int] = (0, _LONGEST_CODE)

    def add(self, cell: int) -> None:
        low, high = cell & 0xFFFF, cell >> 16
        if not cell or cell == 0xFFFF0000:
            return
        if cell < _NODES and (cell <= 0x20 or cell > 0xFF or cell in self.symbols):
            self.numbers += 1
        elif high <= _LONGEST_CODE and low < BLOCK and high:
            # Inner nodes of a tree of codes: the more often, the nearer to the root.
            if low < self.before[0] or high > self.before[1]:
                self.runs += 1
            self.before = (low, high)
            self.counts += 1
        else:
            self.others += 1

    @property
    def is_deflate_state(self) -> bool:
        return (
            self.numbers <= _NUMBERS
            and self.counts <= _COUNTS
            and self.runs <= _RUNS
            and self.others <= _OTHERS
        )
