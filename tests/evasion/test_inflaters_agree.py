"""What is inflated faster is what zlib inflates: taken, refused, cut and ended alike (ADR 10)."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from typing import Any

import pytest

zlib_ng = pytest.importorskip("zlib_ng.zlib_ng", reason="zlib-ng is not installed")

ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
Said = tuple[list[bytes], str, int]


def taken(library: Any, data: bytes, bits: int, room: int, feed: int) -> Said:
    """Return the pieces, what was said last, and how much of the input the stream took."""
    pieces: list[bytes] = []
    state, at, full = library.decompressobj(bits), 0, False
    try:
        while not state.eof:
            part = b""
            if not full and not state.unconsumed_tail:
                part = data[at : at + feed]
                at += len(part)
                if not part:
                    return pieces, "cut short", at
            out = state.decompress(state.unconsumed_tail + part, room)
            full = len(out) == room
            pieces += [out] if out else []
    except library.error as error:
        return pieces, str(error), 0
    return pieces, "", at - len(state.unused_data)


class Bits:
    """Bits as deflate packs them, the lowest first."""

    def __init__(self) -> None:
        self.value = self.count = 0

    def put(self, value: int, count: int) -> None:
        self.value |= (value & ((1 << count) - 1)) << self.count
        self.count += count

    def data(self) -> bytes:
        return self.value.to_bytes((self.count + 7) // 8, "little")


def dynamic(chance: random.Random) -> bytes:
    """A dynamic block with codes that are complete, incomplete, over-subscribed or too many."""
    bits = Bits()
    literals = chance.choice([257, 258, 260, 286, 287, 288])
    distances = chance.choice([1, 2, 3, 30, 31, 32])
    for value, count in ((1, 1), (2, 2), (literals - 257, 5), (distances - 1, 5), (15, 4)):
        bits.put(value, count)
    for symbol in ORDER:
        bits.put(4 if symbol < 16 else 0, 3)
    pool = chance.choice([(0, 8, 9), (0, 0, 1), (9,), (0, 1, 2, 15), (0, 0, 0, 2, 3)])
    lengths = [chance.choice(pool) for _ in range(literals)]
    lengths[256] = chance.choice([0, 1, 2, 9, 15])
    lengths += [chance.choice([0, 0, 1, 2, 5]) for _ in range(distances)]
    for length in lengths:
        bits.put(int(f"{length:04b}"[::-1], 2), 4)
    bits.put(chance.getrandbits(400), 400)
    return bits.data()


def headed(chance: random.Random) -> bytes:
    """A dynamic block whose header is random, with its code of code lengths."""
    bits = Bits()
    bits.put(5, 3)
    bits.put(chance.getrandbits(14), 14)
    for _ in ORDER:
        bits.put(chance.choice([0, 0, 1, 2, 2, 3, 3, 4, 5, 7]), 3)
    bits.put(chance.getrandbits(2000), 2000)
    return bits.data()


def plain(chance: random.Random) -> bytes:
    """A stored or a fixed block that goes on at random."""
    length = chance.randrange(300)
    wrong = 1 << chance.randrange(16) if chance.random() < 0.3 else 0
    stored = b"\0" + length.to_bytes(2, "little") + (length ^ 0xFFFF ^ wrong).to_bytes(2, "little")
    body = chance.randbytes(length + 10)
    return stored + body if chance.random() < 0.5 else bytes([3 | chance.randrange(8) << 5]) + body


def sound(chance: random.Random, bits: int = -15) -> bytes:
    text = bytes(chance.choices(b"abcdef \n", k=chance.choice([0, 50, 5000, 200_000])))
    text += chance.randbytes(chance.choice([0, 100, 40_000]))
    strategy = chance.choice([zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED, zlib.Z_RLE])
    state = zlib.compressobj(chance.choice([0, 1, 6, 9]), zlib.DEFLATED, bits, 9, strategy)
    return state.compress(text) + state.flush() + chance.randbytes(chance.choice([0, 0, 7]))


def mutated(chance: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        at = int(chance.random() ** 3 * len(found))
        kind = chance.randrange(4)
        if kind == 0 and found:
            found[min(at, len(found) - 1)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            found[at:at] = chance.randbytes(3)
        elif kind == 2:
            del found[at : at + 2]
        else:
            del found[max(at, 1) :]
    return bytes(found)


KINDS: dict[str, Callable[[random.Random], tuple[bytes, int]]] = {
    "sound streams": lambda chance: (sound(chance), -15),
    "mutated streams": lambda chance: (mutated(chance, sound(chance)), -15),
    "mutated zlib": lambda chance: (mutated(chance, sound(chance, 15)), 15),
    "mutated gzip": lambda chance: (mutated(chance, sound(chance, 31)), 31),
    "codes of every kind": lambda chance: (dynamic(chance), -15),
    "random headers": lambda chance: (headed(chance), -15),
    "stored and fixed blocks": lambda chance: (plain(chance), -15),
}


@pytest.mark.parametrize("kind", KINDS)
def test_zlib_ng_says_of_hostile_streams_what_zlib_says(kind: str) -> None:
    chance = random.Random(kind)
    ends = set()
    for _ in range(150 if "s" in kind[:1] or "mutated" in kind else 1500):
        data, bits = KINDS[kind](chance)
        room, feed = chance.choice([1 << 20, 64 << 10]), chance.choice([2048, 128 << 10])
        if len(data) < 3000:
            room = chance.choice([7, 1000, 1 << 20])
        expected = taken(zlib, data, bits, room, feed)
        assert taken(zlib_ng, data, bits, room, feed) == expected, data[:64].hex()
        ends.add(expected[1])
    assert len(ends) > (kind != "sound streams")


def test_checksums_of_both_are_one() -> None:
    chance = random.Random(7)
    for size in (0, 1, 15, 16, 17, 255, 4096, 100_001):
        data, start = chance.randbytes(size), chance.getrandbits(32)
        assert zlib_ng.crc32(data, start) == zlib.crc32(data, start)
