"""What a family of edits is, its filler, and which half of the families it belongs to.

The half is the SHA-256 of the family's name, modulo two: `open` families may be looked at while
signals are changed, `held` ones are scored once, at the end. A family whose name begins with
`change:` is laid over the genuine release before (target: 0.9 found); one that begins with `innocent zeros:`
puts zeros where zeros are innocent by design, and counts apart; every other breaks an invariant or
hides bytes (target: 0.98). No family leaves out what is known to be below a threshold.
"""

from __future__ import annotations

import base64
import hashlib
import random
from dataclasses import dataclass

SIZES = (16, 200, 4096, 65_536)
MEGABYTE = 1 << 20
# What may belong to a hidden stretch besides: a tag and a length, a chunk's frame, alignment.
FRAMING = 24
CHANCE = random.Random(2026)  # noqa: S311 - filler, the same in every run
HALVES = ("open", "held")
CHANGE, ZEROS = "change:", "innocent zeros:"
# All of the third set, and of those since, is held.
THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, ELEVENTH = (
    f"{CHANGE} {each}, "
    for each in ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "eleventh")
)
# Of the tenth, each family says its half by its name.
TENTH, TUNE = f"{CHANGE} tenth, ", ", tune"


@dataclass(frozen=True)
class Edit:
    """One edited file. `at` is -1 where the place is not asked; `against` is the release before.

    `asks` says that what is found must ask for a review at least.
    """

    base: str
    family: str
    variant: str
    data: bytes
    at: int = -1
    length: int = 0
    suffix: str = ".bin"
    against: bytes = b""
    asks: bool = False


def half_of(family: str) -> str:
    if family.startswith((THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, ELEVENTH)):
        return "held"
    if family.startswith(TENTH):
        return "open" if TUNE in family else "held"
    return HALVES[hashlib.sha256(family.encode()).digest()[0] % 2]


def kind_of(family: str) -> str:
    if family.startswith(CHANGE):
        return "change"
    return "zeros" if family.startswith(ZEROS) else "invariant"


def filler(texture: str, length: int) -> bytes:
    if texture == "zero":
        return bytes(length)
    if texture == "words":
        return (b"inert filler, nothing else. " * (length // 28 + 1))[:length]
    if texture == "base64":
        return base64.b64encode(CHANCE.randbytes(length))[:length]
    # The first and last byte are not zero, so that the place is the same to everyone.
    return b"\xc3" + CHANCE.randbytes(length - 2) + b"\xc3"


def hex_size(length: int) -> str:
    return "1 MiB" if length == MEGABYTE else f"{length:,} B"


def fillers(most: int = MEGABYTE) -> list[tuple[str, bytes]]:
    """Return random bytes and words in every size up to `most`, and what to call them."""
    sizes = [each for each in (*SIZES, MEGABYTE) if each <= most]
    return [
        (f"{texture}, {hex_size(size)}", filler(texture, size))
        for texture in ("words", "random")
        for size in sizes
    ]
