"""What the nouns beside names say that they are, by the senses of words: "the furniture shop X", "the models X and Y".

A language's list of kinds holds the commonest nouns, each whole; its lexicon of senses knows beginnings and
ends of many more ("*versorger", "*software").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onionskin.read.syntax.grammar import Grammar
from onionskin.read.syntax.skeleton import NAMES, SIGN, Skeleton

_TELLING = frozenset({"organisation", "product", "malware", "actor"})
_BEARING = frozenset({"malware", "actor"})
_BEFORE = re.compile(r"(?<![\w-])([^\W\d_][\w'-]*)\s+\Z")
_APPOSED = re.compile(rf"([{NAMES}]),\s+([^\W\d_]{{1,4}})\s+((?:[^\W\d_][\w'-]*\s*){{1,5}})")
# "X, gruppo che ...", "X, a group that ...": one group alone, not "X, the attackers reached"
_GROUPED = re.compile(
    rf"([{NAMES}]),\s+(?:[^\W\d_]{{1,5}}\s+){{0,2}}?([^\W\d_]*(?:gr[uo]{{1,2}}p|gang|band)[^\W\d_]{{0,6}})\b(?! [{NAMES}])",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"([{NAMES}]) \((?:[^\W\d_]{{1,6}} )?([{NAMES}])\)")
_LONGEST_NOUN = 48
_SMALL = frozenset(
    {"of", "in", "at", "to", "by", "with", "from", "for", "on", "that", "is", "the", "and"}
)


def told_by_nouns(grammar: Grammar, plain: Skeleton) -> Iterator[tuple[str, str]]:
    """Yield (name, kind) for each name of a list behind a noun, and each behind which one stands in apposition."""
    for run in grammar.frames.run.finditer(plain.text):
        noun = _BEFORE.search(plain.text, max(run.start() - _LONGEST_NOUN, 0), run.start())
        if kind := _kind(grammar, noun[1].lower()) if noun else "":
            listed = _listed(grammar, run[0]) if kind in _BEARING else SIGN.findall(run[0])
            for sign in listed:
                if (mention := plain.mentions[sign]).kind == "name":
                    yield mention.text, kind
    for match in _APPOSED.finditer(plain.text):
        if "the" in grammar.senses.of(match[2].lower()) and (kind := _apposed(grammar, match[3])):
            yield plain.mentions[match[1]].text, kind


def _listed(grammar: Grammar, run: str) -> Iterator[str]:
    """Yield the signs of a list up to a remark: "the backdoor X (which Y calls Z)" says nothing of Y."""
    last = 0
    for sign in SIGN.finditer(run):
        between = run[last : sign.start()]
        if last and ("(" in between or grammar.relative.search(between)):
            return
        last = sign.end()
        yield sign[0]


def grouped(grammar: Grammar, plain: Skeleton) -> Iterator[str]:
    """Yield each name that a group in apposition tells: "X, grupo conocido como Y"; not "X, the attackers reached"."""
    for match in _GROUPED.finditer(plain.text):
        noun = match[2].lower()
        if "actor" in grammar.senses.of(noun) and grammar.kind_of(noun) in ("actor", ""):
            yield plain.mentions[match[1]].text


def also_called(plain: Skeleton) -> Iterator[tuple[str, str]]:
    """Yield (name, other name) of each name that stands in brackets behind another: "Rorschach (or BabLock)"."""
    for match in _BRACKETED.finditer(plain.text):
        one, other = (plain.mentions[match[at]] for at in (1, 2))
        yield one.text, other.text


def _apposed(grammar: Grammar, words: str) -> str:
    """Return the kind that the last noun of a phrase tells: "Danish payroll provider of ..."."""
    found = ""
    for word in words.lower().split():
        if not _SMALL.isdisjoint(grammar.senses.of(word)):
            break
        found = _kind(grammar, word) or found
    return "" if found == "actor" else found  # "X, the attackers reached": another clause begins


def _kind(grammar: Grammar, word: str) -> str:
    return _only(grammar.senses.of(word))


@cache
def _only(meant: tuple[str, ...]) -> str:
    """Return the one kind that a word of those senses tells; of two kinds none is sure."""
    kinds = _TELLING.intersection(meant)
    return next(iter(kinds)) if len(kinds) == 1 and "affair" not in meant else ""
