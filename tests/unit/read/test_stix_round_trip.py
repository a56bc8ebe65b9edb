"""A bundle of ours, read back, gives the same claims; what a bundle says of itself is its word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.lookalike.reports import reports
from onionskin.model import Claim
from onionskin.write.reports import ReadReport
from onionskin.write.save import rendered

HASHES = {
    each: f"{number:02x}" * 31 + "fe"
    for number, each in enumerate(("installer", "trojan", "release", "clean"), 1)
}
DOMAINS = ("phone-updates.example", "cdn-office.example", "icons-mirror.example")


@pytest.fixture(scope="module")
def told(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> tuple[ReadReport, ...]:
    folder = tmp_path_factory.mktemp("told")
    for name, text in reports(HASHES, DOMAINS).items():
        (folder / name).write_text(text)
    return read([folder], pool=pool)


def _again(report: ReadReport, folder: Path, pool: Pool, bundle: Any = None) -> ReadReport:
    path = folder / "told.json"
    path.write_bytes(msgspec.json.encode(bundle) if bundle else rendered(report, "stix"))
    (found,) = read([path], pool=pool)
    for claim in found.claims:
        at = claim.evidence
        assert found.text[at.offset : at.offset + at.length] == claim.quote
    return found


def _same(claim: Claim) -> tuple[object, ...]:
    """Return all that a claim says; only where its quote now stands is another place."""
    return (
        claim.subject, claim.relation, claim.object, claim.quote, claim.reported_by, claim.said_on, claim.valid,
        claim.confidence, claim.hedge, claim.holds, claim.reason, claim.origin.root,
    )  # fmt: skip


def test_our_bundle_read_back_gives_the_same_claims(
    told: tuple[ReadReport, ...], pool: Pool, tmp_path: Path
) -> None:
    for report in told:
        back = _again(report, tmp_path, pool)
        assert not back.problems
        assert sorted(map(_same, back.claims), key=str) == sorted(
            map(_same, report.claims), key=str
        )
        assert any("are its word" in note for note in back.notes)


def test_a_bundle_of_a_bundle_is_still_the_same(
    told: tuple[ReadReport, ...], pool: Pool, tmp_path: Path
) -> None:
    once = _again(told[0], tmp_path, pool)
    twice = _again(once, tmp_path, pool)
    assert sorted(map(_same, twice.claims), key=str) == sorted(map(_same, once.claims), key=str)


def test_a_broken_claim_of_a_bundle_is_a_problem_and_the_others_come(
    told: tuple[ReadReport, ...], pool: Pool, tmp_path: Path
) -> None:
    bundle = msgspec.json.decode(rendered(told[0], "stix"))
    held = [each for each in bundle["objects"] if "extensions" in each]
    next(iter(held[0]["extensions"].values()))["polarity"] = "perhaps"
    next(iter(held[1]["extensions"].values()))["quote"] = ""
    back = _again(told[0], tmp_path, pool, bundle)
    assert {each.reason for each in back.problems} == {"damaged", "claim-rejected"}
    assert len(back.claims) == len(told[0].claims) - 2
