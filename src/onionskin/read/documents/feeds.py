"""What the machine-readable formats share: rows that state a claim, a head, JSON walked with bounds, and JSON of any shape as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from onionskin.errors import DamagedError
from onionskin.model import Problem
from onionskin.parse.texts.json_walk import JsonWalk
from onionskin.plugins.contracts import Block, Graded, Judged, Mentioned, Note, Record, Stated
from onionskin.plugins.view import View
from onionskin.read.documents.decoding import beginning, characters, encoding

Part = Block | Record | Stated | Mentioned | Graded | Judged | Note | Problem

LONGEST = 1 << 16
MISFITS = 1000
DEPTH = 64  # of objects within objects that are read as rows
_PROSE = 300  # characters from which a cell is a paragraph
_CELLS = 400
_BEGINS = re.compile(r'\s*(?:\{\s*(?:"|\}|\Z)|\[\s*(?:[\[{"\]]|\Z))')
_STIX = re.compile(r'"id"\s*:\s*"[a-z][a-z0-9-]{2,40}--[0-9a-fA-F]{8}-')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def indicator(
    kind: str, value: str, *, role: str = "indicator", note: str = "", first: str = "", last: str = ""
) -> Record:  # fmt: skip
    """Return a row that states one observable: its type, its role, and from when until when."""
    cells = {"type": kind, "value": value, "role": role, "note": note}
    return Record(_filled({**cells, "valid from": first, "valid until": last}))


def statement(
    subject: tuple[str, str], relation: str, thing: tuple[str, str], more: dict[str, str] | None = None, *, holds: bool = True
) -> Record:  # fmt: skip
    """Return a row that states a claim between two (kind, name); `more` are further columns."""
    cells = {
        "subject": subject[1], "relation": relation, "object": thing[1],
        "subject type": subject[0], "object type": thing[0], "holds": "yes" if holds else "no",
    }  # fmt: skip
    return Record(_filled({**cells, **(more or {})}))


def _filled(cells: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in cells.items() if text.strip()}


def head(title: str, publisher: str = "", date: str = "") -> Iterator[Block]:
    """Yield the lines from which read/whole/header.py takes title, publisher and date."""
    if title.strip():
        yield Block(" ".join(title.split())[:500], "heading")
    if publisher.strip():
        yield Block(f"Published by: {' '.join(publisher.split())[:80]}", "line")
    if day := _DAY.match(date):
        yield Block(f"Date: {day[0]}", "line")


def prose(*texts: Any) -> Iterator[Block]:
    """Yield the paragraphs of free texts, each at most LONGEST characters; what is no text is not."""
    for text in texts:
        if isinstance(text, str) and text.strip():
            for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
                yield from pieces(paragraph)
        elif text is not None and not isinstance(text, str):
            _MISFITS.add("where a text belongs", text)


def pieces(text: str, kind: str = "paragraph") -> Iterator[Block]:
    """Yield a text as blocks of at most LONGEST characters, cut at a blank where there is one."""
    start = 0
    while len(text) - start > LONGEST:
        cut = max(text.rfind(" ", start + 1, start + LONGEST), 0) or start + LONGEST
        yield Block(text[start:cut].strip("\n"), kind)
        start = cut
    if text[start:].strip():
        yield Block(text[start:].strip("\n"), kind)


def references(links: dict[str, str]) -> Iterator[Block]:
    """Yield the targets of a document's links, target -> shown text, as a section of its own."""
    if links:
        yield Block("References", "heading")
    for target, shown in links.items():
        yield Block(f"{shown}: {target}" if shown else target, "line")


class Misfits:
    """What stood where a format asks for another type: counted, and the first of it kept to be read as text."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.kept: dict[int, Any] = {}

    def add(self, wanted: str, thing: Any) -> None:
        """Count a thing once, however often a format asks for it."""
        if id(thing) in self.kept and isinstance(thing, dict | list):
            return
        self.counts[wanted] += 1
        if len(self.kept) < MISFITS:
            self.kept[id(thing)] = thing

    def clear(self) -> None:
        """Begin with another document."""
        self.counts.clear()
        self.kept.clear()

    def end(self) -> Iterator[Part]:
        """Yield what is to be said of them, and their own text as rows."""
        if self.counts:
            shown = ", ".join(f"{n} {wanted}" for wanted, n in sorted(self.counts.items()))
            detail = f"of another type than the format asks for, and read as text only: {shown}"
            yield Problem("wrong-type", detail)
        for thing in self.kept.values():
            yield from rows(thing)


_MISFITS = Misfits()


def scalar(thing: Any) -> str:
    """Return a scalar as text: a string as it stands, a number in digits, nothing else."""
    if isinstance(thing, str):
        return thing
    return str(thing) if isinstance(thing, int | float) and not isinstance(thing, bool) else ""


def text_of(thing: Any) -> str:
    """Return what a format calls a text, as `scalar` does; anything but nothing is a misfit."""
    if isinstance(thing, str):
        return thing
    if thing is not None and (isinstance(thing, bool) or not isinstance(thing, int | float)):
        _MISFITS.add("where a text belongs", thing)
    return scalar(thing)


def texts(thing: Any) -> list[str]:
    """Return the strings of what a format calls a list of strings; whatever else is in it is a misfit."""
    if isinstance(thing, list):
        for each in thing:
            if not isinstance(each, str) and each is not None:
                _MISFITS.add("where a text belongs", each)
        return [each for each in thing if isinstance(each, str)]
    if thing is not None:
        _MISFITS.add("where a list belongs", thing)
    return []


def dicts(thing: Any) -> list[dict[str, Any]]:
    """Return the objects of a list of objects, or the one that stands for it; anything else is a misfit."""
    if isinstance(thing, dict):
        return [thing]
    if isinstance(thing, list):
        for each in thing:
            if not isinstance(each, dict) and each is not None:
                _MISFITS.add("where an object belongs", each)
        return [each for each in thing if isinstance(each, dict)]
    if thing is not None:
        _MISFITS.add("where a list belongs", thing)
    return []


def dict_of(thing: Any) -> dict[str, Any]:
    """Return what a format calls an object; what is none is a misfit, and an empty object stands for it."""
    if isinstance(thing, dict):
        return thing
    if thing is not None:
        _MISFITS.add("where an object belongs", thing)
    return {}


# --- JSON ---------------------------------------------------------------------------------


def json_head(view: View) -> str:
    """Return the beginning of a JSON document as text; empty where it is none."""
    start = beginning(view)
    return start if _BEGINS.match(start) else ""


def is_stix(view: View) -> str:
    """Return the beginning of a document of STIX objects; empty where it is something else."""
    start = json_head(view)
    return start if _STIX.search(start) and ('"objects"' in start or '"created"' in start) else ""


class Walk:
    """A JSON document being read: `values` for its contents, `end` for what is to be said of it."""

    def __init__(self, view: View, *into: str) -> None:
        _MISFITS.clear()
        how = encoding(view)
        self._problems = list(how.problems)
        self._walk = JsonWalk(characters(view, how), frozenset(into))
        self._damaged = False

    def values(self) -> Iterator[tuple[tuple[str, ...], Any]]:
        """Yield (path, value) as far as the document is whole."""
        try:
            yield from self._walk.values()
        except DamagedError as error:
            self._damaged = True
            self._problems.append(Problem("damaged", f"{error}; the rest was read as text"))

    def end(self) -> Iterator[Part]:
        """Yield the problems, and as text whatever stands behind the damage."""
        yield from self._problems
        yield from _MISFITS.end()
        _MISFITS.clear()
        if self._walk.repeated:
            detail = f"{self._walk.repeated} objects say a key twice; the later one was taken, the other kept aside"
            yield Problem("duplicate-keys", detail)
        if self._damaged:
            held = ""
            for piece in self._walk.rest():
                held += piece
                cut = max(held.rfind("\n"), held.rfind(" "), held.rfind(",")) + 1
                if cut or len(held) > LONGEST:
                    yield from pieces(held[: cut or None], "line")
                    held = held[cut:] if cut else ""
            yield from pieces(held, "line")


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
