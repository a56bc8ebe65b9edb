"""What the sources disagree on. Kept side by side; nothing is resolved here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onionskin.model import Claim
from onionskin.weigh.origins import independent

SINGLE = {
    "attributed-to": "actor",
    "retired": "retirement",
    "compromised-through": "way in",
}


def conflicts(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return a line per relation of which several different objects are claimed, with speakers."""
    said: dict[tuple[str, str], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.relation in SINGLE and claim.holds:
            # Every name of the attack is one attack; a country is no other name for an actor.
            blamed = claim.relation == "attributed-to"
            subject = claim.object.kind if blamed else claim.subject.name
            said[claim.relation, _folded(subject)][_folded(claim.object.name)].append(claim)
    lines = []
    for (relation, subject), objects in sorted(said.items()):
        if len(objects) > 1:
            options = sorted(_option(_name(objects[key]), objects[key]) for key in objects)
            about = f" of {next(iter(objects.values()))[0].subject.name}"
            what = subject if relation == "attributed-to" else SINGLE[relation] + about
            lines.append(f"{what}: {' | '.join(options)} (kept apart)")
    return (*lines, *_denials(claims))


def _denials(claims: Sequence[Claim]) -> list[str]:
    """Return a line per release that one source calls affected and another not."""
    said: dict[str, dict[bool, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.relation == "affects":
            said[_folded(claim.object.name)][claim.holds].append(claim)
    return [
        f"{_name(sides[True])}: {_option('affected', sides[True])} | "
        f"{_option('not affected', sides[False])} (kept apart)"
        for _, sides in sorted(said.items())
        if len(sides) > 1
    ]


def _folded(name: str) -> str:
    """Return what names are compared by here: spelling alone makes no conflict."""
    return " ".join(name.casefold().split())


def _name(claims: Sequence[Claim]) -> str:
    return min(claim.object.name for claim in claims)


def _option(name: str, claims: Sequence[Claim]) -> str:
    speakers = sorted({claim.reported_by for claim in claims if claim.reported_by})
    by = f" ({', '.join(speakers)})" if speakers else f" ({len(independent(claims))} origin(s))"
    return name + by
