"""Plain text, and any text whose markup is readable as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.contracts import Block
from onionskin.plugins.view import View
from onionskin.read.documents.decoding import characters, encoding, is_text

META = {
    "title": "Plain text",
    "suffixes": [".txt", ".text", ".rst", ".log", ".ioc"],
    "misses": "Markup is not interpreted; a line without a blank for 64 KiB is cut.",
    "references": [
        "https://www.rfc-editor.org/rfc/rfc3629",
        "https://encoding.spec.whatwg.org/",
    ],
}

_LONGEST = 1 << 16
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_QUOTE = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_PARTED = re.compile(r"\n[ \t]*\n")
_MARKED = re.compile(r"(?:#{1,6}|={1,6}|\*\*)\s*\S")
_RULE = re.compile(r"[=\-~^*]{3,}\s*\Z")
_WORDS = re.compile(r"\w+")


def fits(view: View) -> bool:
    """Say whether the bytes are text of some kind."""
    return is_text(view)


def read(view: View) -> Iterator[Block | Problem]:
    """Yield the paragraphs and headings, in order."""
    how = encoding(view)
    yield from how.problems
    held = ""
    for text in characters(view, how):
        held += text
        start = 0
        while (end := _next(held, start)) is not None:
            yield from _blocks(held[start : end[0]])
            start = end[1]
        held = held[start:]
    yield from _blocks(held)


def _next(held: str, start: int) -> tuple[int, int] | None:
    """Return where the paragraph at `start` ends and the next begins; None if more text is needed."""
    found = _PARAGRAPH.search(held, start, start + _LONGEST)
    if found and found.end() < len(held):
        return found.span()
    if len(held) - start <= _LONGEST:
        return None
    for blank in "\n \t":
        cut = held.rfind(blank, start + _LONGEST // 2, start + _LONGEST)
        if cut > 0:
            return cut, cut + 1
    return start + _LONGEST, start + _LONGEST


def _blocks(text: str) -> Iterator[Block]:
    text = text.strip("\n")
    if text.startswith(">") and all(line.startswith(">") for line in text.split("\n")):
        for each in _PARTED.split(_QUOTE.sub("", text)):  # as mail and forums quote
            yield from _blocks(each)
        return
    if text.strip():
        yield Block(text, "heading" if _is_heading(text) else "paragraph")


def _is_heading(text: str) -> bool:
    lines = text.split("\n")
    first = lines[0].strip()
    if len(lines) == 2 and _RULE.match(lines[1]):
        return True
    if len(lines) > 1 or len(first) > 120:
        return False
    if _MARKED.match(first):
        return True
    words = _WORDS.findall(first)
    plain = first[-1] not in ".!?;,|" and "[" not in first and "://" not in first
    return plain and first[0].isupper() and 1 <= len(words) <= 14 and max(map(len, words)) < 28
