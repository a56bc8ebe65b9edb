"""A candidate that likely plays a part, as a claim."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.dates import short
from onionskin.read.parts.features import Known
from onionskin.read.parts.look import Candidate, Look
from onionskin.read.parts.weights import weights
from onionskin.read.plausible import PRODUCT, TOPIC
from onionskin.read.wire import Draft

# The part -> the relation that it claims, and at which end it stands.
CLAIMS = {
    "victim": ("victim", "s"),
    "affected": ("affects", "o"),
    "doer": ("attributed-to", "o"),
    "tool": ("employs", "o"),
    "data": ("collects", "o"),
    "began": ("began", "o"),
    "maker": ("supplies", "s"),
}
# A rule's claim below KEEP is dropped, a candidate from ADD on becomes one: chosen by cross-validation (fit_parts.py).
# Makers, intruders and ways in have a second end that must be named, too: see pairs.py.
KEEP = {"victim": 0.2, "affected": 0.2, "doer": 0.2, "began": 0.15, "tool": 0.3, "maker": 0.2}
ADD = {
    "victim": 0.35, "affected": 0.45, "doer": 0.35, "tool": 0.35, "data": 0.25, "began": 0.35,
}  # fmt: skip
_NEAR = 40  # characters around a mention in which its part is denied
_REASONS = 3
_A_PRODUCT = frozenset(
    {("compromised-through", "o"), ("supplies", "o"), ("affects", "o"), ("retired", "s")}
)
_OF_RELEASES = frozenset({"affects", "fixed-in", "mitigated-by", "served"})
HARMED = {"group": "group", "np-customer": "group", "sector": "sector", "region": "region"}


class Weighed(msgspec.Struct, frozen=True):
    """A candidate, its features, and how likely it plays each part."""

    look: Look
    one: Candidate
    seen: Sequence[str]
    chances: dict[str, float]


def claim(part: str, each: Weighed, known: Known) -> Draft | None:
    """Return a claim that a candidate plays a part, or None where it cannot be meant."""
    if _cannot_be(part, each, known):
        return None
    ends = _ends(part, each.one, known)
    if ends is None or ends[0].name == ends[1].name:
        return None
    subject, thing = ends
    look, one = each.look, each.one
    holds = part == "began" or not is_denied(look, one)
    if part == "affected" and not holds:
        return None  # what is denied there is said of organisations as often as of products
    why = ", ".join(weights().reasons(part, each.seen, _REASONS))
    draft = claimed(look, CLAIMS[part][0], subject, thing, (one.start, one.end), known)
    return replace(draft, holds=holds, reason=f"weighed {each.chances[part]:.2f}: {why}")


def claimed(
    look: Look, relation: str, subject: Entity, thing: Entity, span: tuple[int, int], known: Known
) -> Draft:
    """Return a claim on a sentence, where it stands in it, who says so, and its fingerprints."""
    draft = look.one.basic(relation, subject, thing, holds=True, span=span)
    speaker = draft.speaker.replace(TOPIC, known.topic).replace(PRODUCT, known.product)
    return replace(draft, speaker=speaker, print=look.prints[0], shingles=look.prints[1])


def is_denied(look: Look, one: Candidate) -> bool:
    """Say whether what a sentence says of a candidate is denied beside it."""
    near = look.text[max(one.start - _NEAR, 0) : one.end + _NEAR]
    return look.one.denied(look.one.grammar.but.split(near)[0])


def _cannot_be(part: str, each: Weighed, known: Known) -> bool:
    """Say whether what else was read of a candidate excludes the part."""
    if part == "victim":
        return "place" in each.seen  # "banks in X"
    if part == "affected" and each.one.kind == "version":
        return _is_told(each.one.text, known)
    if part == "affected":
        return each.one.kind == "np-product" and " " not in each.one.text  # "the version"
    if part == "tool":
        return not _A_PRODUCT.isdisjoint(known.claimed.get(each.one.text, ()))
    if part != "data":
        return False
    money = "in:motive" in each.seen  # "steals cryptocurrency" says why, not what
    return money or any(_is_no_loot(draft, each.one.text) for draft in each.look.drafts)


def _is_told(version: str, known: Known) -> bool:
    """Say whether a rule read of a version already: that it is hit, that it is not, or that it heals."""
    return any(
        version in name and not _OF_RELEASES.isdisjoint(relation for relation, _ in told)
        for name, told in known.claimed.items()
    )


def _is_no_loot(draft: Draft, data: str) -> bool:
    """Say whether data are what readers should change, or the way in."""
    if draft.relation == "mitigated-by":
        return True
    return draft.relation == "compromised-through" and data in draft.object.name


def _ends(part: str, one: Candidate, known: Known) -> tuple[Entity, Entity] | None:
    """Return the two ends of the claim: the candidate, and the incident."""
    incident, name = Entity("campaign", known.topic), one.text
    if part == "began":
        bounds = one.mention.bounds if one.mention else None
        return (incident, Entity("date", short(bounds))) if bounds else None
    if part != "affected" and name.casefold() == known.topic.casefold():
        return None
    if part == "victim":
        return Entity(HARMED.get(one.kind, "organisation"), name), incident
    return incident, _thing(part, one, known)


def _thing(part: str, one: Candidate, known: Known) -> Entity:
    """Return what the incident affects, employs or takes, or who is behind it."""
    if part == "affected" and one.kind == "version":
        return Entity("release", f"{known.product} {one.text}".strip())
    if part == "tool":
        return Entity("technique" if one.kind == "np-technique" else "malware", one.text)
    if part == "doer":
        return Entity("region" if one.kind == "region" else "actor", one.text)
    return Entity({"affected": "product", "data": "data"}[part], one.text)
