"""LZX as cabinets use it: frames of at most 32 KiB that share a window, codes and three offsets.

One CFDATA block holds one frame. Pure Python, with one table look-up a symbol: about 9 MB
of plain bytes a second for code, more where matches are long.

Sources: Microsoft, [MS-PATCH] section 2 (LZX DELTA), without its chunk sizes, long matches
and reference data; Cabinet SDK, "LZX Data Compression Format"; where the two contradict real
cabinets (uncompressed blocks have a length, the aligned tree comes first, an empty length
tree is allowed), the remarks in libmspack's lzxd.c.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence

from onionskin.errors import DamagedError

FRAME = 32768
VERBATIM, ALIGNED, UNCOMPRESSED = 1, 2, 3
# Window's exponent -> position slots.
SLOTS = {15: 30, 16: 32, 17: 34, 18: 36, 19: 38, 20: 42, 21: 50}
EXTRA = tuple(0 if slot < 4 else min(slot // 2 - 1, 17) for slot in range(51))
BASE = tuple(sum(1 << extra for extra in EXTRA[:slot]) for slot in range(51))
LENGTHS = 249
# Calls are translated in the first gigabyte only.
E8_FRAMES = 32768

# A code: its longest word in bits, and for each word of that length symbol << 5 | own length.
Code = tuple[int, list[int]]
_EMPTY: Code = (0, [])
CUT = "an LZX block is cut short, or uses a code without words"


def code_of(lengths: Sequence[int], what: str) -> Code:
    """Return the decoding table of a canonical prefix code, empty for no symbols at all.

    Raises DamagedError for lengths that do not use every word exactly once.
    """
    longest = max(lengths)
    if longest == 0:
        return _EMPTY
    table: list[int] = []
    by_length: list[list[int]] = [[] for _ in range(longest + 1)]
    for symbol, length in enumerate(lengths):
        by_length[length].append(symbol)
    size = 1 << longest
    for length in range(1, longest + 1):
        run = 1 << (longest - length)
        for symbol in by_length[length]:
            table += [symbol << 5 | length] * run
            if len(table) > size:
                raise DamagedError(f"LZX's {what} has too many words")
    if len(table) != size:
        raise DamagedError(f"LZX's {what} leaves words without a symbol")
    return longest, table


class Bits:
    """The bits of one CFDATA from its byte 0 or 1 on: little-endian words of 16, the highest first.

    `wide` holds 32 bits from each word on, so that up to 17 bits need one look-up.
    `at` counts bits from `start`; behind `end` there are none.
    """

    def __init__(self, block: bytes, start: int) -> None:
        self.start = start
        self.end = (len(block) - start + 1) // 2 * 16
        words = array("H", block[start:] + bytes(12 - (len(block) - start) % 4))
        words.byteswap()
        raw = words.tobytes()
        count = len(raw) // 4 - 1
        self.wide = [0] * (2 * count)
        self.wide[::2] = struct.unpack_from(f">{count}I", raw)
        self.wide[1::2] = struct.unpack_from(f">{count}I", raw, 2)
        self.at = 0

    def take(self, count: int) -> int:
        """Return the next bits, at most 17 of them."""
        at = self.at
        self.at = at + count
        if self.at > self.end:
            raise DamagedError(CUT)
        return self.wide[at >> 4] >> (32 - count - (at & 15)) & ((1 << count) - 1)

    def symbol(self, code: Code) -> int:
        """Return the next symbol of a code."""
        longest, table = code
        at = self.at
        if not table or at >= self.end:
            raise DamagedError(CUT)
        entry = table[self.wide[at >> 4] >> (32 - longest - (at & 15)) & ((1 << longest) - 1)]
        self.at = at + (entry & 31)
        return entry >> 5

    @property
    def byte(self) -> int:
        """The offset in the block of the first word that no bit was taken of."""
        return self.start + (self.at + 15) // 16 * 2


class _Frame:
    """One CFDATA while it is read: bits, and bytes of uncompressed blocks at any offset."""

    def __init__(self, block: bytes) -> None:
        self.block = block
        self._bits: dict[int, Bits] = {}
        self.bits = self.seek(0)

    def seek(self, byte: int) -> Bits:
        """Go on with words that begin at a byte. Of bits there are two readings, even and odd."""
        start = byte & 1
        if start not in self._bits:
            self._bits[start] = Bits(self.block, start)
        self.bits = self._bits[start]
        self.bits.at = (byte - start) * 8
        return self.bits

    def raw(self, count: int) -> bytes:
        """Return the next bytes."""
        at = self.bits.byte
        data = self.block[at : at + count]
        if len(data) < count:
            raise DamagedError(CUT)
        self.seek(at + count)
        return data


class Lzx:
    """A decoder of one folder. Frames must come in order; after an error it is of no use."""

    def __init__(self, exponent: int) -> None:
        if exponent not in SLOTS:
            raise DamagedError(f"LZX has no window of 2**{exponent} bytes")
        self._window = 1 << exponent
        self._main = [0] * (256 + 8 * SLOTS[exponent])
        self._length = [0] * LENGTHS
        self._codes = (_EMPTY, _EMPTY, _EMPTY)
        self._recent = (1, 1, 1)
        self._out = bytearray()
        self._kind = 0
        self._left = 0
        self._padded = False
        self._position = 0
        self._e8_size: int | None = None

    def decode(self, block: bytes, size: int) -> tuple[bytes, int]:
        """Return the `size` plain bytes of a frame, and how many bytes of `block` they took."""
        if size > FRAME:
            raise DamagedError("an LZX frame holds more than 32 KiB")
        out = self._out
        if len(out) > 2 * self._window:
            del out[: -self._window]
        begin, frame = len(out), _Frame(block)
        if self._e8_size is None:
            self._e8_size = self._read_e8_size(frame.bits)
        while len(out) < begin + size:
            if self._left == 0:
                self._begin_block(frame)
            before, room = len(out), begin + size - len(out)
            if self._kind == UNCOMPRESSED:
                out += frame.raw(min(self._left, room))
            else:
                self._matches(frame.bits, min(self._left, room))
            produced = len(out) - before
            if produced > min(self._left, room):
                raise DamagedError("an LZX match goes beyond its block or frame")
            self._left -= produced
        used = min(frame.bits.byte, len(block))
        if self._padded and self._left == 0 and len(block) - used == 1:
            self._padded, used = False, used + 1
        plain = self._translated(bytes(out[begin:]))
        self._position += size
        return plain, used

    @staticmethod
    def _read_e8_size(bits: Bits) -> int:
        if not bits.take(1):
            return 0
        size = bits.take(16) << 16 | bits.take(16)
        return size - (size >> 31 << 32)

    def _begin_block(self, frame: _Frame) -> None:
        if self._padded:
            self._padded = False
            frame.raw(1)
        bits = frame.bits
        self._kind = bits.take(3)
        self._left = bits.take(16) << 8 | bits.take(8)
        if self._left == 0:
            raise DamagedError("an LZX block holds nothing")
        if self._kind == UNCOMPRESSED:
            bits.at = bits.at // 16 * 16 + 16
            one, two, three = struct.unpack("<3I", frame.raw(12))
            self._recent = (one, two, three)
            self._padded = bool(self._left & 1)
        elif self._kind in (VERBATIM, ALIGNED):
            self._read_codes(bits)
        else:
            raise DamagedError(f"LZX has no blocks of type {self._kind}")

    def _read_codes(self, bits: Bits) -> None:
        aligned = _EMPTY
        if self._kind == ALIGNED:
            aligned = code_of([bits.take(3) for _ in range(8)], "aligned tree")
        _read_lengths(bits, self._main, 0, 256)
        _read_lengths(bits, self._main, 256, len(self._main))
        main = code_of(self._main, "main tree")
        _read_lengths(bits, self._length, 0, LENGTHS)
        if not main[1] or (self._kind == ALIGNED and not aligned[1]):
            raise DamagedError("an LZX tree is empty")
        self._codes = (main, code_of(self._length, "length tree"), aligned)

    def _matches(self, bits: Bits, count: int) -> None:  # noqa: C901, PLR0912, PLR0915 - a call a symbol would halve its speed
        """Decode until `count` more bytes are there: the loop that all the time goes into."""
        out, window, end = self._out, self._window, bits.end
        wide, at = bits.wide, bits.at
        (main_bits, main), (length_bits, lengths), (aligned_bits, aligned) = self._codes
        main_mask, length_mask = (1 << main_bits) - 1, (1 << length_bits) - 1
        main_shift, length_shift = 32 - main_bits, 32 - length_bits
        one, two, three = self._recent
        append, stop = out.append, len(out) + count
        try:
            while len(out) < stop:
                entry = main[wide[at >> 4] >> (main_shift - (at & 15)) & main_mask]
                at += entry & 31
                if entry < 8192:
                    append(entry >> 5)
                    continue
                slot = (entry >> 8) - 32
                length = (entry >> 5 & 7) + 2
                if length == 9:
                    entry = lengths[wide[at >> 4] >> (length_shift - (at & 15)) & length_mask]
                    at += entry & 31
                    length += entry >> 5
                if slot > 2:
                    extra, offset = EXTRA[slot], BASE[slot] - 2
                    if aligned and extra >= 3:
                        offset += (wide[at >> 4] >> (35 - extra - (at & 15)) & ((1 << extra - 3) - 1)) << 3  # fmt: skip
                        at += extra - 3
                        entry = aligned[wide[at >> 4] >> (32 - aligned_bits - (at & 15)) & ((1 << aligned_bits) - 1)]  # fmt: skip
                        at += entry & 31
                        offset += entry >> 5
                    elif extra:
                        offset += wide[at >> 4] >> (32 - extra - (at & 15)) & ((1 << extra) - 1)
                        at += extra
                    one, two, three = offset, one, two
                elif slot == 0:
                    offset = one
                elif slot == 1:
                    offset = two
                    two, one = one, two
                else:
                    offset = three
                    three, one = one, three
                source = len(out) - offset
                if source < 0 or not 0 < offset <= window:
                    raise DamagedError("an LZX match begins before the data")
                if offset >= length:
                    out += out[source : source + length]
                else:
                    out += (out[source:] * (length // offset + 1))[:length]
        except IndexError:
            raise DamagedError(CUT) from None
        if at > end:
            raise DamagedError(CUT)
        bits.at, self._recent = at, (one, two, three)

    def _translated(self, data: bytes) -> bytes:
        """Undo the translation of x86 calls: absolute targets of this frame become relative again."""
        size, position = self._e8_size, self._position
        if not size or position >= E8_FRAMES * FRAME or len(data) <= 10:
            return data
        out, at = bytearray(data), data.find(b"\xe8", 0, len(data) - 10)
        while at >= 0:
            (target,) = struct.unpack_from("<i", data, at + 1)
            here = position + at
            if -here <= target < size:
                relative = target - here if target >= 0 else target + size
                struct.pack_into("<I", out, at + 1, relative & 0xFFFFFFFF)
            at = data.find(b"\xe8", at + 5, len(data) - 10)
        return bytes(out)


def _read_lengths(bits: Bits, lengths: list[int], at: int, end: int) -> None:
    """Read code lengths [at, end), told as differences from those of the block before."""
    code = code_of([bits.take(4) for _ in range(20)], "pretree")
    while at < end:
        symbol, run = bits.symbol(code), 1
        if symbol == 17:
            run, new = bits.take(4) + 4, 0
        elif symbol == 18:
            run, new = bits.take(5) + 20, 0
        else:
            if symbol == 19:
                run, symbol = bits.take(1) + 4, bits.symbol(code)
                if symbol > 16:
                    raise DamagedError("LZX's code lengths repeat what is no length")
            new = (lengths[at] - symbol) % 17
        if at + run > end:
            raise DamagedError("LZX's code lengths run over their tree")
        lengths[at : at + run] = [new] * run
        at += run
