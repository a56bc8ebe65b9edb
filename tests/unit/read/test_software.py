"""Counted software is affected; counted people and firms are the victims."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts, grammar

from onionskin.read.syntax.software import is_software

COUNTED = {
    "en": ("36 packages", "36 hospitals"),
    "de": ("36 npm-Pakete", "36 Kliniken"),
    "fr": ("36 paquets", "36 cliniques"),
    "es": ("36 paquetes", "36 clínicas"),
    "it": ("36 pacchetti", "36 cliniche"),
    "pt": ("36 pacotes", "36 clínicas"),
    "nl": ("36 npm-pakketten", "36 bedrijven"),
}
HIT = {
    "en": "In the attack {} were compromised.",
    "de": "Bei dem Angriff wurden {} kompromittiert.",
    "fr": "{} ont été compromis lors de l'attaque.",
    "es": "{} fueron comprometidos en el ataque.",
    "it": "{} sono stati compromessi nell'attacco.",
    "pt": "{} foram comprometidos no ataque.",
    "nl": "Bij de aanval werden {} gecompromitteerd.",
}


@pytest.mark.parametrize("code", sorted(COUNTED))
def test_counted_software_is_affected_and_nobodys_victim(code: str) -> None:
    software, firms = COUNTED[code]
    found = drafts(code, OPENING[code], HIT[code].format(software))
    assert software in {each.object.name for each in found if each.relation == "affects"}
    assert software not in {each.subject.name for each in found if each.relation == "victim"}
    found = drafts(code, OPENING[code], HIT[code].format(firms))
    assert firms in {each.subject.name for each in found if each.relation == "victim"}


@pytest.mark.parametrize(
    ("code", "counted"),
    [
        ("en", "4,000 users of the apps"),
        ("de", "4.000 Nutzer der Apps"),
        ("fr", "4 000 utilisateurs des applications"),
        ("es", "4.000 usuarios de las aplicaciones"),
        ("it", "4.000 utenti delle applicazioni"),
        ("pt", "4 mil usuários dos aplicativos"),
        ("nl", "4.000 gebruikers van de apps"),
    ],
)
def test_who_uses_software_is_none(code: str, counted: str) -> None:
    assert not is_software(grammar(code), counted)


def test_software_is_nobodys_customer_and_uses_nothing() -> None:
    found = drafts("en", OPENING["en"], "Northwind Agent is used by 14,000 apps.")
    assert not {each.relation for each in found} & {"supplies", "uses"}
