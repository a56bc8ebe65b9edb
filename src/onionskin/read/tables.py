"""Tables of documents as rows: the header names the columns, a cell wrapped over lines is whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onionskin.plugins.contracts import Record

_HEADER = re.compile(r"[\w .()#/%&'-]{0,60}\Z")
_VALUE = re.compile(r"[0-9a-fA-F]{32,}|\d+\.\d+|://|\[\.\]|@|\w\.\w{2,}$|^\d+$|^-?\d")
_HEX = re.compile(r"[0-9a-fA-F]+\Z")
_ALGORITHM = re.compile(r"(md5)|sha-?(1|256|512)\b", re.IGNORECASE)
_HASHES = frozenset({32, 40, 64, 96, 128})
_LINKS = re.compile(r"[/.@:_=?&%-]|\[\.\]")


def header(row: Sequence[str]) -> list[str]:
    """Return the names of the columns, or nothing where the row holds values already."""
    cells = [cell.strip() for cell in row]
    if any(not _HEADER.match(cell) or _VALUE.search(cell) for cell in cells) or not any(cells):
        return []
    return [cell.lower() or str(at) for at, cell in enumerate(cells, 1)]


def named(names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """Name the cells of a row; columns of one name and cells beyond the header get numbers."""
    cells: dict[str, str] = {}
    for at, cell in enumerate(row):
        name = names[at] if at < len(names) else str(at + 1)
        cells[name if name not in cells else f"{name} {at + 1}"] = cell
    return cells


def records(rows: Iterable[Sequence[str]], names: Sequence[str] = ()) -> Iterator[Record]:
    """Yield a record for each row; the first one gives the names if it holds none but names."""
    given = list(names)
    for row in rows:
        cells = [
            unwrapped(cell, _width(given[at]) if at < len(given) else 0)
            for at, cell in enumerate(row)
        ]
        if not any(cell.strip() for cell in cells):
            continue
        if not given:
            given = header(cells)
            if given and len(cells) > 1:
                # A header is text of the document, too, but states nothing.
                yield Record({f"{at} note": cell for at, cell in enumerate(cells, 1)})
                continue
            given = [str(at) for at in range(1, len(cells) + 1)]
        yield Record(named(given, cells))


def unwrapped(cell: str, width: int = 0) -> str:
    """Return a cell whose one value was broken over lines in one piece; several values stay apart.

    `width` is how many hex digits a value of its column has, where the column's name tells.
    """
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if len(lines) < 2:
        return cell.strip()
    if any(" " in line for line in lines):
        return _rejoined(lines)
    if all(_HEX.match(line) for line in lines):
        return " ".join(_hashes(lines, width))
    if len(lines[0]) >= 8 and all(len(line) >= len(lines[0]) - 12 for line in lines[:-1]):
        one_link = "://" in lines[0] and not any("://" in line for line in lines[1:])
        if one_link or lines[0][-1] in "/.-_=&" or sum(bool(_LINKS.search(line)) for line in lines) < len(lines):  # fmt: skip
            return "".join(lines)
    return " ".join(lines)


def _hashes(lines: Sequence[str], width: int) -> Iterator[str]:
    """Yield the hashes that lines of hex digits are pieces of."""
    whole = "".join(lines)
    if not width and all(len(line) in _HASHES for line in lines):
        yield from lines
        return
    if not width and len({len(line) for line in lines}) == 1 and len(whole) not in _HASHES:
        width = next((each for each in (64, 40, 32) if len(whole) % each == 0), 0)
    if width and len(whole) % width == 0:
        yield from (whole[at : at + width] for at in range(0, len(whole), width))
        return
    held, widest = "", max(map(len, lines))
    for line in lines:  # a line that is not full ends its hash
        held += line
        if len(line) < widest:
            yield held
            held = ""
    if held:
        yield held


def _width(column: str) -> int:
    """Return how many digits the hashes of a column have, 0 where its name does not tell."""
    found = _ALGORITHM.search(column)
    return (
        {"md5": 32, "1": 40, "256": 64, "512": 128}[(found[1] or found[2]).lower()] if found else 0
    )


def _rejoined(lines: list[str]) -> str:
    """Join lines of prose; a hash that was cut by the edge of a cell is joined without a blank."""
    text = lines[0]
    for line in lines[1:]:
        before, after = text.rpartition(" ")[2], line.partition(" ")[0]
        cut = _HEX.match(before) and _HEX.match(after) and len(before + after) in _HASHES
        text += line if cut and len(before) not in _HASHES else f" {line}"
    return text
