"""Dotted numbers, numbered lines and quotation marks: what they are, and what they are not."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts

from onionskin.read.words.bullets import is_item
from onionskin.read.words.sentences import sentences


def releases(sentence: str) -> set[str]:
    """Return the releases that an English sentence claims anything of."""
    found = drafts("en", OPENING["en"], sentence, begun=True)
    return {each.object.name for each in found if each.object.kind == "release"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The malware infected Northwind Agent and sends what it finds to 203.0.113.77.",
        "Affected machines contact the IP 203.0.113.77 and 198.51.100.4.",
    ],
)
def test_an_address_is_no_version(sentence: str) -> None:
    assert not {each for each in releases(sentence) if "113" in each or "100.4" in each}


@pytest.mark.parametrize(
    ("sentence", "release"),
    [
        ("Northwind Agent 8.2.1.0 is affected.", "Northwind Agent 8.2.1.0"),
        ("Northwind Agent versions 8.2.1.0 and 8.2.1.1 are affected.", "Northwind Agent 8.2.1.1"),
    ],
)
def test_four_numbers_behind_a_product_or_a_word_for_versions_are_one(
    sentence: str, release: str
) -> None:
    assert release in releases(sentence)


def test_a_german_day_begins_no_item_of_a_list() -> None:
    assert not is_item("12. M\u00e4rz 2025")
    assert is_item("12. Northwind Agent 2025")


def test_a_wrapped_german_day_ends_no_sentence() -> None:
    text = (
        "Der Hersteller zog das Update nach den ersten Hinweisen seiner Kunden am\n"
        "12. M\u00e4rz zur\u00fcck und informierte danach alle Kunden, die es bezogen haben."
    )
    assert len(list(sentences(text))) == 1


@pytest.mark.parametrize("mark", ["\u201e", "\u201c", "\u00ab", "\u2039", "\u201a"])
def test_a_sentence_may_begin_with_any_opening_mark(mark: str) -> None:
    text = f"Noch ist vieles unklar. {mark}Wir bedauern das sehr, sagte sie."
    assert len(list(sentences(text))) == 2
