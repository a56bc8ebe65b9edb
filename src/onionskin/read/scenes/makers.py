"""Whose the thing is that a clause says somebody made: "a legacy product developed by X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS
from onionskin.read.syntax.skeleton import NAMES
from onionskin.read.wire import Draft

_BESIDE = 4  # words between the thing and the word of making
_REMARKED = 12  # words between a name and the noun of a remark on it
_TITLE = 3  # words before a maker's name that only say what it is
_MAKERS = frozenset({"organisation", ""})
_BY = re.compile(rf"(?P<title>(?: [\w'-]+){{0,4}}?) ?(?P<sign>[{NAMES}])")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    for match in clause.all("made by"):
        by = _BY.match(clause.text, match.end(), clause.end)
        things = [
            each
            for each in clause.frames["copy"].finditer(clause.text, clause.start, match.start())
            if clause.words_between(each.end(), match.start()) <= _BESIDE
        ]
        if by is None or not things or not _is_title(clause, by["title"]):
            continue
        maker = plain_name(clause.one.skeleton.mentions[by["sign"]].text)
        if clause.kind(maker) in _MAKERS and maker not in HOSTS:
            name = _called(clause, things[-1]) or clause.one.free(*things[-1].span(), 0)
            yield clause.draft(
                "supplies", Entity("organisation", maker), Entity("product", name), match.span()
            )


def _is_title(clause: Clause, words: str) -> bool:
    """Say whether the words before a maker's name only say what it is: "the software firm"."""
    grammar = clause.one.grammar
    large = [each for each in words.lower().split() if each not in grammar.stopwords]
    if len(large) > _TITLE:
        return False
    return not large or any(grammar.kind_of(each) == "organisation" for each in large)


def _called(clause: Clause, thing: re.Match[str]) -> str:
    """Return what a thing is called whose noun stands behind it: "CCleaner, the popular tool"."""
    for at, each in reversed(list(clause.signs(NAMES, thing.start()))):
        between = clause.text[at + 1 : thing.start()]
        if between.count(" ") > _REMARKED or "," not in between:
            return ""
        if clause.kind(plain_name(each.text)) in ("product", ""):
            return plain_name(each.text)
    return ""
