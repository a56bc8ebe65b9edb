"""Dates in text: absolute, partial and without a year; each becomes a pair of bounds.

"in April 2022" is somewhere between 2022-04-01 and 2022-04-30, and stays so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cached_property

from onionskin.errors import InputError
from onionskin.model import Bounds
from onionskin.plugins.contracts import Cues

_YEAR = r"(?:19[89]|20[0-9])\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º|°|\.)?"
_ISO = rf"(?P<iso>{_YEAR}-(?:1[0-2]|0[1-9])(?:-(?:3[01]|[12]\d|0[1-9])(?:T[\d:.]+Z?)?)?)(?![\d-])"
_NUMERIC = rf"(?P<n1>3[01]|[12]\d|0?[1-9])(?P<sep>[/.])(?P<n2>3[01]|[12]\d|0?[1-9])(?P=sep)(?P<n3>{_YEAR})(?!\d|\.\d)"


@dataclass(frozen=True)
class Calendar:
    """How one language writes dates. `pattern` finds them; `bounds` says what one means."""

    cues: Cues

    @cached_property
    def months(self) -> dict[str, int]:
        """Every way to write a month, in lower case, with its number."""
        return {
            name.lower(): number
            for number, names in enumerate(self.cues.months, 1)
            for name in names.split("|")
        }

    @cached_property
    def source(self) -> str:
        """The regular expression that finds a date, without flags."""
        names = sorted(
            (re.escape(each) for each in self.months),
            key=lambda each: (-len(each), each),
        )
        months = "|".join(names) or r"(?!)"
        of = r"\s+(?:de\s+|del\s+|of\s+)?"
        vague_month, vague_year = self._vague(""), self._vague("4")
        return (
            rf"(?<![\w.-])(?:{_ISO}|{_NUMERIC}"
            rf"|(?P<d1>{_DAY}){of}(?P<m1>{months})\b\.?(?:(?:,\s*|{of})(?P<y1>{_YEAR}))?(?![\w-])"
            rf"|(?P<m2>{months})\b\.?\s+(?P<d2>{_DAY})(?:,?\s+(?P<y2>{_YEAR}))?(?![\w-])"
            rf"|(?P<m5>{months})(?=\s*(?:[\u2013-]|\w{{1,3}})\s+(?:{months})\b\.?,?{of}(?P<y5>{_YEAR}))"
            rf"|{vague_month}(?P<m3>{months})\b\.?,?{of}(?P<y3>{_YEAR})(?![\w-])"
            rf"|{vague_year}(?P<y4>{_YEAR})(?![\w-]|\.\d))"
        )

    def _vague(self, suffix: str) -> str:
        """Return an optional "early" or "late", in groups of those names and a suffix."""
        parts = [
            rf"(?P<{key}{suffix}>{'|'.join(map(re.escape, self.cues.words[key]))})[\s-]+"
            for key in ("early", "late")
            if self.cues.words.get(key)
        ]
        return f"(?:{'|'.join(parts)})?" if parts else ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.source, re.IGNORECASE)

    def bounds(self, match: re.Match[str], said: Bounds) -> Bounds | None:
        """Return what a date found by `pattern` means; None where its year cannot be known."""
        if match["iso"]:
            return partial(match["iso"][:10])
        if match["n1"]:
            return _numeric(int(match["n1"]), int(match["n2"]), match["n3"])
        day, month, year = self._parts(match)
        if year is None:
            return _nearest(day, month, said)
        if month and day:
            return partial(f"{year}-{month:02}-{day:02}")
        if month:
            return partial(f"{year}-{month:02}")
        return self._year(match, year)

    def _parts(self, match: re.Match[str]) -> tuple[int, int, str | None]:
        day = match["d1"] or match["d2"]
        month = match["m1"] or match["m2"] or match["m5"] or match["m3"]
        year = match["y1"] or match["y2"] or match["y5"] or match["y3"] or match["y4"]
        number = int(re.match(r"\d+", day)[0]) if day else 0  # type: ignore[index]
        return number, self.months[month.lower()] if month else 0, year

    def _year(self, match: re.Match[str], year: str) -> Bounds:
        groups = match.groupdict()
        if groups.get("early4"):
            return Bounds(f"{year}-01-01", f"{year}-06-30")
        if groups.get("late4"):
            return Bounds(f"{year}-07-01", f"{year}-12-31")
        return Bounds(f"{year}-01-01", f"{year}-12-31")


def partial(text: str) -> Bounds | None:
    """Return the bounds of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None if there is no such day."""
    numbers = [int(part) for part in text.split("-") if part.isdigit()]
    if not 1 <= len(numbers) <= 3 or not 1 <= numbers[0] <= 9999:
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    if not month:
        return Bounds(f"{year:04}-01-01", f"{year:04}-12-31")
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if day > last:
        return None
    if day:
        return Bounds(f"{year:04}-{month:02}-{day:02}", f"{year:04}-{month:02}-{day:02}")
    return Bounds(f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}")


def given(text: str) -> Bounds:
    """Return the bounds of `--dated`. Raises InputError for anything but an ISO date."""
    found = partial(text) if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text) else None
    if found is None:
        raise InputError(
            f"{text!r} is no date", where="--dated", hint="write 2023-03-30 or 2023-03"
        )
    return found


def short(bounds: Bounds) -> str:
    """Return bounds as the shortest ISO form that says the same: `2020`, `2020-04`, or a range."""
    first, last = bounds.earliest or "", bounds.latest or ""
    for length in (10, 7, 4):
        if first and partial(first[:length]) == bounds:
            return first[:length]
    return f"{first}..{last}"


def _numeric(first: int, second: int, year: str) -> Bounds | None:
    """Day and month in an order that only the author knows: both readings bound it."""
    found = sorted(
        each.earliest or ""
        for each in (
            partial(f"{year}-{second:02}-{first:02}"),
            partial(f"{year}-{first:02}-{second:02}"),
        )
        if each
    )
    return Bounds(found[0], found[-1]) if found else None


def _nearest(day: int, month: int, said: Bounds) -> Bounds | None:
    """Return a day without a year as the last such day before it was said."""
    if not said.latest or not month:
        return None
    year = int(said.latest[:4])
    for candidate in (year, year - 1):
        found = partial(f"{candidate}-{month:02}-{day:02}" if day else f"{candidate}-{month:02}")
        if found and (found.earliest or "") <= said.latest:
            return found
    return None
