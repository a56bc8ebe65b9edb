"""Markdown: headings, tables by cells, code as it stands, links' targets at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.plugins.contracts import Block
from onionskin.plugins.view import View
from onionskin.read.feeds import Part, head, pieces, references, scalar
from onionskin.read.marked_lines import Lines, split_cells
from onionskin.read.tables import records
from onionskin.terms.indicators import refang

META = {
    "title": "Markdown",
    "suffixes": [".md", ".markdown", ".mkd"],
    "refines": "text",
    "misses": "HTML inside is read as text; tables without a line of dashes are paragraphs.",
    "references": [
        "https://spec.commonmark.org/0.31.2/",
        "https://github.github.com/gfm/",
    ],
}

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}#{1,6}(?:\s+|\Z)(.*?)\s*#*\s*\Z")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)\s*\Z")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{0,200}\w[^\[\]\n]{0,300})\]\(\s*<?([a-z]{3,6}:[^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500})?)>?(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\s*\)"
)
_DEFINED = re.compile(r" {0,3}\[([^\[\]\n]{1,200})\]:\s*<?([a-z]{3,6}:[^\s<>]{1,2000})>?")
_TITLE = re.compile(r"(?:\]\(|\]:)\s*+\S{1,2000}+\s++[\"'(]([^\"'()\n]{12,300})[\"')]")
_ESCAPED = re.compile(r"(?<!\\)\\([\[\]_*()#|<>!~`{}+-])")
FRONT = 200


def read(view: View) -> Iterator[Part]:
    """Yield the blocks and rows in order."""
    lines = Lines(view)
    yield from lines.problems
    links: dict[str, str] = {}
    yield from _front(lines)
    held: list[str] = []
    while (line := lines.next()) is not None:
        fence = _FENCE.match(line)
        heading = _ATX.match(line)
        ahead = lines.peek() or ""
        if fence:
            yield from _paragraph(held, links)
            yield from pieces("\n".join(lines.fenced(fence[1])))
        elif heading:
            yield from _paragraph(held, links)
            yield from pieces(_inline(heading[1], links), "heading")
        elif len(held) == 0 and line.strip() and _SETEXT.match(ahead) and "|" not in line:
            lines.next()
            yield from pieces(_inline(line.strip(), links), "heading")
        elif "|" in line and "-" in ahead and _RULE.match(ahead):
            yield from _paragraph(held, links)
            lines.next()
            rows = [line, *lines.run(lambda each: "|" in each and bool(each.strip()))]
            yield from records(
                [[_inline(cell, links) for cell in split_cells(row)] for row in rows]
            )
        elif not line.strip():
            yield from _paragraph(held, links)
        elif found := _DEFINED.match(line):
            links.setdefault(found[2], found[1])
            yield from (Block(title, "hidden") for title in _TITLE.findall(line))
        else:
            held.append(line)
            if len(held) >= 2000:
                yield from _paragraph(held, links)
    yield from _paragraph(held, links)
    yield from references(links)


def _front(lines: Lines) -> Iterator[Part]:
    """Yield what the block of settings before the text says of the document."""
    if (lines.peek() or "").rstrip() != "---":
        return
    from onionskin.parse.texts.plain_yaml import loads

    lines.next()
    front = lines.until(lambda each: each.rstrip() in ("---", "..."), FRONT)
    try:
        about = loads("\n".join(front))
    except DamagedError:
        about = None
    if not isinstance(about, dict):
        yield from pieces("\n".join(front))
        return
    who = about.get("publisher") or about.get("author")
    yield from head(scalar(about.get("title")), scalar(who), scalar(about.get("date")))


def _paragraph(held: list[str], links: dict[str, str]) -> Iterator[Part]:
    if held:
        yield from (Block(title, "hidden") for title in _TITLE.findall("\n".join(held)))
        yield from pieces(_inline("\n".join(held), links))
        held.clear()


def _inline(text: str, links: dict[str, str]) -> str:
    """Return text with links as their shown text; their targets are kept for the end."""

    def shown(found: re.Match[str]) -> str:
        if refang(found[1]).plain.rstrip("/") != found[2].rstrip("/") and len(links) < 5000:
            links.setdefault(found[2], found[1].strip("*_` "))
        return found[1]

    text = _LINK.sub(shown, _IMAGE.sub(r"\1", text)) if "](" in text else text
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text
