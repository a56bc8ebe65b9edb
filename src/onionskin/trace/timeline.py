"""When what happened, as far as it is known: bounds of claims and of observed installs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onionskin.model import RELATIONS, Claim
from onionskin.trace.affected import Words
from onionskin.trace.wire import Estate
from onionskin.weigh.origins import independent
from onionskin.write.reports import Moment

UNDATED = "9999"


def timeline(claims: Sequence[Claim], estate: Estate) -> tuple[Moment, ...]:
    """Return the dated claims and the installs of affected builds, by when they can have begun."""
    moments = [*_claimed(claims), *_installed(claims, estate)]
    return tuple(
        sorted(
            moments,
            key=lambda each: (each.earliest or each.latest or UNDATED, each.latest, each.what),
        )
    )


def _claimed(claims: Sequence[Claim]) -> list[Moment]:
    """Return a moment per statement; that several origins make it is said, not repeated."""
    same: dict[tuple[str, str, str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        start = claim.valid.start
        if claim.holds and claim.relation != "indicates" and (start.earliest or start.latest):
            key = (
                start.earliest or "",
                start.latest or "",
                claim.subject.name,
                claim.relation,
                claim.object.name,
            )
            same[key].append(claim)
    return [
        Moment(
            earliest=earliest,
            latest=latest,
            what=f"{subject} {RELATIONS[relation].reads} {thing}",
            source=f"{len(independent(several))} origin(s): {', '.join(independent(several))}",
        )
        for (earliest, latest, subject, relation, thing), several in same.items()
    ]


def _installed(claims: Sequence[Claim], estate: Estate) -> list[Moment]:
    words = Words.of(claims)
    return [
        Moment(time, time, f"{each.host} {what} {each.product} {each.version}", "inventory")
        for each in estate.installs
        for time, what in ((each.time, "installed"), (each.removed, "removed"))
        if time and words.affecting(each)
    ]
