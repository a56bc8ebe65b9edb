"""The first of several dates the beginning, each day of a sentence has its verb, and people say when they came across it."""

from __future__ import annotations

import pytest
from claimed import drafts

FIRST = {
    "en": "The first of them dates from 4 March 2024.",
    "de": "Die erste stammt vom 4. März 2024.",
    "fr": "La première d'entre elles date du 4 mars 2024.",
    "es": "La primera, la 3.8.0, es del 4 de marzo de 2024.",
    "it": "La prima di esse è del 4 marzo 2024.",
    "pt": "A primeira delas é de 4 de março de 2024.",
    "nl": "De eerste daarvan is van 4 maart 2024.",
}
FIRST_TO_GET_IT = {
    "en": "The first computers received it on 4 March 2024.",
    "de": "Die ersten Rechner erhielten sie am 4. März 2024.",
    "fr": "Les premiers ordinateurs l'ont reçue le 4 mars 2024.",
    "es": "Los primeros clientes la recibieron el 4 de marzo de 2024.",
    "it": "I primi computer lo hanno ricevuto il 4 marzo 2024.",
    "pt": "Os primeiros computadores receberam-no em 4 de março de 2024.",
    "nl": "De eerste klanten kregen hem op 4 maart 2024.",
}
CAME_ACROSS = {
    "en": "I came across it on 4 March 2024.",
    "de": "Gestolpert bin ich am 4. März 2024 darüber.",
    "fr": "Je suis tombée dessus le 4 mars 2024.",
    "es": "Di con ello el 4 de marzo de 2024.",
    "it": "Ci sono inciampato il 4 marzo 2024.",
    "pt": "Topei com a coisa em 4 de março de 2024.",
    "nl": "Zelf liep ik er op 4 maart 2024 tegenaan.",
}
TWO_DAYS = {
    "en": "On 4 March 2024 the attackers first logged on to the server; on 9 March 2024 an engineer spotted them.",
    "de": "Am 4. März 2024 drangen die Angreifer ein, am 9. März 2024 bemerkte sie eine Ingenieurin.",
    "fr": "Le 4 mars 2024, les pirates ont pénétré dans le serveur ; le 9 mars 2024, une ingénieure les a repérés.",
    "es": "El 4 de marzo de 2024 los atacantes entraron en el servidor, y el 9 de marzo de 2024 los detectó una ingeniera.",
    "it": "Il 4 marzo 2024 gli aggressori sono entrati nel server; il 9 marzo 2024 un'ingegnera li ha scoperti.",
    "pt": "Em 4 de março de 2024 os atacantes entraram no servidor; em 9 de março de 2024 uma engenheira deu por eles.",
    "nl": "Op 4 maart 2024 drongen de aanvallers de server binnen; op 9 maart 2024 ontdekte een ingenieur hen.",
}
UNSEEN_UNTIL = {
    "en": "The intruders went unnoticed at Corvane from late March until Tuesday.",
    "de": "Von Ende März bis Dienstag blieben die Eindringlinge bei Corvane unentdeckt.",
    "fr": "De fin mars à mardi, les pirates sont passés inaperçus chez Corvane.",
    "es": "Los piratas pasaron inadvertidos en Corvane desde finales de marzo hasta el martes.",
    "it": "Da fine marzo a martedì i pirati sono passati inosservati alla Corvane.",
    "pt": "Do fim de março até terça-feira os invasores passaram despercebidos na Corvane.",
    "nl": "Van eind maart tot dinsdag bleven de indringers bij Corvane onopgemerkt.",
}


def _days(code: str, text: str, relation: str) -> list[str]:
    found = drafts(code, text, begun=True)
    return [each.object.name for each in found if each.relation == relation]


@pytest.mark.parametrize("said", [FIRST, FIRST_TO_GET_IT])
@pytest.mark.parametrize("code", FIRST)
def test_the_first_of_several_dates_the_beginning(code: str, said: dict[str, str]) -> None:
    assert _days(code, said[code], "began") == ["2024-03-04"]
    assert _days(code, said[code], "discovered") == []


@pytest.mark.parametrize(("code", "text"), CAME_ACROSS.items())
def test_when_somebody_came_across_it_is_when_it_was_found(code: str, text: str) -> None:
    assert _days(code, text, "discovered") == ["2024-03-04"]
    assert _days(code, text, "began") == []


@pytest.mark.parametrize(("code", "text"), TWO_DAYS.items())
def test_two_days_in_a_sentence_have_a_verb_each(code: str, text: str) -> None:
    assert _days(code, text, "began") == ["2024-03-04"]
    assert _days(code, text, "discovered") == ["2024-03-09"]


@pytest.mark.parametrize(("code", "text"), UNSEEN_UNTIL.items())
def test_a_weekday_behind_until_is_the_last_one_before_the_text(code: str, text: str) -> None:
    assert _days(code, text, "discovered") == ["2024-04-30"]


def test_a_weekday_beside_a_date_is_no_day_of_its_own() -> None:
    text = "The attack on Corvane was noticed on Thursday, 4 April 2024."
    assert _days("en", text, "discovered") == ["2024-04-04"]


def test_the_first_report_on_it_is_no_first_infection() -> None:
    assert _days("en", "The first of our two webinars is on 4 March 2024.", "began") == []
