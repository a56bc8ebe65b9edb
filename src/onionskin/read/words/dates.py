"""Dates in text: absolute, partial and without a year; each becomes a pair of bounds.

"in April 2022" is somewhere between 2022-04-01 and 2022-04-30, and stays so.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cached_property

from onionskin.errors import InputError
from onionskin.model import Bounds
from onionskin.plugins.contracts import Cues
from onionskin.read.words.gates import by_letter

_DAY_AND = re.compile(
    r"(?<!\w)(\d{1,2})(?:\.|\u00ba|st|nd|rd|th)?\s+(?:and|to|und|bis|en|tot|et|au|y|al|a|e)\s+(?:\w{2,3}\s+)?\Z"
)
_DAYS = 31
_TO_DAY = re.compile(r",?\s+(?:(?:the|dem|den|el|le|il|dia|de)\s+)?", re.IGNORECASE)
YEAR = r"(?:19[89]|20[0-9])\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º|°|\.)?"
_ISO = rf"(?P<iso>{YEAR}-(?:1[0-2]|0[1-9])(?:-(?:3[01]|[12]\d|0[1-9])(?:T[\d:.]+Z?)?)?)(?![\d-])"
_NUMERIC = rf"(?P<n1>3[01]|[12]\d|0?[1-9])(?P<sep>[/.])(?P<n2>3[01]|[12]\d|0?[1-9])(?P=sep)(?P<n3>{YEAR})(?!\d|\.\d)"

_PARTS = {
    "early": (("01-01", "06-30"), ("01", "10")),
    "mid": (("05-01", "08-31"), ("10", "20")),
    "late": (("07-01", "12-31"), ("20", "31")),
}


_DIGITS = re.compile(r"\d+")
_SLOT = re.compile(r"<\w+>")
_LETTERS = re.compile(r"[^\W\d_]+")
_BEGUN = re.compile(r"[^\W\d_]+(?![^\W\d_]*[?*{])|[^\W\d_](?=[^\W\d_])")


def _begun(pattern: str) -> str:
    """Return letters that whatever fits a pattern begins with; raise ValueError where none are sure."""
    found = _BEGUN.match(pattern)
    if found is None:
        raise ValueError(f"{pattern!r} needs plain letters first")
    return found[0].lower()


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
        seasons = "|".join(self.cues.seasons) or r"(?!)"
        weekdays = "|".join(self.cues.weekdays) or r"(?!)"
        of = r"\s+(?:de\s+|del\s+|of\s+)?"
        vague = self._vague
        return (
            rf"(?<![\w.-])(?=\d|{by_letter(self.openings)})(?:{_ISO}|{_NUMERIC}"
            rf"|(?P<d1>{_DAY}){of}(?P<m1>{months})\b\.?(?:(?:,\s*|{of})(?P<y1>{YEAR}))?(?![\w-])"
            rf"|(?P<m2>{months})\b\.?\s+(?P<d2>{_DAY})(?:,?\s+(?P<y2>{YEAR}))?(?![\w-])"
            rf"|(?P<m5>{months})(?=\s*(?:[\u2013-]|\w{{1,3}})\s+(?:{months})\b\.?,?{of}(?P<y5>{YEAR}))"
            rf"|(?P<part>{vague}(?:(?P<m3>{months})\b\.?,?{of}(?P<y3>{YEAR})|(?P<s6>{seasons})\b,?{of}(?P<y6>{YEAR})|(?P<y4>{YEAR}))(?![\w-]|\.\d))"
            rf"|(?P<relative>{self._relative_source})(?!\w)"
            rf"|(?P<weekday>{weekdays})(?![\w-])"
            rf"|(?P<bare>(?:{vague})?(?P<m7>{months}))\b(?![\w-]))"
        )

    @cached_property
    def named(self) -> frozenset[str]:
        """Words in small letters without one of which a date of a known year is all digits."""
        written = (*self.cues.months, *self.cues.seasons)
        return frozenset(word for each in written for word in _LETTERS.findall(each.lower()))

    @cached_property
    def _vague(self) -> str:
        """Return an optional "early", "mid" or "late", without groups."""
        phrases = [each for key in _PARTS for each in self.cues.words.get(key, ())]
        either = "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))
        return rf"(?:(?:{either or '(?!)'})[\s-]+)?"

    @cached_property
    def openings(self) -> frozenset[str]:
        """Beginnings of words in small letters: a date begins with one of them, or with a digit."""
        slots = {"<n>": self.cues.numbers, "<weekday>": self.cues.weekdays, "<season>": self.cues.seasons, "<month>": self.cues.months}  # fmt: skip
        phrases = [*self.cues.months, *self.cues.seasons, *self.cues.weekdays]
        phrases += (each for key in _PARTS for each in self.cues.words.get(key, ()))
        for each in self.cues.relative:
            slot = _SLOT.match(each)
            phrases += slots[slot[0]] if slot else [each]
        return frozenset(_begun(one) for each in phrases for one in each.split("|"))

    @cached_property
    def _relative_source(self) -> str:
        """Return the relative phrases, those that begin with a number behind one list of numbers."""
        phrases = sorted(self.cues.relative, key=len, reverse=True)
        counted = [each.removeprefix("<n> ") for each in phrases if each.startswith("<n> ")]
        others = [self._spelled(each) for each in phrases if not each.startswith("<n> ")]
        after = "|".join(map(self._spelled, counted))
        behind = [rf"{self._numbers}\s+(?:{after})"] if after else []
        return "|".join((*others, *behind)) or r"(?!)"

    @cached_property
    def _numbers(self) -> str:
        words = sorted(map(re.escape, self.cues.numbers), key=len, reverse=True)
        return rf"(?:\d{{1,3}}|{'|'.join(words) or '(?!)'})"

    def _spelled(self, phrase: str) -> str:
        """Return a phrase of `relative` as a pattern without groups."""
        fills = {
            "<n>": self._numbers,
            "<weekday>": rf"(?:{'|'.join(self.cues.weekdays) or '(?!)'})",
            "<season>": rf"(?:{'|'.join(self.cues.seasons) or '(?!)'})",
            "<month>": rf"(?:{'|'.join(self.cues.months) or '(?!)'})",
        }
        spelled = re.escape(phrase).replace(r"\ ", r"\s+")
        for slot, pattern in fills.items():
            spelled = spelled.replace(slot, pattern)
        return spelled

    @cached_property
    def _phrases(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The relative phrases, the longest first, each with the words that stand in it as they are."""
        ordered = sorted(self.cues.relative, key=lambda each: -len(each))
        return tuple((each, tuple(_SLOT.sub(" ", each).split())) for each in ordered)

    def _shape(self, phrase: str, flags: re.RegexFlag) -> re.Pattern[str]:
        """Return what a relative phrase looks like, compiled when one that holds its words is first met."""
        if (phrase, flags) not in self._shapes:
            self._shapes[phrase, flags] = re.compile(self._spelled(phrase), flags)
        return self._shapes[phrase, flags]

    @cached_property
    def _shapes(self) -> dict[tuple[str, re.RegexFlag], re.Pattern[str]]:
        return {}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.source, re.IGNORECASE)

    @cached_property
    def _leads(self) -> re.Pattern[str]:
        """Words before which a bare month or weekday is a date: "in March", never "may have"; "until Tuesday"."""
        keys = ("in", *_PARTS, "since", "until", "before", "after", "between")
        phrases = {each for key in keys for each in self.cues.words.get(key, ())}
        either = "|".join(re.escape(each) for each in sorted(phrases))
        return re.compile(rf"(?<!\w)(?:{either or '(?!)'})\s+\Z", re.IGNORECASE)

    def is_date(self, match: re.Match[str]) -> bool:
        """Say whether what `pattern` found is a date where it stands."""
        if (match["relative"] or match["weekday"]) and self._is_of_day_behind(match):
            return False
        if not (match["bare"] or match["weekday"]):
            return True
        before = match.string[max(match.start() - 24, 0) : match.start()]
        vague = match["bare"] and len(match["bare"]) > len(match["m7"])
        return bool(vague) or self._leads.search(before) is not None

    def _is_of_day_behind(self, match: re.Match[str]) -> bool:
        """Say whether a weekday only belongs to the day behind it: "on Thursday, 4 April"."""
        lead = _TO_DAY.match(match.string, match.end())
        if lead is None or not any(each.search(match[0]) for each in self._named_days[0]):
            return False
        day = self.pattern.match(match.string, lead.end())
        return day is not None and any(day[each] for each in ("d1", "d2", "n1", "iso"))

    def bounds(
        self,
        match: re.Match[str],
        said: Bounds,
        last: Bounds = Bounds(),  # noqa: B008 - frozen
    ) -> Bounds | None:
        """Return what a date found by `pattern` means; None where it cannot be known.

        `said` is when the text was written, `last` the last date it gave before.
        """
        if match["relative"]:
            return self._relative(match["relative"], said, last)
        if match["weekday"]:
            return self._last(match["weekday"].lower(), said.latest) if said.latest else None
        if match["iso"] or match["n1"] or match["s6"]:
            return self._complete(match)
        day, month, year = self._parts(match)
        if year is None:
            found = _nearest(day, month, said)
            return self._narrowed(match["bare"] or "", found) if found else None
        if month and day:
            return partial(f"{year}-{month:02}-{day:02}")
        found = partial(f"{year}-{month:02}") if month else partial(year)
        return self._narrowed(match["part"] or "", found) if found else None

    def _complete(self, match: re.Match[str]) -> Bounds | None:
        """Return what a date in digits, or a season with its year, means."""
        if match["iso"]:
            return partial(match["iso"][:10])
        if match["n1"]:
            return _numeric(int(match["n1"]), int(match["n2"]), match["n3"])
        return _season(int(match["y6"]), self._season_number(match["s6"]))

    def _parts(self, match: re.Match[str]) -> tuple[int, int, str | None]:
        day = match["d1"] or match["d2"]
        month = match["m1"] or match["m2"] or match["m5"] or match["m3"] or match["m7"]
        year = match["y1"] or match["y2"] or match["y5"] or match["y3"] or match["y4"]
        number = int(_DIGITS.search(day)[0]) if day else 0  # type: ignore[index]
        return number, self.months[month.lower()] if month else 0, year

    def _narrowed(self, written: str, whole: Bounds) -> Bounds:
        """Return the part of a month or year that "early", "mid" or "late" leaves."""
        low = " ".join(written.lower().split())
        for key, (months, days) in _PARTS.items():
            if any(low.startswith(each) for each in self.cues.words.get(key, ())):
                first, last = whole.earliest or "", whole.latest or ""
                if first[:7] == last[:7]:
                    return Bounds(f"{first[:8]}{days[0]}", min(last, f"{first[:8]}{days[1]}"))
                return Bounds(f"{first[:4]}-{months[0]}", f"{first[:4]}-{months[1]}")
        return whole

    def _season_number(self, written: str) -> int:
        low = written.lower()
        return next(
            at for at, each in enumerate(self.cues.seasons) if low in each.lower().split("|")
        )

    def _relative(self, written: str, said: Bounds, last: Bounds) -> Bounds | None:
        """Return what "three weeks ago" or "last Wednesday" means."""
        meaning = self._meaning(written)
        anchor = last if meaning.startswith("~") else said
        if anchor.earliest is None or anchor.latest is None:
            return None
        if meaning == "last":
            return self._last(written.lower(), anchor.latest)
        number, unit = meaning.lstrip("~").split()
        count = int(number) * self._count(written)
        return _shifted(anchor.earliest, anchor.latest, count, unit)

    def _meaning(self, written: str) -> str:
        """Return what the longest relative phrase means that a text is; an empty string where it is none."""
        low = written.lower()
        for phrase, words in self._phrases:
            held = all(each.lower() in low for each in words)
            if held and self._shape(phrase, re.IGNORECASE).fullmatch(written):
                return self.cues.relative[phrase]
        return ""

    @cached_property
    def _number(self) -> re.Pattern[str]:
        """What finds the word of a number."""
        words = sorted(map(re.escape, self.cues.numbers), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(words) or '(?!)'})(?!\w)")

    def _count(self, written: str) -> int:
        if digits := _DIGITS.search(written):
            return int(digits[0])
        low = written.lower()
        counted = any(
            "<n>" in phrase
            and all(each in low for each in words)
            and self._shape(phrase, re.NOFLAG).fullmatch(low)
            for phrase, words in self._phrases
        )
        spelled = self._number.search(low) if counted else None
        return self.cues.numbers[spelled[0]] if spelled else 1

    @cached_property
    def _named_days(self) -> tuple[tuple[re.Pattern[str], ...], ...]:
        """Return what finds a weekday from Monday, a season from spring, in any case."""
        return tuple(
            tuple(re.compile(rf"(?<!\w)(?:{name})(?!\w)", re.IGNORECASE) for name in names)
            for names in (self.cues.weekdays, self.cues.seasons)
        )

    @cached_property
    def _named_months(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        return tuple(
            (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), number)
            for name, number in self.months.items()
        )

    def _last(self, written: str, day: str) -> Bounds | None:
        """Return the last weekday, season or month of that name before a day."""
        said = dt.date.fromisoformat(day)
        weekdays, seasons = self._named_days
        for number, weekday in enumerate(weekdays):
            if weekday.search(written):
                back = (said.weekday() - number) % 7
                found = (said - dt.timedelta(days=back)).isoformat()
                return Bounds(found, found)
        for number, season in enumerate(seasons):
            if season.search(written):
                this = _season(said.year, number)
                return this if (this.latest or "") < day else _season(said.year - 1, number)
        for month, number in self._named_months:
            if month.search(written):
                return _nearest(0, number, Bounds(day, day))
        return None


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


def first_day(before: str, bounds: Bounds) -> Bounds:
    """Return the day that opens a stretch whose month stands with its end: "between 14 and 15 March"."""
    day = _DAY_AND.search(before)
    month = (bounds.earliest or "")[:8]
    if day is None or len(month) < len("2022-03-") or int(day[1]) > _DAYS:
        return bounds
    first = f"{month}{int(day[1]):02}"
    return Bounds(first, first) if first < (bounds.earliest or "") else bounds


def short(bounds: Bounds) -> str:
    """Return bounds as the shortest ISO form that says the same: `2020`, `2020-04`, or a range."""
    first, last = bounds.earliest or "", bounds.latest or ""
    for length in (10, 7, 4):
        if first and partial(first[:length]) == bounds:
            return first[:length]
    return f"{first}..{last}"


def _season(year: int, number: int) -> Bounds:
    """Return the months of a season, northern, by its number from spring; winter ends in the year after."""
    first, last = ((3, 5), (6, 8), (9, 11), (12, 2))[number]
    end = year + (last < first)
    return Bounds(f"{year}-{first:02}-01", f"{end}-{last:02}-{monthrange(end, last)[1]:02}")


def _shifted(first: str, last: str, count: int, unit: str) -> Bounds | None:
    """Return the calendar days, weeks, months or years that lie `count` units from a time.

    Several weeks, months or years away, "ago" is a manner of speaking: the unit around the day.
    """
    begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    try:
        if unit in ("day", "week"):
            step = dt.timedelta(days=count * (7 if unit == "week" else 1))
            begin, end = begin + step, end + step
            if unit == "week":
                begin, end = (
                    begin - dt.timedelta(begin.weekday()),
                    end + dt.timedelta(6 - end.weekday()),
                )
            return Bounds(begin.isoformat(), end.isoformat())
        months = count * (12 if unit == "year" else 1)
        low, high = (divmod(each.year * 12 + each.month - 1 + months, 12) for each in (begin, end))
    except (OverflowError, ValueError):
        return None
    if not 1 <= low[0] <= high[0] <= 9999:
        return None
    if unit == "year":
        return Bounds(f"{low[0]:04}-01-01", f"{high[0]:04}-12-31")
    return Bounds(
        f"{low[0]:04}-{low[1] + 1:02}-01",
        f"{high[0]:04}-{high[1] + 1:02}-{monthrange(high[0], high[1] + 1)[1]:02}",
    )


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
