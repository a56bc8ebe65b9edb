"""The article of a web page: what a reader came for, without what stands around it.

What a page marks as navigation, comments, captions, adverts or hidden is left out, unless most of
the page's text is inside; then the blocks that are mostly links; then, where one element holds most
of the text, what is outside it. What looks like an indicator is never left out for its density or
its place. Source of the density rule: Kohlschütter et al., "Boilerplate detection using shallow text
features" (WSDM 2010).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from onionskin.parse.texts.html_tokens import Token, tokens
from onionskin.plugins.contracts import Block, Note
from onionskin.read.documents.feeds import Part, head, pieces, references, scalar
from onionskin.read.documents.tables import records
from onionskin.terms.indicators import refang

DEPTH = 400
LINKS = 2000
JSON = 256 << 10
UNSEEN, LONGEST = 2000, 4000
COLUMNS = 200
REPEATED = 120  # characters of a cell that the rows below it repeat
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q",
        "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "label",
    }
)  # fmt: skip
_DROPPED = {
    "nav": "navigation", "footer": "footer", "aside": "beside", "button": "controls", "select": "controls",
    "dialog": "controls", "menu": "navigation", "template": "hidden", "svg": "hidden", "iframe": "hidden",
    "object": "hidden", "noscript": "hidden", "script": "hidden", "style": "hidden", "textarea": "a form",
    "figcaption": "caption", "option": "controls", "audio": "hidden", "video": "hidden", "head": "hidden", "title": "hidden",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "banner": "navigation", "contentinfo": "footer", "complementary": "beside",
    "search": "controls", "dialog": "controls", "alertdialog": "controls", "menu": "navigation",
}  # fmt: skip
_CLASSES = (
    ("comments", r"comments?|disqus|respond|replies|comment-?(?:list|form|section|area)"),
    ("cookies", r"cookies?(?:-?(?:banner|notice|consent|bar|law))?|consent|gdpr|onetrust.*"),
    ("navigation", r"nav(?:bar|igation)?|menu|breadcrumbs?|pagination|skip-?link|toc|site-?header|top-?bar"),
    ("caption", r"(?:wp-|image-|photo-|img-)?captions?(?:-text)?|(?:photo-|image-)?credits?"),
    ("beside", r"side-?bar|widget|related(?:-?(?:posts|articles|stories|content))?|recommended|promo|advert(?:isement)?|ads?|sponsor(?:ed)?|trending|more-?stories|teaser"),
    ("sharing", r"share|sharing|social(?:-?(?:share|links|media))?|share-?(?:bar|buttons|links)"),
    ("controls", r"newsletter|subscribe|subscription|signup|sign-?up|popup|modal|search(?:-?form)?|login"),
    ("footer", r"footer|site-?footer|copyright"),
    ("author", r"author-?(?:bio|box|info)|about-?author"),
)  # fmt: skip
_CLASS = re.compile(
    "|".join(f"(?P<{name}>(?:{body})\\Z)" for name, body in _CLASSES), re.IGNORECASE
)
_MAIN = re.compile(
    r"(?:post|article|entry|story|main|page|blog)[-_]{0,2}(?:content|body|text)|content[-_]?(?:body|main)|articlebody\Z",
    re.IGNORECASE,
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|color\s*:\s*transparent|text-indent\s*:\s*-\d{3}|left\s*:\s*-\d{3}|opacity\s*:\s*0(?![.\d])", re.IGNORECASE)  # fmt: skip
_UNSEEN = frozenset({"alt", "title", "aria-label", "aria-description", "placeholder", "summary", "content"})  # fmt: skip
_GOOGLE = re.compile(r"\btranslated-(?:ltr|rtl)\b")
_GENERATOR = re.compile(r"gtranslate|weglot|autotranslate|linguise|transposh", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]\Z")
_TELLING = re.compile(
    r"[0-9a-fA-F]{32}|\[\.\]|\(\.\)|\[:\]|\bhxxps?\b|\bh[tx]{2}ps?\[|\b\d{1,3}(?:\.\d{1,3}){3}\b|\bCVE-\d{4}-\d|\[dot\]|\[(?:@|at)\]|\b[a-z]:\\\w|\bHK(?:LM|CU|CR|U|CC|EY_\w{4,20}):?\\", re.IGNORECASE
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PUBLISHED = ("article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dc.date.issued", "parsely-pub-date", "sailthru.date")  # fmt: skip


@dataclass
class _Piece:
    """A run of text, or a table's rows; `regions` are the elements that may leave it out."""

    text: str
    kind: str
    regions: tuple[int, ...]
    mains: tuple[int, ...]
    linked: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    verbatim: bool = False

    @property
    def telling(self) -> bool:
        return bool(_TELLING.search(self.text))

    @property
    def own(self) -> int:
        """How many characters are not inside links."""
        return max(len(self.text) - self.linked, 0)


@dataclass
class _Open:
    """An open element."""

    name: str
    regions: tuple[int, ...]
    mains: tuple[int, ...]


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    cell: list[str] | None = None
    layout: bool = False
    spans: list[list[tuple[int, int]]] = field(default_factory=list)
    over: tuple[int, int] = (1, 1)  # rows and columns of the cell at hand

    def grid(self) -> list[list[str]]:
        """Return the rows with every cell in its column: one over several rows says the same in each, if it is short."""
        grid: list[list[str]] = []
        above: dict[int, tuple[int, str]] = {}  # column -> rows to go, text
        for row, spans in zip(self.rows, self.spans, strict=True):
            cells: list[str] = []
            below: dict[int, tuple[int, str]] = {}
            for text, (down, across) in [*zip(row, spans, strict=True), ("", (0, 0))]:
                while len(cells) in above and len(cells) < COLUMNS:
                    left, repeated = above[len(cells)]
                    if left > 1:
                        below[len(cells)] = left - 1, repeated
                    cells.append(repeated)
                if down > 1:
                    below[len(cells)] = down - 1, text if len(text) <= REPEATED else ""
                cells += [text, *[""] * (across - 1)][: max(COLUMNS - len(cells), 0)] if across else []  # fmt: skip
            grid.append(cells)
            above = below
        return grid


@dataclass
class Page:
    """A page being read: tokens go in, `parts` come out."""

    pieces: list[_Piece] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    mains: int = 0
    _stack: list[_Open] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: list[tuple[str, str]] = field(default_factory=list)
    _anchor: tuple[str, int] | None = None
    _kind: str = "paragraph"
    _tables: list[_Table] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    _ignored: int = 0
    _translated: int = 0

    def read(self, text: str) -> Iterator[Part]:
        """Yield the parts of the article, and at the end a note of what was left out."""
        last = ""
        for token in tokens(text):
            if token.name == "!":
                self._unseen(token.text)
            elif not token.name:
                self._said(token.text, last)
            elif token.ends:
                self._end(token.name)
            else:
                self._start(token)
            if token.name != "!":
                last = (
                    token.name
                    if token.name and not token.ends
                    else (last if not token.name else "")
                )
        self._flush()
        while self._tables:
            self._table_ends()
        yield from self._parts()

    # -- tags

    def _start(self, token: Token) -> None:
        name, attributes = token.name, token.attributes
        self._glanced(name, attributes)
        if name == "meta":
            self._meta(attributes)
        elif name == "time" and attributes.get("datetime"):
            self.about.setdefault("time", attributes["datetime"])
        if name in ("br", "hr"):
            self._text.append("\n")
        if name not in _INLINE and name != "br":
            self._closes(name)
        if name in _VOID:
            return
        if len(self._stack) >= DEPTH:
            self._ignored += 1
            return
        top = self._stack[-1] if self._stack else _Open("", (), ())
        regions, mains = top.regions, top.mains
        if reason := _reason(name, attributes):
            self.reasons.append(reason)
            regions = (*regions, len(self.reasons) - 1)
        if _is_main(name, attributes) and len(mains) < 8:
            self.mains += 1
            mains = (*mains, self.mains)
        self._stack.append(_Open(name, regions, mains))
        self._opened(name, attributes)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "a":
            self._anchor = (attributes.get("href", "")[:2048], len(self._text))
        elif _HEADING.match(name):
            self._kind = "heading"
        elif name == "table":
            for table in self._tables:
                table.layout = True
            self._tables.append(_Table())
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append([])
            self._tables[-1].spans.append([])
        elif name in ("td", "th") and self._tables:
            table = self._tables[-1]
            if not table.rows:
                table.rows.append([])
                table.spans.append([])
            table.cell, table.over = (
                [],
                (_span(attributes, "rowspan"), _span(attributes, "colspan")),
            )

    def _closes(self, name: str) -> None:
        """End the paragraph at hand: a block begins. Cells of one table do not nest."""
        if name in ("td", "th", "tr") and self._tables:
            self._cell_ends()
            while self._stack and self._stack[-1].name in (
                "td",
                "th",
                *(("tr",) if name == "tr" else ()),
            ):
                self._stack.pop()
        elif (
            name in ("p", "li", "dt", "dd", "option")
            and self._stack
            and self._stack[-1].name == name
        ):
            self._stack.pop()
        self._flush()

    def _end(self, name: str) -> None:
        if name == "a" and self._anchor is not None:
            self._anchor_ends()
        if name in ("td", "th"):
            self._cell_ends()
        elif name not in _INLINE:
            self._flush()
        if name == "table" and self._tables:
            self._table_ends()
        if _HEADING.match(name):
            self._kind = "paragraph"
        if self._ignored and name not in _INLINE:
            self._ignored -= 1
            return
        for at in range(len(self._stack) - 1, max(len(self._stack) - 40, -1), -1):
            if self._stack[at].name == name:
                del self._stack[at:]
                return
            if self._stack[at].name == "table" and name != "table":
                return

    def _glanced(self, name: str, attributes: dict[str, str]) -> None:
        """Take what a tag carries unseen, and the traces of a page that a service translated."""
        for key in sorted(attributes.keys() & _UNSEEN):
            self._unseen(attributes[key])
        marked = name == "html" and _GOOGLE.search(attributes.get("class", ""))
        inherits = name == "font" and "vertical-align: inherit" in attributes.get("style", "")
        self._translated += bool(marked) * 3 + inherits

    def _unseen(self, text: str) -> None:
        """Keep text that a page carries and does not show: comments, titles of links, texts for the blind."""
        if len(text) >= 12 and len(self.unseen) < UNSEEN:
            self.unseen.append(text)

    def _meta(self, attributes: dict[str, str]) -> None:
        key = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "")  # fmt: skip
        if key and attributes.get("content"):
            self.about.setdefault(key.lower(), attributes["content"])

    # -- text

    def _said(self, text: str, last: str) -> None:
        if last == "title":
            self.about.setdefault("title", " ".join(text.split()))
            return
        if last == "script":
            if '"@context"' in text or '"@type"' in text:
                self._linked_data(text)
            return
        if last == "style":
            return
        if any(each.name == "pre" for each in self._stack[-6:]):
            self._text.append(text)
        else:
            self._text.append(_SPACE.sub(" ", text))

    def _linked_data(self, text: str) -> None:
        """Take title, date and publisher out of JSON-LD."""
        try:
            data = json.loads(text[:JSON])
        except (ValueError, RecursionError):
            return
        graph = data.get("@graph") if isinstance(data, dict) else data
        for each in (*_objects(data), *_objects(graph)):
            who = each.get("publisher")
            for key, value in (
                ("ld:date", each.get("datePublished")),
                ("ld:title", each.get("headline")),
                ("ld:publisher", who.get("name") if isinstance(who, dict) else who),
            ):
                if said := scalar(value):
                    self.about.setdefault(key, said[:300])

    def _anchor_ends(self) -> None:
        assert self._anchor is not None
        target, at = self._anchor
        shown = " ".join("".join(self._text[at:]).split())
        self._anchor = None
        self._linked += len(shown)
        if re.match(r"(?:https?|ftp|mailto):", target, re.IGNORECASE):
            self._links.append((shown[:200], target))

    def _flush(self) -> None:
        """Make a piece of the text at hand; inside a table's cell it only ends a line."""
        if self._anchor is not None:
            self._anchor = (self._anchor[0], 0)
        text = "".join(self._text)
        table = self._tables[-1] if self._tables else None
        if table is not None and table.cell is not None and not table.layout:
            if text.strip():
                table.cell.append(text.strip())
            self._text = []
            return
        self._text = []
        verbatim = any(each.name == "pre" for each in self._stack[-6:])
        if not verbatim:
            text = re.sub(r" ?\n ?", "\n", text)
        if text.strip():
            top = self._stack[-1] if self._stack else _Open("", (), ())
            self.pieces.append(
                _Piece(
                    text.strip("\n") if verbatim else text.strip(), self._kind, top.regions, top.mains,
                    self._linked, self._links, verbatim=verbatim,
                )
            )  # fmt: skip
            self._linked, self._links = 0, []

    # -- tables

    def _cell_ends(self) -> None:
        self._flush()
        table = self._tables[-1] if self._tables else None
        if table is not None and table.cell is not None:
            if len(table.rows[-1]) < COLUMNS:
                table.rows[-1].append("\n".join(table.cell))
                table.spans[-1].append(table.over)
            table.cell = None

    def _table_ends(self) -> None:
        self._cell_ends()
        table = self._tables.pop()
        rows = [row for row in table.grid() if any(cell.strip() for cell in row)]
        if not rows:
            return
        top = self._stack[-1] if self._stack else _Open("", (), ())
        wide = max(len(row) for row in rows)
        longest = max(len(cell) for row in rows for cell in row)
        whole = "\n".join("\t".join(row) for row in rows)
        links, linked = self._links, self._linked
        self._links, self._linked = [], 0
        if wide > 1 and longest <= 1000 and not table.layout:
            self.pieces.append(_Piece(whole, "table", top.regions, top.mains, linked, links, rows))
            return
        for row in table.rows:
            for cell in row:
                if cell.strip():
                    self.pieces.append(
                        _Piece(cell, "paragraph", top.regions, top.mains, linked, links)
                    )
                    links, linked = [], 0

    # -- the choice

    def _parts(self) -> Iterator[Part]:
        about = self.about
        title = about.get("ld:title") or about.get("og:title") or about.get("title", "")
        date = about.get("ld:date") or next((about[key] for key in _PUBLISHED if key in about), "")
        publisher = about.get("ld:publisher") or about.get("og:site_name", "")
        yield from head(title, publisher, date or about.get("time", ""))
        kept, left, aside = self._chosen()
        if self._translated > 2 or _GENERATOR.search(about.get("generator", "")):
            sure = "was" if self._translated else "may have been"
            yield Note(f"the page's markup shows that it {sure} translated by a machine")
        if about.get("translated-by") or about.get("translator"):
            yield Note("the page names a translator in its head: it is a translation")
        yield from (Block(text, "hidden") for text in (*self.unseen, *aside))
        links: dict[str, str] = {}
        for piece in kept:
            if piece.kind == "heading" and piece.text.casefold() == title.casefold():
                continue
            if piece.rows:
                yield from records(piece.rows)
            else:
                yield from pieces(piece.text, piece.kind)
            for shown, target in piece.links:
                if len(links) < LINKS and refang(shown).plain.rstrip("/") != target.rstrip("/"):
                    links.setdefault(target, shown)
        yield from references(links)
        if left:
            yield Note(left)

    def _chosen(self) -> tuple[list[_Piece], str, list[str]]:
        """Return the pieces of the article, what was left out in words, and its text."""
        restored = self._restored()
        left: Counter[str] = Counter()
        telling = 0
        aside: list[str] = []
        open_pieces = []
        for piece in self.pieces:
            reason = next(
                (self.reasons[each] for each in piece.regions if each not in restored),
                "",
            )
            if reason and not (reason == "a form" and piece.telling):  # a list to be copied from
                left[reason] += 1
                aside.append(piece.text[:LONGEST])
                telling += piece.telling
            else:
                open_pieces.append(piece)
        main = _main(open_pieces)
        kept = []
        run = 0
        for piece in open_pieces:
            dense = piece.linked * 10 > len(piece.text) * 7 and not piece.rows
            run = run + 1 if dense else 0
            outside = bool(main) and main not in piece.mains
            if (outside or (dense and run > 2)) and not piece.telling and piece.kind != "table":
                left["outside the article" if outside else "navigation"] += 1
                aside.append(piece.text[:LONGEST])
            else:
                kept.append(piece)
        if not left:
            return kept, "", []
        shown = ", ".join(f"{n} {name}" for name, n in sorted(left.items()))
        more = f"; {telling} of them hold what looks like an indicator" if telling else ""
        return kept, f"left out as no part of the article, in pieces: {shown}{more}", aside[:UNSEEN]

    def _restored(self) -> set[int]:
        """Return the regions that hold most of the page's text, and so are misnamed; never hidden ones."""
        total = sum(piece.own for piece in self.pieces) or 1
        held: Counter[int] = Counter()
        for piece in self.pieces:
            for each in piece.regions:
                held[each] += piece.own
        return {
            each
            for each, size in held.items()
            if size * 2 > total and self.reasons[each] != "hidden"
        }


def _span(attributes: dict[str, str], name: str) -> int:
    said = attributes.get(name, "").strip()
    return min(max(int(said[:4]), 1), 1000) if said.isdecimal() and said.isascii() else 1


def _objects(thing: Any) -> list[dict[str, Any]]:
    several = thing if isinstance(thing, list) else [thing]
    return [each for each in several if isinstance(each, dict)]


def _main(found: Iterable[_Piece]) -> int:
    """Return the innermost element that holds most of the text, 0 where none does."""
    held: Counter[int] = Counter()
    total = 0
    for piece in found:
        total += piece.own
        for each in piece.mains:
            held[each] += piece.own
    enough = [each for each, size in held.items() if size * 2 > total]
    best = max((held[each] for each in enough), default=0)
    return max((each for each in enough if held[each] * 10 >= best * 8), default=0)


def _reason(name: str, attributes: dict[str, str]) -> str:
    """Return why an element is no part of an article, or an empty string."""
    if name in _DROPPED:
        return _DROPPED[name]
    if _is_hidden(attributes):
        return "hidden"
    if name in (
        "html",
        "body",
        "main",
        "article",
        "td",
        "tr",
        "table",
        "tbody",
        "code",
        "pre",
    ):
        return ""
    if role := _ROLES.get(attributes.get("role", "").lower()):
        return role
    for word in f"{attributes.get('class', '')} {attributes.get('id', '')}"[:500].split():
        if (found := _CLASS.match(word)) and found.lastgroup:
            return found.lastgroup
    return ""


def _is_hidden(attributes: dict[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return bool(_HIDING.search(attributes.get("style", "")))


def _is_main(name: str, attributes: dict[str, str]) -> bool:
    if name in ("article", "main") or attributes.get("role", "").lower() == "main":
        return True
    named: Any = (
        f"{attributes.get('itemprop', '')} {attributes.get('class', '')} {attributes.get('id', '')}"
    )
    return any(_MAIN.search(word) for word in named[:500].split())
