"""What is denied beside a name denies its harm only where harm is spoken of; a thing is affected, nobody's victim."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import OPENING, drafts

from onionskin.model import Bounds
from onionskin.read.syntax.grammar import grammars
from onionskin.read.syntax.plausible import is_product
from onionskin.read.whole.header import header
from onionskin.read.wire import Draft


def _said(code: str, text: str, relation: str) -> list[Draft]:
    return [each for each in drafts(code, OPENING[code], text) if each.relation == relation]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A second payload went to no more than 40 computers at technology firms."),
        ("fr", "Je tiens une pharmacie \u00e0 Pontivy, pas une soci\u00e9t\u00e9 d'informatique."),
        ("es", "La empresa no detalla cu\u00e1ntos clientes tiene."),
    ],
)
def test_a_denial_of_something_else_spares_nobody(code: str, text: str) -> None:
    assert all(each.holds for each in _said(code, text, "victim"))


@pytest.mark.parametrize("name", ["FG-500", "GS190", "Lumio Home 1"])
def test_a_model_with_a_number_is_a_product(name: str) -> None:
    assert is_product(name, "")
    assert not is_product("Northwind", "")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "pt",
            "Pedimos a todos os clientes que instalem esta vers\u00e3o, que alterem as palavras-passe e que desconfiem de mensagens.",
        ),
        (
            "es",
            "Pedimos a los clientes que actualicen el programa, que cambien sus claves y que revisen los registros.",
        ),
    ],
)
def test_each_thing_that_readers_are_asked_to_do_is_a_measure(code: str, text: str) -> None:
    assert len(_said(code, text, "mitigated-by")) == 3


def test_the_words_of_a_rank_publish_nothing() -> None:
    head = "Aviso 12\n\nFecha: 12/08/2025. Importancia: 5 - Cr\u00edtica.\n"
    found = header(head, grammars())
    assert found.publisher == ""
    assert found.said_on != Bounds()
