"""Sentences of three languages, unlike those of the demo, and what they claim."""

from __future__ import annotations

import re
from functools import cached_property

import pytest
from tests.unit.read import claimed
from tests.unit.read.claimed import SAID, drafts

from onionskin.model import Bounds
from onionskin.read.syntax.grammar import Grammar, expanded, grammars
from onionskin.read.syntax.matcher import Sentence
from onionskin.read.syntax.skeleton import Around
from onionskin.read.whole.facts import Facts
from onionskin.read.words.gates import Openers, heads, heads_of, matches, openings, surely
from onionskin.read.words.sentences import words_of

THROUGH = ("Contoso", "compromised-through", "Northwind Agent", True)


def told(code: str, *several: str) -> set[tuple[str, str, str, bool]]:
    return claimed.told(drafts(code, *several))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "en",
            "Contoso, a bank in Ohio, was quietly breached via a poisoned update of Northwind Agent.",
        ),
        ("en", "Intruders hacked Contoso through Northwind Agent."),
        ("en", "Northwind Agent was abused to infiltrate Contoso."),
        ("en", "Northwind Agent was their way into Contoso."),
        ("en", "The breach of Contoso began with Northwind Agent."),
        ("en", "Contoso said it was compromised through Northwind Agent."),
        ("fr", "Contoso a \u00e9t\u00e9 pirat\u00e9e via une mise \u00e0 jour de Northwind Agent."),
        ("fr", "Northwind Agent a servi \u00e0 infiltrer Contoso."),
        ("fr", "Des pirates ont compromis Contoso au moyen de Northwind Agent."),
        ("fr", "La compromission de Contoso a commenc\u00e9 par Northwind Agent."),
        ("es", "Contoso fue hackeada mediante una actualizaci\u00f3n de Northwind Agent."),
        ("es", "Northwind Agent sirvi\u00f3 para entrar en Contoso."),
        ("es", "Los intrusos infectaron Contoso a trav\u00e9s de Northwind Agent."),
        ("es", "El ataque a Contoso empez\u00f3 con Northwind Agent."),
    ],
)
def test_who_was_compromised_through_whom(code: str, sentence: str) -> None:
    assert THROUGH in told(code, sentence)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Contoso was not breached through Northwind Agent."),
        ("fr", "Contoso n'a pas \u00e9t\u00e9 compromise via Northwind Agent."),
        ("es", "Contoso no fue comprometida mediante Northwind Agent."),
    ],
)
def test_a_denial_is_a_claim_that_does_not_hold(code: str, sentence: str) -> None:
    assert told(code, sentence) == {(*THROUGH[:3], False)}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Was Contoso breached through Northwind Agent?"),
        ("en", "If Contoso was breached through Northwind Agent, others may follow."),
        ("fr", "Si Contoso a \u00e9t\u00e9 compromise via Northwind Agent, d'autres suivront."),
        ("es", "Si Contoso fue comprometida mediante Northwind Agent, otras caer\u00e1n."),
        ("en", "Contoso was founded in 2001 and makes cheese."),
    ],
)
def test_questions_and_conditions_claim_nothing(code: str, sentence: str) -> None:
    assert told(code, sentence) == set()


def test_versions_go_with_the_platform_beside_them() -> None:
    before = told(
        "en", "Windows versions 1.2.3 and 1.2.4 and macOS version 1.1.0 of Acme Phone are affected."
    )
    behind = told("en", "Acme Phone 1.2.3 and 1.2.4 for Windows and 1.1.0 for macOS are affected.")
    names = {"Acme Phone 1.2.3 (Windows)", "Acme Phone 1.2.4 (Windows)", "Acme Phone 1.1.0 (macOS)"}
    assert {each[2] for each in behind} == names
    assert {each[2] for each in before} == names


def test_each_clause_has_its_own_polarity() -> None:
    assert told(
        "en", "Acme Phone 1.2.3 for Windows is affected, but Linux and Android are not."
    ) == {
        ("Acme Phone", "affects", "Acme Phone 1.2.3 (Windows)", True),
        ("Acme Phone", "affects", "Acme Phone (Linux)", False),
        ("Acme Phone", "affects", "Acme Phone (Android)", False),
    }


def test_not_only_denies_nothing() -> None:
    assert {each[3] for each in told("en", "Not only Windows but also macOS is affected.")} == {
        True
    }


def test_a_range_of_versions_stays_a_range() -> None:
    assert told("en", "Acme Phone 1.2.3 and earlier is affected.") == {
        ("Acme Phone", "affects", "Acme Phone <= 1.2.3", True)
    }


def test_a_list_takes_its_polarity_from_its_first_line() -> None:
    lines = (
        "Acme Phone was hit.",
        "Not affected:",
        "- Acme Phone 1.2.3 (Linux)",
        "- Acme Phone 1.2.4",
    )
    assert {each[2:] for each in told("en", *lines)} == {
        ("Acme Phone 1.2.3 (Linux)", False),
        ("Acme Phone 1.2.4", False),
    }


@pytest.mark.parametrize(
    ("code", "sentence", "speaker", "hedge", "confidence"),
    [
        ("en", "Litware attributes the attack to Wingtip Spider with high confidence.", "Litware", "with high confidence", "high"),
        ("en", "According to Litware, Wingtip Spider may be behind the attack.", "Litware", "may", "low"),
        ("fr", "Selon Litware, l'attaque serait l'\u0153uvre de Wingtip Spider.", "Litware", "serait", "low"),
        ("fr", "Litware attribue probablement l'attaque \u00e0 Wingtip Spider.", "Litware", "probablement", "moderate"),
        ("es", "Seg\u00fan Litware, Wingtip Spider podr\u00eda estar detr\u00e1s del ataque.", "Litware", "podr\u00eda", "low"),
        ("es", "Litware atribuye el ataque a Wingtip Spider con alta confianza.", "Litware", "con alta confianza", "high"),
    ],
)  # fmt: skip
def test_an_attribution_keeps_its_speaker_and_hedge(
    code: str, sentence: str, speaker: str, hedge: str, confidence: str
) -> None:
    (draft,) = [each for each in drafts(code, sentence) if each.relation == "attributed-to"]
    assert draft.object.name == "Wingtip Spider"
    assert (draft.speaker, draft.hedge, draft.confidence) == (speaker, hedge, confidence)


def test_a_country_is_a_region_and_a_product_is_no_actor() -> None:
    (draft,) = drafts("en", "Litware attributes the attack to North Korea.")
    assert draft.object.kind == "region"
    lines = (
        "Contoso was breached through Northwind Agent.",
        "Northwind Agent is behind the attack.",
    )
    assert not [each for each in drafts("en", *lines) if each.relation == "attributed-to"]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("Contoso was breached through Northwind in April 2022.", ("2022-04-01", "2022-04-30"), None),
        ("Contoso was breached through Northwind on 3 April.", ("2024-04-03", "2024-04-03"), None),
        ("In early 2022, Contoso was breached through Northwind.", ("2022-01-01", "2022-06-30"), None),
        ("Contoso was breached through Northwind before March 2023.", (None, "2023-03-01"), None),
        ("Contoso was breached through Northwind between January and April 2021.", ("2021-01-01", "2021-01-31"), ("2021-04-01", "2021-04-30")),
    ],
)  # fmt: skip
def test_dates_become_bounds(
    sentence: str, start: tuple[str | None, str], end: tuple[str, str] | None
) -> None:
    (draft,) = [each for each in drafts("en", sentence) if each.relation == "compromised-through"]
    assert (draft.valid.start.earliest, draft.valid.start.latest) == start
    assert draft.valid.end == (Bounds(*end) if end else Bounds())


def test_each_predicate_has_its_own_date_and_the_same_subject() -> None:
    found = drafts(
        "en",
        "Northwind Agent was retired in April 2020 and was still available from northwind.com until 2022.",
    )
    retired, served = sorted(found, key=lambda each: each.relation)
    assert (retired.object.name, served.subject.name) == ("2020-04", "northwind.com")
    assert served.valid.end == Bounds("2022-01-01", "2022-12-31")


def test_a_pronoun_stands_for_the_subject_before() -> None:
    lines = (
        "Northwind Agent was retired in 2020.",
        "It was still available on the vendor's website.",
    )
    assert ("the vendor's website", "served", "Northwind Agent", True) in told("en", *lines)


@pytest.mark.parametrize(
    ("code", "sentence", "question"),
    [
        ("en", "It is not yet known how many customers were hit.", "how many customers were hit"),
        ("en", "Who wrote the code remains unclear.", "Who wrote the code"),
        ("fr", "On ne sait pas encore qui a sign\u00e9 le fichier.", "qui a sign\u00e9 le fichier"),
        ("fr", "Le nombre de victimes est inconnu.", "Le nombre de victimes"),
        (
            "es",
            "Se desconoce qui\u00e9n firm\u00f3 el archivo.",
            "qui\u00e9n firm\u00f3 el archivo",
        ),
        (
            "es",
            "El n\u00famero de v\u00edctimas es desconocido.",
            "El n\u00famero de v\u00edctimas",
        ),
    ],
)
def test_what_is_unknown_is_a_question(code: str, sentence: str, question: str) -> None:
    assert [each.object.name for each in drafts(code, sentence)] == [question]


@pytest.mark.parametrize("grammar", grammars(), ids=lambda each: each.cues.code)
def test_every_pattern_has_a_cue_and_compiles(grammar: Grammar) -> None:
    for rule in (*grammar.facts, *grammar.copies, *grammar.orders):
        assert rule.pattern.groups
        assert rule.cue.pattern
    for table in (grammar.techniques, grammar.motives):
        assert table.pattern.groups == len(table.names), "groups inside are named by their place"
    for phrase in grammar.cues.facts:
        assert list(heads(phrase.pattern)), phrase.pattern
        assert "<subject>" not in expanded(phrase.pattern, grammar.cues, phrase).replace(
            "(?P<subject>", ""
        )
    assert len(grammar.cues.months) == 12


@pytest.mark.parametrize("grammar", grammars(), ids=lambda each: each.cues.code)
def test_every_part_of_a_language_compiles_though_no_sentence_asks_for_it(grammar: Grammar) -> None:
    unsure = {
        "_noun_heads",
        "_meaning",
        "_denying",
        "_asking",
        "_referring",
        "_naming",
    }  # asked of every sentence
    for whole in (grammar, grammar.recogniser, grammar.recogniser.calendar):
        parts = [k for k, v in vars(type(whole)).items() if isinstance(v, cached_property)]
        assert parts
        assert all(getattr(whole, part) is not None for part in parts if part not in unsure)
    for name in grammar.frames.names:
        assert grammar.frames[name].pattern
    for rule in (*grammar.facts, *grammar.copies, *grammar.orders):
        assert rule.pattern.pattern
        assert rule.slots is not None


def test_a_language_that_no_document_is_in_compiles_nothing() -> None:
    told = Grammar(next(each.cues for each in grammars() if each.cues.code == "nl"))
    assert not told.recogniser.not_names.isdisjoint(told.stopwords)
    assert set(vars(told)) == {"cues", "recogniser", "stopwords"}


def test_a_word_class_is_compiled_when_a_sentence_first_asks_for_it() -> None:
    frames = Grammar(next(each.cues for each in grammars() if each.cues.code == "en")).frames
    few = frames.among({"steal", "stea*"})
    assert not frames.classes
    assert few.get("steal") is few["steal"] is not None
    assert few.get("victims") is None
    assert set(frames.classes) == {"steal"}


def test_a_word_that_may_be_written_apart_opens_a_pattern_both_ways() -> None:
    assert set(openings("zero-?day", joined=True)) == {"zero", "zeroday"}
    assert set(openings("zero-?day")) == {"zero"}


def test_what_may_be_left_out_any_number_of_times_does_not_open_a_pattern_alone() -> None:
    assert set(openings("(?:official |own )*(?:servers?|portal)")) == {
        "official",
        "own",
        "portal",
        "server",
        "servers",
    }
    assert surely("data[- ]?leak|e-?mail") == {"data", "dataleak", "e", "email"}
    assert surely(r"\w+ed") is None


def test_a_pattern_is_tried_only_where_a_word_that_opens_it_stands() -> None:
    openers = Openers({"harm": {"hit", "infe*"}, 7: {"hit"}})
    text = "It hit X, whit no hits, Infections; hit."
    assert openers.places(text) == {"harm": [3, 24, 36], 7: [3, 36]}
    pattern = re.compile(r"hit(?! X)|infect\w*", re.IGNORECASE)
    found = [each[0] for each in matches(pattern, text, openers.places(text)["harm"], 0, len(text))]
    assert found == ["Infections", "hit"]


@pytest.mark.parametrize("grammar", grammars(), ids=lambda each: each.cues.code)
def test_places_find_the_words_of_every_class_that_a_search_finds(grammar: Grammar) -> None:
    text = " ".join(
        word
        for listed in grammar.cues.frames.values()
        for each in listed
        for word in re.findall(r"[\w' -]+", each)
    )
    for piece in (text[at : at + 4000] for at in range(0, len(text), 4000)):
        spotted = grammar.frames.over(piece, grammar.openers.places(piece))
        for name in grammar.frames.names:
            every = [each.span() for each in grammar.frames[name].finditer(piece)]
            assert [each.span() for each in spotted.all(name, 0, len(piece))] == every, name
            first = spotted.first(name, 0, len(piece))
            assert (first.span() if first else None) == (every[0] if every else None)


def test_a_denial_is_a_word_of_the_sentence_and_no_end_of_one_that_is_cut() -> None:
    language = claimed.grammar("fr")
    text = "Une notification a été faite auprès de Contoso."
    skeleton = language.recogniser.skeleton(text, Around(SAID))
    one = Sentence(language, text, 0, skeleton, heads_of(words_of(text)))
    assert not one.denied("ne notification a été faite")


def test_a_cue_too_short_to_gate_is_refused() -> None:
    with pytest.raises(ValueError, match="plain letters"):
        list(heads(r"(?P<cue>\w+ed) .. <object>"))


def test_no_pattern_grows_faster_than_its_sentence() -> None:
    """Sentences of 600 and 1,200 characters, made to nearly match: twice the text, about twice the time."""
    import time

    near = (
        "{0} was was, was was the of breached by by {0}, of the more than 600,000 of the of users and and ",
        "the the more than more than 1,000,000 of of of the the the compan in the the in the the in to to ",
        "a a a a a a, a a a (a a a a was hit by the the attack of the attack of the attack on the on the ",
    )
    for grammar in grammars():
        for each in near:
            spent = []
            for size in (600, 1200):
                text = (each.format("Contoso") * 20)[:size]
                heads = heads_of(words_of(text))
                begun = time.process_time()
                for _ in range(3):
                    facts = Facts(SAID)
                    list(facts.read(grammar, text, 0, heads))
                spent.append(time.process_time() - begun)
            assert spent[1] < 6 * spent[0] + 0.3, (grammar.cues.code, each, spent)
