"""Write LZX frames for cabinets: all three kinds of block, recent offsets, calls made absolute.

Greedy and quick to write rather than small. Source: [MS-PATCH] section 2.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from onionskin.parse.codecs.lzx import ALIGNED, BASE, EXTRA, FRAME, LENGTHS, SLOTS, UNCOMPRESSED

# A literal byte, or (slot, footer, length).
Token = int | tuple[int, int, int]
# Twenty lengths that use every word.
_PRETREE = [4] * 12 + [5] * 8


class _Writer:
    """Words of 16 bits, little-endian, the highest bit first."""

    def __init__(self) -> None:
        self._done = bytearray()
        self._value, self._count = 0, 0

    def put(self, value: int, count: int) -> None:
        self._value = self._value << count | value
        self._count += count
        while self._count >= 16:
            self._count -= 16
            self._done += struct.pack("<H", self._value >> self._count & 0xFFFF)
        self._value &= (1 << self._count) - 1

    def align(self, *, always: bool = False) -> None:
        if self._count or always:
            self.put(0, 16 - self._count)

    def raw(self, data: bytes) -> None:
        self._done += data

    def take(self) -> bytes:
        self.align()
        data, self._done = bytes(self._done), bytearray()
        return data


class LzxWriter:
    """Writes the frames of one folder; `kinds` are the block types, taken in turn."""

    def __init__(self, exponent: int, kinds: Sequence[int], e8_size: int = 0) -> None:
        self._window, self._slots = 1 << exponent, SLOTS[exponent]
        self._kinds, self._e8_size = kinds, e8_size
        self._recent = [1, 1, 1]
        self._main = [0] * (256 + 8 * self._slots)
        self._lengths = [0] * LENGTHS

    def frames(self, plain: bytes) -> list[bytes]:
        """Return one CFDATA's bytes for each 32 KiB; a block is a third longer than a frame."""
        data = _made_absolute(plain, self._e8_size) if self._e8_size else plain
        writer, found, at, block_end, number = _Writer(), [], 0, 0, 0
        writer.put(bool(self._e8_size), 1)
        if self._e8_size:
            writer.put(self._e8_size >> 16 & 0xFFFF, 16)
            writer.put(self._e8_size & 0xFFFF, 16)
        block: list[list[Token]] = []
        kind, length = 0, 0
        for end in (*range(FRAME, len(data), FRAME), len(data)):
            while at < end:
                if at == block_end:
                    if kind == UNCOMPRESSED and length & 1:
                        writer.raw(b"\0")
                    kind = self._kinds[number % len(self._kinds)]
                    length = min(FRAME * 4 // 3 - 1, len(data) - at)
                    block_end, number = at + length, number + 1
                    block = self._begin(writer, kind, data, at, block_end)
                stop = min(end, block_end)
                if kind == UNCOMPRESSED:
                    writer.raw(data[at:stop])
                else:
                    self._write(writer, block.pop(0))
                at = stop
            found.append(writer.take())
        return found

    def _begin(self, writer: _Writer, kind: int, data: bytes, at: int, end: int) -> list[list[Token]]:  # fmt: skip
        writer.put(kind, 3)
        writer.put(end - at, 24)
        if kind == UNCOMPRESSED:
            writer.align(always=True)
            writer.raw(struct.pack("<3I", *self._recent))
            return []
        cuts = [at, *range((at // FRAME + 1) * FRAME, end, FRAME), end]
        parts = [self._tokens(data, one, two) for one, two in pairwise(cuts)]
        if kind == ALIGNED:
            for _ in range(8):
                writer.put(3, 3)
        tokens = [token for part in parts for token in part]
        main = _code_lengths(Counter(map(_main_symbol, tokens)), len(self._main))
        lengths = _code_lengths(Counter(t[2] - 9 for t in tokens if not isinstance(t, int) and t[2] >= 9), LENGTHS)  # fmt: skip
        _put_lengths(writer, self._main[:256], main[:256])
        _put_lengths(writer, self._main[256:], main[256:])
        _put_lengths(writer, self._lengths, lengths)
        self._main, self._lengths = main, lengths
        return parts

    def _tokens(self, data: bytes, at: int, end: int) -> list[Token]:
        seen: dict[bytes, int] = {}
        for before in range(max(at - 4096, 0), at):
            seen[data[before : before + 3]] = before
        found: list[Token] = []
        while at < end:
            source = seen.get(data[at : at + 3], -1)
            offset, length = at - source, 0
            if source >= 0 and offset < self._window - 3:
                while length < 257 and at + length < end and data[source + length] == data[at + length]:  # fmt: skip
                    length += 1
            step = length if length >= 3 else 1
            found.append(self._match(offset, length) if length >= 3 else data[at])
            for each in range(at, at + step):
                seen[data[each : each + 3]] = each
            at += step
        return found

    def _match(self, offset: int, length: int) -> Token:
        if offset in self._recent:
            slot = self._recent.index(offset)
            self._recent[0], self._recent[slot] = self._recent[slot], self._recent[0]
            return slot, 0, length
        self._recent = [offset, *self._recent[:2]]
        slot = max(each for each in range(3, self._slots) if BASE[each] <= offset + 2)
        return slot, offset + 2 - BASE[slot], length

    def _write(self, writer: _Writer, tokens: list[Token]) -> None:
        main, lengths = _words(self._main), _words(self._lengths)
        for token in tokens:
            writer.put(*main[_main_symbol(token)])
            if isinstance(token, int):
                continue
            slot, footer, length = token
            if length >= 9:
                writer.put(*lengths[length - 9])
            if slot >= 3:
                extra = EXTRA[slot]
                # The aligned tree is flat: its words are its symbols, so both kinds of block read alike.
                writer.put(footer, extra)


def _main_symbol(token: Token) -> int:
    return token if isinstance(token, int) else 256 + (token[0] << 3) + min(token[2] - 2, 7)


def _code_lengths(counts: Counter[int], size: int) -> list[int]:
    """Return lengths of a complete code: the three commonest symbols short, the others alike."""
    lengths = [0] * size
    order = [symbol for symbol, _ in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]
    if not order:
        return lengths
    order += [symbol for symbol in range(2) if symbol not in counts][: max(2 - len(order), 0)]
    short = min(3, len(order) - 2)
    for at in range(short):
        lengths[order[at]] = at + 1
    rest = order[short:]
    bits = (len(rest) - 1).bit_length()
    for at, symbol in enumerate(rest):
        lengths[symbol] = short + bits - (at < (1 << bits) - len(rest))
    return lengths


def _words(lengths: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return symbol -> (word, length) of the canonical code."""
    found, word, before = {}, 0, 0
    for length, symbol in sorted((length, symbol) for symbol, length in enumerate(lengths) if length):  # fmt: skip
        word <<= length - before
        found[symbol] = word, length
        word, before = word + 1, length
    return found


def _put_lengths(writer: _Writer, old: Sequence[int], new: Sequence[int]) -> None:
    """Write code lengths with a nearly flat pretree, runs of zeros and of equal ones told as such."""
    words = _words(_PRETREE)
    for length in _PRETREE:
        writer.put(length, 4)
    at = 0
    while at < len(new):
        run = 1
        while at + run < len(new) and run < 51 and new[at + run] == new[at]:
            run += 1
        if new[at] == 0 and run >= 20:
            writer.put(*words[18])
            writer.put(run - 20, 5)
        elif new[at] == 0 and run >= 4:
            run = min(run, 19)
            writer.put(*words[17])
            writer.put(run - 4, 4)
        elif run >= 4:
            run = min(run, 5)
            writer.put(*words[19])
            writer.put(run - 4, 1)
            writer.put(*words[(old[at] - new[at]) % 17])
        else:
            run = 1
            writer.put(*words[(old[at] - new[at]) % 17])
        at += run


def _made_absolute(plain: bytes, size: int) -> bytes:
    """Turn the targets of x86 calls absolute, frame by frame, as the decoder undoes it."""
    out = bytearray(plain)
    for start in range(0, len(plain), FRAME):
        end = min(start + FRAME, len(plain))
        at = plain.find(b"\xe8", start, max(end - 10, start)) if end - start > 10 else -1
        while at >= 0:
            (relative,) = struct.unpack_from("<i", plain, at + 1)
            if -at <= relative < size:
                absolute = relative + at if relative < size - at else relative - size
                struct.pack_into("<I", out, at + 1, absolute & 0xFFFFFFFF)
            at = plain.find(b"\xe8", at + 5, end - 10)
    return bytes(out)
