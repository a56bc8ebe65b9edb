"""Two drafts of one sentence that speak of the same: which of them stays."""

from __future__ import annotations

from collections.abc import Callable

from onionskin.read.syntax.plausible import MAYBE
from onionskin.read.syntax.tools import is_tool
from onionskin.read.wire import Draft

_ONE_A_SENTENCE = frozenset({"compromised-through", "unknown", "mitigated-by"})
_MANY_TO_MANY = frozenset(
    {"uses", "supplies", "embed", "served", "manage", "signed-by", "host", "alias-of"}
)
_ONE_WAY = frozenset({"deliver", "embed", "host", "manage", "supplies"})
_OF_ONE_NAMED = frozenset({"part-of", "signed-by", "employs"})
ONE_DAY = frozenset({"began", "discovered"})


def yields(old: Draft, draft: Draft, *, whole: bool) -> bool:
    """Say whether an older draft of a sentence goes for a scene's; `whole`: the sentence is one clause."""
    if old.relation != draft.relation:
        return False
    if draft.relation == "employs" and is_tool(draft.object.name):
        return old.object.name == draft.object.name
    if draft.relation in _OF_ONE_NAMED:
        return "\x00" not in draft.subject.name and _says_it_of_nobody(old, draft)
    if draft.relation in _ONE_WAY:
        return _says_it_turned(old, draft)
    better = _SAID_BETTER.get(draft.relation)
    if better is not None and better(old, draft):
        return True
    denies = draft.relation == "affects" or (draft.relation == "attributed-to" and whole)
    return denies and _says_it_affirmed(old, draft)


def says_nothing_beside(old: Draft, draft: Draft) -> bool:
    """Say whether a draft adds nothing to an older one of its sentence."""
    opposed = old.relation == "attributed-to" and old.holds != draft.holds
    if old.relation != draft.relation or opposed:
        return False  # of who did it, one affirms and another denies it
    if old.relation in _ONE_A_SENTENCE:
        return True
    if set(old.object.kind.split("|")).isdisjoint(draft.object.kind.split("|")):
        return False  # one of the two will be found not to be meant
    if old.relation == "alias-of" and _says_it_turned(old, draft):
        return True  # a name for a name, either way round
    one, other = old.object.name, draft.object.name
    if old.relation == "victim":
        one, other = old.subject.name, draft.subject.name
    elif old.relation in _MANY_TO_MANY and old.subject.name != draft.subject.name:
        return False
    return one in other or other in one


def is_outdone(draft: Draft, sure: list[Draft], drafts: list[Draft]) -> bool:
    """Say whether a sentence surely says a draft otherwise: "the oldest trace found is of 3 May", "retired on 3 May"."""
    if draft.relation == "admits":
        return any(each.relation == "admits" for each in sure)
    if draft.relation not in ONE_DAY:
        return False
    day = draft.object.name
    if any(each.relation == "retired" and each.object.name == day for each in drafts):
        return True
    return any(each.object.name == day or each.relation == draft.relation for each in sure)


def measured(drafts: list[Draft], measures: list[Draft]) -> list[Draft]:
    """Return the drafts with a scene's measures, one a verb, instead of a pattern's, where those are fewer."""
    ruled = [each for each in drafts if each.relation == "mitigated-by"]
    if len(measures) <= max(len(ruled), 1):
        return drafts
    return [*(each for each in drafts if each.relation != "mitigated-by"), *measures]


def _says_it_of_nobody(old: Draft, draft: Draft) -> bool:
    """Say whether a draft names what an older one of its sentence says of the incident, whatever that is called."""
    same = (old.relation, old.object.name) == (draft.relation, draft.object.name)
    return same and "\x00" in old.subject.name


def _says_it_turned(old: Draft, draft: Draft) -> bool:
    """Say whether an older draft of a sentence has the ends of a draft the other way round."""
    named = old.object.name, old.subject.name.removeprefix(MAYBE)
    return old.relation == draft.relation and named == (draft.subject.name, draft.object.name)


def _tells_what_was_asked(old: Draft, draft: Draft) -> bool:
    """Say whether a draft tells the question before, to which an older one is the answer: "that we do not know"."""
    return draft.offset < old.offset


def _names_its_house(old: Draft, draft: Draft) -> bool:
    """Say whether a draft blames people of a house, of whom an older one only took the house: "an employee of X"."""
    return draft.object.kind == "actor" and draft.object.name.endswith(f" {old.object.name}")


def _lapsed_the_same_day(old: Draft, draft: Draft) -> bool:
    """Say whether an older draft lets something else end on the day of a draft: "X, which B made, retired on 3 May"."""
    return old.object.name == draft.object.name


def _says_it_affirmed(old: Draft, draft: Draft) -> bool:
    """Say whether a draft denies what an older one of its sentence affirms."""
    same = (old.relation, old.object.name) == (draft.relation, draft.object.name)
    return same and old.holds and not draft.holds


def _gives_name_to_another(old: Draft, draft: Draft) -> bool:
    """Say whether an older draft of a sentence gives to something else the other name that a draft gives."""
    same = (old.relation, old.object.name) == (draft.relation, draft.object.name)
    return same and old.subject.name not in (draft.subject.name, draft.object.name)


def _names_its_release(old: Draft, draft: Draft) -> bool:
    """Say whether a draft says which release of a product was served, of which an older one only says that it was."""
    same = draft.object.kind == "release" and old.subject.name == draft.subject.name
    return same and old.object.kind != "release" and old.object.name in draft.object.name


# A relation -> whether an older draft of a sentence goes for a scene's that says the same better.
_SAID_BETTER: dict[str, Callable[[Draft, Draft], bool]] = {
    "unknown": _tells_what_was_asked,
    "attributed-to": _names_its_house,
    "alias-of": _gives_name_to_another,
    "served": _names_its_release,
    "retired": _lapsed_the_same_day,
}
