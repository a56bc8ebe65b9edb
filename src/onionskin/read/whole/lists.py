"""Where a document stands in its lists: the line that opened one, and the programs that one names.

A list of programs is of bad ones where the text called such programs bad, though the line above it only names their kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onionskin.model import Entity
from onionskin.read.syntax.grammar import Grammar
from onionskin.read.syntax.matcher import Sentence
from onionskin.read.syntax.plausible import TOPIC
from onionskin.read.whole.listed import TAIL, Lead, items, lead
from onionskin.read.wire import Draft
from onionskin.read.words.bullets import bare, is_item

_POINTING = (
    40  # characters of a line that points to the list of which the sentence before it speaks
)
_BEHIND = 3  # words between the programs that a line announces and its end
_BAD = frozenset({"bad", "harm", "take"})
_NO_PROGRAMS = frozenset({"collects", "fixed-in"})
_PROGRAM = re.compile(r"[@\w][\w.@/+&!'\u2019-]*(?: [\w.@/+&!'\u2019-]+){0,8}\Z")
_TELLING = 4  # letters of a word that shows whether a name writes its words with capitals


@dataclass
class Lists:
    """The list that a document is in, as its sentences come in order.

    `open` is what the line above says of its items, `programs` the document's noun for those that a list names.
    """

    open: Lead | None = None
    programs: str = ""
    _has_bad_software: bool = False
    _is_of_item: bool = False  # the sentence before was an item

    def hear(self, grammar: Grammar, sentence: str) -> None:
        """Note whether a sentence calls programs bad."""
        self._has_bad_software = self._has_bad_software or _calls_bad(grammar, sentence)

    def holds(self, sentence: str) -> bool:
        """Say whether a sentence is an item of the list."""
        return self.open is not None and is_item(sentence)

    def opened_by(self, one: Sentence) -> Lead | None:
        """Return what a sentence opens."""
        return _of_programs(one) if self._has_bad_software else lead(one)

    def program(self, one: Sentence) -> Draft | None:
        """Return that the program which an item names is affected, where the line above says so."""
        if self.open is None or not self.open.programs or not is_item(one.text):
            return None
        name = _called(one, may_advise=self.open.relation == "mitigated-by")
        if not name:
            return None
        self.programs = self.programs or self.open.programs
        topic, product = Entity("campaign", TOPIC), Entity("product", name)
        return one.basic("affects", topic, product, holds=self.open.holds)

    def told(self, one: Sentence, drafts: list[Draft]) -> list[Draft]:
        """Return what a sentence claims, with what the line above its list says of it."""
        if self.open is None or _is_read(drafts, self.open):
            return drafts
        return [*drafts, *items(one, self.open)]

    def follow(self, opened: Lead | None, *, said: bool, listed: bool) -> None:
        """Go on behind a sentence that opened something or not, claimed something or not, was an item or not.

        Programs are told of in several sentences: behind one that is no item, a list of them holds for names alone.
        """
        was, is_of_item = self.open, self._is_of_item
        self._is_of_item = listed
        if opened or said or listed:
            self.open = opened or was
        else:
            self.open = was._replace(relation="") if was and was.programs and is_of_item else None


def _is_read(drafts: list[Draft], of: Lead) -> bool:
    """Say whether a line of a list needs no help of the line that opened it; a measure is one whatever else it states."""
    if of.relation == "mitigated-by":
        return any(each.relation == of.relation for each in drafts)
    return bool(drafts)


def _of_programs(one: Sentence) -> Lead | None:
    """Return what a line opens below which programs stand, where the text spoke of bad ones: "The extensions are:"."""
    line, opened = one.text.rstrip(" *_"), lead(one)
    if not line.endswith(":") or is_item(line) or (opened and opened.relation in _NO_PROGRAMS):
        return opened
    programs = _programs_announced(one, line)
    if not programs:
        return opened
    holds = not one.denied(one.skeleton.text)
    return Lead(holds, opened.relation if opened else "affects", bulleted=True, programs=programs)


def _programs_announced(one: Sentence, line: str) -> str:
    """Return the noun for the programs that a line's list is of: near its end, called bad, or of the sentence before."""
    software, of_run = one.grammar.frames["software"], one.grammar.senses.of_run
    found = [*software.finditer(line)]
    if not found:
        pointed = software.search(one.before) if len(line) <= _POINTING else None
        return pointed[0] if pointed else ""
    before, behind = (
        line[: found[-1].start()].lower().split(),
        line[found[-1].end() :].lower().split(),
    )
    beside = set().union(*map(of_run, before[-1:] + behind[:1]))
    is_near = len(behind) <= _BEHIND or "is" in of_run(behind[-1])
    return found[-1][0] if is_near or not _BAD.isdisjoint(beside) else ""


def _calls_bad(grammar: Grammar, sentence: str) -> bool:
    """Say whether a sentence that speaks of programs says something bad."""
    if grammar.frames["software"].search(sentence) is None:
        return False
    words = map(grammar.senses.of_run, sentence.lower().split())
    return any(not _BAD.isdisjoint(meant) for meant in words)


def _called(one: Sentence, *, may_advise: bool) -> str:
    """Return what an item calls a program, without what it says of it; empty where that is no name."""
    name = TAIL.sub("", bare(one.text))
    telling = [word for word in name.split() if len(word) >= _TELLING]
    capital = sum(not word.islower() for word in telling)
    if not _PROGRAM.match(name) or (may_advise and one.grammar.frames["measure"].search(one.text)):
        return ""
    return name if 2 * capital >= len(telling) and not name[:1].islower() else ""
