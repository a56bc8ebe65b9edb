"""With which tools and further malware an intrusion worked."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import OPENING, drafts


def employed(code: str, *text: str) -> set[tuple[str, str]]:
    """Return (who, what) of what sentences behind the opening use."""
    return {
        (each.subject.name, each.object.name)
        for each in drafts(code, OPENING[code], *text, begun=True)
        if each.relation == "employs" and each.holds
    }


@pytest.mark.parametrize(
    ("code", "text", "tool"),
    [
        ("en", "The backdoor Cinderquill opens a way back with ngrok.", "ngrok"),
        (
            "de",
            "Die Hintert\u00fcr Cinderquill f\u00fchrt ihre Befehle in der PowerShell aus.",
            "PowerShell",
        ),
        ("fr", "La porte d\u00e9rob\u00e9e Cinderquill embarque Mimikatz.", "Mimikatz"),
        (
            "es",
            "La puerta trasera Cinderquill ejecuta sus \u00f3rdenes en PowerShell.",
            "PowerShell",
        ),
        ("it", "La backdoor Cinderquill comunica via Telegram con i suoi padroni.", "Telegram"),
        ("pt", "O backdoor Cinderquill abre um t\u00fanel com o ngrok.", "ngrok"),
        ("nl", "De achterdeur Cinderquill legt met ngrok een tunnel aan.", "ngrok"),
    ],
)
def test_a_known_tool_is_used_by_the_malware_of_its_sentence(
    code: str, text: str, tool: str
) -> None:
    assert ("Cinderquill", tool) in employed(code, text)


def test_the_last_sentences_malware_goes_on_where_nobody_else_is_named() -> None:
    said = employed(
        "fr",
        "La porte d\u00e9rob\u00e9e Cinderquill dort neuf jours.",
        "Les commandes passent par PowerShell et ngrok m\u00e9nage une voie de retour.",
    )
    assert {("Cinderquill", "PowerShell"), ("Cinderquill", "ngrok")} <= said


def test_intruders_use_it_in_the_incident() -> None:
    said = employed("en", "The attackers copied the files out with rclone.")
    assert "rclone" in {tool for _, tool in said}


@pytest.mark.parametrize(
    "text",
    [
        "Administrators can block ngrok and Telegram at the firewall.",
        "Norvik uses PowerShell.",
        "You should search for ngrok and Mimikatz.",
        "Norvik said on Telegram that customers are safe.",
    ],
)
def test_advice_and_everyday_use_are_no_tools_of_an_intrusion(text: str) -> None:
    assert not employed("en", text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The loader Duskreed finally installs Ironbloom, a ransomware."),
        ("fr", "Le chargeur Duskreed d\u00e9pose le ran\u00e7ongiciel Ironbloom."),
        ("it", "Il loader Duskreed scarica il ransomware Ironbloom."),
        ("es", "El cargador Duskreed acaba instalando el ransomware Ironbloom."),
        ("nl", "De loader Duskreed haalt de gijzelsoftware Ironbloom binnen."),
        ("de", "Der Lader Duskreed l\u00e4dt die Ransomware Ironbloom nach."),
        ("pt", "O carregador Duskreed baixa o ransomware Ironbloom."),
    ],
)
def test_a_loader_employs_what_it_brings(code: str, text: str) -> None:
    assert ("Duskreed", "Ironbloom") in employed(code, text)
