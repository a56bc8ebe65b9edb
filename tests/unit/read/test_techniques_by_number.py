"""Techniques by their ATT&CK number, in the words of French, Spanish, Italian and Portuguese reports, and by names within phrases."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts


def employed(code: str, text: str) -> set[tuple[str, bool]]:
    """Return the numbers that a sentence says are employed, and whether it holds."""
    said = drafts(code, OPENING[code], text)
    return {
        (each.object.name.partition(" ")[0], each.holds)
        for each in said
        if each.relation == "employs"
    }


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("fr", "Ils ont effacé les journaux d'événements.", "T1070.001"),
        ("es", "Los piratas desactivaron el antivirus.", "T1562.001"),
        ("it", "Gli hacker hanno disattivato l'antivirus.", "T1562.001"),
        ("pt", "Os hackers apagaram as cópias de segurança.", "T1490"),
    ],
)
def test_what_intruders_did_has_its_number(code: str, text: str, number: str) -> None:
    assert (number, True) in employed(code, text)


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("fr", "Les intrus ont ensuite vidé la mémoire du processus LSASS.", "T1003"),
        ("es", "Se movieron mediante RDP.", "T1021.001"),
        ("it", "Il gruppo ha usato il Kerberoasting.", "T1558.003"),
        ("pt", "Os atacantes exploraram a vulnerabilidade CVE-2024-31999.", "T1190"),
    ],
)
def test_a_name_within_a_phrase_is_that_name_and_no_other(
    code: str, text: str, number: str
) -> None:
    assert (number, True) in employed(code, text)


def test_another_name_in_its_place_is_no_technique() -> None:
    assert ("T1021.001", True) not in employed("es", "Se movieron mediante Corvane.")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le nouvel outil protège contre les keyloggers."),
        ("es", "El nuevo producto protege contra los keyloggers."),
        ("it", "Il nuovo prodotto protegge contro i keylogger."),
        ("pt", "O novo produto protege contra keyloggers."),
    ],
)
def test_what_is_warded_off_is_not_employed(code: str, text: str) -> None:
    assert not employed(code, text)


def test_what_was_not_done_is_denied() -> None:
    assert employed("es", "No se tomaron capturas de pantalla.") <= {("T1113", False)}


def test_a_tool_does_nothing_itself() -> None:
    said = drafts(
        "it", OPENING["it"], "Greywick si diffonde con PsExec e cancella le copie shadow."
    )
    assert "PsExec" not in {
        each.subject.name for each in said if each.object.name.startswith("T1490")
    }
