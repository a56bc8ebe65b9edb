"""Counted groups: "more than 600,000 organisations" as bounds and what is counted.

The words are those of the languages that READ reads. A bare number is taken as exact; "about" is
taken as a quarter more or less, "hundreds of thousands" as 200,000 to 1,000,000.
"""

from __future__ import annotations

import math
import re

from onionskin.model import Value

_LEAST = (
    "more than|over|at least|upwards of|plus de|au moins|más de|mas de|al menos|mehr als|über|mindestens"
    "|più di|oltre|almeno|mais de|pelo menos|meer dan|ruim|minstens"
)
_MOST = (
    "fewer than|less than|up to|at most|moins de|jusqu'à|au plus|menos de|hasta|weniger als|bis zu|höchstens"
    "|meno di|fino a|al massimo|até|minder dan|hooguit|tot"
)
_ABOUT = (
    "about|around|approximately|roughly|some|nearly|almost|environ|près de|presque|unos|unas|alrededor de"
    "|cerca de|casi|etwa|rund|ungefähr|fast|circa|quasi|ongeveer|bijna"
)
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "mille": 1000, "mil": 1000, "tausend": 1000, "mila": 1000,
    "duizend": 1000, "million": 10**6, "millions": 10**6, "millón": 10**6, "millones": 10**6,
    "millionen": 10**6, "milione": 10**6, "milioni": 10**6, "milhão": 10**6, "milhões": 10**6, "miljoen": 10**6,
    "billion": 10**9, "k": 1000, "m": 10**6,
}  # fmt: skip
_VAGUE = {
    "dozens": (24, 100), "hundreds": (200, 1000), "thousands": (2000, 10_000), "tens of thousands": (20_000, 100_000),
    "hundreds of thousands": (200_000, 10**6), "millions": (2 * 10**6, 10**9),
    "des dizaines": (20, 100), "des centaines": (200, 1000), "des milliers": (2000, 10_000),
    "decenas": (20, 100), "cientos": (200, 1000), "miles": (2000, 10_000),
    "decine": (20, 100), "centinaia": (200, 1000), "migliaia": (2000, 10_000), "decine di migliaia": (20_000, 100_000),
    "centinaia di migliaia": (200_000, 10**6), "dezenas": (20, 100), "centenas": (200, 1000), "milhares": (2000, 10_000),
    "dezenas de milhares": (20_000, 100_000), "centenas de milhares": (200_000, 10**6),
    "dutzende": (24, 100), "hunderte": (200, 1000), "tausende": (2000, 10_000),
}  # fmt: skip
SCALES = "|".join(
    sorted((each for each in _SCALES if len(each) > 1), key=lambda one: (-len(one), one))
)
_NUMBER = re.compile(
    rf"\A(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<about>{_ABOUT}))?\s*"
    rf"(?P<digits>\d{{1,3}}(?:[ .,'\u2019\u00a0\u202f]\d{{3}})+(?!\d)|\d{{1,12}}(?:[.,]\d{{1,2}}(?!\d))?)\s*"
    rf"(?P<scale>(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b)?\s*(?:of |de |d'|di |von )?(?P<things>.*)\Z"
)
_WORDS = re.compile(
    rf"\A(?P<words>{'|'.join(sorted(map(re.escape, _VAGUE), key=len, reverse=True))})\s+(?:of |de |d'|di |von )?(?P<things>.*)\Z"
)
_LONGEST = 200


class Count(Value, frozen=True):
    """How many of what: bounds that both may be reached; `most` may be infinite."""

    least: float
    most: float
    things: str


def counted(name: str) -> Count | None:
    """Return the bounds that a group's name states, or None where it counts nothing."""
    text = " ".join(name[:_LONGEST].casefold().split())
    if words := _WORDS.match(text):
        return Count(*_VAGUE[words["words"]], words["things"])
    match = _NUMBER.match(text)
    if match is None or not match["things"]:
        return None
    number = _value(match["digits"]) * _SCALES.get(match["scale"] or "", 1)
    if match["least"]:
        return Count(number, math.inf, match["things"])
    if match["most"]:
        return Count(0, number, match["things"])
    slack = 0.25 * number if match["about"] else 0.0
    return Count(number - slack, number + slack, match["things"])


def _value(digits: str) -> float:
    """Return a number however its thousands are parted; one or two digits behind a sign are decimals."""
    head, sign, tail = digits.rpartition(
        next((c for c in reversed(digits) if not c.isdigit()), "\0")
    )
    if sign and len(tail) < 3:
        return float(f"{re.sub(r'[^0-9]', '', head)}.{tail}")
    return float(re.sub(r"\D", "", digits))
