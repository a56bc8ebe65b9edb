"""Programs in a list below a line that only names their kind, where the text called such programs bad."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts

BAD = {
    "en": "Twelve malicious extensions stole the cookies of their users.",
    "de": "Zw\u00f6lf b\u00f6sartige Erweiterungen stahlen die Cookies ihrer Nutzer.",
    "fr": "Douze extensions malveillantes ont vol\u00e9 les cookies des utilisateurs.",
    "es": "Doce extensiones maliciosas robaron las cookies de sus usuarios.",
    "it": "Dodici estensioni dannose hanno rubato i cookie degli utenti.",
    "pt": "Doze extens\u00f5es maliciosas roubaram os cookies dos utilizadores.",
    "nl": "Twaalf kwaadaardige extensies stalen de cookies van hun gebruikers.",
}
LEADS = [
    ("en", "The extensions are:"),
    ("de", "Die Erweiterungen sind:"),
    ("fr", "Les extensions sont :"),
    ("es", "Las extensiones son:"),
    ("it", "Le estensioni sono:"),
    ("pt", "As extens\u00f5es s\u00e3o:"),
    ("nl", "De extensies zijn:"),
]
ITEMS = (
    "- Marsh Zoom \u2013 makes pictures larger;",
    "- Fire Fence Protection: 300.000",
    "- QR & Tide Scanner (by Reedworks)",
    "- SpeakUp!",
    "- Prayer Tides - 2022",
)
NAMES = ["Marsh Zoom", "Fire Fence Protection", "QR & Tide Scanner", "SpeakUp!", "Prayer Tides"]


def affected(code: str, *lines: str) -> list[str]:
    """Return the programs of a list that are told as affected."""
    found = drafts(code, OPENING[code], *lines)
    names = [each.object.name for each in found if each.relation == "affects" and each.holds]
    return [each for each in names if each in NAMES]


@pytest.mark.parametrize(("code", "lead"), LEADS)
def test_programs_below_a_line_that_names_their_kind_are_affected(code: str, lead: str) -> None:
    assert affected(code, BAD[code], lead, *ITEMS) == NAMES


@pytest.mark.parametrize(("code", "lead"), LEADS)
def test_where_no_program_is_bad_no_list_of_programs_is_of_affected_ones(
    code: str, lead: str
) -> None:
    assert affected(code, lead, *ITEMS) == []


def test_a_short_line_points_to_the_list_of_which_the_sentence_before_it_speaks() -> None:
    told = "Whoever has one of these extensions should take it off."
    assert affected("en", BAD["en"], told, "Here they are:", *ITEMS) == NAMES


def test_a_sentence_behind_an_item_does_not_end_its_list() -> None:
    lines = (ITEMS[0], "It knows six languages.", ITEMS[1])
    assert affected("en", BAD["en"], "The extensions are:", *lines) == NAMES[:2]


def test_what_readers_are_to_do_is_no_program() -> None:
    lines = ("- Update Chrome at once", "- Change your Passwords")
    found = drafts("en", OPENING["en"], BAD["en"], "Users of these extensions should:", *lines)
    assert "product" not in {each.object.kind for each in found if "ha" in each.object.name}
    assert [each.relation for each in found if "Passwords" in each.object.name] == ["mitigated-by"]


def test_data_below_a_line_that_says_they_were_taken_are_no_programs() -> None:
    lines = ("- Cookies", "- Browsing History")
    found = drafts("en", OPENING["en"], BAD["en"], "The extensions stole these data:", *lines)
    assert "Browsing History" not in {
        each.object.name for each in found if each.relation == "affects"
    }


def test_programs_that_a_line_calls_unhurt_are_not_affected() -> None:
    lines = ("These extensions are not affected:", *ITEMS)
    found = drafts("en", OPENING["en"], BAD["en"], *lines)
    told = {each.object.name: each.holds for each in found if each.relation == "affects"}
    assert [told.get(each) for each in NAMES] == [False] * len(NAMES)


def test_a_sentence_in_a_list_is_no_program() -> None:
    line = "- simple to use and free for all of them"
    found = drafts("en", OPENING["en"], BAD["en"], "The extensions are:", line)
    assert not any("simple" in each.object.name for each in found)


def test_an_incident_without_a_name_is_called_after_the_programs_of_the_list() -> None:
    found = drafts("en", BAD["en"], "The extensions are:", *ITEMS, begun=True)
    about = {each.subject.name for each in found if each.object.name in NAMES}
    assert about == {"extensions"}
