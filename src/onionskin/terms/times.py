"""Times as logs and reports write them, in UTC and in one form.

An exact time is `YYYY-MM-DDTHH:MM:SS.ffffffZ`, of fixed width, so that text
order is time order; a date alone stays `YYYY-MM-DD`, because it is less precise.
What cannot be placed for certain (no offset, day and month exchangeable) is not
guessed: the caller keeps it as written and says so.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_COMPACT = re.compile(
    r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII
)  # the Windows registry's InstallDate
_EPOCH = re.compile(r"\d{9,19}(?:\.\d{1,9})?", re.ASCII)
_MICROSOFT = re.compile(r"/Date\((\d{9,14})\)/", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?", re.ASCII)
_START = datetime(1970, 1, 1, tzinfo=UTC)
# Windows FILETIME counts 100 ns from 1601 ([MS-DTYP] 2.3.3).
_FILETIME_OFFSET = 11_644_473_600


def in_utc(written: str, *, assume_utc: bool = False) -> str | None:
    """Return the time in UTC, or a date alone as such; None where it cannot be placed.

    `assume_utc` is for fields that are UTC by definition, such as Sysmon's UtcTime.
    """
    text = written.strip()
    text = "-".join(compact.groups()) if (compact := _COMPACT.fullmatch(text)) else text
    found = _ISO.fullmatch(text)
    if found is None:
        return _from_number(text)
    return _from_iso(found, assume_utc=assume_utc)


def first_instant(text: str) -> datetime | None:
    """Return the earliest instant that an ISO time, date, month or year can mean."""
    return _instant(text, last=False)


def last_instant(text: str) -> datetime | None:
    """Return the latest instant that an ISO time, date, month or year can mean."""
    return _instant(text, last=True)


def _from_iso(found: re.Match[str], *, assume_utc: bool) -> str | None:
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    if hour is None:
        moment = _moment(int(year), int(month), int(day))
        return None if moment is None else moment.date().isoformat()
    if offset is None and not assume_utc:
        return None
    micro = int((fraction or "0").ljust(6, "0")[:6])
    moment = _moment(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
    away = _offset(offset or "Z")
    if moment is None or away is None:
        return None
    if not away:
        return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}.{micro:06}Z"
    try:
        return stamp(moment.replace(microsecond=micro) - away)
    except OverflowError:
        return None


def _offset(text: str) -> timedelta | None:
    if text.upper() in {"Z", "UTC", "GMT"}:
        return timedelta(0)
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        return None
    away = timedelta(hours=hours, minutes=minutes)
    return -away if text[0] == "-" else away


def _from_number(text: str) -> str | None:
    microsoft = _MICROSOFT.fullmatch(text)
    if microsoft:
        text = microsoft[1]
    elif not _EPOCH.fullmatch(text):
        return None
    whole, _, fraction = text.partition(".")
    number = int(whole)
    # Seconds, milliseconds, microseconds, FILETIME and nanoseconds since 2001 or so differ in
    # their number of digits; nothing that is logged today falls between them.
    if len(whole) <= 11:
        micros = number * 1_000_000 + int((fraction or "0").ljust(6, "0")[:6])
    elif len(whole) <= 14:
        micros = number * 1000
    elif len(whole) <= 17:
        micros = number
    elif len(whole) == 18:
        micros = number // 10 - _FILETIME_OFFSET * 1_000_000
    else:
        micros = number // 1000
    try:
        return stamp(_START + timedelta(microseconds=micros))
    except OverflowError:
        return None


def stamp(moment: datetime) -> str:
    """Write an aware instant in the one form."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _moment(*parts: int) -> datetime | None:
    try:
        return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def _instant(text: str, *, last: bool) -> datetime | None:
    text = text.strip()
    partial = _PARTIAL.fullmatch(text)
    if partial:
        return _partial(int(partial[1]), partial[2], last=last)
    written = in_utc(text, assume_utc=True)
    if written is None:
        return None
    if len(written) > 10:
        return datetime.fromisoformat(written)
    day = datetime.fromisoformat(written).replace(tzinfo=UTC)
    return day.replace(hour=23, minute=59, second=59, microsecond=999_999) if last else day


def _partial(year: int, month: str | None, *, last: bool) -> datetime | None:
    first = _moment(year, int(month or 1), 1)
    if first is None or not last:
        return first
    try:
        following = first.replace(year=year + 1) if month is None or month == "12" else None
        if following is not None:
            following = following.replace(month=1)
        else:
            following = first.replace(month=first.month + 1)
    except ValueError:
        return None
    return following - timedelta(microseconds=1)
