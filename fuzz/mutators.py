"""Changes of bytes that a parser of lengths, offsets and counts is likely to trip over.

Every one is seeded, and gives the same mutant for the same chance.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

Mutator = Callable[[bytearray, random.Random], None]
SIZES = (1, 2, 4, 8, 64)
NUMBERS = re.compile(rb"[0-9A-Fa-f]{2,20}")
LOOKS = 4000  # places that are tried for a field


def flip(out: bytearray, chance: random.Random) -> None:
    """Turn one bit."""
    out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)


def cut(out: bytearray, chance: random.Random) -> None:
    """Cut the end off, at any byte or where blocks and fields begin."""
    border = chance.choice((1, 4, 8, 512, 2048, 4096))
    del out[chance.randrange(len(out)) // border * border :]


def fill(out: bytearray, chance: random.Random) -> None:
    """Set bytes to all ones, or all zeros."""
    at, size = chance.randrange(len(out)), chance.choice(SIZES)
    out[at : at + size] = chance.choice((b"\xff", b"\0")) * len(out[at : at + size])


def double(out: bytearray, chance: random.Random) -> None:
    """Write a block twice, one behind the other."""
    at, size = chance.randrange(len(out)), 64 * chance.choice(SIZES)
    out[at:at] = out[at : at + size]


def copy_over(out: bytearray, chance: random.Random) -> None:
    """Write a block over another."""
    at, to, size = chance.randrange(len(out)), chance.randrange(len(out)), chance.choice(SIZES) * 8
    block = out[at : at + size]
    out[to : to + len(block)] = block


def drop(out: bytearray, chance: random.Random) -> None:
    """Leave bytes out."""
    at = chance.randrange(len(out))
    del out[at : at + chance.choice(SIZES)]


def grow(out: bytearray, chance: random.Random) -> None:
    """Put bytes in."""
    at = chance.randrange(len(out))
    out[at:at] = chance.randbytes(chance.choice(SIZES))


def _field(out: bytearray, chance: random.Random) -> tuple[int, int, str]:
    """Return (place, bytes, order) of what may be a length or an offset: a number within the file."""
    for _ in range(LOOKS):
        size, order = chance.choice((2, 4, 4, 8)), chance.choice(("little", "big"))
        at = chance.randrange(max(len(out) - size, 1))
        if 0 < int.from_bytes(out[at : at + size], order) <= len(out):  # type: ignore[arg-type]
            return at, size, order
    return chance.randrange(len(out)), 4, "little"


def _put(out: bytearray, at: int, size: int, order: str, number: int) -> None:
    place = out[at : at + size]
    most = (1 << 8 * len(place)) - 1
    out[at : at + size] = (number & most).to_bytes(len(place), order)  # type: ignore[arg-type]


def extreme(out: bytearray, chance: random.Random) -> None:
    """Set a length or an offset to what stands at a border, or points at itself or the whole file."""
    at, size, order = _field(out, chance)
    top = 1 << (8 * size - 1)
    numbers = (0, 1, top - 1, top, 2 * top - 1, len(out), len(out) - 1, len(out) + 1, at, 0x10000)
    _put(out, at, size, order, chance.choice(numbers))


def exchange(out: bytearray, chance: random.Random) -> None:
    """Exchange two lengths or offsets."""
    at, size, _ = _field(out, chance)
    other, _, _ = _field(out, chance)
    one, two = out[at : at + size], out[other : other + size]
    if len(one) == len(two):
        out[at : at + size], out[other : other + size] = two, one


def written_number(out: bytearray, chance: random.Random) -> None:
    """Change a number that is written as text: tar, cpio, ar, JSON, XML."""
    found = list(NUMBERS.finditer(out[: 256 << 10]))
    if found:
        place = chance.choice(found)
        length = place.end() - place.start()
        text = chance.choice((b"0", b"9", b"7", b"f", b"-", b" ")) * length
        out[place.start() : place.end()] = text


PLAIN: tuple[Mutator, ...] = (
    flip, cut, fill, double, copy_over, drop, grow, extreme, extreme, exchange, written_number,
)  # fmt: skip


def changed(data: bytes, chance: random.Random, times: int = 8) -> bytes:
    """Return a copy with one to `times` changes of one kind."""
    out = bytearray(data)
    mutator = chance.choice(PLAIN)
    for _ in range(chance.randint(1, times)):
        if out:
            mutator(out, chance)
    return bytes(out)


def spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Put another file into this one: at its end, its start, in its midst, or over its bytes."""
    at = chance.choice((0, len(data), chance.randrange(len(data) + 1)))
    behind = at if chance.random() < 0.5 else at + len(other)
    return data[:at] + other + data[behind:]


def inside(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """Change what a ZIP or gzip holds, or put another file there, and pack it again."""
    if data[:2] == b"\x1f\x8b":
        return gzip.compress(_replaced(gzip.decompress(data), chance, other), 1, mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        members = old.infolist()
        meant = chance.randrange(max(len(members), 1))
        for number, each in enumerate(members):
            held = old.read(each)
            new.writestr(each.filename, _replaced(held, chance, other) if number == meant else held)
    return out.getvalue()


def _replaced(data: bytes, chance: random.Random, other: bytes) -> bytes:
    return other if chance.random() < 0.2 else changed(data, chance)


def mutant(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Return one mutant of a file; `others` are files to be put into it."""
    kind, other = chance.random(), chance.choice(others)
    if kind < 0.15:
        return spliced(data, changed(other, chance, 1), chance)
    if kind < 0.35 and data[:2] in (b"PK", b"\x1f\x8b"):
        try:
            return inside(data, chance, other)
        except Exception:  # noqa: BLE001 - a damaged golden cannot be packed again, for many reasons
            return changed(data, chance)
    return changed(data, chance)
