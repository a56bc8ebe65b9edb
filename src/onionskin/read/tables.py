"""Tables of documents as rows: the header names the columns, a cell wrapped over lines is whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onionskin.plugins.contracts import Record

_HEADER = re.compile(r"[\w .()#/%&'-]{0,60}\Z")
_VALUE = re.compile(r"[0-9a-fA-F]{32,}|\d+\.\d+|://|\[\.\]|@|\w\.\w{2,}$|^\d+$|^-?\d")
_HEX = re.compile(r"[0-9a-fA-F]+\Z")
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
        cells = [unwrapped(cell) for cell in row]
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


def unwrapped(cell: str) -> str:
    """Return a cell whose one value was broken over lines in one piece; several values stay apart."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if len(lines) < 2 or any(" " in line for line in lines):
        return _rejoined(lines) if len(lines) > 1 else cell.strip()
    if all(_HEX.match(line) for line in lines):
        return " ".join(_hashes(lines))
    if len(lines[0]) >= 8 and all(len(line) >= len(lines[0]) - 12 for line in lines[:-1]):
        joined = "".join(lines)
        whole = sum(bool(_LINKS.search(line)) for line in lines)
        if "://" in lines[0] and not any("://" in line for line in lines[1:]):
            return joined
        if whole < len(lines) or lines[0][-1] in "/.-_=&":
            return joined
    return " ".join(lines)


def _hashes(lines: list[str]) -> Iterator[str]:
    """Yield the hashes that lines of hex digits are pieces of, as soon as one is complete."""
    held = ""
    for at, line in enumerate(lines):
        held += line
        following = lines[at + 1] if at + 1 < len(lines) else ""
        # 32 digits may be an MD5 or half of a SHA-256: the next line's width tells.
        if len(held) in _HASHES and not (len(line) == len(held) and 0 < len(following) < len(line)):
            done = len(held) == len(line) or not following or len(line) < len(lines[0])
            if done:
                yield held
                held = ""
    if held:
        yield held


def _rejoined(lines: list[str]) -> str:
    """Join lines of prose; a hash that was cut by the edge of a cell is joined without a blank."""
    text = lines[0]
    for line in lines[1:]:
        before, after = text.rpartition(" ")[2], line.partition(" ")[0]
        cut = _HEX.match(before) and _HEX.match(after) and len(before + after) in _HASHES
        text += line if cut and len(before) not in _HASHES else f" {line}"
    return text
