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
            subject = "" if claim.relation == "attributed-to" else claim.subject.name
            said[claim.relation, subject][claim.object.name].append(claim)
    lines = []
    for (relation, subject), objects in sorted(said.items()):
        if len(objects) > 1:
            options = " | ".join(_option(name, objects[name]) for name in sorted(objects))
            about = f" of {subject}" if subject else ""
            lines.append(f"{SINGLE[relation]}{about}: {options} (kept apart)")
    return tuple(lines)


def _option(name: str, claims: Sequence[Claim]) -> str:
    speakers = sorted({claim.reported_by for claim in claims if claim.reported_by})
    by = f" ({', '.join(speakers)})" if speakers else f" ({len(independent(claims))} origin(s))"
    return name + by
