"""What sentences of one language claim, read as a document's own, in this process."""

from __future__ import annotations

import re
from collections import Counter

from onionskin.model import Bounds
from onionskin.read.parts.features import Known
from onionskin.read.parts.look import Look
from onionskin.read.syntax.grammar import Grammar, grammars
from onionskin.read.syntax.matcher import Sentence
from onionskin.read.syntax.skeleton import Around
from onionskin.read.whole.facts import Facts
from onionskin.read.wire import Draft
from onionskin.read.words.gates import heads_of
from onionskin.read.words.sentences import words_of

_STOP = re.compile(r"(?<=[.])\s+(?=\S)")
SAID = Bounds("2024-05-03", "2024-05-03")  # a Friday
# A sentence that names the incident, before the one that is looked at.
OPENING = {
    "en": "The attack on Northwind Agent was found in May 2024.",
    "de": "Der Angriff auf Northwind Agent wurde im Mai 2024 entdeckt.",
    "fr": "L'attaque contre Northwind Agent a \u00e9t\u00e9 d\u00e9couverte en mai 2024.",
    "es": "El ataque a Northwind Agent fue descubierto en mayo de 2024.",
    "it": "L'attacco a Northwind Agent \u00e8 stato scoperto a maggio 2024.",
    "pt": "O ataque a Northwind Agent foi descoberto em maio de 2024.",
    "nl": "De aanval op Northwind Agent werd in mei 2024 ontdekt.",
}


def grammar(code: str) -> Grammar:
    """Return a language of the house."""
    return next(each for each in grammars() if each.cues.code == code)


def drafts(code: str, *several: str, title: str = "", begun: bool = False) -> list[Draft]:
    """Return what sentences claim; `begun` takes them for the document's opening, too."""
    facts = Facts(SAID)
    if begun:
        facts.begin(SAID, frozenset(), " ".join(several))
    found: list[Draft] = []
    offset = 0
    for sentence in several:
        found += facts.read(grammar(code), sentence, offset, heads_of(words_of(sentence)))
        offset += len(sentence) + 1
    return list(facts.settled(found, title))


def stated(code: str, text: str, relation: str) -> list[tuple[str, str, bool]]:
    """Return (subject, object, holds) of a relation in a text of a few sentences."""
    return [
        (each.subject.name, each.object.name, each.holds)
        for each in drafts(code, *_STOP.split(text), begun=True)
        if each.relation == relation
    ]


def placed(*sentences: str, code: str = "en") -> list[Draft]:
    """Return what the sentences of a whole text claim, each at its place, the first one the title."""
    facts = Facts(SAID)
    facts.begin(SAID, frozenset(), " ".join(sentences), code)
    found: list[Draft] = []
    at = 0
    for sentence in sentences:
        found += facts.read(grammar(code), sentence, at, heads_of(words_of(sentence)))
        at += len(sentence) + 1
    return list(facts.settled(found, sentences[0]))


def look_at(code: str, sentence: str, read: tuple[Draft, ...] = (), offset: int = 0) -> Look:
    """Return a sentence as the weighed lanes see it, with what the rules read of it."""
    language = grammar(code)
    heads = heads_of(words_of(sentence))
    counted = language.recogniser.counted(sentence, heads)
    skeleton = language.recogniser.skeleton(sentence, Around(SAID), counted, heads)
    return Look(Sentence(language, sentence, offset, skeleton, heads), read)


def known(topic: str, kind: str = "") -> Known:
    """Return what a document says of its names: all of one kind, and what it is about."""
    return Known(
        kind=lambda _: kind,
        is_everyday=lambda _: False,
        topic=topic,
        product=topic,
        is_named=bool(topic),
        names=Counter(),
        told=Counter(),
        struck=Counter(),
    )


def told(found: list[Draft]) -> set[tuple[str, str, str, bool]]:
    """Return claims as (subject, relation, object, whether it holds)."""
    return {(each.subject.name, each.relation, each.object.name, each.holds) for each in found}
