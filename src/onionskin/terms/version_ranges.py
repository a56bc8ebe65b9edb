"""Stretches of versions, as advisories and reports write them: `>= 1.0 < 1.2`, `1.0 - 1.5`, `(all versions)`.

Compared by terms/versions.py, whose order is that of no single supplier. A stretch is what lies between two
bounds, each with or without the bound itself; a single version is a stretch of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onionskin.terms.versions import Key, key

_LONGEST = 400
_VERSION = r"v?\d+(?:[._]\w+)*(?:[-+~]\w[\w.]*)?"
_BOUND = re.compile(rf"(<=|>=|<|>|\u2264|\u2265|==?)\s*({_VERSION})", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?<![\w.])({_VERSION})\s*(?:-|\u2013|\.\.|\bto\b|\bthrough\b)\s*({_VERSION})(?![\w.])", re.IGNORECASE)  # fmt: skip
_ALL = re.compile(r"\(all versions\)|\ball versions\b", re.IGNORECASE)
_ONE = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)+(?:[-+~]?[a-z]\w*)?(?![\w.])", re.IGNORECASE)
_SIGNS = {"\u2264": "<=", "\u2265": ">=", "=": "==", "==": "=="}


@dataclass(frozen=True)
class Stretch:
    """Versions from `low` to `high`; a bound of None is open. `single` is one version, stated as such."""

    low: Key | None = None
    high: Key | None = None
    with_low: bool = True
    with_high: bool = True

    @property
    def single(self) -> bool:
        """Whether it holds one version."""
        return self.low is not None and self.low == self.high


def stretch(text: str) -> Stretch | None:
    """Return the versions that a release's name states, or None where it states none, or none that can be."""
    text = text[:_LONGEST]
    if bounds := _BOUND.findall(text):
        return _bounded(bounds)
    if (found := _BETWEEN.search(text)) and "." in found[0]:
        low, high = key(found[1]), key(found[2])
        return Stretch(low, high) if low is not None and high is not None and low <= high else None
    if _ALL.search(text):
        return Stretch()
    several = _ONE.findall(text)
    one = key(several[0]) if len(several) == 1 else None
    return Stretch(one, one) if one is not None else None


def meet(left: Stretch, right: Stretch) -> bool:
    """Say whether some version lies in both."""
    return _reaches(left, right) and _reaches(right, left)


def bare(text: str) -> str:
    """Return a release's name without what it says of versions."""
    for pattern in (_BOUND, _BETWEEN, _ALL, _ONE):
        text = pattern.sub(" ", text[:_LONGEST])
    return text


def _reaches(one: Stretch, other: Stretch) -> bool:
    """Say whether one ends no earlier than the other begins."""
    if one.high is None or other.low is None or one.high > other.low:
        return True
    return one.high == other.low and one.with_high and other.with_low


def _bounded(bounds: list[tuple[str, str]]) -> Stretch | None:
    low = high = None
    with_low = with_high = True
    for sign, version in bounds:
        how, found = _SIGNS.get(sign, sign), key(version)
        if found is None:
            return None
        if how in (">", ">=", "=="):
            low, with_low = found, how != ">"
        if how in ("<", "<=", "=="):
            high, with_high = found, how != "<"
    if low is not None and high is not None and low > high:
        return None
    return Stretch(low, high, with_low, with_high)
