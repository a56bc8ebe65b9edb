"""What a noun that stands before several names, or behind one, says of them."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import grammar

from onionskin.read.syntax.nouns import told_by_nouns
from onionskin.read.syntax.skeleton import Around


def told_of(code: str, text: str) -> set[str]:
    language = grammar(code)
    plain = language.recogniser.skeleton(text, Around())
    return {kind for _, kind in told_by_nouns(language, plain)}


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("en", "Thieves entered the providers Brightwave, Kestrel and Alder.", "organisation"),
        ("en", "Brightwave, a furniture retailer, was entered.", "organisation"),
        (
            "fr",
            "Les entreprises Hellmar et Tressow ont \u00e9t\u00e9 touch\u00e9es.",
            "organisation",
        ),
    ],
)
def test_a_noun_tells_what_every_name_beside_it_is(code: str, text: str, told: str) -> None:
    assert told_of(code, text) == {told}


def test_an_apposition_that_begins_another_clause_makes_no_actor() -> None:
    text = "Through Brightwave, the attackers reached its customers."
    assert told_of("en", text) == set()
