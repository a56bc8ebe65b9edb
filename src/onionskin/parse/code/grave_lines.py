"""Lines of settings that hardly any honest release gets, told by the name of the file and the line alone.

`grave_lines.toml` holds them, with what each is about and where that is documented.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import msgspec

from onionskin.model import Value

MOST = 60


class GraveLines(Value, frozen=True):
    """The lines of a text that hardly any honest release gets: (number of the piece, id of the row) each, 60 of a row at most."""

    lines: tuple[tuple[int, str], ...]


class _Row(msgspec.Struct, frozen=True):
    id: str
    says: str
    files: str
    words: str


@cache
def _rows() -> tuple[_Row, ...]:
    text = Path(__file__).with_name("grave_lines.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["row"], tuple[_Row, ...])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def says() -> dict[str, str]:
    """Return what a line of each id is about, in words that go on a sentence."""
    return {each.id: each.says for each in _rows()}


@lru_cache(512)
def _rows_of(name: str) -> tuple[_Row, ...]:
    return tuple(each for each in _rows() if _compiled(each.files).search(name))


def grave_lines(name: str, text: str, starts: Sequence[int]) -> GraveLines | None:
    """Return such lines of a text, None where it has none; `name` is the file's own, with its folders, `starts` are the offsets of its pieces."""
    found = {
        (max(bisect_right(starts, each.end() - 1) - 1, 0), row.id)
        for row in _rows_of(name.replace("\\", "/").removeprefix("./").lower())
        for each in islice(_compiled(row.words).finditer(text), MOST)
    }
    return GraveLines(tuple(sorted(found))) if found else None
