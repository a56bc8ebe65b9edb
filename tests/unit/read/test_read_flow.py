from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
import pytest
from tests.unit.read.conftest import Reader

from onionskin.case.folder import Case
from onionskin.errors import InputError
from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.lookalike.reports import reports
from onionskin.model import Artifact, Bounds, Claim, check_claim
from onionskin.write.reports import ReadReport

HASHES = {
    name: hashlib.sha256(name.encode()).hexdigest()
    for name in ("installer", "trojan", "release", "clean")
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    for name, text in reports(HASHES).items():
        (place / name).write_text(text, "utf-8")
    return place


def relations(report: ReadReport) -> set[tuple[str, str, str, bool]]:
    return {
        (each.subject.name, each.relation, each.object.name, each.holds) for each in report.claims
    }


def test_three_reports_in_three_languages_tell_one_story(folder: Path, pool: Pool) -> None:
    spanish, french, english = read([folder], pool=pool)
    assert [each.language for each in (english, french, spanish)] == ["en", "fr", "es"]
    for report in (english, french, spanish):
        assert ("3CX", "compromised-through", "X_TRADER", True) in relations(report)
        assert ("3CX", "affects", "3CX DesktopApp 18.12.416 (Windows)", True) in relations(report)
        assert ("3CX", "affects", "3CX DesktopApp (Linux)", False) in relations(report)
        assert [each for each in report.claims if each.relation == "unknown"]
        assert not report.problems
    assert ("the vendor's website", "served", "X_TRADER", True) in relations(english)
    assert ("X_TRADER", "retired", "2020-04", True) in relations(english)


def test_every_quote_is_exactly_the_text_at_its_span(folder: Path, pool: Pool) -> None:
    for report in read([folder], pool=pool):
        assert report.claims
        for claim in report.claims:
            at = claim.evidence
            assert report.text[at.offset : at.offset + at.length] == claim.quote
            assert check_claim(claim) is None


def test_a_translation_counts_as_its_original_and_a_speaker_as_the_speaker(
    folder: Path, pool: Pool
) -> None:
    spanish, french, english = read([folder], pool=pool)
    assert french.copied_from == "Mandiant"
    through = [
        claim.origin.root
        for report in (spanish, french, english)
        for claim in report.claims
        if claim.relation == "compromised-through"
    ]
    assert through == ["Diario de Redes", "Mandiant", "Mandiant"]
    (lazarus,) = [each for each in french.claims if each.object.name == "Lazarus"]
    assert (lazarus.reported_by, lazarus.origin.root) == ("Kaspersky", "Kaspersky")
    assert (lazarus.hedge, lazarus.confidence) == ("serait", "low")


def test_disagreement_stays_side_by_side(folder: Path, pool: Pool) -> None:
    papers = read([folder], pool=pool)
    named = {claim.id: claim for report in papers for claim in report.claims}
    groups = {each.claims for report in papers for each in report.conflicts}
    objects = {frozenset(named[each].object.name for each in group) for group in groups}
    assert objects == {
        frozenset({"personal computer", "phone"}),
        frozenset({"2020-04", "2018"}),
    }
    # Three names are no contradiction: each vendor names what it sees.
    apart = [note for each in papers for note in each.notes if "kept apart" in note]
    assert any("Labyrinth Chollima | Lazarus | UNC4736" in note for note in apart)


def test_a_line_that_gives_orders_makes_no_claim_and_a_note(folder: Path, pool: Pool) -> None:
    _, french, _ = read([folder], pool=pool)
    orders = [note for note in french.notes if "gives orders" in note]
    assert len(orders) == 1
    at = french.text.index("Assistant:")
    assert not [each for each in french.claims if at <= each.evidence.offset < at + 80]


def test_the_fixed_release_is_clean_and_the_vendors_own_site_no_indicator(
    folder: Path, pool: Pool
) -> None:
    _, _, english = read([folder], pool=pool)
    roles = {
        each.subject.name: each.object.name
        for each in english.claims
        if each.relation == "indicates"
    }
    assert roles[HASHES["clean"]] == "clean"
    assert roles[HASHES["trojan"]] == "indicator"
    assert roles["www.3cx.com"] == "victim"
    assert roles["attack.mitre.org"] == "reference"
    assert roles["phone-updates.example"] == "indicator"
    assert roles["203.0.113.77"] == "indicator"


def test_the_case_keeps_texts_and_claims_and_a_second_reading_adds_nothing(
    folder: Path, pool: Pool, tmp_path: Path
) -> None:
    with Case.open(tmp_path / "case") as case:
        first = read([folder], case=case, pool=pool)
        head = case.head
        assert read([folder], case=case, pool=pool) == first
        assert case.head == head
        claims = case.all(Claim)
        assert len(claims) == sum(len(each.claims) for each in first)
        texts = {each.id: each for each in case.all(Artifact) if each.media == "text"}
        for claim in claims:
            assert claim.evidence.artifact is not None
            descriptor = case.open_blob(texts[claim.evidence.artifact].sha256)
            with os.fdopen(descriptor, "rb") as file:
                body = file.read().decode()
            at = claim.evidence
            assert body[at.offset : at.offset + at.length] == claim.quote
        assert case.verify() == ()


def test_a_copy_read_later_is_traced_to_what_the_case_already_has(
    pool: Pool, tmp_path: Path
) -> None:
    said = "Contoso was breached through Northwind Agent, and nobody noticed it for weeks.\n"
    more = "The attackers had used the update server of the vendor since the spring of that year.\n"
    (tmp_path / "a.txt").write_text(f"Title\n\nExample Lab | 3 May 2024\n\n{said}\n{more}")
    (tmp_path / "b.txt").write_text(
        f"Other title\n\nGazette | 5 May 2024\n\n{said}\n{more}\nSo far."
    )
    with Case.open(tmp_path / "case") as case:
        read([tmp_path / "a.txt"], case=case, pool=pool)
        (copy,) = read([tmp_path / "b.txt"], case=case, pool=pool)
    assert copy.copied_from == "Example Lab"
    assert {each.origin.root for each in copy.claims} == {"Example Lab"}


def test_reading_is_the_same_twice_and_in_any_order(folder: Path, pool: Pool) -> None:
    files = sorted(folder.iterdir())
    encode = msgspec.json.encode
    there = {each.document.name: encode(each) for each in read(files, pool=pool)}
    back = {each.document.name: encode(each) for each in read(files[::-1], pool=pool)}
    assert there == back


def test_links_fifos_and_missing_files_are_typed(pool: Pool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "real.txt").write_text("text")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    for name in ("pipe.txt", "link.txt"):
        (report,) = read([tmp_path / name], pool=pool)
        assert [each.reason for each in report.problems] == ["unreadable"]
    with pytest.raises(InputError):
        read([tmp_path / "none.txt"], pool=pool)
    with pytest.raises(InputError):
        read([tmp_path / "real.txt"], dated="yesterday", pool=pool)


def test_when_it_was_said_comes_from_the_dateline_else_from_the_operator(reader: Reader) -> None:
    dated = reader(
        "Title\n\nLab | 3 May 2024\n\nContoso was breached via Northwind.\n", dated="2020"
    )
    assert dated.claims[0].said_on == Bounds("2024-05-03", "2024-05-03")
    told = reader("Contoso was breached via Northwind.\n", dated="2020-02")
    assert told.claims[0].said_on == Bounds("2020-02-01", "2020-02-29")
    unknown = reader("Contoso was breached via Northwind.\n")
    assert unknown.claims[0].said_on == Bounds()


def test_a_binary_file_is_unsupported_not_clean(reader: Reader) -> None:
    report = reader(b"\x7fELF" + bytes(4096), "sample.bin")
    assert [each.reason for each in report.problems] == ["unsupported"]
    assert report.text == ""


def test_columns_may_come_in_any_order_and_roles_are_minded(reader: Reader) -> None:
    rows = "role\tnote\ttype\tvalue\nC2\t\tdomain\tevil.info\ntest by the actor\ticon0\tdomain\twww.vendor.com\n"
    report = reader(rows, "feed.tsv")
    assert [(each.subject.name, each.object.name) for each in report.claims] == [
        ("evil.info", "indicator"),
        ("www.vendor.com", "test"),
    ]


def test_a_table_of_versions_says_which_are_affected(reader: Reader) -> None:
    rows = "status,version,platform,product\naffected,1.2.3,Windows,Agent\nclean,1.2.3,macOS,Agent\nfixed,1.2.4,Windows,Agent\n"
    report = reader(rows, "versions.csv")
    assert {(each.relation, each.object.name, each.holds) for each in report.claims} == {
        ("affects", "Agent 1.2.3 (Windows)", True),
        ("affects", "Agent 1.2.3 (macOS)", False),
        ("fixed-in", "Agent 1.2.4 (Windows)", True),
    }
