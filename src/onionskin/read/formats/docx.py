"""Word documents (DOCX): paragraphs, tables by cells, notes and links."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.contracts import Block, Note
from onionskin.plugins.view import View
from onionskin.read.documents.feeds import Part, head, pieces, references
from onionskin.read.documents.tables import records

META = {
    "title": "Word documents (DOCX)",
    "suffixes": [".docx", ".docm"],
    "misses": "Page headers and footers, text in images, macros and embedded objects (peel opens them); encrypted documents.",
    "references": ["https://ecma-international.org/publications-and-standards/standards/ecma-376/"],
}


def fits(view: View) -> bool:
    """Say whether the bytes are a zip file with a Word document inside."""
    if view.read(0, 4) != b"PK\x03\x04":
        return False
    from onionskin.parse.documents.docx import is_document

    return is_document(view)


def read(view: View) -> Iterator[Part]:
    """Yield the head, then paragraphs and rows in order, then where links lead."""
    from onionskin.parse.documents.docx import read_document

    document = read_document(view)
    about = document.about
    yield from head(about.get("title", ""), about.get("creator", ""), about.get("created", ""))
    for piece in document.pieces:
        if piece.rows:
            yield from records(piece.rows)
        else:
            yield from pieces(piece.text, "heading" if piece.is_heading else "paragraph")
    web = {target: shown for target, shown in document.links.items() if "://" in target and target != shown}  # fmt: skip
    yield from references(web)
    if document.unseen:
        yield Block("".join(document.unseen), "hidden")
    if document.hidden:
        yield Note(f"{document.hidden} runs of text are formatted as hidden and were left out")
    yield from (Problem("damaged", each) for each in document.damage)
