"""Records of a CSV file: a header and rows, with line numbers, in bounded memory.

A quoted cell may run over lines (RFC 4180, 2.6). A quotation mark that is never
closed would swallow the rest of the file; here it costs one line, which is
reported, and reading goes on with the next.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from onionskin.model import Problem
from onionskin.parse.texts.text_lines import LONGEST, lines
from onionskin.plugins.view import View

Record = tuple[int, dict[str, str | list[str]]]

_DELIMITERS = ",;\t|"
_JOINED = 200  # lines that one record may run over
_COLUMNS = 2000
_PROBE = 256 << 10

csv.field_size_limit(1 << 24)


def header(view: View) -> tuple[str, ...]:
    """Return the first row's cells as written, by the delimiter that splits it most; or ()."""
    for item in lines(view.slice(0, _PROBE)):
        if isinstance(item, Problem):
            return ()
        text = _text(item[1])
        if text.strip():
            return tuple(cell.strip() for cell in _cells(text, _delimiter(text)) or ())
    return ()


def records(view: View) -> Iterator[Record | Problem]:
    """Yield (line number, column -> cell) for each row, or a Problem for one that is none.

    A name that heads several columns has a list of their cells, so that none is lost.
    """
    names: tuple[str, ...] = ()
    delimiter = ","
    for item in _rows(view):
        if isinstance(item, Problem):
            yield item
            continue
        number, text = item
        if not names:
            delimiter = _delimiter(text)
            names = tuple(cell.strip() for cell in _cells(text, delimiter) or ())[:_COLUMNS]
            yield from _doubtful(names)
            continue
        cells = _cells(text, delimiter)
        if cells is None:
            yield Problem("unreadable-line", f"line {number}: not CSV")
        else:
            yield number, _record(names, cells)
            if len(cells) != len(names):
                detail = f"line {number}: {len(cells)} cells under {len(names)} columns"
                yield Problem("uneven-row", detail)


def _record(names: tuple[str, ...], cells: list[str]) -> dict[str, str | list[str]]:
    record: dict[str, str | list[str]] = dict(zip(names, cells, strict=False))
    if len(record) < min(len(names), len(cells)):
        for name in set(names):
            found = [cell for head, cell in zip(names, cells, strict=False) if head == name]
            if len(found) > 1:
                record[name] = found
    return record


def _doubtful(names: tuple[str, ...]) -> Iterator[Problem]:
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        detail = f"line 1: {', '.join(twice)[:200]} heads more than one column; each is read"
        yield Problem("duplicate-columns", detail)


def _rows(view: View) -> Iterator[tuple[int, str] | Problem]:
    """Join lines while a quotation mark is open; give up on a mark that is never closed."""
    waiting: deque[_Line | Problem] = deque()
    source = lines(view)
    while (first := _take(waiting, source)) is not None:
        if isinstance(first, Problem):
            yield first
            continue
        joined = [first]
        size, is_open = len(first.text), first.odd
        while is_open and size <= LONGEST and len(joined) <= _JOINED:
            following = _take(waiting, source)
            if following is None or isinstance(following, Problem):
                waiting.extendleft([following] if following else [])
                break
            joined.append(following)
            size += len(following.text)
            is_open ^= following.odd
        if is_open:
            waiting.extendleft(reversed(joined[1:]))
            detail = f"line {first.number}: not CSV: a quotation mark is never closed"
            yield Problem("unreadable-line", detail)
        elif first.text.strip():
            yield first.number, "\n".join(each.text for each in joined)


class _Line(NamedTuple):
    number: int
    text: str
    odd: bool  # number of quotation marks


def _take(
    waiting: deque[_Line | Problem], source: Iterator[tuple[int, bytes] | Problem]
) -> _Line | Problem | None:
    if waiting:
        return waiting.popleft()
    item = next(source, None)
    if item is None or isinstance(item, Problem):
        return item
    text = _text(item[1])
    return _Line(item[0], text, text.count('"') % 2 == 1)


def _text(line: bytes) -> str:
    return line.decode("utf-8", "backslashreplace")


def _delimiter(text: str) -> str:
    return max(_DELIMITERS, key=text.count)


def _cells(text: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return None
