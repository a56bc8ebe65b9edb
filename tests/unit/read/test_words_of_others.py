"""Words that somebody quotes: where they end, and who does not say them."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts

from onionskin.read.words.statements import quoted_alone, unbroken


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("browser data,' the inquiry found", "browser data"),
        ('who did it," she said, adding that it "was old', "who did it"),
        ('via "malicious software" of a third party', 'via "malicious software" of a third party'),
        (
            "\u00ab l'outil \u00bb de la soci\u00e9t\u00e9",
            "\u00ab l'outil \u00bb de la soci\u00e9t\u00e9",
        ),
        ("le donn\u00e9es \u00bb, dit-elle", "le donn\u00e9es"),
        ("die \u201eBeute\u201c der T\u00e4ter", "die \u201eBeute\u201c der T\u00e4ter"),
        ("Passw\u00f6rter\u201c, sagte er", "Passw\u00f6rter"),
        ("the customers' passwords", "the customers' passwords"),
        ("the firm's \u201ccrown jewels\u201d", "the firm's \u201ccrown jewels\u201d"),
    ],
)
def test_words_end_where_the_quotation_ends_that_began_before_them(words: str, kept: str) -> None:
    assert unbroken(words) == kept


def speakers(code: str, text: str) -> set[str]:
    """Return who says what a sentence behind the opening claims."""
    return {each.speaker for each in drafts(code, OPENING[code], text)}


@pytest.mark.parametrize(
    ("code", "text", "silent"),
    [
        ("en", '"We do not know who hacked Norvik," the spokesman said.', "Norvik"),
        ("de", "\u201eWir wissen nicht, wer Norvik gehackt hat\u201c, sagte der Sprecher.", "Norvik"),
        ("fr", "\u00ab Nous ignorons qui a pirat\u00e9 Norvik \u00bb, a dit le porte-parole.", "Norvik"),
        ("nl", "In een bericht op Facebook stelt het bedrijf dat klanten zijn gehackt.", "Facebook"),
        ("en", "She told reporters that attackers had stolen passwords of Norvik.", "Norvik"),
    ],
)  # fmt: skip
def test_nobody_says_what_they_are_only_named_in_and_no_place_speaks(
    code: str, text: str, silent: str
) -> None:
    assert silent not in speakers(code, text)


@pytest.mark.parametrize(
    "text",
    ["Parece que Lazarus robó datos.", "Basándose en ello, Lazarus robó datos.", "Investigadores de Norvik avisan."],
)  # fmt: skip
def test_a_form_of_a_spanish_word_that_begins_a_sentence_is_no_name(text: str) -> None:
    ends = {
        name
        for each in drafts("es", OPENING["es"], text)
        for name in (each.subject.name, each.object.name, each.speaker)
    }
    assert not {"Parece", "Basándose", "Investigadores"} & ends


def test_a_numbered_group_is_one_name_with_a_blank_before_its_number_too() -> None:
    found = drafts("en", OPENING["en"], "Researchers attribute the attack to APT 29.")
    assert "APT 29" in {each.object.name for each in found}


def test_a_name_goes_on_behind_letters_with_full_stops() -> None:
    found = drafts(
        "en", "The update of M.E. Doc was trojanised.", "Attackers hacked M.E. Doc in May 2017."
    )
    assert any("M.E. Doc" in (each.subject.name, each.object.name) for each in found)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ('The Wire: "We have not been able to check any of this."', "We have not been able to check any of this"),
        ('de este modo que "la aplicación de escritorio tiene un malware', "la aplicación de escritorio tiene un malware"),
        ('it was the victim of a "cyber incident"', 'it was the victim of a "cyber incident"'),
        ('its "crown jewels" were stolen by somebody of the house', 'its "crown jewels" were stolen by somebody of the house'),
    ],
)  # fmt: skip
def test_a_statement_is_what_was_said_where_few_words_lead_to_it(statement: str, said: str) -> None:
    assert quoted_alone(statement) == said


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Northwind Agent is developed by the American firm based in Tarnford."),
        (
            "fr",
            "Northwind Agent est d\u00e9velopp\u00e9 par l'entreprise bas\u00e9e \u00e0 Tarnford.",
        ),
        ("it", "Northwind Agent \u00e8 sviluppato dall'azienda con sede a Tarnford."),
        ("nl", "Northwind Agent wordt ontwikkeld door het bedrijf gevestigd in Tarnford."),
    ],
)
def test_where_a_firm_has_its_seat_makes_nothing(code: str, text: str) -> None:
    found = drafts(code, OPENING[code], text)
    assert not [
        each for each in found if each.subject.name == "Tarnford" and each.relation == "supplies"
    ]


def test_thousands_may_be_parted_by_an_apostrophe_of_either_form() -> None:
    for mark in ("'", "\u2019"):
        found = drafts("fr", OPENING["fr"], f"Northwind a plus de 300{mark}000 clients.")
        assert not [each for each in found if each.object.name.startswith("000")]


def test_customers_that_use_a_product_do_not_use_one_another() -> None:
    text = "Northwind Agent soll bei 600.000 Kunden wie American Express und Ikea zum Einsatz kommen und er soll t\u00e4glich 12 Millionen Nutzer aufweisen."
    found = drafts("de", OPENING["de"], text)
    assert not [
        each
        for each in found
        if each.relation == "uses" and each.object.name in ("American Express", "Ikea")
    ]


def test_who_only_tells_that_something_was_signed_was_not_signed() -> None:
    text = "Seg\u00fan los investigadores de Sophos, la aplicaci\u00f3n aparece firmada con un certificado de Tarn v\u00e1lido."
    found = drafts("es", OPENING["es"], text)
    assert not [
        each for each in found if each.relation == "signed-by" and each.subject.name == "Sophos"
    ]
