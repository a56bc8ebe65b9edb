"""Which incident it is, out of the case: what the playbook is filled with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onionskin.model import Claim, Exposure
from onionskin.plugins.contracts import Incident
from onionskin.plugins.scan import plugin
from onionskin.terms import products, versions
from onionskin.write.reports import PlaybookStep

DEFAULT = "trojanised-desktop-application"
REPLACES = ("web", "browser", "pwa", "alternative", "instead")


def incident(
    claims: Sequence[Claim], exposures: Sequence[Exposure], platforms: dict[str, str]
) -> Incident:
    """Return the incident: the product most often called affected, its builds, the hosts by certainty."""
    affected = [
        products.release(claim.object.name)
        for claim in claims
        if claim.relation == "affects" and claim.holds
    ]
    names = sorted(
        {each.product for each in affected}, key=lambda name: (_count(affected, name), name)
    )
    product = names[-1] if names else "the affected product"
    hosts: dict[str, list[str]] = defaultdict(list)
    for each in exposures:
        hosts[each.certainty.value].append(each.subject.name)
    own = {each.version for each in affected if products.same(each.product, product)}
    return Incident(
        product=product,
        versions=tuple(sorted(filter(None, own), key=lambda one: (versions.key(one) or (), one))),
        hosts={certainty: tuple(sorted(several)) for certainty, several in sorted(hosts.items())},
        platforms=platforms,
        indicators=tuple(sorted({each.subject.name for each in claims if _is_indicator(each)})),
        alternative=_alternative(claims),
    )


def _count(affected: Sequence[products.Release], name: str) -> int:
    return sum(products.same(each.product, name) for each in affected)


def _is_indicator(claim: Claim) -> bool:
    return claim.relation == "indicates" and claim.object.name == "indicator"


def _alternative(claims: Sequence[Claim]) -> str:
    """Return the measure that a report gives as a replacement, in its own words."""
    for claim in claims:
        if claim.relation == "mitigated-by" and claim.holds:
            words = claim.object.name.casefold()
            if any(word in words for word in REPLACES):
                return claim.object.name
    return ""


def steps(made: Incident, playbook: str) -> tuple[PlaybookStep, ...]:
    """Return the playbook's steps, filled."""
    return tuple(
        PlaybookStep(each.title, each.why, each.do, each.undo, each.check, each.hosts)
        for each in plugin("playbook", playbook).load().steps(made)
    )
