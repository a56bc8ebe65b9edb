"""Lists: what the first line says holds for the items below it, as long as they are items."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts


def listed(code: str, relation: str, *lines: str) -> list[str]:
    """Return what the claims of one relation tell of the incident."""
    found = drafts(code, OPENING[code], *lines)
    return [each.object.name for each in found if each.relation == relation]


@pytest.mark.parametrize(
    ("code", "lead"),
    [
        ("en", "The affected packages are:"),
        ("de", "Betroffene Pakete:"),
        ("fr", "Les paquets compromis sont les suivants :"),
        ("es", "Los paquetes afectados fueron:"),
        ("it", "I pacchetti compromessi sono:"),
        ("pt", "Os pacotes afetados foram:"),
        ("nl", "De getroffen pakketten zijn:"),
    ],
)
def test_packages_below_a_line_that_calls_them_affected_are_affected(code: str, lead: str) -> None:
    found = listed(code, "affects", lead, "- quill-ansi (243 M)", "- tinkle", "- @north/wind-cli")
    assert found == ["quill-ansi", "tinkle", "@north/wind-cli"]


@pytest.mark.parametrize(
    ("code", "lead"),
    [
        ("en", "The information for those members impacted may contain the following:"),
        ("en", "The following data were stolen:"),
        ("es", "Algunos ejemplos del tipo de datos que se robaron son:"),
    ],
)
def test_data_below_a_line_that_calls_them_taken_are_taken(code: str, lead: str) -> None:
    assert listed(code, "collects", lead, "- Alpha;", "- Beta numbers;") == [
        "Alpha",
        "Beta numbers",
    ]


def test_an_item_that_names_nothing_known_does_not_end_a_list() -> None:
    lines = ("The following data were stolen:", "- Title;", "- ;", "- Tax codes;")
    assert listed("en", "collects", *lines) == ["Title", "Tax codes"]


def test_a_measure_with_a_condition_is_still_a_measure_of_its_list() -> None:
    lines = ("We recommend the following:", "- Rotate tokens if you used the package.")
    assert listed("en", "mitigated-by", *lines) == ["Rotate tokens if you used the package"]


def test_a_sentence_opens_a_list_without_a_colon_only_for_items_with_a_bullet() -> None:
    lead = "Several packages were compromised."
    found = listed("en", "affects", lead, "- quill-ansi", "- tinkle")
    assert found == ["Several packages", "quill-ansi", "tinkle"]
    assert listed("en", "affects", lead, "quill-ansi", "tinkle") == ["Several packages"]


def test_a_sentence_behind_the_items_ends_the_list() -> None:
    lines = ("The affected packages are:", "- tinkle", "Thank you for your patience.", "- our team")
    assert listed("en", "affects", *lines) == ["tinkle"]


def test_items_of_a_line_that_denies_are_denied() -> None:
    found = drafts("en", OPENING["en"], "The following packages are not affected:", "- tinkle")
    assert [each.holds for each in found if each.object.name == "tinkle"] == [False]


def test_an_item_longer_than_any_name_is_no_package() -> None:
    lines = ("The affected packages are:", f"- {'a-' * 400}", "- tinkle")
    assert listed("en", "affects", *lines) == ["tinkle"]
