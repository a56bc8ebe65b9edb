"""Lists of what was taken: of what one item is said, the others are said, too.

The weights see one item at a time, and give little for one far from the verb or written with a word that they do not know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from onionskin.read.parts.claims import Weighed, claim, reasoned
from onionskin.read.parts.features import Known
from onionskin.read.parts.look import Candidate
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.wire import Draft

LISTED = 0.1  # the chance from which an item is taken, of a list of which another one was
_GOODS = frozenset({"np-data", "np-secret", "np-item"})
_ABLE = frozenset({"actor", "malware", "organisation", "person"})
_HOST = re.compile(r"\[?\.\]?[a-z]{2,}\Z")
_TELLING = 3  # letters of a phrase that is looked for in a claim's


def mates(
    kept: Iterable[Draft], weighed: dict[int, list[Weighed]], known: Known
) -> Iterator[Draft]:
    """Yield what was taken beside what was: the other items of those lists of which a claim has one.

    `kept` are the document's claims, `weighed` the candidates of its sentences by offset.
    """
    taken: dict[int, list[Draft]] = defaultdict(list)
    for draft in kept:
        if draft.relation == "collects":
            taken[draft.offset].append(draft)
    for offset, drafts in taken.items():
        goods = [each for each in weighed.get(offset, ()) if each.one.kind in _GOODS]
        if len(goods) > 1:
            yield from _of_sentence(drafts, goods, known)


def _of_sentence(
    drafts: Sequence[Draft], goods: Sequence[Weighed], known: Known
) -> Iterator[Draft]:
    told = [(each.one, draft) for each in goods for draft in drafts if _is_of(each.one, draft)]
    for each in goods:
        if each.chances["data"] < LISTED or any(_overlap(each.one, one) for one in drafts):
            continue
        if _is_somebody(each, known) or any(_is_parted(each, one) for one, _ in told):
            continue
        like = next((draft for one, draft in told if _are_listed(each, one)), None)
        draft = claim("data", each, known, LISTED) if like else None
        if like and draft:
            yield replace(reasoned(draft, "data", each), holds=like.holds)


def _is_of(one: Candidate, draft: Draft) -> bool:
    """Say whether a phrase is what a claim says was taken."""
    return one.text == draft.object.name or (
        len(one.text) > _TELLING and one.text in draft.object.name
    )


def _overlap(one: Candidate, draft: Draft) -> bool:
    """Say whether a phrase and what a claim says was taken hold one another."""
    return one.text in draft.object.name or draft.object.name in one.text


def _is_somebody(each: Weighed, known: Known) -> bool:
    """Say whether a name in a phrase is of who does or suffers something, or of a host: it names no data."""
    named = each.look.named(each.one)
    if named is None:
        return False
    name = plain_name(named.text)
    return known.kind(name) in _ABLE or _HOST.search(name) is not None or name == known.topic


def _is_parted(each: Weighed, other: Candidate) -> bool:
    """Say whether what may be no data stands behind a second "and": "takes A and B and waits for days" joins a verb by it."""
    between = each.look.meant[other.last + 1 : each.one.first]
    return each.one.kind == "np-item" and sum("and" in meant for meant in between) > 1


def _are_listed(each: Weighed, other: Candidate) -> bool:
    """Say whether two phrases are items of one list."""
    first, second = sorted((each.one, other), key=lambda one: one.first)
    phrases = each.look.phrases
    ahead = phrases.behind(first.last + 1)
    back = phrases.before(second.first)
    return any(begin <= second.last and second.first <= end for begin, end in ahead) or any(
        begin <= first.last and first.first <= end for begin, end in back
    )
