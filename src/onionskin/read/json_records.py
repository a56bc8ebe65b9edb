"""JSON of any shape as rows: an object is a row, its strings the cells, long prose a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onionskin.plugins.contracts import Block, Record
from onionskin.read.feeds import prose, scalar

DEPTH = 64
_PROSE = 300
_CELLS = 400


def rows(value: Any, name: str = "value") -> Iterator[Block | Record]:
    """Yield the rows of one value: inner objects belong to their row, arrays of objects are rows.

    What lies deeper than DEPTH is not read.
    """
    ahead: list[tuple[str, Any, int]] = [(name, value, 0)]
    while ahead:
        name, thing, depth = ahead.pop()
        if depth > DEPTH:
            continue
        if isinstance(thing, list):
            ahead += [(name, each, depth + 1) for each in reversed(thing)]
            continue
        cells: dict[str, str] = {}
        later: list[tuple[str, Any, int]] = []
        for key, text in _leaves(name, thing, depth, later):
            if len(text) > _PROSE and " " in text:
                yield from prose(text)
            else:
                _put(cells, key, text)
                if len(cells) >= _CELLS:
                    yield Record(cells)
                    cells = {}
        if any(cell.strip() for cell in cells.values()):
            yield Record(cells)
        ahead += reversed(later)


def _leaves(
    name: str, thing: Any, depth: int, later: list[tuple[str, Any, int]]
) -> Iterator[tuple[str, str]]:
    """Yield (key, text) of an object's own leaves; `later` takes its arrays of objects."""
    ahead: list[tuple[str, Any, int]] = [(name, thing, depth)]
    while ahead:
        key, value, level = ahead.pop()
        if isinstance(value, dict) and level <= DEPTH:
            ahead += [(inner, each, level + 1) for inner, each in reversed(value.items())]
        elif isinstance(value, list):
            plain = [text for text in map(scalar, value) if text]
            yield from ((key, text) for text in plain)
            later += [(key, each, level + 1) for each in value if isinstance(each, dict | list)]
        elif text := scalar(value):
            yield key, text


def _put(cells: dict[str, str], key: str, text: str) -> None:
    key = key.strip()[:100] or "value"
    while key in cells:
        key = f"{key} {len(cells) + 1}"
    cells[key] = text
