"""Pages of a PDF: lines of text with their places, and tables by their cells. Needs the extra `pdf`.

The library draws on rules between cells, which is what makes a hash that is wrapped in a narrow
cell whole again. It is bounded from outside: pages come one by one and are forgotten, a stream
inflates to at most STREAM bytes, and the worker around it has its limits of time and memory.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from onionskin.errors import DamagedError
from onionskin.plugins.view import View

STREAM = 48 << 20
STEP = 64  # bytes that are lost at most where a stream is damaged
PAGES = 2000
CHARACTERS = 40_000  # of one page: a page of text has some 3,000
RULES = 3_000
GAP, BLANK = 8.0, 0.14  # points between columns at least; of a letter's height between words


class MissingError(Exception):
    """The library is not installed."""


class EncryptedError(Exception):
    """The document asks for a password."""


@dataclass(frozen=True)
class Line:
    """A line of text: where it begins and ends from the left and from the top, in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    parts: tuple[tuple[str, float, float], ...] = ()  # between wide gaps: text, left, right


@dataclass
class Page:
    """A page. `tables` are (place from the top, rows of cells); `problem` says what was not read."""

    number: int
    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[float, list[list[str]]]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    problem: str = ""


class _Inflate:
    """What stands for zlib inside the library: the same, with an end."""

    error = zlib.error
    damaged = 0  # streams so far of which only the beginning could be inflated

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """Inflate as far as the stream is whole: the library's own way to do that is quadratic."""
        stream, parts, size = zlib.decompressobj(), [], 0
        for at in range(0, len(data), STEP):
            try:
                parts.append(stream.decompress(data[at : at + STEP], STREAM - size + 1))
            except zlib.error:
                break
            size += len(parts[-1])
            if size > STREAM:
                raise DamagedError(f"a stream inflates to more than {STREAM} bytes")
        _Inflate.damaged += not stream.eof
        return b"".join(parts)

    @staticmethod
    def decompressobj() -> _Careful:
        return _Careful()


class _Careful:
    """A decompressor that stops at STREAM bytes over all calls."""

    def __init__(self) -> None:
        self._stream, self._size = zlib.decompressobj(), 0

    def decompress(self, data: bytes) -> bytes:
        found = self._stream.decompress(data, STREAM - self._size + 1)
        self._size += len(found)
        if self._size > STREAM:
            raise DamagedError(f"a stream inflates to more than {STREAM} bytes")
        return found


def about(document: Any) -> dict[str, str]:
    """Return title, author and date of a document, as far as it says them; `rest` is what else it says of itself."""
    said = document.metadata or {}
    found = {key: said.get(key) for key in ("Title", "Author", "CreationDate")}
    date = str(found["CreationDate"] or "").removeprefix("D:")[:8]
    return {
        "title": str(found["Title"] or "")[:300],
        "author": str(found["Author"] or "")[:100],
        "rest": " \n".join(
            str(said.get(key) or "")[:2000]
            for key in ("Subject", "Keywords", "Creator", "Producer")
        ),
        "date": f"{date[:4]}-{date[4:6]}-{date[6:8]}" if date.isdigit() and len(date) == 8 else "",
    }


def opened(view: View) -> Any:
    """Return the library's document.

    Raises:
        MissingError: the library is not installed.
        EncryptedError: a password is asked for.
        DamagedError: it is no PDF that can be read.
    """
    try:
        import pdfplumber
        from pdfminer import pdftypes
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    except ImportError as error:
        raise MissingError from error
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    vars(pdftypes)["zlib"] = _Inflate
    try:
        return pdfplumber.open(view.file())
    except Exception as error:  # the library raises whatever its parser meets
        causes = (error, error.__cause__, *error.args)
        if any(isinstance(each, PDFPasswordIncorrect | PDFEncryptionError) for each in causes):
            raise EncryptedError from error
        raise DamagedError(f"the PDF cannot be read: {_said(error)}") from error


def pages(document: Any) -> Iterator[Page]:
    """Yield the pages in order. What one page cannot give is said in it; the others are read."""
    try:
        found = iter(document.pages)
    except Exception as error:
        raise DamagedError(f"its list of pages cannot be read: {_said(error)}") from error
    for number, page in enumerate(found, 1):
        if number > PAGES:
            yield Page(number, problem=f"only the first {PAGES} pages were read")
            return
        one = Page(number)
        whole = _Inflate.damaged
        try:
            _read(page, one)
        except Exception as error:  # noqa: BLE001 - as above: one page must not cost the others
            one.problem = f"page {number}: {_said(error)}"
        finally:
            page.close()
        if _Inflate.damaged > whole and not one.problem:
            one.problem = f"page {number}: a stream is damaged; what stands before that was read"
        yield one


def _read(page: Any, one: Page) -> None:
    if len(page.chars) > CHARACTERS:
        one.problem = (
            f"page {one.number}: of {len(page.chars)} signs the first {CHARACTERS} were read"
        )
        page = page.filter(_First(CHARACTERS))
    one.links = [str(each["uri"])[:2048] for each in page.hyperlinks if each.get("uri")][:1000]
    tables = page.find_tables() if len(page.edges) <= RULES else []
    if len(page.edges) > RULES:
        one.problem = f"page {one.number}: too many lines are drawn to look for tables"
    boxes = []
    for table in tables:
        rows = [[cell or "" for cell in row] for row in table.extract()]
        if any(len(row) > 1 for row in rows):
            boxes.append(table.bbox)
            one.tables.append((float(table.bbox[1]), rows))
    outside = page.filter(_Outside(boxes)) if boxes else page
    one.lines = [
        Line(each["text"], each["x0"], each["x1"], each["top"], each["bottom"], _parts(each))
        for each in outside.extract_text_lines(return_chars=True, strip=True)
    ]


def _parts(line: dict[str, Any]) -> tuple[tuple[str, float, float], ...]:
    """Return the parts of a line between gaps that are wider than a letter is high."""
    wide = max(line["bottom"] - line["top"], GAP)
    whole = {
        id(each): each for each in line["chars"] if each["text"].strip()
    }  # a ligature is there twice
    signs = sorted(whole.values(), key=_left)
    parts: list[list[dict[str, Any]]] = []
    for sign in signs:
        if parts and sign["x0"] - parts[-1][-1]["x1"] <= wide:
            parts[-1].append(sign)
        else:
            parts.append([sign])
    return tuple((_spelled(part), part[0]["x0"], part[-1]["x1"]) for part in parts)


def _left(sign: dict[str, Any]) -> float:
    return float(sign["x0"])


def _spelled(signs: list[dict[str, Any]]) -> str:
    """Return letters as words: what stands further apart than a fifth of a letter's height is two."""
    found = signs[0]["text"]
    for before, sign in pairwise(signs):
        apart = sign["x0"] - before["x1"] > (sign["bottom"] - sign["top"]) * BLANK
        found += f" {sign['text']}" if apart else sign["text"]
    return str(found)


class _First:
    """Lets the first so many signs of a page pass."""

    def __init__(self, most: int) -> None:
        self._left = most

    def __call__(self, thing: dict[str, Any]) -> bool:
        if thing.get("object_type") != "char":
            return True
        self._left -= 1
        return self._left >= 0


class _Outside:
    """Lets pass what stands outside of boxes."""

    def __init__(self, boxes: list[tuple[float, float, float, float]]) -> None:
        self._boxes = boxes

    def __call__(self, thing: dict[str, Any]) -> bool:
        across = (thing["x0"] + thing["x1"]) / 2
        down = (thing["top"] + thing["bottom"]) / 2
        return not any(
            left <= across <= right and top <= down <= bottom
            for left, top, right, bottom in self._boxes
        )


def _said(error: Exception) -> str:
    return f"{type(error).__name__} {error}".strip()[:200]
