"""A sentence that answers the question before it says what was asked."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import OPENING, drafts


def open_questions(code: str, *text: str) -> list[str]:
    """Return what sentences behind the opening leave open."""
    return [each.object.name for each in drafts(code, OPENING[code], *text) if each.relation == "unknown"]  # fmt: skip


def taken(code: str, *text: str) -> list[str]:
    """Return the data that were taken, by sentences behind the opening."""
    return [each.object.name for each in drafts(code, OPENING[code], *text) if each.relation == "collects"]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "question", "answer", "wanted"),
    [
        ("en", "Q: How many machines were entered?", "A: That we do not know yet.", "How many machines were entered"),
        ("de", "Wie viele Kunden sind betroffen?", "Das wissen wir noch nicht.", "Wie viele Kunden sind betroffen"),
        ("fr", "Combien de clients sont concern\u00e9s ?", "Nous ne le savons pas encore.", "Combien de clients sont concern\u00e9s"),
        ("es", "\u00bfCu\u00e1ntos clientes est\u00e1n afectados?", "A\u00fan no lo sabemos.", "Cu\u00e1ntos clientes est\u00e1n afectados"),
        ("it", "Quanti clienti sono coinvolti?", "Ancora non lo sappiamo.", "Quanti clienti sono coinvolti"),
        ("pt", "Quantos clientes est\u00e3o afetados?", "Ainda n\u00e3o sabemos.", "Quantos clientes est\u00e3o afetados"),
        ("nl", "Hoeveel klanten zijn er getroffen?", "Dat weten we nog niet.", "Hoeveel klanten zijn er getroffen"),
    ],
)  # fmt: skip
def test_a_question_that_nobody_can_answer_is_an_open_one_and_said_once(
    code: str, question: str, answer: str, wanted: str
) -> None:
    assert open_questions(code, question, answer) == [wanted]


def test_the_quote_of_an_open_question_begins_with_the_question() -> None:
    question, answer = "How many machines were entered?", "We do not know yet."
    found = [each for each in drafts("en", question, answer, begun=True) if each.relation == "unknown"]  # fmt: skip
    assert [(each.offset, each.length) for each in found] == [(0, len(f"{question} {answer}"))]


def test_a_question_that_is_answered_or_followed_by_another_statement_is_not_open() -> None:
    assert open_questions("en", "How many machines were entered?", "Only one, says Corvane.") == []
    assert open_questions("fr", "Faut-il le croire ?", "Aucune autorit\u00e9 ne l'a confirm\u00e9.") == []  # fmt: skip


@pytest.mark.parametrize(
    ("code", "question", "answer", "wanted"),
    [
        ("en", "What left the building?", "Contracts, passport scans and e-mails, says the company.", {"Contracts", "passport scans"}),
        ("de", "Was ist abgeflossen?", "Vertr\u00e4ge, Passkopien und E-Mails.", {"Vertr\u00e4ge", "Passkopien"}),
        ("fr", "Qu'est-ce qui est parti ?", "Des contrats, des mots de passe et des adresses.", {"mots de passe"}),
        ("es", "\u00bfQu\u00e9 se llevaron?", "Contratos, contrase\u00f1as y direcciones.", {"Contratos", "contrase\u00f1as"}),
        ("it", "Che cosa \u00e8 uscito?", "Contratti, password e indirizzi.", {"Contratti", "password"}),
        ("pt", "O que saiu?", "Contratos, senhas e endere\u00e7os.", {"Contratos", "senhas"}),
        ("nl", "Wat is er weg?", "Contracten, wachtwoorden en adressen.", {"Contracten", "wachtwoorden"}),
    ],
)  # fmt: skip
def test_a_list_that_answers_what_was_taken_is_taken(
    code: str, question: str, answer: str, wanted: set[str]
) -> None:
    assert wanted <= set(taken(code, question, answer))


def test_a_list_behind_another_question_is_not_taken() -> None:
    assert taken("en", "What does it cost?", "Contracts, licences and work.") == []
