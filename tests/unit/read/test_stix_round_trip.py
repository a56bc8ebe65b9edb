"""A bundle of ours, read back, gives the same claims; what a bundle says of itself is its word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from onionskin.flows.read import graded_by, read
from onionskin.jail.pool import Pool
from onionskin.lookalike.reports import reports
from onionskin.model import Claim, Entity
from onionskin.read.grades import HELD
from onionskin.terms.stix import EXTENSION
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


def test_a_claim_that_our_own_rules_would_doubt_comes_back_as_the_bundle_states_it(
    told: tuple[ReadReport, ...], pool: Pool, tmp_path: Path
) -> None:
    first = next(each for each in told[0].claims if each.relation == "compromised-through")
    doubted = replace(
        first,
        id="claim-of-another",
        subject=Entity("campaign", first.subject.name),
        relation="employs",
        object=Entity("malware", first.object.name),
        reason="weighed 0.51: near",
    )
    report = replace(told[0], claims=(*told[0].claims, doubted))
    back = _again(report, tmp_path, pool)
    assert _same(doubted) in {_same(each) for each in back.claims}


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
    held = [each for each in bundle["objects"] if "extensions" in each and each["type"] != "report"]
    next(iter(held[0]["extensions"].values()))["polarity"] = "perhaps"
    next(iter(held[1]["extensions"].values()))["quote"] = ""
    back = _again(told[0], tmp_path, pool, bundle)
    assert {each.reason for each in back.problems} == {"damaged", "claim-rejected"}
    assert len(back.claims) == len(told[0].claims) - 2


def _graded(report: ReadReport) -> list[tuple[object, ...]]:
    claims = {each.id: each for each in report.claims}
    return sorted(
        (
            (*_same(claims[each.claim])[:4], each.credibility, each.by, each.why, each.origins)
            for each in report.standings
        ),
        key=str,
    )


def _named(report: ReadReport) -> list[tuple[object, ...]]:
    return sorted(
        (
            (each.kind, each.value, each.raw, each.known_by, each.introduced_by, each.confidence)
            for each in report.names
        ),
        key=str,
    )


def test_our_bundle_read_back_gives_the_same_grades_as_its_own_word(
    told: tuple[ReadReport, ...], pool: Pool, tmp_path: Path
) -> None:
    for report in told:
        back = _again(report, tmp_path, pool)
        assert _graded(back) == _graded(report)
        assert back.grade.why == f"{HELD}{report.grade.why}"
        assert msgspec.structs.replace(back.grade, why=report.grade.why) == report.grade


def test_names_of_our_bundle_come_back_as_names_and_as_no_claims(
    told: tuple[ReadReport, ...], pool: Pool, tmp_path: Path
) -> None:
    assert any(report.names for report in told)
    for report in told:
        back = _again(report, tmp_path, pool)
        assert _named(back) == _named(report)
        assert len(back.claims) == len(report.claims)
        for each in back.names:
            assert back.text[each.offset : each.offset + len(each.raw)] == each.raw


def test_an_operators_grade_of_a_bundle_comes_back_with_the_rules_beside_it(
    pool: Pool, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Notes\n\nDaily News | 3 May 2024\n\nContoso was compromised through Agent.\n")
    (report,) = read([path], grading=graded_by("B2", None, "Ada"), pool=pool)
    back = _again(report, tmp_path, pool)
    assert (back.grade.letter, back.grade.credibility) == ("B", 2)
    assert (back.grade.by, back.grade.rule) == ("operator", "C")
    assert "given by the operator Ada; by rule it is C" in back.grade.why
    assert {(each.credibility, each.by) for each in back.standings} == {(2, "operator")}
    (ours,) = read([tmp_path / "told.json"], grading=graded_by("E5", None), pool=pool)
    assert (ours.grade.letter, {each.credibility for each in ours.standings}) == ("E", {5})


def test_what_a_bundle_calls_a_grade_and_is_none_is_a_problem(
    told: tuple[ReadReport, ...], pool: Pool, tmp_path: Path
) -> None:
    bundle = msgspec.json.decode(rendered(told[0], "stix"))
    (report,) = [each for each in bundle["objects"] if each["type"] == "report"]
    held = report["extensions"][EXTENSION]
    held["grade"]["letter"] = "<b>A+"
    held["names"] = [{"kind": "role", "value": "indicator", "raw": "x", "offset": 0},
                     {"kind": "invented", "value": "x", "raw": "x", "offset": 0},
                     {"kind": "actor", "value": "x", "raw": "x" * 5000, "offset": 0}]  # fmt: skip
    back = _again(told[0], tmp_path, pool, bundle)
    assert {each.reason for each in back.problems} == {"grade-rejected"}
    assert back.grade.by == "rule"
    assert {each.kind for each in back.names} <= {"role"}
    held["grade"] = "A"
    back = _again(told[0], tmp_path, pool, bundle)
    assert {each.reason for each in back.problems} == {"damaged"}
    assert len(back.claims) == len(told[0].claims)


def test_a_bundle_that_speaks_against_another_counts_for_less_than_it_says(
    pool: Pool, tmp_path: Path
) -> None:
    first = tmp_path / "a.txt"
    first.write_text("Notes\n\nCISA | 3 May 2024\n\nAgent 1.2.3 is affected.\n")
    (report,) = read([first], pool=pool)
    assert {each.credibility for each in report.standings} == {3}
    (tmp_path / "b.json").write_bytes(rendered(report, "stix"))
    second = tmp_path / "c.txt"
    second.write_text("Notes\n\nMandiant | 4 May 2024\n\nAgent 1.2.3 is not affected.\n")
    found = read([tmp_path / "b.json", second], pool=pool)
    assert {each.credibility for each in found[0].standings} == {4}


def test_a_misp_event_of_ours_gives_back_grades_and_names(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Notes\n\nCISA | 3 May 2024\n\nLazarus Group and Cobalt Strike are in the news.\n\nIndicators:\n\nhosts-mirror[.]example\n"
    )
    (report,) = read([path], grading=graded_by("", None), pool=pool)
    again = tmp_path / "event.json"
    again.write_bytes(rendered(report, "misp"))
    (back,) = read([again], pool=pool)
    assert msgspec.structs.replace(back.grade, why=report.grade.why) == report.grade
    names = {(each.kind, each.value) for each in report.names}
    assert names
    assert names <= {(each.kind, each.value) for each in back.names}
    digits = {
        c.subject.name: s.credibility for c, s in zip(back.claims, back.standings, strict=True)
    }
    assert digits == {"hosts-mirror.example": 3}
    assert not any("admiralty" in note for note in back.notes)
