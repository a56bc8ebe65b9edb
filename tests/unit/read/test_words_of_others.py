"""Words that somebody quotes: where they end, and who does not say them."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts

from onionskin.read.statements import unbroken


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
