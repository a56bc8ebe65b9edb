"""Markdown: headings, tables by cells, code as it stands, links' targets at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.plugins.contracts import Block
from onionskin.plugins.view import View
from onionskin.read.documents.feeds import Part, head, pieces, references, scalar
from onionskin.read.documents.marked_lines import Lines, split_cells
from onionskin.read.documents.tables import records
from onionskin.terms.indicators import refang

META = {
    "title": "Markdown",
    "suffixes": [".md", ".markdown", ".mkd"],
    "refines": "text",
    "misses": "Of HTML inside, tables are read by cells, links by their targets and comments as hidden; all other tags are left out; tables without a line of dashes are paragraphs.",
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
# Raw HTML (CommonMark 6.6), but for what stands as code: a placeholder (`<C2 server>`) is no tag.
_MARKUP = re.compile(
    r"(?P<code>`[^`\n]{1,400}`)|<!--(?P<comment>[^<]{0,8000}(?:<(?!!--)[^<]{0,2000}){0,50}?)-->"
    r"|<a\s[^<>]{0,400}?href=[\"'](?P<target>[a-z]{3,6}:[^\"'<>\s]{1,2000})[\"'][^<>]{0,400}>(?P<shown>[^<>]{0,300})</a>"
    r"|</?(?P<tag>a|abbr|b|big|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|"
    r"ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|script|section|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr)"
    r"(?P<more>\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_WITHIN = frozenset(
    {"a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s", "samp",
     "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"}
)  # fmt: skip
_SAID = re.compile(r"(?:title|alt|aria-label|content)\s*=\s*(?:\"([^\"]{12,})\"|'([^']{12,})')", re.IGNORECASE)  # fmt: skip
_TABLE = re.compile(r"\s{0,3}<table\b", re.IGNORECASE)
_ESCAPED = re.compile(r"(?<!\\)\\([\[\]_*()#|<>!~`{}+-])")
FRONT = 200
ROWS = 20_000  # lines of one table in HTML


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
        elif _TABLE.match(line):
            yield from _paragraph(held, links)
            yield from _table(line, lines)
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
        text = "\n".join(held)
        yield from (Block(title, "hidden") for title in _TITLE.findall(text))
        yield from (Block(said, "hidden") for said in _unshown(text))
        yield from pieces(_inline(text, links))
        held.clear()


def _unshown(text: str) -> Iterator[str]:
    """Yield what HTML within a text says and does not show: comments, titles, texts for the blind."""
    for found in _MARKUP.finditer(text) if "<" in text else ():
        if comment := (found["comment"] or "").strip():
            yield comment
        yield from (one or other for one, other in _SAID.findall(found["more"] or ""))


def _table(first: str, lines: Lines) -> Iterator[Part]:
    """Yield the rows of a table that is written as HTML, up to the line that ends it."""
    from onionskin.read.documents.article import Page

    rows = [first]
    while "</table" not in rows[-1].lower() and len(rows) < ROWS:
        if (line := lines.next()) is None:
            break
        rows.append(line)
    yield from Page().read("\n".join(rows))


def _inline(text: str, links: dict[str, str]) -> str:
    """Return text with links as their shown text; their targets are kept for the end."""

    def shown(found: re.Match[str]) -> str:
        if refang(found[1]).plain.rstrip("/") != found[2].rstrip("/") and len(links) < 5000:
            links.setdefault(found[2], found[1].strip("*_` "))
        return found[1]

    def unmarked(found: re.Match[str]) -> str:
        if found["code"]:
            return found["code"]
        if found["target"]:
            links.setdefault(found["target"], found["shown"].strip("*_` "))
            return found["shown"]
        return "\n" if found["tag"] and found["tag"].lower() not in _WITHIN else ""

    text = _LINK.sub(shown, _IMAGE.sub(r"\1", text)) if "](" in text else text
    text = _MARKUP.sub(unmarked, text) if "<" in text else text
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text
