"""Admiralty grades: by rule with the reason, by the operator beside the rule, digits by origins alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onionskin.case.folder import Case
from onionskin.errors import InputError
from onionskin.flows.read import graded_by, read
from onionskin.flows.read_across import contested
from onionskin.jail.pool import Pool
from onionskin.model import Claim, Confidence, Entity, Evidence, Grade, Origin, SourceGrade
from onionskin.read.conflicts import conflicts
from onionskin.read.grades import Support, of_claim, of_source, parsed, supports
from onionskin.write.save import rendered


def claim(ident: str, thing: str, root: str, *, holds: bool = True, low: bool = False) -> Claim:
    return Claim(
        id=ident,
        subject=Entity("campaign", "incident"),
        relation="affects",
        object=Entity("release", thing),
        quote="q",
        evidence=Evidence("", "artifact", 0, 1),
        origin=Origin(root, root),
        holds=holds,
        confidence=Confidence.LOW if low else Confidence.UNSTATED,
    )


@pytest.mark.parametrize(
    ("publisher", "site", "letter"),
    [
        ("CISA", "", "B"),
        ("CERT-FR", "", "B"),
        ("Mandiant", "", "B"),
        ("Somebody", "securelist.com", "B"),
        ("The Daily Gazette", "", "C"),
        ("BleepingComputer", "", "C"),
        ("Reddit", "", "D"),
        ("Pastebin", "", "E"),
        ("", "", "F"),
        ("Nobody Knows", "", "F"),
    ],
)
def test_a_source_is_graded_by_rule_with_a_reason(publisher: str, site: str, letter: str) -> None:
    found = of_source(publisher, site, [])
    assert (found.letter, found.by) == (letter, "rule")
    assert found.why


def test_a_vendor_about_its_own_product_is_told_from_one_about_anothers() -> None:
    own = of_source("Contoso", "", [claim("1", "Contoso Phone 1.2", "x")])
    assert own.letter == "B"
    assert "interest" in own.why
    assert of_source("Contoso", "", [claim("1", "Northwind Agent 1.2", "x")]).letter == "F"


def test_a_digit_comes_from_origins_and_contradictions() -> None:
    known, unknown = Grade("B", ""), Grade("F", "")
    one = claim("1", "A 1.2", "x")
    assert of_claim(one, unknown, Support(("x",))).credibility == 6
    assert of_claim(one, known, Support(("x",))).credibility == 3
    assert of_claim(one, unknown, Support(("x", "y"))).credibility == 2
    assert of_claim(one, unknown, Support(("x", "y", "z"))).credibility == 1
    assert of_claim(one, known, Support(("x", "y"), ("z",))).credibility == 4
    assert of_claim(one, known, Support(("x",), ("y", "z"))).credibility == 5
    assert of_claim(claim("1", "A", "x", low=True), known, Support(("x",))).credibility == 4


def test_the_other_side_of_a_conflict_is_what_stands_against_a_claim() -> None:
    claims = [
        claim("1", "Agent 1.2", "x"),
        claim("2", "Agent 1.2", "y"),
        claim("3", "Agent 1.2", "z", holds=False),
    ]
    found = supports(claims, conflicts(claims))
    assert found["1"] == found["2"] == Support(("x", "y"), ("z",))
    assert found["3"] == Support(("z",), ("x", "y"))


@pytest.mark.parametrize("wrong", ["", "G1", "B7", "2B", "B22", "=B2"])
def test_what_is_no_grade_is_refused(wrong: str) -> None:
    with pytest.raises(InputError):
        parsed(wrong)


def test_the_operators_grade_stands_beside_the_rules(tmp_path: Path, pool: Pool) -> None:
    text = "Notes\n\nDaily News | 3 May 2024\n\nContoso was compromised through Northwind Agent.\n"
    (tmp_path / "a.txt").write_text(text)
    (report,) = read([tmp_path / "a.txt"], grading=graded_by("A1", None), pool=pool)
    assert (report.grade.letter, report.grade.by, report.grade.rule) == ("A", "operator", "C")
    assert {(each.credibility, each.by) for each in report.standings} == {(1, "operator")}
    assert "by rule it is 3" in report.standings[0].why
    shown = rendered(report, "text").decode()
    assert "A, completely reliable: given by the operator; by rule it is C" in " ".join(
        shown.split()
    )
    found = json.loads(rendered(report, "json"))
    assert found["document"]["grade"]["letter"] == "A"
    assert {each["grade"] for each in found["claims"]} == {"A1"}


def test_a_file_of_grades_names_publishers_and_files(tmp_path: Path, pool: Pool) -> None:
    (tmp_path / "g.toml").write_text(
        '[[source]]\nname = "daily news"\ngrade = "B"\nwhy = "known for years"\n[[source]]\nfile = "b.txt"\ngrade = "E5"\n'
    )
    reports_in = tmp_path / "reports"
    reports_in.mkdir()
    (reports_in / "a.txt").write_text("Notes\n\nDaily News | 3 May 2024\n\nText.\n")
    (reports_in / "b.txt").write_text("Notes\n\nText.\n")
    reports = read([reports_in], grading=graded_by("", tmp_path / "g.toml"), pool=pool)
    assert [each.grade.letter for each in reports] == ["B", "E"]
    assert "known for years" in reports[0].grade.why
    (tmp_path / "bad.toml").write_text('[[source]]\ngrade = "Z9"\n')
    with pytest.raises(InputError):
        graded_by("", tmp_path / "bad.toml")


def test_contradictions_show_the_grade_of_each_side(tmp_path: Path, pool: Pool) -> None:
    for name, who, said in (
        ("a", "CISA", "Agent 1.2.3 is affected."),
        ("b", "Pastebin", "Agent 1.2.3 is not affected."),
    ):
        (tmp_path / f"{name}.txt").write_text(f"Notes\n\n{who} | 3 May 2024\n\n{said}\n")
    found = contested(read([tmp_path], pool=pool))
    assert {side.grade for each in found.disputes for side in each.sides} == {"B4", "E4"}


def _case(tmp_path: Path) -> Case:
    return Case.open(tmp_path / "case", key=tmp_path / "key")


def _contradicting(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, who, said in (
        ("a", "Daily News", "Agent 1.2.3 is affected."),
        ("b", "Pastebin", "Agent 1.2.3 is not affected."),
    ):
        (folder / f"{name}.txt").write_text(f"Notes\n\n{who} | 3 May 2024\n\n{said}\n")
    return folder


def test_an_operators_grade_is_kept_in_the_case_with_who_said_so(
    tmp_path: Path, pool: Pool
) -> None:
    folder = _contradicting(tmp_path)
    with _case(tmp_path) as case:
        read([folder / "a.txt"], case=case, grading=graded_by("A2", None, "Ada"), pool=pool)
        (kept,) = case.all(SourceGrade)
        assert (kept.grade, kept.by) == ("A2", "Ada")
        read([folder / "b.txt"], case=case, pool=pool)
        found = contested((), case=case)
        sides = {side.document: side for each in found.disputes for side in each.sides}
        graded = {name[-5:]: side.grade for name, side in sides.items()}
        assert graded == {"a.txt": "A2", "b.txt": "E4"}
        shown = " ".join(rendered(found, "text").decode().split())
        assert "grade A2, given by the operator Ada; by rule it is C" in shown
        assert case.verify() == ()


def test_a_case_uses_the_operators_word_when_a_document_is_read_again(
    tmp_path: Path, pool: Pool
) -> None:
    path = _contradicting(tmp_path) / "a.txt"
    with _case(tmp_path) as case:
        read([path], case=case, grading=graded_by("A2", None), pool=pool)
        (again,) = read([path], case=case, pool=pool)
        assert (again.grade.letter, again.grade.by, again.grade.rule) == ("A", "operator", "C")
        (other,) = read([path], case=case, grading=graded_by("D", None), pool=pool)
        assert other.grade.letter == "D"
        assert [each.grade for each in case.all(SourceGrade)] == ["D"]


def test_a_graded_publisher_stays_graded_for_what_it_publishes_later(
    tmp_path: Path, pool: Pool
) -> None:
    folder = _contradicting(tmp_path)
    listed = tmp_path / "g.toml"
    listed.write_text('[[source]]\nname = "pastebin"\ngrade = "B"\nwhy = "ours"\n')
    with _case(tmp_path) as case:
        read([folder / "a.txt"], case=case, grading=graded_by("", listed, "Ada"), pool=pool)
        (later,) = read([folder / "b.txt"], case=case, pool=pool)
        assert (later.grade.letter, later.grade.rule) == ("B", "E")
        assert "operator Ada (ours)" in later.grade.why


def test_a_grade_given_to_a_case_alone_is_used_there_and_not_kept(
    tmp_path: Path, pool: Pool
) -> None:
    folder = _contradicting(tmp_path)
    with _case(tmp_path) as case:
        read([folder], case=case, pool=pool)
        found = contested((), case=case, grading=graded_by("B3", None))
        assert {side.grade for each in found.disputes for side in each.sides} == {"B3"}
        assert not case.all(SourceGrade)
