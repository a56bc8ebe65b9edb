"""Through what: a program or firm that a clause names as the way in, where nobody is named who was entered."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import OPENING, drafts


@pytest.mark.parametrize(
    ("code", "text", "way"),
    [
        ("en", "The attackers entered through the remote support tool QuickLeap.", "QuickLeap"),
        (
            "es",
            "Los delincuentes habr\u00edan ingresado a la empresa por medio de MoveFast, un programa.",
            "MoveFast",
        ),
        ("pt", "Os invasores entraram atrav\u00e9s do programa de suporte Remotix.", "Remotix"),
    ],
)
def test_what_the_intruders_came_in_through_is_the_way(code: str, text: str, way: str) -> None:
    said = drafts(code, OPENING[code], text)
    assert way in {each.object.name for each in said if each.relation == "compromised-through"}


@pytest.mark.parametrize(
    "text",
    [
        "The intruders got access through an API.",
        "The attackers got in via GitHub.",
    ],
)
def test_no_platform_and_no_short_word_in_capitals_is_a_way_by_itself(text: str) -> None:
    said = drafts("en", OPENING["en"], text)
    assert {"API", "GitHub"}.isdisjoint(
        each.object.name for each in said if each.relation == "compromised-through"
    )
