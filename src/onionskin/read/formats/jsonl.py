"""JSON Lines: one value a line; a line that is none costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.view import View
from onionskin.read.documents.decoding import characters, encoding
from onionskin.read.documents.feeds import Part, json_head, pieces, rows

META = {
    "title": "JSON Lines",
    "suffixes": [".jsonl", ".ndjson"],
    "refines": "json",
    "misses": "A line of more than 32 million characters is read as text.",
    "references": ["https://jsonlines.org/"],
}

LONGEST = 32 << 20
_SAID = 20


def fits(view: View) -> bool:
    """Say whether the first line is an object by itself and another one follows."""
    first, _, rest = json_head(view).lstrip("\ufeff \r\n").partition("\n")
    try:
        return (
            bool(rest.strip()) and rest.lstrip()[0] in "{[" and isinstance(json.loads(first), dict)
        )
    except (ValueError, RecursionError):
        return False


def read(view: View) -> Iterator[Part]:
    """Yield the rows of each line."""
    how = encoding(view)
    yield from how.problems
    broken = 0
    for number, line in enumerate(_lines(characters(view, how)), 1):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            broken += 1
            if broken <= _SAID:
                detail = (
                    f"line {number}: {getattr(error, 'msg', 'not to be read')}; it was read as text"
                )
                yield Problem("damaged", detail)
            yield from pieces(line, "line")
            continue
        yield from rows(value)
    if broken > _SAID:
        yield Problem("damaged", f"{broken - _SAID} more lines are no JSON and were read as text")


def _lines(pieces_of_text: Iterator[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for piece in pieces_of_text:
        lines = piece.split("\n")
        for line in lines[:-1]:
            yield from _whole("".join([*held, line]))
            held, size = [], 0
        held.append(lines[-1])
        size += len(lines[-1])
        if size > LONGEST:
            yield "".join(held)
            held, size = [], 0
    yield from _whole("".join(held))


def _whole(line: str) -> Iterator[str]:
    if line.strip():
        yield line
