"""What sentences of one language claim, read as a document's own, in this process."""

from __future__ import annotations

from onionskin.model import Bounds
from onionskin.read.facts import Facts
from onionskin.read.gates import heads_of
from onionskin.read.grammar import Grammar, grammars
from onionskin.read.sentences import words_of
from onionskin.read.wire import Draft

SAID = Bounds("2024-05-03", "2024-05-03")  # a Friday


def grammar(code: str) -> Grammar:
    """Return a language of the house."""
    return next(each for each in grammars() if each.cues.code == code)


def drafts(code: str, *several: str, title: str = "", begun: bool = False) -> list[Draft]:
    """Return what sentences claim; `begun` takes them for the document's opening, too."""
    facts = Facts(SAID)
    if begun:
        facts.begin(SAID, frozenset(), " ".join(several))
    found: list[Draft] = []
    for sentence in several:
        found += facts.read(grammar(code), sentence, 0, heads_of(words_of(sentence)))
    return list(facts.settled(found, title))


def told(found: list[Draft]) -> set[tuple[str, str, str, bool]]:
    """Return claims as (subject, relation, object, whether it holds)."""
    return {(each.subject.name, each.relation, each.object.name, each.holds) for each in found}
