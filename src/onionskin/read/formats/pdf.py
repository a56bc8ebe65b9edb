"""PDF: the text in paragraphs, the tables by cells. Needs the extra `pdf`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from onionskin.model import Problem
from onionskin.plugins.contracts import Block, Note, Record
from onionskin.plugins.view import View
from onionskin.read.documents.feeds import Part, head, pieces, references
from onionskin.read.documents.tables import header, records, unwrapped

if TYPE_CHECKING:
    from onionskin.parse.documents.pdf import Line, Page
    from onionskin.read.documents.columns import Columns

META = {
    "title": "PDF",
    "suffixes": [".pdf"],
    "misses": "Text in images; three and more columns side by side are read line by line; tables without ruled lines are read as text; encrypted documents.",
    "references": [
        "https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf"
    ],
}


EDGE = 2  # lines at the top and at the bottom of a page that may be the same on each
_NUMBER = re.compile(
    r"(?<![^\s/|(])\d{1,4}(?=[.,)]?(?:[\s/|]|\Z))"
)  # of a page, not part of a value
_BULLET = re.compile(r"[\u2022\u2023\u25aa\u25cf\u25e6\u2043\uf0b7\u2013*-]\s+(?=\S)")


def fits(view: View) -> bool:
    """Say whether the bytes begin as a PDF does."""
    return b"%PDF-" in view.read(0, 1024)


def read(view: View) -> Iterator[Part]:
    """Yield the head, then page by page paragraphs and rows from the top down."""
    from onionskin.parse.documents.pdf import EncryptedError, MissingError, about, opened, pages
    from onionskin.read.documents.columns import Columns

    try:
        document = opened(view)
    except MissingError:
        hint = "PDF needs one more library: pip install 'onionskin[pdf]', or give the text of it"
        yield Problem("unsupported", hint)
        return
    except EncryptedError:
        yield Problem("encrypted", "the PDF asks for a password; give a copy without one")
        return
    said = about(document)
    yield from head(said["title"], said["author"], said["date"])
    yield Block(said["rest"], "hidden")
    links: dict[str, str] = {}
    names: list[str] = []
    columns = Columns()
    repeated: dict[str, str] = {}
    empty = seen = 0
    for page in _without_edges(pages(document), repeated):
        if page.problem:
            yield Problem("damaged", page.problem)
        seen += 1
        empty += not (page.lines or page.tables or page.problem)
        yield from _page(page, names, columns)
        links.update((link, "") for link in page.links)
    if empty and empty == seen:
        hint = "no page holds text that can be read, as where pages are pictures; give the text that a reader of pictures (OCR) makes of them"
        yield Problem("unsupported", hint)
    elif empty:
        yield Note(f"{empty} pages hold no text that can be read: pictures of text are not read")
    if repeated:
        yield Record({f"{at} note": text for at, text in enumerate(repeated.values(), 1)})
    yield from references(links)


def _without_edges(found: Iterable[Page], repeated: dict[str, str]) -> Iterator[Page]:
    """Yield the pages without the lines that two in a row have at their edge; `repeated` takes each once."""
    last: Page | None = None
    for page in found:
        if last is not None:
            same = _edges(last).keys() & _edges(page).keys()
            repeated.update((key, line.text) for key, line in _edges(last).items() if key in same and key not in repeated)  # fmt: skip
            yield _bare(last, repeated)
        last = page
    if last is not None:
        yield _bare(last, repeated)


def _bare(page: Page, repeated: Mapping[str, str]) -> Page:
    gone = [line for key, line in _edges(page).items() if key in repeated]
    page.lines = [line for line in page.lines if line not in gone]
    return page


def _edges(page: Page) -> dict[str, Line]:
    """Return the first and the last lines of a page, by where they stand and what they say but for numbers."""
    lines = sorted(page.lines, key=lambda each: (each.top, each.left))
    tops = [top for top, _ in page.tables]
    first = [each for each in lines[:EDGE] if not tops or each.top < min(tops)]
    last = [each for each in lines[EDGE:][-EDGE:] if not tops or each.top > max(tops)]
    return {
        f"{where} {_NUMBER.sub('0', each.text)}": each
        for where, several in (("first", first), ("last", last))
        for each in several
    }


def _page(page: Page, names: list[str], columns: Columns) -> Iterator[Part]:
    """Yield what a page holds. A table that goes on over pages keeps the names of its columns."""
    tables = sorted(page.tables, key=lambda each: each[0])
    held: list[Line] = []
    for line in sorted(page.lines, key=lambda each: (each.top, each.left)):
        while tables and tables[0][0] < line.top:
            yield from _laid_out(held, columns)
            held = []
            yield from _table(tables.pop(0)[1], names)
        held.append(line)
    yield from _laid_out(held, columns)
    for _, rows in tables:
        yield from _table(rows, names)


def _laid_out(lines: list[Line], columns: Columns) -> Iterator[Part]:
    for each in columns.regions(lines):
        yield from _paragraphs(each)


def _table(rows: list[list[str]], names: list[str]) -> Iterator[Part]:
    flat = [[unwrapped(cell) for cell in row] for row in rows]
    if flat and (found := header(flat[0])):
        names[:] = found
        yield from records(rows)
    elif flat and len(names) == len(flat[0]):
        yield from records(rows, names)
    else:
        yield from records(rows)


def _paragraphs(lines: list[Line]) -> Iterator[Part]:
    """Yield lines that stand close together as one paragraph, larger ones as headings."""
    if not lines:
        return
    heights = sorted(line.bottom - line.top for line in lines)
    usual = heights[len(heights) // 2]
    widest = max(line.right for line in lines)
    held: list[Line] = []
    for line in lines:
        gap = line.top - held[-1].bottom if held else 0.0
        large = line.bottom - line.top > usual * 1.15
        if held and (gap > usual * 0.7 or large != (held[-1].bottom - held[-1].top > usual * 1.15)):
            yield from _paragraph(held, usual, widest)
            held = []
        held.append(line)
    yield from _paragraph(held, usual, widest)


def _paragraph(lines: list[Line], usual: float, widest: float) -> Iterator[Part]:
    large = lines[0].bottom - lines[0].top > usual * 1.15
    short = sum(line.right < widest * 0.8 for line in lines)
    texts = [line.text.strip() for line in lines]
    if large:
        yield from pieces(" ".join(texts), "heading")
    elif any(_BULLET.match(text) for text in texts):
        yield from pieces("\n".join(_items(texts)))
    elif short * 2 > len(lines):
        yield from pieces("\n".join(texts))
    else:
        yield from pieces(unwrapped("\n".join(texts)))


def _items(lines: list[str]) -> Iterator[str]:
    """Yield the items of a list, each whole; what stands before the first one stays as it is."""
    held: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet and held:
            yield _item(held)
            held = []
        held.append(line)
    if held:
        yield _item(held)


def _item(lines: list[str]) -> str:
    bullet = _BULLET.match(lines[0])
    if bullet is None:
        return "\n".join(lines)
    return bullet[0] + unwrapped("\n".join([lines[0][bullet.end() :], *lines[1:]]))
