"""What the screen says of reports that were read."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from onionskin.cli import main
from onionskin.model import Claim, Entity, Evidence, Origin
from onionskin.write import telling
from onionskin.write.telling import lines

KINDS = {"victim": ("organisation", "campaign"), "supplies": ("organisation", "product")}


def claim(subject: str, relation: str, thing: str, at: int = 0, **more: object) -> Claim:
    """Return a claim of the sentence at an offset."""
    of, to = KINDS.get(relation, ("campaign", "malware"))
    place = Evidence("here", artifact="artifact-1", offset=at, length=5)
    ends = Entity(of, subject), relation, Entity(to, thing)
    ident = f"claim-{subject}-{relation}-{thing}-{at}"
    return Claim(ident, *ends, "quote", place, Origin("one.txt"), **more)  # type: ignore[arg-type]


def on_screen(*claims: Claim, known: set[str] | None = None) -> list[tuple[str, str]]:
    """Return label and text of each line."""
    return [(each.label, each.text) for each in lines(list(claims), known or set(), {})]


def test_what_is_affected_comes_first_and_who_trades_with_whom_last() -> None:
    shown = on_screen(
        claim("Vendor", "supplies", "Phone"),
        claim("Phone", "victim", "Phone", 1),
        claim("Phone", "employs", "Backdoor", 2),
        claim("Phone", "affects", "Phone 1.2", 3),
    )
    assert [label for label, _ in shown] == ["about", "affects", "employs", "victim", "supplies"]


def test_values_of_one_relation_share_a_line_and_the_incident_is_named_once() -> None:
    shown = on_screen(claim("Phone", "employs", "Backdoor"), claim("Phone", "employs", "Loader", 9))
    assert shown == [
        ("about", "Phone, where a line names nothing else"),
        ("employs", "Backdoor; Loader"),
    ]


def test_who_was_hit_stands_alone_and_by_something_else_with_an_arrow() -> None:
    shown = on_screen(
        claim("Bank", "victim", "Phone"),
        claim("Phone", "employs", "Backdoor", 5),
        claim("Clinic", "victim", "Terminal", 9),
    )
    assert ("victim", "Bank") in shown
    assert ("victim", "Clinic -> Terminal") in shown


def test_one_value_of_several_sentences_is_told_once_and_without_what_only_one_of_them_doubts() -> (
    None
):
    shown = on_screen(
        claim("Phone", "employs", "T1195.002 supply chain attack", hedge="may"),
        claim("Phone", "employs", "T1195.002 supply-chain attack", 40, reported_by="Lab"),
    )
    assert shown[1:] == [("employs", "T1195.002 supply chain attack (in 2 sentences)")]


def test_what_is_denied_has_a_line_of_its_own_and_what_is_weighed_stands_behind() -> None:
    shown = on_screen(
        claim("Phone", "employs", "Guess", reason="weighed 0.41: words"),
        claim("Phone", "employs", "Backdoor", 5),
        claim("Phone", "employs", "Worm", 9, holds=False),
    )
    assert shown[1:] == [
        ("employs", "Backdoor; Guess (weighed 0.41)"),
        ("employs", "NOT so: Worm"),
    ]


def test_what_qualifies_all_values_of_a_line_stands_once_at_its_end() -> None:
    shown = on_screen(
        claim("Phone", "employs", "Backdoor", reported_by="Lab"),
        claim("Phone", "employs", "Worm", 9, reported_by="Lab", hedge="may"),
    )
    assert shown[1:] == [("employs", "Backdoor; Worm (hedged 'may') - says Lab")]


def test_a_long_clause_is_cut_between_words_and_each_clause_has_a_line() -> None:
    long = "why " * 100
    shown = on_screen(claim("Phone", "unknown", long), claim("Phone", "unknown", "who it was", 9))
    assert [label for label, _ in shown[1:]] == ["unknown", "unknown"]
    assert shown[1][1].endswith("why ...")
    assert len(shown[1][1]) < telling.LONGEST_SENTENCE + 5


def test_a_screen_ends_and_says_how_much_is_left_out() -> None:
    several = [claim(f"Name{each}", "employs", "Backdoor", each) for each in range(40)]
    shown = on_screen(*several)
    assert len(shown) <= telling.SCREEN + 2
    assert shown[-1][0] == "more"


def test_what_two_origins_state_is_told_once_however_often_they_say_it(tmp_path: Path) -> None:
    first = (
        "Contoso was breached in March 2023, and attackers stole credentials. The breach of Contoso was a"
        " supply chain attack, the company said. Mandiant said that it had been a supply chain attack."
    )
    second = (
        "Attackers breached Contoso in spring. They took credentials of customers."
        " Contoso says that a supply chain attack of that kind was new to it."
    )
    for name, text in (("one.txt", first), ("other.txt", second)):
        (tmp_path / name).write_text(text, "utf-8")
    shown = CliRunner().invoke(main, ["read", str(tmp_path)]).output
    for report in shown.split("\n\n"):
        agreed = [line for line in report.splitlines() if line.strip().startswith("agree")]
        assert len(agreed) == len(set(agreed))
    assert "corroborated by another origin" in shown
    assert "2 origins)" in shown
