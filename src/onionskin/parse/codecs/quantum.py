"""Quantum as cabinets use it: an adaptive arithmetic code over literals and matches.

One CFDATA block holds one frame of at most 32 KiB; the models live as long as the folder.
Pure Python: about 0.3 MB of plain bytes a second.

Source: Matthew Russotto, "Quantum compression" (no official document exists), and the
constants as they are publicly known from libmspack's qtmd.c.
"""

from __future__ import annotations

from onionskin.errors import DamagedError

FRAME = 32768
SLOT_EXTRA = tuple(max(slot - 2, 0) >> 1 for slot in range(42))
SLOT_BASE = tuple(sum(1 << extra for extra in SLOT_EXTRA[:slot]) for slot in range(42))
LENGTH_EXTRA = (*(max(slot - 2, 0) >> 2 for slot in range(26)), 0)
LENGTH_BASE = (*(sum(1 << extra for extra in LENGTH_EXTRA[:slot]) for slot in range(26)), 254)
_LIMIT = 3800
_RESORT = 50


class Model:
    """Symbols and their cumulated frequencies, falling, with a zero behind the last."""

    def __init__(self, start: int, count: int) -> None:
        self.symbols = list(range(start, start + count))
        self.sums = list(range(count, -1, -1))
        self._until_sort = 4

    def count(self, at: int) -> None:
        """Note that the symbol before place `at` came once more."""
        for each in range(at):
            self.sums[each] += 8
        if self.sums[0] > _LIMIT:
            self._age()

    def _age(self) -> None:
        """Halve the frequencies; every fiftieth time sort the symbols by them, too."""
        sums = self.sums
        self._until_sort -= 1
        if self._until_sort:
            for at in range(len(sums) - 2, -1, -1):
                sums[at] = max(sums[at] >> 1, sums[at + 1] + 1)
            return
        self._until_sort = _RESORT
        counts = [(sums[at] - sums[at + 1] + 1) >> 1 for at in range(len(sums) - 1)]
        _selection_sort(counts, self.symbols)
        total = 0
        for at in range(len(counts) - 1, -1, -1):
            total += counts[at]
            sums[at] = total


def _selection_sort(counts: list[int], symbols: list[int]) -> None:
    """Sort falling by exchanges, as the encoder did: the order of equal ones is part of the format."""
    for at in range(len(counts) - 1):
        for other in range(at + 1, len(counts)):
            if counts[at] < counts[other]:
                counts[at], counts[other] = counts[other], counts[at]
                symbols[at], symbols[other] = symbols[other], symbols[at]


class _Coder:
    """The arithmetic decoder over one block, highest bits first."""

    def __init__(self, block: bytes) -> None:
        self._block = block + bytes(8)
        self._limit = 8 * len(block) + 32
        self._at = 16
        self._low, self._high = 0, 0xFFFF
        self._code = int.from_bytes(self._block[:2], "big")

    def take(self, count: int) -> int:
        """Return the next bits, taken past the arithmetic code."""
        at = self._at
        self._at = at + count
        if self._at > self._limit:
            raise DamagedError("a Quantum block is cut short")
        word = int.from_bytes(self._block[at >> 3 : (at >> 3) + 4], "big")
        return word >> (32 - count - (at & 7)) & ((1 << count) - 1)

    def symbol(self, model: Model) -> int:
        """Decode one symbol and adapt its model."""
        low, high, code, sums = self._low, self._high, self._code, model.sums
        span, total = high - low + 1, sums[0]
        wanted = ((code - low + 1) * total - 1) // span
        if not 0 <= wanted < total:
            raise DamagedError("a Quantum block is damaged")
        at = 1
        while sums[at] > wanted:
            at += 1
        symbol = model.symbols[at - 1]
        high = low + sums[at - 1] * span // total - 1
        low += sums[at] * span // total
        model.count(at)
        while True:
            if (low ^ high) & 0x8000:
                if not low & 0x4000 or high & 0x4000:
                    break
                code ^= 0x4000
                low &= 0x3FFF
                high |= 0x4000
            low = low << 1 & 0xFFFF
            high = (high << 1 | 1) & 0xFFFF
            code = (code << 1 | self.take(1)) & 0xFFFF
        self._low, self._high, self._code = low, high, code
        return symbol

    @property
    def used(self) -> int:
        """How many bytes of the block were read."""
        return (self._at + 7) // 8


class Quantum:
    """A decoder of one folder. Frames must come in order; after an error it is of no use."""

    def __init__(self, exponent: int) -> None:
        if not 10 <= exponent <= 21:
            raise DamagedError(f"Quantum has no window of 2**{exponent} bytes")
        self._window = 1 << exponent
        slots = 2 * exponent
        self.literals = [Model(64 * at, 64) for at in range(4)]
        self.threes = Model(0, min(slots, 24))
        self.fours = Model(0, min(slots, 36))
        self.longer = Model(0, slots)
        self.lengths = Model(0, 27)
        self.selector = Model(0, 7)
        self._out = bytearray()

    def decode(self, block: bytes, size: int) -> tuple[bytes, int]:
        """Return the `size` plain bytes of a frame, and how many bytes of `block` they took."""
        if size > FRAME:
            raise DamagedError("a Quantum frame holds more than 32 KiB")
        out = self._out
        if len(out) > 2 * self._window + FRAME:
            del out[: -self._window]
        begin, coder = len(out), _Coder(block)
        while len(out) < begin + size:
            selector = coder.symbol(self.selector)
            if selector < 4:
                out.append(coder.symbol(self.literals[selector]))
            else:
                self._match(coder, selector)
        if len(out) > begin + size:
            raise DamagedError("a Quantum match goes beyond its frame")
        return bytes(out[begin:]), min(coder.used, len(block))

    def _match(self, coder: _Coder, selector: int) -> None:
        out, length = self._out, selector - 1
        model = self.threes if selector == 4 else self.fours
        if selector == 6:
            slot = coder.symbol(self.lengths)
            length = LENGTH_BASE[slot] + coder.take(LENGTH_EXTRA[slot]) + 5
            model = self.longer
        slot = coder.symbol(model)
        offset = SLOT_BASE[slot] + coder.take(SLOT_EXTRA[slot]) + 1
        source = len(out) - offset
        if source < 0 or offset > self._window:
            raise DamagedError("a Quantum match begins before the data")
        out += (out[source : source + length] * (length // offset + 1))[:length]
