"""Claims that cannot hold together, and claims that only seem so."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from onionskin.case.folder import Case
from onionskin.cli import main
from onionskin.flows.read import read
from onionskin.flows.read_across import contested, open_questions
from onionskin.jail.pool import Pool
from onionskin.model import Bounds, Claim, Entity, Evidence, Origin, Window
from onionskin.read.conflicts import conflicts, kept_apart
from onionskin.read.words.counts import counted

CAMPAIGN = Entity("campaign", "Contoso")
COUNT = iter(range(10_000_000))


def say(
    subject: Entity, relation: str, thing: Entity, *, holds: bool = True, start: str = "", end: str = "", who: str = "d"
) -> Claim:  # fmt: skip
    window = Window(Bounds(start or None, start or None), Bounds(end or None, end or None))
    return Claim(
        f"claim-{next(COUNT):08}", subject, relation, thing, "q", Evidence(""), Origin("d", who),
        valid=window, holds=holds,
    )  # fmt: skip


def kinds(*claims: Claim) -> list[str]:
    return [each.kind for each in conflicts(claims)]


def release(name: str, *, holds: bool = True, about: Entity = CAMPAIGN) -> Claim:
    return say(about, "affects", Entity("release", name), holds=holds)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Contoso Agent 18.12.416 (Windows)", "18.12.416", ["affected"]),
        ("Contoso Agent 18.12.416", "Agent v18.12.416 (macOS)", ["affected"]),
        ("Contoso Agent 18.12.416 (Windows)", "Contoso Agent 18.12.416 (macOS)", []),
        ("Contoso Agent 18.12.416", "Contoso Server 18.12.416", []),
        ("Contoso Agent 18.12.416", "Contoso Agent 18.12.417", []),
        ("Contoso Agent 18.12.416", "contoso agent  18.12.416", ["denied"]),
        ("Contoso Agent (Linux)", "Contoso Agent (Windows)", []),
    ],
)
def test_one_version_is_affected_or_not(one: str, other: str, expected: list[str]) -> None:
    assert kinds(release(one), release(other, holds=False)) == expected


def test_a_bare_number_is_of_its_documents_product() -> None:
    elsewhere = release("1.2.3", holds=False, about=Entity("campaign", "Fabrikam"))
    assert kinds(release("1.2.3"), elsewhere) == []
    assert kinds(
        release("1.2.3"),
        release("1.2.3 (Web)", holds=False, about=Entity("campaign", "Contoso Agent")),
    ) == ["affected"]


def test_the_fix_of_one_source_is_affected_to_another() -> None:
    fix = say(Entity("product", "Agent"), "fixed-in", Entity("release", "Agent 1.2.3"))
    assert kinds(release("Agent 1.2.3"), fix) == ["fixed"]
    assert kinds(release("Agent 1.2.3", holds=False), fix) == []


def test_served_in_two_months_is_no_conflict_and_two_ends_are() -> None:
    site, thing = Entity("website", "a.example"), Entity("release", "Agent 1.2.3")
    assert (
        kinds(*(say(site, "served", thing, start=day) for day in ("2022-04-01", "2022-05-01")))
        == []
    )
    assert kinds(*(say(site, "served", thing, end=day) for day in ("2022-04-01", "2022-05-01"))) == ["served"]  # fmt: skip


def test_first_seen_contradicts_only_between_origins() -> None:
    seen, role = Entity("domain", "a.example"), Entity("role", "indicator")
    pair = [
        say(seen, "indicates", role, start=day, who=who)
        for day, who in (("2022-04-01", "A"), ("2022-05-01", "B"))
    ]
    assert kinds(*pair) == ["first-seen"]
    assert kinds(pair[0], say(seen, "indicates", role, start="2022-05-01", who="A")) == []


def test_a_denied_alias_contradicts_it_in_either_order() -> None:
    one, other = Entity("actor", "UNC1"), Entity("actor", "Lazarus Group")
    assert kinds(
        say(one, "alias-of", other), say(Entity("actor", "lazarus"), "alias-of", one, holds=False)
    ) == ["denied"]


def victims(name: str) -> Claim:
    return say(Entity("group", name), "victim", CAMPAIGN)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("more than 600,000 organisations", "fewer than 1,000 organisations", ["count"]),
        ("more than 600,000 organisations", "600,000 organisations", []),
        ("hundreds of thousands of organisations", "600.000 organisations", []),
        ("about 100 banks", "90 banks", []),
        ("about 100 banks", "200 banks", ["count"]),
        ("plus de 3 millions de clients", "unos 500 clients", ["count"]),
        ("12 banks", "600 customers", []),
        ("three banks", "200 banks", []),
    ],
)
def test_numbers_conflict_where_their_bounds_do_not_meet(
    one: str, other: str, expected: list[str]
) -> None:
    assert kinds(victims(one), victims(other)) == expected


def test_thousands_are_parted_in_any_way() -> None:
    for written in ("1 234 567 hosts", "1,234,567 hosts", "1.234.567 hosts", "1'234'567 hosts"):
        found = counted(written)
        assert found is not None
        assert (found.least, found.most, found.things) == (1234567, 1234567, "hosts")
    half = counted("over 1.5 million devices")
    assert half is not None
    assert half.least == 1_500_000
    assert counted("banks") is None
    assert counted("600,000") is None


def test_a_side_says_what_the_others_do_not() -> None:
    product = Entity("product", "Agent")
    rows = [say(product, "retired", Entity("date", day)) for day in ("2020-04", "2018")]
    (found,) = conflicts(rows)
    assert (found.kind, found.sides) == ("retired", ("2018", "2020-04"))


def test_many_claims_cost_little() -> None:
    def many() -> Iterable[Claim]:
        for number in range(20_000):
            yield release(f"Agent {number % 7}.{number % 5}.1", holds=bool(number % 2))

    begun = time.process_time()
    assert conflicts(many())
    assert time.process_time() - begun < 4


def test_a_thousand_names_for_one_version_cost_little() -> None:
    claims = [release(f"Agent{n} 1.2.3", holds=bool(n % 2)) for n in range(4000)]
    begun = time.process_time()
    conflicts(claims)
    assert time.process_time() - begun < 3


# --- across documents ---------------------------------------------------------------------

ONE = "Contoso advisory\nDate: 2023-03-30\n\nContoso Agent was retired in April 2020. It is still unclear when the intrusion began.\n"
OTHER = "Fabrikam news\nDate: 2023-04-30\n\nContoso Agent was retired in 2018.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    (place / "one.txt").write_text(ONE)
    (place / "other.txt").write_text(OTHER)
    return place


def test_contradictions_stand_side_by_side_with_their_documents(folder: Path, pool: Pool) -> None:
    found = contested(read([folder], pool=pool))
    (dispute,) = found.disputes
    assert found.documents == 2
    assert [side.document for side in dispute.sides] == ["reports/one.txt", "reports/other.txt"]
    assert [side.claim.object.name for side in dispute.sides] == ["2020-04", "2018"]


def test_open_questions_are_listed_from_reports_and_from_a_case(
    folder: Path, pool: Pool, tmp_path: Path
) -> None:
    with Case.open(tmp_path / "case") as case:
        reports = read([folder], pool=pool, case=case)
        for found in (open_questions(reports), open_questions((), case=case)):
            (question,) = found.questions
            assert question.document == "reports/one.txt"
            assert question.claim.object.name == "when the intrusion began"


def test_the_command_needs_a_source_or_a_case(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    case = ["--case", str(tmp_path / "case")]
    assert run(main, ["read", "--open"]).exit_code == 2
    assert run(main, ["read"]).exit_code == 2
    assert (
        run(main, ["read", str(folder), *case, "-o", f"csv={tmp_path / 'out.csv'}"]).exit_code == 0
    )
    assert (tmp_path / "out.csv").read_bytes().count(b'"type","value"') == 1
    shown = run(main, ["read", "--open", "--conflicts", *case])
    assert shown.exit_code == 0
    assert "1 contradiction in 2 documents" in shown.output
    assert "when the intrusion began" in shown.output


# --- ranges, fixes, signers, countries ------------------------------------------------------


@pytest.mark.parametrize(
    ("affected", "spared", "expected"),
    [
        ("Agent <= 1.2.3", "Agent 1.2.2", ["range"]),
        ("Agent <= 1.2.3", "Agent 1.2.4", []),
        ("Agent < 1.2.4", "Agent 1.2.4", []),
        ("Agent >= 1.0 < 2.0", "Agent 1.5.0", ["range"]),
        ("Agent 1.0.1 - 1.5.2", "Agent 1.3.9", ["range"]),
        ("Agent 1.0.1 to 1.5.2", "Agent 1.6.0", []),
        ("Agent 1.2.3", "Agent <= 1.2.3", ["range"]),
        ("Agent (all versions)", "Agent 7.7.7", ["range"]),
        ("Agent <= 1.2.3 (Windows)", "Agent 1.2.2 (macOS)", []),
        ("Agent <= 1.2.3", "Server 1.2.2", []),
        ("Agent", "Agent 1.2.2", []),
        ("Agent <= 1.10.0", "Agent 1.9.0", ["range"]),
    ],
)
def test_a_stretch_of_versions_is_affected_or_not(
    affected: str, spared: str, expected: list[str]
) -> None:
    assert kinds(release(affected), release(spared, holds=False)) == expected


def test_two_flaws_of_one_product_do_not_contradict_each_other() -> None:
    one, other = Entity("cve", "CVE-2023-0001"), Entity("cve", "CVE-2023-0002")
    claims = release("Agent <= 1.2.3", about=one), release("Agent 1.2.2", holds=False, about=other)
    assert kinds(*claims) == []
    assert kinds(claims[0], release("Agent 1.2.2", holds=False, about=one)) == ["range"]


def test_the_fix_of_a_branch_is_one_version_and_branches_have_their_own() -> None:
    def fix(version: str, who: str) -> Claim:
        return say(
            Entity("product", "Agent"), "fixed-in", Entity("release", f"Agent {version}"), who=who
        )

    assert kinds(fix("1.2.4", "x"), fix("1.2.5", "y")) == ["fix"]
    assert kinds(fix("1.2.4", "x"), fix("2.0.1", "y")) == []
    assert kinds(fix("1.2.4", "x"), fix("1.2.4.0", "y")) == []
    assert kinds(fix("1.2.4", "x"), fix("1.2.5", "x")) == []


def test_two_signers_of_one_file_contradict_each_other_and_two_spellings_do_not() -> None:
    file = Entity("file", "agent.exe")

    def signed(who: str) -> Claim:
        return say(file, "signed-by", Entity("organisation", who))

    assert kinds(signed("Contoso Ltd"), signed("Northwind Inc")) == ["signer"]
    assert kinds(signed("Contoso Ltd"), signed("CONTOSO")) == []


def test_countries_contradict_in_any_language_and_names_of_actors_do_not() -> None:
    def by(kind: str, name: str, who: str) -> Claim:
        return say(CAMPAIGN, "attributed-to", Entity(kind, name), who=who)

    assert kinds(by("region", "North Korea", "x"), by("region", "China", "y")) == ["region"]
    assert kinds(by("region", "North Korea", "x"), by("region", "Corea del Norte", "y")) == []
    assert kinds(by("region", "North Korea", "x"), by("region", "Asia", "y")) == []
    one, other = by("actor", "UNC1", "x"), by("actor", "Lazarus", "y")
    assert kinds(one, other) == []
    assert kept_apart((one, other)) == (("Lazarus", "UNC1"),)
    same = say(Entity("actor", "UNC1"), "alias-of", Entity("actor", "Lazarus"))
    assert kept_apart((one, other, same)) == ()
    denied = say(Entity("actor", "UNC1"), "alias-of", Entity("actor", "Lazarus"), holds=False)
    assert kinds(one, other, denied) == ["actor"]
    places = by("region", "China", "x"), by("region", "North Korea", "y")
    assert sorted(kinds(one, other, *places)) == ["actor", "region"]


def test_aliases_are_never_followed_from_pair_to_pair() -> None:
    def called(a: str, b: str, *, holds: bool = True) -> Claim:
        return say(Entity("actor", a), "alias-of", Entity("actor", b), holds=holds)

    names = [say(CAMPAIGN, "attributed-to", Entity("actor", each)) for each in ("A1", "C3")]
    assert kept_apart((*names, called("A1", "B2"), called("B2", "C3"))) == (("A1", "C3"),)
    assert kinds(*names, called("A1", "B2"), called("B2", "C3", holds=False)) == []


def test_a_beginning_told_for_two_days_is_a_contradiction() -> None:
    def began(day: str) -> Claim:
        return say(CAMPAIGN, "began", Entity("date", day))

    assert kinds(began("2023-03-22"), began("2023-03-29")) == ["when"]
    assert kinds(began("2023-03-22"), began("2023-03")) == []


def test_the_sides_of_two_beginnings_are_their_days() -> None:
    one, other = (
        say(CAMPAIGN, "began", Entity("date", day), who=day) for day in ("2022-04", "2023-03-03")
    )
    (found,) = conflicts([one, other])
    assert found.sides == ("2022-04", "2023-03-03")


def test_many_ranges_cost_little() -> None:
    claims = [release(f"Agent <= 1.{n}.0", holds=bool(n % 2)) for n in range(3000)]
    begin = time.process_time()
    conflicts(claims)
    assert time.process_time() - begin < 6
