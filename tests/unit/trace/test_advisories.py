"""What advisories say of flaws is not what an incident did."""

from __future__ import annotations

from onionskin.model import Claim, Entity, Evidence, Origin
from onionskin.trace.affected import of_incident


def _affects(kind: str, name: str) -> Claim:
    return Claim(
        id=f"claim-{name}",
        subject=Entity(kind, name),
        relation="affects",
        object=Entity("release", "Example Phone 1.0"),
        quote="it is affected",
        evidence=Evidence("a report", "artifact-report", 0, 14),
        origin=Origin("artifact-report"),
    )


def test_a_product_that_has_a_flaw_is_not_taken_for_one_that_was_tampered_with() -> None:
    flaw, incident = _affects("cve", "CVE-2023-29059"), _affects("campaign", "the attack")
    assert of_incident([flaw, incident, _affects("vulnerability", "GHSA-1")]) == (incident,)
