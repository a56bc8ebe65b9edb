"""Write Quantum frames for cabinets: literals, and matches of three bytes and more at small offsets.

The models are the decoder's own, so that a test of both against each other says less than
one against 7-Zip or cabextract.
"""

from __future__ import annotations

from onionskin.parse.codecs.quantum import (
    FRAME,
    LENGTH_BASE,
    LENGTH_EXTRA,
    SLOT_BASE,
    SLOT_EXTRA,
    Model,
    Quantum,
)


class _Coder:
    """The arithmetic encoder of one frame. Plain bits go where the decoder has got to."""

    def __init__(self) -> None:
        self._low, self._high, self._pending, self._shifts = 0, 0xFFFF, 0, 0
        self._coded: list[int] = []
        self._plain: list[tuple[int, int]] = []

    def symbol(self, model: Model, symbol: int) -> None:
        at = model.symbols.index(symbol) + 1
        span, total = self._high - self._low + 1, model.sums[0]
        self._high = self._low + model.sums[at - 1] * span // total - 1
        self._low += model.sums[at] * span // total
        model.count(at)
        while True:
            if not (self._low ^ self._high) & 0x8000:
                bit = self._low >> 15
                self._coded += [bit, *[1 - bit] * self._pending]
                self._pending = 0
            elif self._low & 0x4000 and not self._high & 0x4000:
                self._pending += 1
                self._low &= 0x3FFF
                self._high |= 0x4000
            else:
                return
            self._low = self._low << 1 & 0xFFFF
            self._high = (self._high << 1 | 1) & 0xFFFF
            self._shifts += 1

    def put(self, value: int, count: int) -> None:
        for at in range(count - 1, -1, -1):
            self._plain.append((self._shifts + 16, value >> at & 1))

    def bytes(self) -> bytes:
        coded = [*self._coded, 0, *[1] * (self._pending + 32)]
        if self._low & 0x4000:
            coded = [*self._coded, 1, *[0] * (self._pending + 32)]
        bits, done = [], 0
        for position, bit in self._plain:
            bits += coded[done:position]
            bits.append(bit)
            done = max(done, position)
        bits += coded[done : self._shifts + 16]
        bits += [0] * (-len(bits) % 8)
        text = "".join(map(str, bits))
        return int(text, 2).to_bytes(len(bits) // 8, "big")


class QuantumWriter:
    """Writes the frames of one folder."""

    def __init__(self, exponent: int) -> None:
        self._models = Quantum(exponent)

    def frames(self, plain: bytes) -> list[bytes]:
        """Return one CFDATA's bytes for each 32 KiB."""
        starts = range(0, len(plain), FRAME)
        return [self._frame(plain, at, min(at + FRAME, len(plain))) for at in starts]

    def _frame(self, plain: bytes, at: int, end: int) -> bytes:
        coder, models, seen = _Coder(), self._models, dict[bytes, int]()
        for before in range(max(at - 512, 0), at):
            seen[plain[before : before + 3]] = before
        while at < end:
            source, length = seen.get(plain[at : at + 3], -1), 0
            if source >= 0 and at - source <= 512:
                while length < 200 and at + length < end and plain[source + length] == plain[at + length]:  # fmt: skip
                    length += 1
            seen[plain[at : at + 3]] = at
            if length < 3:
                coder.symbol(models.selector, plain[at] >> 6)
                coder.symbol(models.literals[plain[at] >> 6], plain[at])
            else:
                self._match(coder, at - source, length)
            at += max(length, 1) if length >= 3 else 1
        return coder.bytes()

    def _match(self, coder: _Coder, offset: int, length: int) -> None:
        models = self._models
        kind = min(length, 5) + 1
        coder.symbol(models.selector, kind)
        if kind == 6:
            slot = max(each for each in range(27) if LENGTH_BASE[each] <= length - 5)
            coder.symbol(models.lengths, slot)
            coder.put(length - 5 - LENGTH_BASE[slot], LENGTH_EXTRA[slot])
        slot = max(each for each in range(20) if SLOT_BASE[each] <= offset - 1)
        coder.symbol({4: models.threes, 5: models.fours, 6: models.longer}[kind], slot)
        coder.put(offset - 1 - SLOT_BASE[slot], SLOT_EXTRA[slot])
