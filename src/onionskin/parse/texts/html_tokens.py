"""HTML cut into tags and text, in one pass whose time grows with its length and with nothing else.

A comment, a script or a quote that is never closed ends with the document, as in a browser
(WHATWG HTML, section 13.2.5), so nothing is searched for twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_SIGN = re.compile(r"<(?=[A-Za-z!?]|/[A-Za-z])")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]{0,63}+)[^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s/>=][^\s/>=]{0,127}+)[^\s/>=]*+(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']*+)))?"
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_NUMBERS = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")
ATTRIBUTES = 128
VALUE = 8192


@dataclass(frozen=True)
class Token:
    """A piece of text (`name` empty), a comment (`!`), or a tag: its name in lower case, its attributes, whether it ends one."""

    name: str = ""
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    ends: bool = False


def plain(text: str) -> str:
    """Return text with its character references resolved; a number beyond Unicode is U+FFFD."""
    return unescape(_NUMBERS.sub("\ufffd", text)) if "&" in text else text


def tokens(text: str) -> Iterator[Token]:
    """Yield the tags and texts of a document. What is inside `script` and its like is one text."""
    at = 0
    while at < len(text):
        found_sign = _SIGN.search(text, at)
        if found_sign is None:
            yield Token(text=plain(text[at:]))
            return
        sign = found_sign.start()
        if sign > at:
            yield Token(text=plain(text[at:sign]))
        at = sign
        if text.startswith("<!--", at):
            start, at = at + 4, _after(text, "-->", at + 4)
            yield Token("!", text[start : min(at, start + VALUE)].removesuffix("-->"))
        elif text.startswith(("<!", "<?"), at):
            at = _after(text, ">", at + 2)
        elif found := _NAME.match(text, at):
            tag, at = _tag(text, found)
            yield tag
            if tag.name in _RAW and not tag.ends:
                end = _ENDS[tag.name].search(text, at)
                stop = end.start() if end else len(text)
                yield Token(text=text[at:stop] if tag.name in ("script", "style") else plain(text[at:stop]))  # fmt: skip
                at = stop


def _after(text: str, sign: str, start: int) -> int:
    found = text.find(sign, start)
    return len(text) if found < 0 else found + len(sign)


def _tag(text: str, found: re.Match[str]) -> tuple[Token, int]:
    at = found.end()
    attributes: dict[str, str] = {}
    while at < len(text) and text[at] != ">":
        each = _ATTRIBUTE.match(text, at)
        if each is None or each.end() == at:
            at += 1
            continue
        at = each.end()
        if len(attributes) < ATTRIBUTES:
            value = each[2] or each[3] or each[4] or ""
            attributes.setdefault(each[1].lower(), plain(value[:VALUE]))
    return Token(found[1].lower(), "", attributes, text[found.start() + 1] == "/"), at + 1
