"""Tables of documents as rows: the header names the columns, a cell wrapped over lines is whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from onionskin.plugins.contracts import Record
from onionskin.terms.indicators import find

_HEADER = re.compile(r"[\w .()#/%&'-]{0,60}\Z")
_VALUE = re.compile(r"[0-9a-fA-F]{32,}|\d+\.\d+|://|\[\.\]|@|\w\.\w{2,}$|^\d+$|^-?\d")
_HEX = re.compile(r"[0-9a-fA-F]+\Z")
_ALGORITHM = re.compile(r"(md5)|sha-?(1|256|512)\b", re.IGNORECASE)
_HASHES = frozenset({32, 40, 64, 96, 128})
_LINKS = re.compile(r"[/.@:_=?&%\\-]|\[\.\]")
_JOINTS = frozenset("/.@:_=?&%-\\[](){}")
PIECES = 24  # of one value in a narrow cell
NARROW = 20  # characters: a shorter line that is an indicator was not cut by its cell


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
    return ("" if _is_cut(lines) else " ").join(lines)


def _is_cut(lines: Sequence[str]) -> bool:
    """Say whether lines of one word each are pieces of one value that a narrow cell cut."""
    if len(lines) <= PIECES:
        if _is_one(lines):
            return True
        if all(map(str.isalpha, lines)) or any(_is_apart(*pair) for pair in pairwise(lines)):
            return False
    if len(lines[0]) < 8 or any(len(line) < len(lines[0]) - 12 for line in lines[:-1]):
        return False
    one_link = "://" in lines[0] and not any("://" in line for line in lines[1:])
    signs = sum(bool(_LINKS.search(line)) for line in lines)
    return one_link or lines[0][-1] in "/.-_=&" or signs < len(lines)


def _is_one(lines: Sequence[str]) -> bool:
    """Say whether lines are pieces of one indicator: whole together, not each by itself, and cut within."""
    whole = [_is_whole(line) for line in lines]
    if all(whole) or not _is_whole("".join(lines)):
        return False
    return all(
        one[-1] in _JOINTS
        or other[0] in _JOINTS
        or (bool(_LINKS.search(one)) and not (whole[at] and whole[at + 1]))
        for at, (one, other) in enumerate(pairwise(lines))
    )


def _is_apart(one: str, other: str) -> bool:
    """Say whether two lines are surely two things: one is an indicator, and nothing says that it goes on."""
    if one[-1] in _JOINTS - {")", "]", "}"} or other[0] in _JOINTS - {"(", "[", "{"}:
        return False
    return (len(one) < NARROW and _is_whole(one)) or _is_whole(other)


def _is_whole(text: str) -> bool:
    return any((each.offset, each.length) == (0, len(text)) for each in find(text, listed=True))


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
    found, held, widest = [], "", max(map(len, lines))
    for line in lines:  # a line that is not full ends its hash
        held += line
        if len(line) < widest:
            found.append(held)
            held = ""
    found += [held] if held else []
    # Letters of different widths fill no line evenly.
    one = len(whole) in _HASHES and not any(len(each) in _HASHES for each in found)
    yield from [whole] if one else found


def _width(column: str) -> int:
    """Return how many digits the hashes of a column have, 0 where its name does not tell."""
    found = _ALGORITHM.search(column)
    return (
        {"md5": 32, "1": 40, "256": 64, "512": 128}[(found[1] or found[2]).lower()] if found else 0
    )


def _rejoined(lines: list[str]) -> str:
    """Join lines of prose; a hash that was cut by the edge of a cell is joined without a blank."""
    text, at = lines[0], 1
    while at < len(lines):
        end = _hash_end(text.rpartition(" ")[2], lines, at)
        text += "".join(lines[at:end]) if end else f" {lines[at]}"
        at = end or at + 1
    return text


def _hash_end(first: str, lines: list[str], at: int) -> int:
    """Return behind which line the hash ends that begins with a word before them; 0 if none does."""
    if not _HEX.match(first) or len(first) in _HASHES:
        return 0
    size = len(first)
    for end in range(at, min(at + PIECES, len(lines))):
        piece = lines[end].partition(" ")[0]
        size += len(piece)
        if not _HEX.match(piece) or size > max(_HASHES):
            return 0
        if size in _HASHES and len(piece) not in _HASHES:
            return end + 1
        if piece != lines[end]:
            return 0
    return 0
