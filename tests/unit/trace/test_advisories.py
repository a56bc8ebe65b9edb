"""What advisories say of flaws is not what an incident did."""

from __future__ import annotations

from onionskin.model import Claim, Entity, Evidence, Origin
from onionskin.trace.affected import of_incident


def _affects(kind: str, name: str, quote: str = "it is affected") -> Claim:
    return Claim(
        id=f"claim-{name}",
        subject=Entity(kind, name),
        relation="affects",
        object=Entity("release", "Example Phone 1.0"),
        quote=quote,
        evidence=Evidence("a report", "artifact-report", 0, 14),
        origin=Origin("artifact-report"),
    )


def test_a_product_that_has_a_flaw_is_not_taken_for_one_that_was_tampered_with() -> None:
    flaw, incident = _affects("cve", "CVE-2023-29059"), _affects("campaign", "the attack")
    assert of_incident([flaw, incident, _affects("vulnerability", "GHSA-1")]) == (incident,)


def test_a_number_that_names_the_attack_itself_is_kept() -> None:
    quote = "CVE-2023-29059\taffects\tExample Phone 1.0\tyes\tCWE-506"
    attack, flaw = _affects("cve", "CVE-2023-29059", quote), _affects("cve", "CVE-2023-1111")
    assert of_incident([attack, flaw]) == (attack,)


def test_a_number_is_the_attacks_if_a_claim_about_the_attack_names_it_for_the_same_release() -> (
    None
):
    named = _affects("campaign", "the attack", "Example Phone 1.0 (CVE-2023-29059) was trojanised.")
    attack, flaw = _affects("cve", "CVE-2023-29059"), _affects("cve", "CVE-2023-1111")
    assert of_incident([named, attack, flaw]) == (named, attack)


def test_a_flaw_that_was_exploited_on_the_way_does_not_make_its_product_a_tampered_one() -> None:
    told = Claim(
        id="claim-told",
        subject=Entity("organisation", "Contoso"),
        relation="compromised-through",
        object=Entity("product", "Example Phone"),
        quote="Contoso was compromised through CVE-2021-44228 in Example Phone.",
        evidence=Evidence("a report", "artifact-report", 0, 14),
        origin=Origin("artifact-report"),
    )
    assert of_incident([told, _affects("cve", "CVE-2021-44228", "it is affected; CWE-502")]) == (
        told,
    )
