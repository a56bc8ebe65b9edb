"""Apple's LZFSE: blocks of Lempel-Ziv matches under finite-state entropy, in plain Python.

Source: Apple, lzfse reference (`lzfse_internal.h`, `lzfse_decode_base.c`, `lzfse_fse.h`), read
for the layout alone. Bit streams are read from their end, as one number whose low bits come last.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from onionskin.errors import DamagedError
from onionskin.parse.codecs.lzvn import copy, decode_lzvn

_END, _PLAIN, _V1, _V2, _VN = b"bvx$", b"bvx-", b"bvx1", b"bvx2", b"bvxn"
_STATES = (64, 64, 256, 1024)
_SYMBOLS = (20, 20, 64, 256)
_LITERALS, _MATCHES = 40_000, 10_000
_L_EXTRA = (0,) * 16 + (2, 3, 5, 8)
_M_EXTRA = (0,) * 16 + (3, 5, 8, 11)
_D_EXTRA = tuple(each // 4 for each in range(64))
_WIDTHS = (2, 3, 2, 5, 2, 3, 2, 8, 2, 3, 2, 5, 2, 3, 2, 14) * 2
_VALUES = (0, 2, 1, 4, 0, 3, 1, -1, 0, 2, 1, 5, 0, 3, 1, -1, 0, 2, 1, 6, 0, 3, 1, -1, 0, 2, 1, 7, 0, 3, 1, -1)  # fmt: skip

Entry = tuple[int, int, int, int, int]


def decode_lzfse(data: bytes, size: int) -> bytes:
    """Return the `size` plain bytes of an LZFSE stream, or raise DamagedError."""
    out = bytearray()
    at = 0
    try:
        while len(out) < size and data[at : at + 4] != _END:
            at = _block(data, at, out, size)
    except (struct.error, IndexError) as error:
        raise DamagedError("an LZFSE stream ends inside a block") from error
    if len(out) < size:
        raise DamagedError(f"an LZFSE stream of {len(out)} bytes where {size} are stated")
    return bytes(out[:size])


def _block(data: bytes, at: int, out: bytearray, size: int) -> int:
    """Decode the block at an offset; return where the next one begins."""
    if at + 12 > len(data):
        raise DamagedError(f"an LZFSE block at {at:#x} is cut short")
    magic = data[at : at + 4]
    plain = int.from_bytes(data[at + 4 : at + 8], "little")
    if len(out) + plain > size:
        raise DamagedError(f"an LZFSE block of {plain} bytes is more than the {size} stated")
    if magic == _PLAIN:
        out += data[at + 8 : at + 8 + plain]
        return at + 8 + plain
    if magic == _VN:
        stored = int.from_bytes(data[at + 8 : at + 12], "little")
        out += decode_lzvn(data[at + 12 : at + 12 + stored], plain)
        return at + 12 + stored
    if magic == _V2:
        header = _header_v2(data, at)
    elif magic == _V1:
        header = _header_v1(data, at)
    else:
        raise DamagedError(f"no LZFSE block begins with {magic.hex()}")
    before = len(out)
    end = header.decode(data, out)
    if len(out) - before != plain:
        raise DamagedError(f"an LZFSE block of {len(out) - before} bytes where {plain} are stated")
    return end


class _Header:
    """A block's counts, its bit streams and its frequencies."""

    __slots__ = ("body", "frequencies", "literal_bits", "literal_bytes", "literal_states", "literals", "lmd_bits", "lmd_bytes", "lmd_states", "matches")  # fmt: skip

    def __init__(self, counts: Sequence[int], states: Sequence[int], body: int) -> None:
        self.literals, self.literal_bytes, self.matches, self.literal_bits, self.lmd_bytes, self.lmd_bits = counts  # fmt: skip
        self.literal_states, self.lmd_states, self.body = tuple(states[:4]), tuple(states[4:]), body
        self.frequencies: list[list[int]] = []

    def check(self) -> None:
        """Raise DamagedError unless counts and frequencies are possible."""
        if self.literals > _LITERALS or self.literals % 4 or self.matches > _MATCHES:
            raise DamagedError("an LZFSE block with more literals or matches than allowed")
        if not (-7 <= self.literal_bits <= 0 and -7 <= self.lmd_bits <= 0):
            raise DamagedError("an LZFSE block with an impossible bit count")
        limits = (*_STATES[:3], *(_STATES[3:] * 4))
        for state, limit in zip((*self.lmd_states, *self.literal_states), limits, strict=True):
            if state >= limit:
                raise DamagedError("an LZFSE block with an impossible state")
        for table, limit in zip(self.frequencies, _STATES, strict=True):
            if sum(table) > limit:
                raise DamagedError("an LZFSE block with impossible frequencies")

    def decode(self, data: bytes, out: bytearray) -> int:
        """Append the block's plain bytes; return where its payload ends."""
        self.check()
        middle = self.body + self.literal_bytes
        end = middle + self.lmd_bytes
        if end > len(data):
            raise DamagedError("an LZFSE block's payload ends behind its stream")
        literals = self._read_literals(data[self.body : middle])
        self._read_matches(data[middle:end], literals, out)
        return end

    def _read_literals(self, raw: bytes) -> bytes:
        table = _literal_table(self.frequencies[3])
        position = len(raw) * 8 + self.literal_bits
        one, two, three, four = self.literal_states
        literals = bytearray(self.literals)
        # Eight zeros in front: a window of eight bytes may begin before the stream.
        padded, word = bytes(8) + raw + bytes(8), int.from_bytes
        for at in range(0, self.literals, 4):
            # Four symbols take at most 40 bits; a window of 64 holds them.
            base = (position >> 3) + 1
            window = word(padded[base : base + 8], "little")
            have = position - (base << 3) + 64
            width, literals[at], delta, mask = table[one]
            have -= width
            one = delta + (window >> have & mask)
            width, literals[at + 1], delta, mask = table[two]
            have -= width
            two = delta + (window >> have & mask)
            width, literals[at + 2], delta, mask = table[three]
            have -= width
            three = delta + (window >> have & mask)
            width, literals[at + 3], delta, mask = table[four]
            have -= width
            four = delta + (window >> have & mask)
            position = (base << 3) - 64 + have
            if position < 0:
                raise DamagedError("an LZFSE block's literals use more bits than there are")
        return bytes(literals)

    def _read_matches(self, raw: bytes, literals: bytes, out: bytearray) -> None:
        tables = [
            _value_table(states, frequencies, extra)
            for states, frequencies, extra in zip(
                _STATES, self.frequencies, (_L_EXTRA, _M_EXTRA, _D_EXTRA), strict=False
            )
        ]
        lengths, matches, distances = tables
        position = len(raw) * 8 + self.lmd_bits
        padded, word = bytes(8) + raw + bytes(8), int.from_bytes
        l_state, m_state, d_state = self.lmd_states
        taken, distance = 0, 0
        for _ in range(self.matches):
            base = (position >> 3) + 1
            window = word(padded[base : base + 8], "little")
            have = position - (base << 3) + 64
            width, delta, extra, least, mask = lengths[l_state]
            have -= width
            bits = window >> have & mask
            l_state, literal = delta + (bits >> extra), least + (bits & (1 << extra) - 1)
            width, delta, extra, least, mask = matches[m_state]
            have -= width
            bits = window >> have & mask
            m_state, match = delta + (bits >> extra), least + (bits & (1 << extra) - 1)
            width, delta, extra, least, mask = distances[d_state]
            have -= width
            bits = window >> have & mask
            d_state, new = delta + (bits >> extra), least + (bits & (1 << extra) - 1)
            position = (base << 3) - 64 + have
            distance = new or distance
            if literal:
                out += literals[taken : taken + literal]
                taken += literal
            if match:
                copy(out, distance, match)
        if position < 0 or taken > len(literals):
            raise DamagedError("an LZFSE block's matches use more than there is")


def _header_v2(data: bytes, at: int) -> _Header:
    first, second, third = struct.unpack_from("<3Q", data, at + 8)
    size = third & 0xFFFF_FFFF
    if not 32 <= size <= 32 + 720:
        raise DamagedError(f"an LZFSE header of {size} bytes")
    counts = (
        first & 0xFFFFF, first >> 20 & 0xFFFFF, first >> 40 & 0xFFFFF, (first >> 60 & 7) - 7,
        second >> 40 & 0xFFFFF, (second >> 60 & 7) - 7,
    )  # fmt: skip
    states = [second >> shift & 0x3FF for shift in (0, 10, 20, 30)]
    states += [third >> shift & 0x3FF for shift in (32, 42, 52)]
    header = _Header(counts, states, at + size)
    bits = int.from_bytes(data[at + 32 : at + size], "little")
    for count in _SYMBOLS:
        table = []
        for _ in range(count):
            index = bits & 31
            width, value = _WIDTHS[index], _VALUES[index]
            if width == 8:
                value = 8 + (bits >> 4 & 15)
            elif width == 14:
                value = 24 + (bits >> 4 & 0x3FF)
            table.append(value)
            bits >>= width
        header.frequencies.append(table)
    return header


def _header_v1(data: bytes, at: int) -> _Header:
    found = struct.unpack_from("<4s6I i4H i3H 360H", data, at)
    _, _, _, literals, matches, literal_bytes, lmd_bytes, literal_bits = found[:8]
    counts = (literals, literal_bytes, matches, literal_bits, lmd_bytes, found[12])
    header = _Header(counts, (*found[8:12], *found[13:16]), at + struct.calcsize("<4s6I i4H i3H 360H"))  # fmt: skip
    start = 16
    for count in _SYMBOLS:
        header.frequencies.append(list(found[start : start + count]))
        start += count
    return header


def _literal_table(frequencies: list[int]) -> list[tuple[int, int, int, int]]:
    """Return (bits, literal, delta, mask) of each state."""
    return [
        (width, symbol, delta, (1 << width) - 1)
        for symbol, width, delta in _states(_STATES[3], frequencies)
    ]


def _value_table(count: int, frequencies: list[int], extra: Sequence[int]) -> list[Entry]:
    """Return (bits in all, delta, extra bits, least value, mask) of each state."""
    least = [0]
    for each in extra:
        least.append(least[-1] + (1 << each))
    return [
        (
            width + extra[symbol],
            delta,
            extra[symbol],
            least[symbol],
            (1 << width + extra[symbol]) - 1,
        )
        for symbol, width, delta in _states(count, frequencies)
    ]


def _states(count: int, frequencies: list[int]) -> list[tuple[int, int, int]]:
    """Return (symbol, bits, delta) of each state; a state that no symbol has ends the decoding."""
    found = []
    for symbol, frequency in enumerate(frequencies):
        if not frequency:
            continue
        width = count.bit_length() - frequency.bit_length()
        split = (2 * count >> width) - frequency
        for each in range(frequency):
            if each < split:
                found.append((symbol, width, (frequency + each << width) - count))
            else:
                found.append((symbol, width - 1, each - split << width - 1))
    return found
