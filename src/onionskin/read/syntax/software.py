"""Counted software that was hit: "36 packages" are affected, nobody's victim."""

from __future__ import annotations

from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.syntax.grammar import Grammar
from onionskin.read.wire import Draft

_SOMEBODY = frozenset({"customer", "organisation", "actor"})


def is_software(grammar: Grammar, counted: str) -> bool:
    """Say whether what is counted is software: "60 apps", not "60 users of the apps"."""
    noun = grammar.frames["software"].search(counted)
    if noun is None:
        return False
    before = counted[: noun.start()].lower().split()
    return all(_SOMEBODY.isdisjoint(grammar.senses.of(word)) for word in before)


def affected(grammar: Grammar, draft: Draft) -> Draft:
    """Return a draft in which counted software is a victim as one in which it is affected, any other as it is."""
    if draft.relation != "victim" or not _counts(grammar, draft.subject):
        return draft
    product = Entity("product", draft.subject.name)
    return replace(draft, relation="affects", subject=draft.object, object=product)


def is_somebodys(grammar: Grammar, draft: Draft) -> bool:
    """Say whether a draft takes counted software for somebody: a customer, or who runs a product."""
    end = {"supplies": draft.object, "uses": draft.subject}.get(draft.relation)
    return end is not None and _counts(grammar, end)


def _counts(grammar: Grammar, end: Entity) -> bool:
    return end.kind == "group" and is_software(grammar, end.name)
