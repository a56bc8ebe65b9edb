"""Where those come from who did it: "the hackers come from X", "the attack has its origin in X", "of X origin"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.syntax.skeleton import NAMES, REGIONS
from onionskin.read.wire import Draft

CLASSES = frozenset({"hails from", "origin"})
_BEHIND = re.compile(rf"(?: ?[\w'\u2019]{{1,7}}){{0,2}}? ?(?P<sign>[{REGIONS}])")
_BEFORE = re.compile(rf"(?P<sign>[{REGIONS}]) \Z")
_FAR = 7  # blanks between who did it and the verb
_NAMED = re.compile(f"[{NAMES}]")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield which region a clause says that an attack or its doers come from."""
    for name in ("hails from", "origin"):
        for call in clause.all(name):
            region = _region(clause, call, name)
            if region and clause.stated(call.start()) and _is_of_doers(clause, call):
                holds = not clause.denied(call)
                yield clause.draft("attributed-to", INCIDENT, region, call.span(), holds=holds)


def _region(clause: Clause, call: re.Match[str], name: str) -> Entity | None:
    """Return the region right behind a word, or before it: "of Russian origin"; none that only modifies a noun."""
    found = _BEHIND.match(clause.text, call.end(), clause.end)
    if found is None and name == "origin":
        found = _BEFORE.search(clause.text, clause.start, call.start())
    if found is None or clause.is_modifier(found.start("sign")):
        return None
    return Entity("region", clause.one.skeleton.mentions[found["sign"]].text)


def _is_of_doers(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether a verb's subject is an attack or who did it: the last of those before it, and no name between."""
    named = ((name, each) for name in ("culprits", "affair") for each in clause.all(name))
    before = [(each.end(), name) for name, each in named if each.end() <= call.start()]
    if not before:
        return False
    end, name = max(before)
    between = clause.text[end : call.start()]
    if between.count(" ") > _FAR or ";" in between:
        return False
    return name == "affair" or _NAMED.search(between) is None
