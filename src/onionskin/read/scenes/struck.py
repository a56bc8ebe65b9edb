"""Which names an incident may be called after: beside which a word of harm stands, and which a campaign is given."""

from __future__ import annotations

import re

from onionskin.read.syntax.frames import Spotted
from onionskin.read.syntax.grammar import Grammar
from onionskin.read.syntax.matcher import Sentence, plain_name
from onionskin.read.syntax.skeleton import NAMES, SIGNS, Skeleton

_BESIDE_BEFORE = re.compile(rf"(?P<sign>[{NAMES}])(?:'s)?(?:[ -]+[\w']+){{0,3}}[ -]+\Z")
_BEHIND_AFFAIR = re.compile(rf"(?P<gap>(?: [\w']+){{0,4}}[ '])(?P<sign>[{NAMES}])")
_BESIDE_BEHIND = re.compile(rf"(?:[ -]+[\w']+){{0,4}}[ -]+(?P<sign>[{NAMES}])")

_GIVEN = re.compile(rf"[^{SIGNS}.;]{{0,48}}?(?P<sign>[{NAMES}])")
_NAME = re.compile(f"[{NAMES}]")
_BEHIND = 16  # characters from a name to the word that gives it


def given(grammar: Grammar, spotted: Spotted, skeleton: Skeleton) -> set[str]:
    """Return the names that a campaign is given: "the campaign, called X", "die Kampagne, die unter dem Namen X bekannt ist"."""
    found = set()
    text = skeleton.text
    for noun in spotted.all("campaign", 0, len(text)):
        named = _GIVEN.match(text, noun.end())
        if named is None:
            continue
        sign = named.end() - 1
        calls = list(spotted.all("called", noun.end(), min(sign + _BEHIND, len(text))))
        before = any(call.start() < sign for call in calls)
        behind = grammar.kind_of(noun[0].lower()) == "campaign" and any(
            not _NAME.search(text, sign + 1, call.end() + _BEHIND) for call in calls
        )  # but "the attack on A, known as B"
        if before or behind:
            found.add(plain_name(skeleton.mentions[named["sign"]].text))
    return found


def attacked(one: Sentence, spotted: Spotted) -> set[str]:
    """Return the names right behind a noun for an attack: "hit by the breach at X" does not say that X did it."""
    found = set()
    text = one.skeleton.text
    for name in ("affair", "leak"):
        for call in spotted.all(name, 0, len(text)):
            behind = _BEHIND_AFFAIR.match(text, call.end())
            if behind and spotted.frames["by"].search(behind["gap"]) is None:
                found.add(plain_name(one.skeleton.mentions[behind["sign"]].text))
    return found


def struck(spotted: Spotted, skeleton: Skeleton) -> set[str]:
    """Return the names beside which a word of harm stands: "the attack on X", "X was breached", "malicious X"."""
    found = set()
    text = skeleton.text
    for name in ("affair", "attack", "hurt", "tainted"):
        for call in spotted.all(name, 0, len(text)):
            before = _BESIDE_BEFORE.search(text, max(call.start() - 40, 0), call.start())
            behind = _BESIDE_BEHIND.match(text, call.end())
            for match in (before, behind):
                if match and spotted.frames["by"].search(match[0]) is None:
                    found.add(plain_name(skeleton.mentions[match["sign"]].text))
    return found
