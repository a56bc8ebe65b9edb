"""Sentences in Italian and in both sorts of Portuguese, and what they claim."""

from __future__ import annotations

import math

import pytest
from tests.unit.read import claimed
from tests.unit.read.claimed import SAID, grammar

from onionskin.model import Bounds
from onionskin.read.wire import Draft
from onionskin.read.words.counts import Count, counted
from onionskin.read.words.dates import Calendar

THROUGH = ("Contoso", "compromised-through", "Northwind Agent", True)


def drafts(code: str, *sentences: str) -> list[Draft]:
    return claimed.drafts(code, *sentences, title="Adatum", begun=True)


def told(code: str, *sentences: str) -> set[tuple[str, str, str, bool]]:
    return claimed.told(drafts(code, *sentences))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("it", "La rete di Contoso è stata violata passando per Northwind Agent."),
        ("it", "Gli hacker hanno usato Northwind Agent per penetrare nei sistemi di Contoso."),
        ("it", "Tramite Northwind Agent gli aggressori hanno raggiunto Contoso."),
        ("it", "Contoso venne infettata mediante un aggiornamento di Northwind Agent."),
        ("it", "L'attacco a Contoso è partito da Northwind Agent."),
        ("it", "Contoso ha subìto una violazione attraverso Northwind Agent."),
        ("pt", "A Contoso foi invadida por meio do Northwind Agent."),
        ("pt", "Os atacantes usaram o Northwind Agent para entrar nos sistemas da Contoso."),
        ("pt", "Através do Northwind Agent, os atacantes chegaram à Contoso."),
        ("pt", "A Contoso teria sido infetada através de uma atualização do Northwind Agent."),
        ("pt", "O Northwind Agent serviu de porta de entrada para a Contoso."),
        ("pt", "O ataque à Contoso começou com o Northwind Agent."),
    ],
)
def test_who_was_compromised_through_whom_in_romance_word_order(code: str, sentence: str) -> None:
    assert THROUGH in told(code, sentence)


@pytest.mark.parametrize(
    ("code", "sentence", "fact"),
    [
        ("it", "Contoso non è stata compromessa tramite Northwind Agent.", THROUGH[:3]),
        ("it", "Fabrikam nega di essere stata colpita.", ("Fabrikam", "victim", "Adatum")),
        ("it", "Non ci sono prove che Fabrikam sia stata violata.", ("Fabrikam", "victim", "Adatum")),
        ("pt", "A Contoso não foi comprometida através do Northwind Agent.", THROUGH[:3]),
        ("pt", "A Fabrikam nega ter sido atingida.", ("Fabrikam", "victim", "Adatum")),
        ("pt", "Não há indícios de que a Fabrikam tenha sido invadida.", ("Fabrikam", "victim", "Adatum")),
    ],
)  # fmt: skip
def test_what_is_denied_does_not_hold(code: str, sentence: str, fact: tuple[str, str, str]) -> None:
    opening = {
        "it": "Adatum è stata compromessa tramite Tailspin.",
        "pt": "A Adatum foi comprometida através do Tailspin.",
    }[code]
    assert (*fact, False) in told(code, opening, sentence)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("it", "Contoso è stata compromessa tramite Northwind Agent?"),
        ("it", "Se Contoso è stata violata tramite Northwind Agent, altre seguiranno."),
        ("pt", "A Contoso foi comprometida através do Northwind Agent?"),
        ("pt", "Se a Contoso foi invadida através do Northwind Agent, outras virão."),
    ],
)
def test_what_is_asked_or_supposed_claims_nothing(code: str, sentence: str) -> None:
    assert told(code, sentence) == set()


@pytest.mark.parametrize(
    ("code", "sentence", "speaker", "hedge", "confidence"),
    [
        ("it", "Secondo Litware, Wingtip Spider sarebbe dietro l'attacco.", "Litware", "sarebbe", "low"),
        ("it", "Stando a Litware, l'attacco è stato condotto da Wingtip Spider.", "Litware", "", "unstated"),
        ("it", "Litware attribuisce l'attacco a Wingtip Spider con alta confidenza.", "Litware", "con alta confidenza", "high"),
        ("it", "Litware ritiene che dietro l'attacco ci sia Wingtip Spider.", "Litware", "ritiene che", "moderate"),
        ("pt", "Segundo a Litware, o Wingtip Spider estaria por trás do ataque.", "Litware", "estaria", "low"),
        ("pt", "De acordo com a Litware, o ataque foi conduzido pelo Wingtip Spider.", "Litware", "", "unstated"),
        ("pt", "A Litware atribui o ataque, com elevado grau de confiança, ao Wingtip Spider.", "Litware", "com elevado grau de confiança", "high"),
        ("pt", "O ataque teria sido alegadamente conduzido pelo Wingtip Spider.", "", "alegadamente", "low"),
    ],
)  # fmt: skip
def test_an_attribution_keeps_who_says_it_and_how_surely(
    code: str, sentence: str, speaker: str, hedge: str, confidence: str
) -> None:
    (draft,) = [each for each in drafts(code, sentence) if each.relation == "attributed-to"]
    assert draft.object.name == "Wingtip Spider"
    assert (draft.speaker, draft.hedge, draft.confidence) == (speaker, hedge, confidence)


@pytest.mark.parametrize(
    ("code", "sentence", "group"),
    [
        ("it", "Sono state colpite centinaia di migliaia di utenti.", "centinaia di migliaia di utenti"),
        ("it", "Oltre 600.000 aziende sono state infettate.", "Oltre 600.000 aziende"),
        ("it", "Sono oltre settecento le aziende colpite.", "oltre settecento le aziende"),
        ("pt", "Mais de 600 mil empresas foram atingidas.", "Mais de 600 mil empresas"),
        ("pt", "Cerca de 18 mil clientes baixaram a atualização maliciosa.", "Cerca de 18 mil clientes"),
        ("pt", "Nove órgãos federais foram espionados.", "Nove órgãos federais"),
    ],
)  # fmt: skip
def test_counted_groups_are_victims(code: str, sentence: str, group: str) -> None:
    assert group in {
        each.subject.name for each in drafts(code, sentence) if each.relation == "victim"
    }


@pytest.mark.parametrize(
    ("code", "sentence", "question"),
    [
        ("it", "Non è ancora chiaro chi abbia firmato il file.", "chi abbia firmato il file"),
        ("it", "Resta da capire come gli aggressori siano entrati.", "come gli aggressori siano entrati"),
        ("it", "Il numero delle vittime non è noto.", "Il numero delle vittime"),
        ("pt", "Ainda não se sabe quem assinou o ficheiro.", "quem assinou o ficheiro"),
        ("pt", "Desconhece-se quantos clientes foram afetados.", "quantos clientes foram afetados"),
        ("pt", "O número de vítimas continua desconhecido.", "O número de vítimas"),
    ],
)  # fmt: skip
def test_what_nobody_knows_is_a_question(code: str, sentence: str, question: str) -> None:
    assert [each.object.name for each in drafts(code, sentence)] == [question]


def test_a_verb_with_its_pronoun_opens_no_question() -> None:
    found = drafts("pt", "Suspeita-se que o objetivo seja a espionagem.")
    assert [(each.relation, each.object.name) for each in found] == [("motive", "espionage")]


def test_versions_belong_to_the_product_that_follows_them() -> None:
    for code, sentence in (
        ("it", "Litware dice che le versioni 1.2.3 e 1.2.4 di Adder Suite sono compromesse."),
        ("pt", "A Litware diz que as versões 1.2.3 e 1.2.4 da Adder Suite estão comprometidas."),
    ):
        assert {
            each.object.name for each in drafts(code, sentence) if each.relation == "affects"
        } == {
            "Adder Suite 1.2.3",
            "Adder Suite 1.2.4",
        }


def test_a_list_of_data_is_taken_apart() -> None:
    italian = drafts("it", "Il malware ruba cookie di sessione, password salvate e chiavi SSH.")
    portuguese = drafts("pt", "O malware rouba cookies de sessão, senhas guardadas e chaves SSH.")
    assert [each.object.name for each in italian if each.relation == "collects"] == [
        "cookie di sessione", "password salvate", "chiavi SSH",
    ]  # fmt: skip
    assert [each.object.name for each in portuguese if each.relation == "collects"] == [
        "cookies de sessão", "senhas guardadas", "chaves SSH",
    ]  # fmt: skip


def test_advice_is_taken_apart_by_its_verbs() -> None:
    italian = drafts("it", "Si consiglia di cambiare le password e di revocare i token.")
    portuguese = drafts("pt", "Recomenda-se alterar as palavras-passe e revogar os tokens.")
    assert {each.object.name for each in italian} == {"cambiare le password", "revocare i token"}
    assert {each.object.name for each in portuguese} == {
        "alterar as palavras-passe",
        "revogar os tokens",
    }


@pytest.mark.parametrize(
    ("code", "written", "earliest", "latest"),
    [
        ("it", "11 agosto 2023", "2023-08-11", "2023-08-11"),
        ("it", "lo scorso marzo", "2024-03-01", "2024-03-31"),
        ("it", "la scorsa settimana", "2024-04-22", "2024-04-28"),
        ("it", "tre giorni fa", "2024-04-30", "2024-04-30"),
        ("it", "fine febbraio", "2024-02-20", "2024-02-29"),
        ("pt", "9 de setembro de 2018", "2018-09-09", "2018-09-09"),
        ("pt", "no mês passado", "2024-04-01", "2024-04-30"),
        ("pt", "há duas semanas", "2024-04-15", "2024-04-21"),
        ("pt", "na segunda-feira", "2024-04-29", "2024-04-29"),
        ("pt", "início de 2022", "2022-01-01", "2022-06-30"),
    ],
)
def test_dates_and_what_is_told_by_its_distance(
    code: str, written: str, earliest: str, latest: str
) -> None:
    calendar = Calendar(grammar(code).cues)
    match = calendar.pattern.search(f"x {written} y")
    assert match is not None
    assert match[0] == written
    assert calendar.bounds(match, SAID) == Bounds(earliest, latest)


def test_a_distance_counts_from_the_last_date_told() -> None:
    for code, written in (("it", "tre settimane prima"), ("pt", "três semanas antes")):
        calendar = Calendar(grammar(code).cues)
        match = calendar.pattern.search(written)
        assert match is not None
        last = Bounds("2023-03-29", "2023-03-29")
        assert calendar.bounds(match, SAID, last) == Bounds("2023-03-06", "2023-03-12")


def test_vague_numbers_are_bounds() -> None:
    assert counted("centinaia di migliaia di utenti") == Count(200_000, 10**6, "utenti")
    assert counted("dezenas de empresas") == Count(20, 100, "empresas")
    assert counted("mais de 600 mil empresas") == Count(600_000, math.inf, "empresas")


@pytest.mark.parametrize("code", ["it", "pt"])
def test_no_cue_is_a_word_of_every_sentence(code: str) -> None:
    own = grammar(code)
    small = {"è", "ha", "hanno", "sono", "di", "che", "foi", "foram", "tem", "é", "que", "de"}
    assert not {head for head in own.heads if head in small - {"tem"}}


@pytest.mark.parametrize("code", ["it", "pt"])
def test_a_defanged_dot_is_written_in_the_grammar(code: str) -> None:
    written = {"it": ("[punto]", "(punto)"), "pt": ("[ponto]", "(ponto)")}[code]
    assert {old for old, new in grammar(code).cues.defangs if new == "."} == set(written)
