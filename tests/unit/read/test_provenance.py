"""Where a thing comes from and where it lies, told by a preposition or by what the document calls the two names."""

from __future__ import annotations

import pytest
from claimed import stated

_KNOWN = {
    "en": "The program NetGlider was attacked.",
    "de": "Das Programm NetGlider wurde angegriffen.",
    "fr": "Le logiciel NetGlider a \u00e9t\u00e9 attaqu\u00e9.",
    "es": "El programa NetGlider fue atacado.",
    "it": "Il programma NetGlider \u00e8 stato attaccato.",
    "pt": "O programa NetGlider foi atacado.",
    "nl": "Het programma NetGlider werd aangevallen.",
}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "NetGlider comes from Quellmar, a small firm in Turku."),
        ("de", "NetGlider stammt von Quellmar, einem kleinen Haus in Turku."),
        ("de", "Aus Turku, vom kleinen Haus Quellmar, stammt NetGlider."),
        ("fr", "NetGlider vient de chez Quellmar, une petite maison de Turku."),
        ("es", "NetGlider viene de Quellmar, una peque\u00f1a casa de Turku."),
        ("es", "NetGlider lo desarrolla Quellmar."),
        ("it", "NetGlider viene da Quellmar, una piccola casa di Turku."),
        ("it", "A produrre NetGlider \u00e8 Quellmar, di Turku."),
        ("pt", "O NetGlider vem da Quellmar, uma pequena casa de Turku."),
        ("nl", "NetGlider komt van Quellmar, een klein huis in Turku."),
        ("nl", "Achter NetGlider zit Quellmar uit Turku."),
    ],
)
def test_who_makes_a_product_is_told_by_where_it_comes_from(code: str, text: str) -> None:
    assert ("Quellmar", "NetGlider", True) in stated(code, f"{_KNOWN[code]} {text}", "supplies")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "NetGlider is maintained by one person, Mara Ilves."),
        ("de", "Gepflegt wird NetGlider von einer Person, Mara Ilves."),
        ("fr", "NetGlider est l'\u0153uvre d'une seule personne, Mara Ilves."),
        ("it", "A curare NetGlider \u00e8 una persona sola, Mara Ilves."),
        ("pt", "O NetGlider \u00e9 mantido por uma s\u00f3 pessoa, Mara Ilves."),
        ("nl", "NetGlider wordt onderhouden door \u00e9\u00e9n vrouw, Mara Ilves."),
    ],
)
def test_who_keeps_a_project_alone_is_named_behind_a_comma(code: str, text: str) -> None:
    assert ("Mara Ilves", "NetGlider", True) in stated(code, f"{_KNOWN[code]} {text}", "supplies")


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "The suite MediTrack, made by Altheon of Lyon, contains the library NetGlider.", ("MediTrack", "NetGlider")),
        ("de", "In der Suite MediTrack steckt NetGlider.", ("MediTrack", "NetGlider")),
        ("nl", "In de suite MediTrack zit het pakket NetGlider.", ("MediTrack", "NetGlider")),
    ],
)  # fmt: skip
def test_a_product_contains_what_sits_in_it_and_its_maker_does_not(
    code: str, text: str, wanted: tuple[str, str]
) -> None:
    assert [each[:2] for each in stated(code, f"{_KNOWN[code]} {text}", "embed")] == [wanted]


def test_customers_are_counted_on_either_side_of_the_word_for_them() -> None:
    for text in (
        "About 300 clinics are customers of Quellmar.",
        "Quellmar counts some 300 clinics among its customers.",
    ):
        told = stated("en", f"{_KNOWN['en']} {text}", "supplies")
        assert [who for who, what, _ in told if "300 clinics" in what] == ["Quellmar"]


def test_where_a_hospital_lies_uses_nothing() -> None:
    told = stated("en", f"{_KNOWN['en']} The Sint-Rochus hospital in Ghent runs NetGlider.", "uses")
    assert [who for who, _, _ in told] == ["Sint-Rochus"]


@pytest.mark.parametrize(
    "text",
    ["The malware Rustmoth comes from Quellmar.", "NetGlider comes from Quellmar or from nobody knows where?"],
)  # fmt: skip
def test_a_malware_and_a_question_supply_nothing(text: str) -> None:
    assert stated("en", f"{_KNOWN['en']} {text}", "supplies") == []
