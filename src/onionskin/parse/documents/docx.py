"""The text of a Word document: paragraphs, tables by cells, links, notes. No entities, no macros.

Source: ECMA-376, part 1, sections 17 (WordprocessingML) and 11.3. Deleted text and
fields' codes are not text; text that is formatted as hidden is counted and left out.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.parse.archives import zip as zips
from onionskin.parse.texts import refusing_xml
from onionskin.plugins.view import View

MAIN = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml", "word/comments.xml")
MOST = 48 << 20
DEPTH = 256
PIECES = 500_000
COLUMNS = 200  # that cells merged sideways may make
REPEATED = 120  # characters of a cell that cells merged below it repeat
_SKIPPED = frozenset(
    {"delText", "instrText", "del", "moveFrom", "Fallback", "pPr", "sectPr", "tblPr"}
)


@dataclass
class Piece:
    """A paragraph (`rows` empty) or a table. `style` is the paragraph's, as the document names it."""

    text: str = ""
    style: str = ""
    rows: list[list[str]] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        """Whether its style is that of a title or heading, in the languages that name them so."""
        return self.style.lower().startswith(
            ("heading", "title", "titre", "titel", "titulo", "berschrift")
        )


@dataclass
class Document:
    """A document read: its pieces, its links (target -> shown text), how many runs are hidden.

    `unseen` is text that it carries and does not show: hidden and deleted runs, descriptions of pictures, properties.
    """

    pieces: list[Piece] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    hidden: int = 0
    unseen: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)


def is_document(view: View) -> bool:
    """Say whether a zip file holds a Word document."""
    if view.read(0, 4) != b"PK\x03\x04":
        return False
    return any(entry.name == MAIN for entry in zips.entries(view))


def read_document(view: View) -> Document:
    """Read the parts of a document. What cannot be read is said in `damage`; the rest is kept."""
    found = Document()
    parts = {entry.name: entry for entry in zips.entries(view)}
    targets: dict[str, str] = {}
    for name in ("docProps/core.xml", "word/_rels/document.xml.rels", MAIN, *NOTES):
        if name not in parts:
            if name == MAIN:
                found.damage.append(f"{name} is missing")
            continue
        try:
            data = zips.read_member(view, parts[name], MOST)
        except (DamagedError, zlib.error, ValueError, EOFError) as error:
            found.damage.append(f"{name}: {error}")
            continue
        if len(data) >= MOST:
            found.damage.append(f"{name}: only its first {MOST} bytes were read")
        reader = _Reader(found, targets)
        try:
            reader.read(data)
        except DamagedError as error:
            found.damage.append(f"{name}: {error}")
        reader.end()
    return found


class _Reader:
    """One part: elements come in, pieces go to the document."""

    def __init__(self, document: Document, targets: dict[str, str]) -> None:
        self._document, self._targets = document, targets
        self._stack: list[str] = []
        self._text: list[str] = []
        self._style = ""
        self._skipping = 0
        self._hidden = False
        self._link: tuple[str, int] | None = None
        self._tables: list[list[list[list[str]]]] = []  # open tables: rows of cells of lines
        self._core: list[str] = []
        self._wide, self._merged = 1, False  # of the cell at hand

    def read(self, data: bytes) -> None:
        refusing_xml.parse(data, start=self._start, end=self._end, text=self._said, what="it")

    def end(self) -> None:
        """Keep what was open when the part ended."""
        self._paragraph()
        while self._tables:
            self._table()

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        name = full.rpartition(":")[2]
        if len(self._stack) >= DEPTH:
            raise DamagedError("elements are nested too deeply")
        self._stack.append(name)
        if name in _SKIPPED:
            self._skipping += 1
        elif name in ("p", "tbl"):
            self._paragraph()
        if name in ("tbl", "tr", "tc"):
            self._opened(name)
        elif name in ("br", "cr", "tab"):
            self._text.append(
                "\t" if name == "tab" and not self._skipping else "\n"[: name != "tab"]
            )
        else:
            self._property(name, attributes)

    def _opened(self, name: str) -> None:
        """Open a table, a row of the table at hand, or a cell of the row at hand."""
        if name == "tbl":
            self._tables.append([])
        elif name == "tr" and self._tables:
            self._tables[-1].append([])
        elif self._tables and self._tables[-1]:
            self._tables[-1][-1].append([])
            self._wide, self._merged = 1, False

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        if name == "r":
            self._hidden = False
        elif name == "vanish" and _value(attributes) not in ("0", "false"):
            self._hidden = True
        elif name == "hyperlink":
            self._link = (self._targets.get(attributes.get("r:id", ""), ""), len(self._text))
        elif name == "Relationship" and attributes.get("Type", "").endswith("/hyperlink"):
            self._targets[attributes.get("Id", "")] = attributes.get("Target", "")[:2048]
        elif name == "pStyle":
            self._style = _value(attributes)
        elif name == "gridSpan" and (said := _value(attributes)).isdigit():
            self._wide = min(int(said[:4]), COLUMNS)
        elif name == "vMerge":
            self._merged = _value(attributes) != "restart"
        elif name == "docPr":
            self._unseen(f"{attributes.get('title', '')} {attributes.get('descr', '')}\n")

    def _unseen(self, text: str) -> None:
        if len(self._document.unseen) < PIECES:
            self._document.unseen.append(text)

    def _end(self, full: str) -> None:
        name = full.rpartition(":")[2]
        self._stack.pop()
        if name in _SKIPPED:
            self._skipping -= 1
        elif name == "p":
            self._paragraph()
        elif name == "tc" and self._tables and self._tables[-1]:
            self._cell(self._tables[-1])
        elif name == "tbl" and self._tables:
            self._table()
        elif name == "hyperlink" and self._link is not None:
            target, at = self._link
            if target and len(self._document.links) < 5000:
                self._document.links.setdefault(target, "".join(self._text[at:])[:200])
            self._link = None
        elif name in ("title", "creator", "created", "modified") and self._core:
            self._document.about.setdefault(name, "".join(self._core)[:500])
            self._core = []

    def _said(self, text: str) -> None:
        inside = self._stack[-1] if self._stack else ""
        if inside == "t" and not self._skipping:
            if self._hidden:
                self._document.hidden += 1
                self._unseen(text)
            else:
                self._text.append(text)
        elif inside == "delText" or (inside == "t" and self._skipping):
            self._unseen(text)
        elif inside in ("subject", "description", "keywords"):
            self._unseen(f"{text}\n")
        elif inside in ("title", "creator", "created", "modified"):
            self._core.append(text)

    def _paragraph(self) -> None:
        text = "".join(self._text).strip()
        self._text = []
        if self._link is not None:
            self._link = (self._link[0], 0)
        if text and self._tables and self._tables[-1] and self._tables[-1][-1]:
            self._tables[-1][-1][-1].append(text)
        elif text:
            self._keep(Piece(text, self._style))
        self._style = ""
        if self._document.unseen and not self._document.unseen[-1].endswith("\n"):
            self._unseen("\n")

    def _cell(self, rows: list[list[list[str]]]) -> None:
        """End a cell: one merged with that above says the same, one over several columns keeps their places."""
        if not rows[-1]:
            return
        at = len(rows[-1]) - 1
        above = rows[-2] if len(rows) > 1 else []
        if self._merged and not rows[-1][at] and at < len(above) and len(above[at]) == 1:
            rows[-1][at] = [text for text in above[at] if len(text) <= REPEATED]
        if len(rows[-1]) + self._wide <= COLUMNS:
            rows[-1] += [[] for _ in range(self._wide - 1)]
        self._wide, self._merged = 1, False

    def _table(self) -> None:
        self._paragraph()
        rows = [["\n".join(cell) for cell in row] for row in self._tables.pop()]
        if not any(cell.strip() for row in rows for cell in row):
            return
        if self._tables and self._tables[-1] and self._tables[-1][-1]:
            # A table in a cell: its rows are lines of that cell.
            self._tables[-1][-1][-1] += ["\t".join(row) for row in rows]
        else:
            self._keep(Piece(rows=rows))

    def _keep(self, piece: Piece) -> None:
        if len(self._document.pieces) >= PIECES:
            raise DamagedError(f"more than {PIECES} paragraphs are not read")
        self._document.pieces.append(piece)


def _value(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == "val"), "")
