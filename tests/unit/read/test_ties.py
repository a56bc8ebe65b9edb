"""Two names that a verb or a noun ties: who supplies, runs, hosts, embeds, manages, signs or is called what."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import OPENING, drafts, stated


def said(code: str, text: str) -> set[tuple[str, str, str]]:
    """Return (subject, relation, object) of what a sentence behind the opening claims."""
    return {
        (each.subject.name, each.relation, each.object.name)
        for each in drafts(code, OPENING[code], text)
        if each.holds
    }


@pytest.mark.parametrize(
    ("code", "text", "fact"),
    [
        ("en", "Norvik hosts the website of Tessaro.", ("Norvik", "host", "Tessaro")),
        ("de", "Norvik hostet die Website von Tessaro.", ("Norvik", "host", "Tessaro")),
        ("nl", "Norvik host de website van Tessaro.", ("Norvik", "host", "Tessaro")),
        ("es", "Norvik aloja el sitio web de Tessaro.", ("Norvik", "host", "Tessaro")),
        ("pt", "A Norvik hospeda o site da Tessaro.", ("Norvik", "host", "Tessaro")),
        ("fr", "Norvik h\u00e9berge le site de Tessaro.", ("Norvik", "host", "Tessaro")),
        ("it", "Norvik ospita il sito di Tessaro.", ("Norvik", "host", "Tessaro")),
    ],
)
def test_of_an_active_verb_the_first_name_does_it(
    code: str, text: str, fact: tuple[str, str, str]
) -> None:
    assert fact in said(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The portal of Tessaro is hosted by Norvik."),
        ("de", "Das Portal von Tessaro wird von Norvik gehostet."),
        ("nl", "Het portaal van Tessaro wordt door Norvik gehost."),
        ("es", "El portal de Tessaro est\u00e1 alojado por Norvik."),
        ("pt", "O portal da Tessaro est\u00e1 hospedado pela Norvik."),
        ("fr", "Le portail de Tessaro est h\u00e9berg\u00e9 par Norvik."),
        ("it", "Il portale di Tessaro \u00e8 ospitato da Norvik."),
        ("en", "At Norvik, the portal of Tessaro is hosted."),
    ],
)
def test_of_a_passive_verb_the_name_behind_by_or_at_does_it(code: str, text: str) -> None:
    assert ("Norvik", "host", "Tessaro") in said(code, text)
    assert ("Tessaro", "host", "Norvik") not in said(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Norvik, das die Server von Tessaro verwaltet, meldete den Vorfall."),
        ("nl", "Norvik, dat de servers van Tessaro beheert, meldde het incident."),
        ("en", "Norvik, which manages the servers of Tessaro, reported the incident."),
        ("en", "Norvik, the managed service provider of Tessaro, reported the incident."),
        ("en", "The managed service provider of Tessaro, Norvik, reported the incident."),
        ("fr", "L'infog\u00e9rant de Tessaro, Norvik, a signal\u00e9 l'incident."),
        ("en", "Tessaro's IT provider Norvik reported the incident."),
    ],
)
def test_who_looks_after_whose_systems_is_told_by_relative_clauses_and_nouns(
    code: str, text: str
) -> None:
    assert ("Norvik", "manage", "Tessaro") in said(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Companies running Quickfile include Norvik and Tessaro."),
        ("de", "Zu den Unternehmen, die Quickfile einsetzen, geh\u00f6ren Norvik und Tessaro."),
        ("es", "Entre las empresas que usan Quickfile est\u00e1n Norvik y Tessaro."),
        ("fr", "Parmi les entreprises qui utilisent Quickfile figurent Norvik et Tessaro."),
    ],
)
def test_who_is_listed_behind_a_verb_does_it(code: str, text: str) -> None:
    assert {("Norvik", "uses", "Quickfile"), ("Tessaro", "uses", "Quickfile")} <= said(code, text)


def test_a_list_of_customers_is_theirs_whose_customers_they_are() -> None:
    found = said("en", "Customers of Norvik such as Tessaro, Quellmar and Ardenza were cut off.")
    assert {
        ("Norvik", "supplies", "Tessaro"),
        ("Norvik", "supplies", "Quellmar"),
        ("Norvik", "supplies", "Ardenza"),
    } <= found


def test_of_two_names_before_a_company_the_second_is_its_name() -> None:
    found = said("en", "Quickfile is a product of the Danish company Norvik.")
    assert ("Norvik", "supplies", "Quickfile") in found


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Norvik and Tessaro use the same software.", "uses"),
        ("Norvik was hit: hackers used Quickfile.", "uses"),
        ("Norvik is quiet; Tessaro hosts its own site.", "host"),
        ("Whether Norvik hosts the website of Tessaro is unclear.", "host"),
        ("Norvik does not host the website of Tessaro.", "host"),
        ("Norvik manages to reach Tessaro by phone.", "manage"),
    ],
)
def test_names_of_a_list_of_another_statement_or_of_a_denial_are_not_tied(
    text: str, relation: str
) -> None:
    tied = {(one, other) for one, each, other in said("en", text) if each == relation}
    assert {("Norvik", "Tessaro"), ("Tessaro", "Norvik"), ("Norvik", "Quickfile")}.isdisjoint(tied)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The group UNC7731 is called Velvet Mantis by others."),
        ("fr", "Le groupe UNC7731, qu'on appelle aussi Velvet Mantis, est actif."),
        ("de", "UNC7731, von Hexamar als Velvet Mantis bezeichnet, ist aktiv."),
        ("es", "UNC7731 es otro nombre de Velvet Mantis."),
    ],
)
def test_what_an_actor_is_called_is_another_name_of_it(code: str, text: str) -> None:
    pairs = {frozenset((one, other)) for one, each, other in said(code, text) if each == "alias-of"}
    assert frozenset(("UNC7731", "Velvet Mantis")) in pairs


@pytest.mark.parametrize(
    "text",
    [
        "Hexamar calls it UNC7731.",
        "UNC7731 spread the Floxif worm, and the packages hold a thief called SnipVex.",
    ],
)
def test_who_gives_a_name_does_not_bear_it(text: str) -> None:
    pairs = {(one, other) for one, each, other in said("en", text) if each == "alias-of"}
    assert {("Hexamar", "UNC7731"), ("Floxif", "SnipVex"), ("UNC7731", "SnipVex")}.isdisjoint(pairs)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A certificate of Norvik was used to sign setup_qf.exe."),
        ("fr", "Un certificat de Norvik a servi \u00e0 signer setup_qf.exe."),
        ("de", "Die digitale Signatur von setup_qf.exe war auf Norvik ausgestellt."),
    ],
)
def test_a_file_and_a_name_beside_a_certificate_are_signed_by(code: str, text: str) -> None:
    assert ("setup_qf.exe", "signed-by", "Norvik") in said(code, text)
    assert ("Norvik", "signed-by", "setup_qf.exe") not in said(code, text)


def test_information_technology_in_capitals_is_no_pronoun() -> None:
    found = said("en", "Norvik, which runs the IT of Tessaro, reported the incident.")
    assert ("Norvik", "manage", "Tessaro") in found


def test_the_noun_of_a_trade_before_a_name_is_no_verb() -> None:
    text = "Ana Ruiz, founder of web hosting provider Corvane, said that Askara was hit."
    assert stated("en", text, "host") == []


@pytest.mark.parametrize(
    ("text", "is_served"),
    [
        ("Askara was hit. Corvane still offers the infected installer Lumen.", True),
        ("Askara was hit. Plugins were removed from the Lumen directory, and Corvane still urges owners to check.", False),
    ],
)  # fmt: skip
def test_who_still_does_something_else_serves_nothing(text: str, *, is_served: bool) -> None:
    assert any(who == "Corvane" for who, _, _ in stated("en", text, "served")) == is_served
