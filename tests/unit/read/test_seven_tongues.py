"""The same thing said in seven languages comes out the same."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts


def said(code: str, sentence: str, relation: str) -> set[tuple[str, str, bool]]:
    """Return (subject, object, holds) of a relation of a sentence behind one that names the incident."""
    found = drafts(code, OPENING[code], sentence, begun=True)
    return {
        (each.subject.name, each.object.name, each.holds)
        for each in found
        if each.relation == relation
    }


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Version 8.2.3 and the macOS edition are not affected."),
        ("de", "Die Version 8.2.3 und die macOS-Ausgabe sind nicht betroffen."),
        ("fr", "La version 8.2.3 et l'\u00e9dition macOS ne sont pas concern\u00e9es."),
        ("es", "La versi\u00f3n 8.2.3 y la edici\u00f3n para macOS no est\u00e1n afectadas."),
        ("it", "La versione 8.2.3 e l'edizione per macOS non sono interessate."),
        ("pt", "A vers\u00e3o 8.2.3 e a edi\u00e7\u00e3o para macOS n\u00e3o foram afetadas."),
        ("nl", "Versie 8.2.3 en de macOS-editie zijn niet getroffen."),
    ],
)
def test_a_version_and_the_edition_for_a_system_are_two_releases(code: str, sentence: str) -> None:
    spared = {("Northwind Agent 8.2.3", False), ("Northwind Agent (macOS)", False)}
    assert {(what, holds) for _, what, holds in said(code, sentence, "affects")} == spared


@pytest.mark.parametrize("code", ["de", "nl"])
def test_a_system_whose_noun_stands_with_the_next_one_is_a_system(code: str) -> None:
    sentence = {
        "de": "Die Mac- und Linux-Versionen sind nicht betroffen.",
        "nl": "De Mac- en Linux-versies zijn niet besmet.",
    }[code]
    found = {what for _, what, holds in said(code, sentence, "affects") if not holds}
    assert found == {"Northwind Agent (macOS)", "Northwind Agent (Linux)"}


@pytest.mark.parametrize(
    ("code", "sentence", "data"),
    [
        ("de", "Laut Fabrikam sammelt die Schadsoftware Passw\u00f6rter, Sitzungscookies und die Namen installierter Programme.", {"Passw\u00f6rter", "Sitzungscookies", "die Namen installierter Programme"}),
        ("nl", "Volgens Fabrikam verzamelt de malware wachtwoorden, sessiecookies en de namen van ge\u00efnstalleerde programma's.", {"wachtwoorden", "sessiecookies", "de namen van ge\u00efnstalleerde programma's"}),
        ("es", "El malware recopila contrase\u00f1as, cookies de sesi\u00f3n y los nombres de los programas instalados, y los env\u00eda a 203.0.113.77 y updates[.]example.", {"contrase\u00f1as", "cookies de sesi\u00f3n", "los nombres de los programas instalados"}),
        ("it", "Il malware raccoglie i cookie di sessione e i nomi dei programmi installati e li invia a 203.0.113.77 e updates[.]example.", {"i cookie di sessione", "i nomi dei programmi installati"}),
    ],
)  # fmt: skip
def test_what_is_taken_is_neither_who_takes_it_nor_where_it_goes(
    code: str, sentence: str, data: set[str]
) -> None:
    found = {what for _, what, _ in said(code, sentence, "collects")}
    assert {each.removeprefix("i ") for each in found} == {each.removeprefix("i ") for each in data}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Litware, which supplies payroll services to the port operator HHA, was hit."),
        ("de", "Litware, das den Hafenbetreiber HHA mit Lohnabrechnungen beliefert, wurde getroffen."),
        ("fr", "Litware, qui fournit des services de paie \u00e0 l'op\u00e9rateur portuaire HHA, a \u00e9t\u00e9 touch\u00e9e."),
        ("es", "Litware, que presta servicios de n\u00f3minas al operador portuario HHA, result\u00f3 afectada."),
        ("it", "Litware di Amburgo, che fornisce servizi all'operatore portuale HHA, \u00e8 stata colpita."),
        ("pt", "A Litware, de Hamburgo, que presta servi\u00e7os \u00e0 operadora portu\u00e1ria HHA, foi atingida."),
        ("nl", "Litware, dat loonadministratie levert aan havenbedrijf HHA, werd getroffen."),
    ],
)  # fmt: skip
def test_who_supplies_whom_in_a_relative_clause(code: str, sentence: str) -> None:
    assert ("Litware", "HHA", True) in said(code, sentence, "supplies")


@pytest.mark.parametrize(
    "sentence",
    [
        "Litware, l'\u00e9diteur du logiciel fiscal Ledgerly, a r\u00e9agi.",
        "Litware, \u00e9diteur du logiciel Ledgerly, a r\u00e9agi.",
        "Litware, l'\u00e9diteur de Ledgerly, a r\u00e9agi.",
    ],
)
def test_the_maker_of_a_thing_that_a_noun_says_the_kind_of_supplies_it_alone(sentence: str) -> None:
    assert said("fr", sentence, "supplies") == {("Litware", "Ledgerly", True)}


def test_where_somebody_is_at_home_is_nobody_who_is_hit() -> None:
    found = said("it", "Tra le vittime c'\u00e8 la catena Litware di Amburgo.", "victim")
    assert "Amburgo" not in {who for who, _, _ in found}
    found = said("en", "Among the victims is the Hamburg office chain Litware.", "victim")
    assert {who for who, _, _ in found} == {"Litware"}
    found = said("nl", "Tot de slachtoffers behoort de Hamburgse keten Litware.", "victim")
    assert {who for who, _, _ in found} == {"Litware"}
