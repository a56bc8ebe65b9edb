"""Tables of cells: comma, semicolon, tab or bar, in any order of columns, with a header or without."""

from __future__ import annotations

import csv
import itertools
from collections import Counter, deque
from collections.abc import Iterable, Iterator

from onionskin.model import Problem
from onionskin.plugins.contracts import Record
from onionskin.plugins.view import View
from onionskin.read.documents.decoding import characters, encoding, is_text
from onionskin.read.documents.package_rows import named_for
from onionskin.read.documents.tables import header as names_of
from onionskin.read.documents.tables import named

META = {
    "title": "Delimited tables (CSV, TSV)",
    "suffixes": [".csv", ".tsv", ".tab", ".psv"],
    "misses": "A cell of more than 1 MiB; formulas are text and are not evaluated.",
    "references": ["https://www.rfc-editor.org/rfc/rfc4180"],
}

_CELL = 1 << 20
_SAMPLE = 50


def read(view: View) -> Iterator[Record | Problem]:
    """Yield one record a row. Without a header, columns are called `1`, `2`..."""
    if not is_text(view):
        yield Problem("unsupported", "the bytes are no text; give the table as CSV")
        return
    how = encoding(view)
    yield from how.problems
    lines = _lines(characters(view, how))
    sample = [line for _, line in zip(range(_SAMPLE), lines, strict=False)]
    delimiter = _delimiter(sample)
    header: list[str] = []
    remark = [""]
    for number, row in enumerate(_rows(sample, lines, delimiter)):
        if isinstance(row, Problem):
            yield row
            continue
        if not any(cell.strip() for cell in row) or (number == 0 and row[0].startswith("sep=")):
            continue
        if row[0].lstrip().startswith("#"):
            remark = row
            yield Record({f"{at} note": cell for at, cell in enumerate(row, 1)})
            continue
        if not header:
            header = named_for(names_of(row), "".join(sample))
            if header:
                continue
            header = _remarked(remark, len(row)) or [str(at) for at in range(1, len(row) + 1)]
        yield Record(named(header, row))


def _remarked(remark: list[str], columns: int) -> list[str]:
    """Return the names of the columns that the last remark before the rows gives, as many feeds do."""
    own = [remark[0].lstrip("# "), *remark[1:]]
    return names_of([cell.strip(' "') for cell in own]) if 1 < len(own) == columns else []


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """Cut text into lines that keep their newline; no line is longer than a cell may be."""
    held = ""
    for piece in pieces:
        lines = (held + piece).splitlines(keepends=True) if piece else []
        held = lines.pop() if lines and not lines[-1].endswith("\n") else ("" if piece else held)
        yield from lines
        while len(held) > _CELL:
            yield held[:_CELL]
            held = held[_CELL:]
    if held:
        yield held


def _delimiter(sample: list[str]) -> str:
    """Return the sign that occurs equally often in the most lines, more often first."""
    lines = [line for line in sample if line.strip()]
    scores = []
    for rank, sign in enumerate("\t,;|"):
        counts = Counter(line.count(sign) for line in lines if sign in line)
        times, agreeing = max(counts.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        scores.append((agreeing if times else 0, -rank, sign))
    best = max(scores)
    return best[2] if best[0] else ","


def _rows(sample: list[str], rest: Iterator[str], delimiter: str) -> Iterator[list[str] | Problem]:
    """Yield the rows. A quote that is never closed costs no line: they are read again without."""
    csv.field_size_limit(_CELL)
    source: Iterator[str] = itertools.chain(sample, rest)
    pending = deque[str]()
    reader = csv.reader(_kept(source, pending), delimiter=delimiter, skipinitialspace=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(
                "damaged",
                f"row {reader.line_num}: {error}; quotes are no longer minded",
            )
            source = itertools.chain(list(pending), source)
            reader = csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE)
            pending = deque(maxlen=0)
            continue
        if len(pending) > 1 and sum(line.count('"') for line in pending) % 2:
            yield Problem("damaged", f"a quote in row {reader.line_num} is never closed")
            source = iter(list(pending))
            reader = csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE)
            pending = deque(maxlen=0)
            continue
        pending.clear()
        if row:
            yield row


def _kept(lines: Iterator[str], pending: deque[str]) -> Iterator[str]:
    for line in lines:
        pending.append(line)
        yield line
