"""Documents of a line or two, and lists of indicators: little text must not make wrong claims, nor none."""

from __future__ import annotations

import pytest
from tests.unit.read.conftest import Reader

from onionskin.write.reports import ReadReport

Said = tuple[str, str, str]
LISTED = """
- evil-one[.]com
- 45.61.136.0/24
- 9e107d9d372bb6826bd81d3542a419d6
- mutex: Global\\evil_17
- scheduled task: EvilTask
- Cookie: SESS=abc123
- 0ca17235a2b3c4d5e6f708192a3b4c5d6e7f8091  setup.exe
"""


def facts(report: ReadReport) -> set[Said]:
    return {
        (each.subject.name, each.relation, each.object.name)
        for each in report.claims
        if each.relation != "indicates"
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The campaign began in November 2021.", "2021-11"),
        ("Der Angriff begann im November 2021.", "2021-11"),
        ("L'attaque a débuté en novembre 2021.", "2021-11"),
        ("El ataque comenzó en noviembre de 2021.", "2021-11"),
        ("L'attacco è iniziato nel novembre 2021.", "2021-11"),
        ("O ataque começou em novembro de 2021.", "2021-11"),
        ("De aanval begon in november 2021.", "2021-11"),
        ("Il malware, chiamato SILVERMOTH, ruba cookie e password salvate.", "cookie"),
        ("O malware, chamado SILVERMOTH, rouba cookies e senhas salvas.", "cookies"),
    ],
)
def test_one_line_is_read_in_its_own_language(reader: Reader, text: str, fact: str) -> None:
    assert any(fact in thing for _, _, thing in facts(reader(text)))


def test_a_document_of_one_sentence_is_not_called_by_the_sentence(reader: Reader) -> None:
    told = facts(reader("More than 300 hospitals in Germany and Austria were infected."))
    assert ("More than 300 hospitals", "victim", "the incident") in told


def test_an_actor_that_is_an_everyday_word_opens_a_sentence(reader: Reader) -> None:
    told = facts(reader("Lazarus breached Brightwave Systems."))
    assert ("Brightwave Systems", "compromised-by", "Lazarus") in told


def test_the_company_of_the_sentence_before_admits(reader: Reader) -> None:
    told = facts(reader("Finastra was hacked. The company admitted a grave mistake."))
    assert ("Finastra", "admits", "a grave mistake") in told


@pytest.mark.parametrize(
    "heading",
    [
        "# Indicators of compromise",
        "Indicators of compromise:",
        "## Indicateurs de compromission:",
        "## Indicadores de compromiso:",
        "Affected servers:",
        "Recommended measures:",
        "The following data were stolen:",
    ],
)
def test_what_is_an_indicator_is_no_item_of_anything_else(reader: Reader, heading: str) -> None:
    text = f"The attackers used this infrastructure against our customers.\n\n{heading}\n{LISTED}"
    report = reader(text, "list.md")
    marks = ("evil", "45.61", "9e107", "0ca17", "SESS", "task", "ookie")
    wrong = {each for each in facts(report) if any(mark in part for part in each for mark in marks)}
    assert not wrong
    assert sum(each.relation == "indicates" for each in report.claims) >= 7


def test_a_list_of_packages_below_its_heading_is_still_one_of_packages(reader: Reader) -> None:
    told = facts(
        reader("Affected packages:\n\n- chalk@5.6.1\n- npm install evil-pkg@1.2.3\n", "list.md")
    )
    assert {thing for _, relation, thing in told if relation == "affects"} >= {"chalk 5.6.1"}
