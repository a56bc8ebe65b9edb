"""What is not told: who keeps silent, and what a text says is not known, not named, not to be had."""

from __future__ import annotations

import pytest
from claimed import stated


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The company has not commented on the attack so far."),
        ("en", "An analysis of the payload was not possible."),
        ("de", "Zur H\u00f6he des Schadens \u00e4u\u00dfert sich das Unternehmen nicht."),
        ("de", "Bislang gibt es noch keine n\u00e4heren Informationen zu dem Sch\u00e4dling."),
        ("fr", "L'entreprise s'abstient de tout commentaire sur l'ampleur de la fuite."),
        ("fr", "L'origine des donn\u00e9es n'a pas pu \u00eatre \u00e9tablie."),
        ("es", "La firma no ha especificado el n\u00famero de equipos afectados."),
        ("it", "L'azienda non ha commentato l'attacco."),
        ("pt", "A empresa ainda n\u00e3o se pronunciou sobre o ataque."),
        ("nl", "Details over de aanval zijn nog niet beschikbaar."),
    ],
)
def test_what_is_not_told_is_an_open_question(code: str, text: str) -> None:
    assert stated(code, text, "unknown")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The firm commented at once and disclosed every detail."),
        ("de", "Die Firma reagierte sofort und nannte alle Einzelheiten."),
        (
            "fr",
            "Corvane a r\u00e9pondu \u00e0 toutes les questions et commente l'incident sur son site.",
        ),
        ("nl", "Het planningsysteem was niet meer beschikbaar."),
        ("nl", "De firma zegt dat ze niet ingaan op hun eisen."),
    ],
)
def test_who_answers_leaves_nothing_open(code: str, text: str) -> None:
    assert not stated(code, text, "unknown")


def test_a_question_without_words_of_its_own_is_the_whole_sentence() -> None:
    (question,) = [what for _, what, _ in stated("fr", "Corvane n'a pas souhait\u00e9 r\u00e9pondre.", "unknown")]  # fmt: skip
    assert question.startswith("Corvane n'a pas souhait")
