"""HTML: the text of the article, its tables by cells, its links; nothing of it is executed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.view import View
from onionskin.read.documents.decoding import Encoding, characters, encoding, is_text
from onionskin.read.documents.feeds import Part

META = {
    "title": "HTML",
    "suffixes": [".html", ".htm", ".xhtml"],
    "refines": "text",
    "misses": "What a script would write into the page; text in images; style sheets are not applied, so text that they hide is read.",
    "references": ["https://html.spec.whatwg.org/multipage/parsing.html"],
}

MOST = 24 << 20
_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|meta|title|table|h1|p)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)


def fits(view: View) -> bool:
    """Say whether the bytes are text that begins with a tag of HTML."""
    start = view.read(0, 8192)
    plain = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return is_text(view) and bool(_BEGINS.match(plain))


def read(view: View) -> Iterator[Part]:
    """Yield title, publisher and date, then the blocks and tables of the article."""
    from onionskin.read.documents.article import Page

    how = _encoding(view)
    yield from how.problems
    if view.size > MOST:
        yield Problem(
            "limit:size",
            f"of {view.size} bytes the first {MOST} were read; split the page",
        )
    text = "".join(characters(view.slice(0, MOST), how))
    yield from Page().read(text)


def _encoding(view: View) -> Encoding:
    """Return how to decode: as a mark says, else as UTF-8 if it is, else as the page says."""
    how = encoding(view)
    stated = _CHARSET.search(view.read(0, 4096))
    if not how.problems or stated is None or how.codec.startswith("utf-16"):
        return how
    name = stated[1].decode("ascii").lower()
    codec = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
    try:
        b"a".decode(codec)
    except (LookupError, UnicodeError):
        return how
    return how if codec in ("utf-8", "utf8", "utf-7") else Encoding(codec)
