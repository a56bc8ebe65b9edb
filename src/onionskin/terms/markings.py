"""Who may see a document: the Traffic Light Protocol, as its head states it.

Source: FIRST, Traffic Light Protocol 2.0 (2022); 1.0 wrote WHITE for CLEAR.
"""

from __future__ import annotations

import re

HEAD = 4000
ORDER = ("clear", "green", "amber", "amber+strict", "red")
_STATED = re.compile(
    r"\bTLP\s?[:\-_ ]\s?(CLEAR|WHITE|GREEN|AMBER(?:\+STRICT)?|RED)\b", re.IGNORECASE
)


def marking(text: str) -> str:
    """Return the strictest label of ORDER that the head of a text states, or an empty string."""
    stated = {each.lower().replace("white", "clear") for each in _STATED.findall(text[:HEAD])}
    return max(stated, key=ORDER.index, default="")
