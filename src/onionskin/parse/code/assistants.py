"""Orders to programs that read a text for a developer: an assistant is spoken to, and told to keep silent or to forget its rules.

Who is spoken to and what is asked stand near each other, in whatever order. Sources: OWASP, Top 10 for LLM Applications, LLM01 (indirect
prompt injection); MITRE ATLAS, AML.T0051.001; public analyses of 2025 of packages and repositories that gave such orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from onionskin.model import Span
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.needles import matches

ORDER = "assistant-order"
TECHNIQUE = "T1204"
MOST = 16
NEAR = 500  # letters
# One of these words stands in each text that speaks to one: most texts need not be searched.
_WORDS = (
    "assistant", "claude", "copilot", "chatgpt", "gemini", "codex", "llm", "system prompt", "language model", "language-model", "chat model", "chat-model",
    "ai model", "ai tool", "ai system", "ai reviewer", "ai agent", "ai-agent", "ing agent", "code agent", "automated agent", "autonomous agent", "cursor agent",
)  # fmt: skip
_SPOKEN_TO = re.compile(
    r"\b(?:(?:ai|llm|coding|code|automated|autonomous|cursor)[\s-]{1,3}(?:assistants?|agents?|models?|tools?|systems?|reviewers?)|(?:language|chat)[\s-]models?|assistants?|"
    r"llms?|claude|copilot|chatgpt|gemini|codex|system\s+prompt)\b",
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
    lower = text.lower()
    if not any(word in lower for word in _WORDS):
        return
    for asked in islice(matches(_ASKED, text), MOST):
        if _SPOKEN_TO.search(text, max(asked.start() - NEAR, 0), asked.end() + NEAR):
            said = " ".join(asked.group().split())[:60]
            yield Ability(ORDER, said, TECHNIQUE, Span(asked.start(), asked.end() - asked.start()))
