"""AsciiDoc: headings, tables by cells, listings as they stand, links' targets at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.plugins.view import View
from onionskin.read.documents.feeds import Part, head, pieces, references
from onionskin.read.documents.marked_lines import Lines
from onionskin.read.documents.tables import records
from onionskin.terms.indicators import refang

META = {
    "title": "AsciiDoc",
    "suffixes": [".adoc", ".asciidoc", ".asc"],
    "refines": "text",
    "misses": "Files that a document includes are not opened; attributes are not filled in; cells that span several columns shift their row.",
    "references": ["https://docs.asciidoctor.org/asciidoc/latest/"],
}

_HEADING = re.compile(r"={1,6}\s+(\S.*)\Z")
_ATTRIBUTE = re.compile(r":!?([\w-]{1,60})!?:\s*(.*)\Z")
_LIST = re.compile(r"\[.*\]\s*\Z|\.[A-Za-z]\S*.*\Z|//(?!/).*\Z|\+\s*\Z")
_VERBATIM = re.compile(r"(-{4,}|\.{4,}|`{3,})\w*\s*\Z")
_OTHER = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|'{3})\s*\Z")
_TABLE = re.compile(r"[|,:!]={3,}\s*\Z")
_COLUMNS = re.compile(r"cols\s*=\s*\"?([^\"\]]{1,300})")
_CELL = re.compile(
    r"(?:(?<=\s)|^)(?:\d{1,3}(?:\.\d{1,3})?[*+])?[<^>.]{0,3}[adehlmsv]?(?<!\\)\|",
    re.MULTILINE,
)
_LINK = re.compile(
    r"(?:\blink:)?\b((?:https?|ftp)://[^\s\[\]<>|]{1,2000})\[((?:[^\[\]\n]{0,300}\w\w[^\[\]\n]{0,300})?)\](?![\w.])"
)
_PLUS = re.compile(r"`\+([^`\n]{1,500})\+`")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read(view: View) -> Iterator[Part]:
    """Yield the blocks and rows in order."""
    lines = Lines(view)
    yield from lines.problems
    links: dict[str, str] = {}
    held: list[str] = []
    columns = 0
    while (line := lines.next()) is not None:
        bare = line.rstrip()
        if found := _HEADING.match(bare):
            yield from _paragraph(held, links)
            yield from pieces(_inline(found[1], links), "heading")
        elif bare.startswith("////") and not bare.strip("/"):
            lines.until(lambda each: each.startswith("////"))
        elif found := _ATTRIBUTE.match(bare):
            yield from _said(found[1], found[2])
        elif _TABLE.match(bare):
            yield from _paragraph(held, links)
            yield from _table(
                lines.until(lambda each: bool(_TABLE.match(each.rstrip()))),
                columns,
                links,
            )
            columns = 0
        elif found := _VERBATIM.match(bare):
            yield from _paragraph(held, links)
            yield from pieces("\n".join(lines.fenced(found[1])))
        elif not held and _LIST.match(bare):
            columns = _stated(bare) or columns
        elif not bare or _OTHER.match(bare):
            yield from _paragraph(held, links)
        else:
            held.append(bare)
            if len(held) >= 2000:
                yield from _paragraph(held, links)
    yield from _paragraph(held, links)
    yield from references(links)


def _said(name: str, value: str) -> Iterator[Part]:
    if name in ("revdate", "date") and (day := _DATE.search(value)):
        yield from head("", "", day[0])
    elif name in ("organization", "author", "publisher"):
        yield from head("", value)


def _stated(line: str) -> int:
    """Return how many columns the list of attributes before a table states."""
    found = _COLUMNS.search(line)
    if not found:
        return 0
    count = 0
    for part in found[1].split(","):
        times = re.match(r"\s*(\d{1,3})\*", part)
        count += int(times[1]) if times else 1
    return count


def _table(lines: list[str], columns: int, links: dict[str, str]) -> Iterator[Part]:
    first = next((line for line in lines if line.strip()), "")
    columns = columns or len(_CELL.findall(first))
    cells = [_inline(cell.strip().replace("\\|", "|"), links) for cell in _CELL.split("\n".join(lines))[1:]]  # fmt: skip
    if not columns or not cells:
        yield from pieces("\n".join(lines))
        return
    yield from records([cells[at : at + columns] for at in range(0, len(cells), columns)])


def _paragraph(held: list[str], links: dict[str, str]) -> Iterator[Part]:
    if held:
        yield from pieces(_inline("\n".join(held), links))
        held.clear()


def _inline(text: str, links: dict[str, str]) -> str:
    """Return text with links as their shown text; their targets are kept for the end."""

    def shown(found: re.Match[str]) -> str:
        if (
            found[2]
            and refang(found[2]).plain.rstrip("/") != found[1].rstrip("/")
            and len(links) < 5000
        ):
            links.setdefault(found[1], found[2].rstrip("^"))
        return found[2].rstrip("^") or found[1]

    text = _LINK.sub(shown, text) if "://" in text else text
    return _PLUS.sub(r"`\1`", text)
