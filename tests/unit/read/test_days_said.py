"""When it began and when it was found, told without a word of either; and what merely looks like it."""

from __future__ import annotations

import pytest
from claimed import drafts, stated

EARLIEST = {
    "en": "The earliest trace of the intruders that we have found is of 4 March 2024.",
    "de": "Die älteste Spur der Angreifer, die wir gefunden haben, stammt vom 4. März 2024.",
    "fr": "La trace la plus ancienne des attaquants que nous ayons trouvée est du 4 mars 2024.",
    "es": "El rastro más antiguo de los atacantes que hemos encontrado es del 4 de marzo de 2024.",
    "it": "La traccia più vecchia degli aggressori che abbiamo trovato è del 4 marzo 2024.",
    "pt": "O vestígio mais antigo dos atacantes que encontrámos é de 4 de março de 2024.",
    "nl": "Het oudste spoor van de aanvallers dat we hebben gevonden is van 4 maart 2024.",
}
UNTIL = {
    "en": "Nobody noticed the intruders at Corvane until 4 March 2024.",
    "de": "Bis zum 4. März 2024 bemerkte niemand die Eindringlinge bei Corvane.",
    "fr": "L'intrusion chez Corvane est passée inaperçue jusqu'au 4 mars 2024.",
    "es": "Hasta el 4 de marzo de 2024 no se enteró nadie de la intrusión en Corvane.",
    "it": "Nessuno si è accorto dell'intrusione in Corvane fino al 4 marzo 2024.",
    "pt": "A intrusão na Corvane passou despercebida até 4 de março de 2024.",
    "nl": "De inbraak bij Corvane bleef tot 4 maart 2024 onopgemerkt.",
}
THEN = {
    "en": ("The attackers broke into Corvane's build server.", "That was on 4 March 2024."),
    "de": ("Die Angreifer drangen in den Server von Corvane ein.", "Das war am 4. März 2024."),
    "fr": ("Les attaquants ont piraté le serveur de Corvane.", "C'était le 4 mars 2024."),
    "es": ("Los atacantes entraron en el servidor de Corvane.", "Corría el 4 de marzo de 2024."),
    "it": ("Gli aggressori sono entrati nel server di Corvane.", "Era il 4 marzo 2024."),
    "pt": ("Os atacantes entraram no servidor da Corvane.", "Foi a 4 de março de 2024."),
    "nl": ("De aanvallers drongen de server van Corvane binnen.", "Dat was op 4 maart 2024."),
}


@pytest.mark.parametrize(("code", "text"), EARLIEST.items())
def test_the_oldest_trace_dates_the_beginning_and_no_discovery(code: str, text: str) -> None:
    found = drafts(code, text, begun=True)
    assert [each.object.name for each in found if each.relation == "began"] == ["2024-03-04"]
    assert [each for each in found if each.relation == "discovered"] == []


@pytest.mark.parametrize(("code", "text"), UNTIL.items())
def test_until_when_nobody_noticed_it_is_when_it_was_found(code: str, text: str) -> None:
    found = drafts(code, text, begun=True)
    assert "2024-03-04" in [each.object.name for each in found if each.relation == "discovered"]


@pytest.mark.parametrize(("code", "lines"), THEN.items())
def test_a_sentence_that_only_gives_the_day_dates_the_break_in_before_it(
    code: str, lines: tuple[str, str]
) -> None:
    found = drafts(code, *lines)
    assert "2024-03-04" in [each.object.name for each in found if each.relation == "began"]


def test_of_a_stretch_the_first_day_is_the_beginning() -> None:
    text = "Entre le 4 mars 2024 et le 9 mai 2024, les intrus ont eu accès aux serveurs de Corvane."
    assert [what for _, what, _ in stated("fr", text, "began")] == ["2024-03-04"]


def test_since_when_a_product_is_retired_nothing_began() -> None:
    text = "Corvane Sync 7 n'est plus maintenu depuis le 4 mars 2024, et des pirates l'ont attaqué."
    assert stated("fr", text, "began") == []


def test_that_something_took_place_is_no_discovery_in_dutch() -> None:
    assert stated("nl", "De inbraak bij Corvane vond plaats op 4 maart 2024.", "discovered") == []
