"""After what an incident is called, and which words are no names."""

from __future__ import annotations

import pytest
from claimed import drafts, told

from onionskin.read.naming.persons import is_person
from onionskin.read.words.ordinary import is_ordinary


def incident(code: str, *several: str) -> set[str]:
    """Return after what the claims of a text call the incident."""
    found = told(drafts(code, *several, begun=True))
    return {who if verb != "victim" else what for who, verb, what, _ in found}


def test_the_incident_is_called_after_what_the_attack_was_on_and_not_after_who_tells() -> None:
    lines = (
        "Sven Meyer of Fabrikam said that 40 banks were hit by the attack on Northwind Agent.",
        "Northwind Agent is used by hospitals; more than 900 were compromised, Meyer said.",
        "Fabrikam found the tampered installer, Meyer said.",
    )
    assert incident("en", *lines) <= {"Northwind Agent"}


def test_a_maker_that_speaks_for_itself_may_still_be_what_was_hit() -> None:
    lines = (
        "Northwind was breached last month.",
        "Northwind said that five customers were affected.",
        "Northwind said that it had rotated all keys.",
        "The breach of Northwind was found by Fabrikam.",
    )
    assert "Northwind" in incident("en", *lines)


def test_where_no_name_weighs_enough_the_incident_is_the_attack() -> None:
    assert incident("en", "More than 300 companies were hit by the attack.") == {"attack"}


def test_between_two_names_that_weigh_the_same_the_incident_is_the_attack() -> None:
    lines = (
        "The attack on Northwind Agent and on Contoso Sync was found in May 2024.",
        "More than 300 companies were hit.",
    )
    assert incident("en", *lines) == {"attack"}


def test_the_incident_is_called_after_what_was_attacked_not_after_a_list_of_the_hit() -> None:
    lines = (
        "The attack on Northwind Agent was found in May 2024.",
        "Contoso, Fabrikam and Tailspin are among the victims.",
    )
    assert incident("en", *lines) == {"Northwind Agent"}


@pytest.mark.parametrize(
    ("code", "word"),
    [("en", "However"), ("de", "Kenntnis"), ("es", "Contenido"), ("pt", "Embora"), ("nl", "Bovendien")],
)  # fmt: skip
def test_everyday_words_are_ordinary(code: str, word: str) -> None:
    assert is_ordinary(code, word)


@pytest.mark.parametrize("name", ["Kaseya", "SolarWinds", "Codecov", "x" * 100_000])
def test_makers_names_are_not_ordinary_words(name: str) -> None:
    assert not is_ordinary("en", name)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Nick Galea", True), ("J\u00f6rg van der Berg", True), ("Jos\u00e9 da Silva", True), ("Kaspersky Lab", False),
        ("Trend Micro", False), ("Nick", False), ("Orion", False),
    ],
)  # fmt: skip
def test_persons_are_known_by_their_given_names(name: str, person: bool) -> None:
    assert is_person(name) is person


def test_an_everyday_word_at_a_sentences_start_is_no_victim() -> None:
    found = told(drafts("es", "Contenido de los casos fue comprometido.", begun=True))
    assert not [each for each in found if each[0] == "Contenido"]
