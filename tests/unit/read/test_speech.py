"""Who admits, warns, advises, and what nobody knows: in whatever order the clause has it, in seven languages."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts, told


def said(code: str, sentence: str, relation: str) -> set[tuple[str, str]]:
    """Return (subject, object) of what a sentence claims of a relation, the incident named in a sentence before."""
    found = told(drafts(code, OPENING[code], sentence, begun=True))
    return {(who, what) for who, verb, what, holds in found if verb == relation and holds}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Northwind (formerly Agentry), which sells the program, reported unauthorised access last week."),
        ("de", "Letzte Woche erkl\u00e4rte Northwind, dass pers\u00f6nliche Daten gestohlen worden seien."),
        ("fr", "Northwind a d\u00e9voil\u00e9 l'existence d'un code malveillant dans le programme."),
        ("es", "Northwind inform\u00f3 de un acceso no autorizado a la base de datos."),
        ("it", "Northwind ha reso noto che i dati sono stati sottratti."),
        ("pt", "A Northwind informou que houve acesso n\u00e3o autorizado ao sistema."),
        ("nl", "Vorige week meldde Northwind dat er gegevens zijn gestolen."),
    ],
)  # fmt: skip
def test_the_concerned_one_that_tells_of_harm_admits_it(code: str, sentence: str) -> None:
    assert {who for who, _ in said(code, sentence, "admits")} == {"Northwind"}


def test_a_quoted_statement_before_its_speaker_is_admitted() -> None:
    sentence = "\u201eWir sind uns einer St\u00f6rung bewusst\u201c, erkl\u00e4rte der Dienstleister Northwind."
    assert {who for who, _ in said("de", sentence, "admits")} == {"Northwind"}


def test_of_two_names_that_nothing_joins_the_second_speaks() -> None:
    sentence = "The owner of Fabrikam, Northwind, has reported that data were stolen."
    assert {who for who, _ in said("en", sentence, "admits")} == {"Northwind"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Fabrikam reported that data were stolen.",
        "Northwind said the attackers came from abroad.",
        "Northwind confirmed that no data were stolen.",
        "Northwind announced a new version of the program.",
    ],
)
def test_whoever_is_not_concerned_or_tells_of_no_harm_admits_nothing(sentence: str) -> None:
    assert not said("en", sentence, "admits")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Analysis is still ongoing."),
        ("en", "The company has not revealed how the intruders came in."),
        ("de", "Der Vorgang werde weiter untersucht."),
        ("fr", "Des investigations sont en cours pour conna\u00eetre le nombre de clients."),
        ("es", "Los expertos trabajan para entender c\u00f3mo ocurri\u00f3."),
        ("it", "L'origine non \u00e8 ancora stata chiarita."),
        ("pt", "Ainda n\u00e3o h\u00e1 informa\u00e7\u00f5es sobre os valores."),
        ("nl", "Op dit moment loopt het onderzoek om te achterhalen welke gegevens zijn bekeken."),
    ],
)
def test_an_inquiry_that_goes_on_and_a_denied_answer_are_open_questions(
    code: str, sentence: str
) -> None:
    assert said(code, sentence, "unknown")


def test_what_is_known_by_now_is_no_question() -> None:
    assert not said("en", "Northwind revealed how the intruders came in.", "unknown")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Rotation of all credentials is highly recommended."),
        ("en", "\u2022 Enable multi-factor authentication on every account."),
        ("fr", "Les assur\u00e9s devront \u00eatre vigilants dans les prochains mois."),
        ("nl", "Fabrikam raadt bedrijven aan om hun systemen na te lopen."),
    ],
)
def test_advice_is_a_measure_in_whatever_order(code: str, sentence: str) -> None:
    assert said(code, sentence, "mitigated-by")


@pytest.mark.parametrize(
    "sentence", ["Fabrikam recommends affected customers:", "Fabrikam recommends its new chief."]
)
def test_what_cannot_be_done_is_no_measure(sentence: str) -> None:
    assert not said("en", sentence, "mitigated-by")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Fabrikam issued a warning about phishing attacks on users."),
        ("en", "Fabrikam said that the library can no longer be trusted."),
        ("de", "Fabrikam hat eine Warnung zu dem Angriff auf Entwickler ver\u00f6ffentlicht."),
        ("nl", "Fabrikam stelt dat het aantal slachtoffers nog verder kan groeien."),
    ],
)
def test_who_says_what_may_follow_warns_of_it(code: str, sentence: str) -> None:
    assert {who for who, _ in said(code, sentence, "warns")} == {"Fabrikam"}
