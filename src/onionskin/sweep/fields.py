"""One record of any log shipper becomes a row of one of our tables; the names are in `names`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from onionskin.model import Problem
from onionskin.plugins.contracts import Tables
from onionskin.sweep.names import (
    ALWAYS_UTC,
    CATEGORIES,
    CATEGORY,
    CHANNEL,
    EVENTS,
    HOST,
    INSTALLED,
    NAMES,
    NUMBER,
    READS,
    TELLTALE,
    TIME,
    WANTED,
    WRAPPERS,
)
from onionskin.terms.hosts import NAMELESS
from onionskin.terms.times import in_utc

Flat = dict[str, Any]

NO_TABLE = "no-table"

_DEPTH = 6
_HOST = 255  # characters; the longest name of a machine (RFC 1035, 2.3.4)
_KEY = 120  # characters; no field of ours has a longer name
_CACHE = 8192
_VALUES = 64  # of one field that holds a list
_EMPTY = (None, "", "-")  # Windows writes a dash where there is nothing
_DIGESTS = {"sha256": 64, "sha1": 40, "md5": 32}
_XML = ("event.system", "event.eventdata", "event.userdata")
_known: dict[tuple[str, str], tuple[str, str]] = {}


def place(
    record: dict[str, Any], line: int, out: Tables, table: str | None = None
) -> Iterator[Problem]:
    """Write a record as a row of its table; yield what is missing, odd or has no table."""
    for flat in _one_value_each(flatten(record)):
        if flat is None:
            detail = f"line {line}: a field holds more than {_VALUES} values, the rest is not read"
            yield Problem("long-list", detail)
            continue
        chosen, what = (table, "") if table else table_of(flat)
        if chosen is None:
            yield Problem(NO_TABLE, f"line {line}: {what}")
            continue
        row, problems = row_of(flat, chosen, line)
        out.write(chosen, row)
        yield from problems


def flatten(record: dict[str, Any]) -> Flat:
    """Return folded dotted name -> value (or list of values), of the names that a table wants."""
    flat: Flat = {}
    _flatten(record, "", flat, _DEPTH)
    return flat


def _flatten(node: dict[str, Any], prefix: str, flat: Flat, depth: int) -> None:
    for key, value in node.items():
        path, name = _known.get((prefix, key)) or _learn(prefix, key)
        if type(value) is dict:
            if depth:
                _flatten(value, path, flat, depth - 1)
        elif name in WANTED and value not in _EMPTY:
            found = _filled(value) if type(value) is list else value
            if found is not None:
                flat.setdefault(name, found)


def _filled(values: list[Any]) -> Any:
    """Return what a list holds: its values, its one value, or None."""
    held = [each for each in values if each not in _EMPTY]
    return held if len(held) > 1 else held[0] if held else None


def _learn(prefix: str, key: str) -> tuple[str, str]:
    path = f"{prefix}.{key}" if prefix else key
    found = path[: 4 * _KEY], fold(path)
    if len(_known) < _CACHE and len(path) <= _KEY:
        _known[prefix, key] = found
    return found


def fold(path: str) -> str:
    """Return a field's name in small letters and digits, dots kept, without its wrappers."""
    text = "".join(char for char in path[: 4 * _KEY].lower() if char.isalnum() or char == ".")
    # The wrapper of an XML event; ECS has an `event.` of its own, whose fields are wanted.
    at = 1 if text.startswith(_XML) else 0
    return ".".join(part for part in text.split(".")[at:] if part and part not in WRAPPERS)


def _one_value_each(flat: Flat) -> Iterator[Flat | None]:
    """Yield a record per value where fields hold lists; None at the end if there are too many."""
    if list not in map(type, flat.values()):
        yield flat
        return
    many = {
        name: value
        for name, value in flat.items()
        if isinstance(value, list) and name not in CATEGORY
    }
    longest = max(map(len, many.values()), default=1)
    for n in range(min(longest, _VALUES)):
        yield flat | {name: values[min(n, len(values) - 1)] for name, values in many.items()}
    if longest > _VALUES:
        yield None


def table_of(flat: Flat) -> tuple[str | None, str]:
    """Return the table a record belongs to, or None and what it is in words."""
    category = _category(flat)
    if category == "alert":
        return category, ""
    number = _text(_first(flat, NUMBER)).removesuffix(".0")
    if number:
        family = _family(flat, number)
        table = EVENTS.get((family, number))
        if table == "file_access" and _text(flat.get("objecttype", "File")).lower() != "file":
            table = None
        if table or family != "other" or not category:
            return table, f"{family} event {number[:20]}"
    if category == "file" and _folded(_first(flat, ("event.action", "action"))) in READS:
        return "file_access", ""
    if category == "connection" and "dns.question.name" in flat:
        return "dns", ""
    if category:
        return category, ""
    return next((table for name, table in TELLTALE if name in flat), None), "no known kind"


def _category(flat: Flat) -> str | None:
    for name in CATEGORY:
        value = flat.get(name)
        if value is None:
            continue
        for each in value if isinstance(value, list) else [value]:
            if (table := CATEGORIES.get(_folded(each))) is not None:
                return table
    return None


def _family(flat: Flat, number: str) -> str:
    """Return whose event number it is; numbers without a channel are Sysmon's or Security's."""
    stated = tuple(_text(flat[name])[:_KEY] for name in CHANNEL if name in flat)
    return _family_of(stated, len(number))


@lru_cache(maxsize=1024)
def _family_of(channels: tuple[str, ...], digits: int) -> str:
    stated = [text.lower() for text in channels]
    for text in stated:
        for family, mark in (
            ("sysmon", "sysmon"), ("defender", "windows defender"),
            ("dns-client", "dns-client"), ("security", "security-auditing"),
        ):  # fmt: skip
            if mark in text:
                return family
    if "security" in stated:
        return "security"
    if stated:
        return "other"
    return "sysmon" if digits <= 3 else "security"


def row_of(flat: Flat, table: str, line: int) -> tuple[dict[str, Any], list[Problem]]:
    """Return a record as a row of that table, with its host and its time in UTC."""
    problems: list[Problem] = []
    host = _text(_first(flat, HOST)).strip()[:_HOST]
    if not host:
        problems.append(Problem("no-host", f"line {line}: does not say which machine it is of"))
    row: dict[str, Any] = {"host": host or NAMELESS, "line": line}
    row["time"] = _time(flat, table, line, problems)
    for column, names in NAMES[table].items():
        row[column] = _first(flat, names)
    if "sha256" in row:
        _digests(flat, row)
    if table == "install" and row["removed"] is not None:
        row["removed"] = _placed(_text(row["removed"]), line, problems)
    return row, problems


def _time(flat: Flat, table: str, line: int, problems: list[Problem]) -> str | None:
    unplaced = _text(flat.get(ALWAYS_UTC))
    if unplaced and (utc := in_utc(unplaced, assume_utc=True)) is not None:
        return utc
    for name in (*INSTALLED, *TIME) if table == "install" else TIME:
        written = _text(flat.get(name))
        if written:
            found = in_utc(written)
            if found is not None:
                return found
            unplaced = unplaced or written
    if not unplaced:
        problems.append(Problem("no-time", f"line {line}: does not say when"))
        return None
    return _placed(unplaced, line, problems)


def _placed(written: str, line: int, problems: list[Problem]) -> str:
    found = in_utc(written)
    if found is None:
        detail = f"line {line}: {written[:40]!r} names no certain time in UTC; kept as written"
        problems.append(Problem("ambiguous-time", detail))
    return found or written[:_KEY]


def _digests(flat: Flat, row: dict[str, Any]) -> None:
    """Fill in the hashes; Sysmon writes all in one field, `SHA1=...,MD5=...,SHA256=...`."""
    written = _text(_first(flat, ("hashes", "hash")))[: _KEY * 10]
    for pair in written.split(",") if written else ():
        name, _, value = pair.partition("=")
        column = name.strip().lower()
        if column in _DIGESTS and row[column] is None:
            row[column] = value
    for column in _DIGESTS:
        if row[column] is not None:
            row[column] = _text(row[column]).strip().lower()


def _first(flat: Flat, names: Iterable[str]) -> Any:
    for name in names:
        value = flat.get(name)
        if value is not None:
            return value
    return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _folded(value: Any) -> str:
    return "".join(char for char in _text(value).lower() if char.isalnum())
