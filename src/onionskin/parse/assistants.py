"""Orders to programs that read a text for a developer: an assistant is spoken to, and told to keep silent or to forget its rules.

Who is spoken to and what is asked stand near each other, in whatever order. Sources: OWASP, Top 10 for LLM Applications, LLM01 (indirect
prompt injection); MITRE ATLAS, AML.T0051.001; public analyses of 2025 of packages and repositories that gave such orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from onionskin.model import Span
from onionskin.parse.abilities import Ability

ORDER = "assistant-order"
TECHNIQUE = "T1204"
MOST = 16
NEAR = 500  # letters
_SPOKEN_TO = re.compile(
    r"\b(?:(?:ai|llm|coding|code|automated|autonomous)[\s-]{1,3}(?:assistants?|agents?|models?|tools?|systems?|reviewers?)|(?:language|chat)[\s-]models?|assistants?|"
    r"claude|copilot|cursor|chatgpt|gemini|codex|system\s+prompt)\b",
    re.IGNORECASE,
)
# Silence, and other rules than the reader's own.
_ASKED = re.compile(
    r"\b(?:ignor|disregard|forget|overrid|bypass)\w{0,5}\b[^\n.]{0,60}\b(?:instructions?|rules|prompts?|guidelines|restrictions|safeguards|policies)\b|"
    r"\b(?:do\s+not|don't|never|without)\b[^\n.]{0,30}\b(?:mention|tell|inform|reveal|disclos|notify|report|alert|show|ask)\w{0,4}\b[^\n.]{0,60}\b(?:users?|humans?|developers?|anyone|owners?|operators?|them)\b|"
    r"\b(?:secretly|silently|covertly)\b[^\n.]{0,60}\b(?:run|execute|send|install|upload|add|fetch)\b",
    re.IGNORECASE,
)


def orders_to_assistants(text: str) -> Iterator[Ability]:
    """Yield each demand of silence, or of other rules, near which an assistant is spoken to; at most sixteen."""
    for asked in islice(_ASKED.finditer(text), MOST):
        around = text[max(asked.start() - NEAR, 0) : asked.end() + NEAR]
        if _SPOKEN_TO.search(around):
            said = " ".join(asked.group().split())[:60]
            yield Ability(ORDER, said, TECHNIQUE, Span(asked.start(), asked.end() - asked.start()))
