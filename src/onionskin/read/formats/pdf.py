"""PDF: the text in paragraphs, the tables by cells. Needs the extra `pdf`."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.parse.pdf import EncryptedError, Line, MissingError, Page, about, opened, pages
from onionskin.plugins.contracts import Block
from onionskin.plugins.view import View
from onionskin.read.feeds import Part, head, pieces, references
from onionskin.read.tables import header, records, unwrapped

META = {
    "title": "PDF",
    "suffixes": [".pdf"],
    "misses": "Text in images; columns side by side are read line by line; tables without ruled lines are read as text; encrypted documents.",
    "references": [
        "https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf"
    ],
}


def fits(view: View) -> bool:
    """Say whether the bytes begin as a PDF does."""
    return b"%PDF-" in view.read(0, 1024)


def read(view: View) -> Iterator[Part]:
    """Yield the head, then page by page paragraphs and rows from the top down."""
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
    for page in pages(document):
        if page.problem:
            yield Problem("damaged", page.problem)
        yield from _page(page, names)
        links.update((link, "") for link in page.links)
    yield from references(links)


def _page(page: Page, names: list[str]) -> Iterator[Part]:
    """Yield what a page holds. A table that goes on over pages keeps the names of its columns."""
    tables = sorted(page.tables, key=lambda each: each[0])
    held: list[Line] = []
    for line in sorted(page.lines, key=lambda each: (each.top, each.left)):
        while tables and tables[0][0] < line.top:
            yield from _paragraphs(held)
            held = []
            yield from _table(tables.pop(0)[1], names)
        held.append(line)
    yield from _paragraphs(held)
    for _, rows in tables:
        yield from _table(rows, names)


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
    elif short * 2 > len(lines):
        yield from pieces("\n".join(texts))
    else:
        yield from pieces(unwrapped("\n".join(texts)))
