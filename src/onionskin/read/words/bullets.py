"""What an item of a list begins with: a dash, a dot, a number."""

from __future__ import annotations

import re

from onionskin.read.words.sentences import NUMBERED

_BULLET = re.compile(rf"\s*(?:[-*+\u2022\u2023\u25aa\u00b7]|\d{{1,2}}[.)](?!\s+{NUMBERED}))\s+")


def is_item(text: str) -> bool:
    """Say whether a line begins like an item of a list."""
    return _BULLET.match(text) is not None


def unbulleted(text: str) -> str:
    """Return a line without its bullet, or as it is."""
    bullet = _BULLET.match(text)
    return text[bullet.end() :] if bullet else text


def bare(text: str) -> str:
    """Return the words of a line without its bullet and the marks around them."""
    return unbulleted(text).strip(" .;,")
