"""What readers are to do, below a heading that says so, or below a condition that breaks off."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts


def _measures(code: str, *lines: str) -> list[str]:
    found = drafts(code, OPENING[code], *lines)
    return [each.object.name for each in found if each.relation == "mitigated-by"]


@pytest.mark.parametrize(
    ("code", "heading", "item"),
    [
        ("en", "What to do", "- End all sessions"),
        ("de", "Zum Abhaken", "- 192.0.2.77 sperren"),
        ("fr", "À faire", "- Fermer toutes les sessions"),
        ("es", "Qué hacer", "- Cerrar todas las sesiones"),
        ("it", "Da fare", "- Chiudere tutte le sessioni"),
        ("pt", "O que fazer", "- Fechar todas as sessões"),
        ("nl", "Wat moet u doen?", "- Beëindig alle sessies"),
    ],
)
def test_what_stands_below_a_heading_of_duties_is_a_measure(
    code: str, heading: str, item: str
) -> None:
    assert item.removeprefix("- ") in _measures(code, heading, item)


@pytest.mark.parametrize(
    ("code", "lead", "item"),
    [
        ("en", "If you use Northwind Agent:", "- Block 192.0.2.77"),
        ("de", "Wer Northwind Agent einsetzt, sollte", "- 192.0.2.77 sperren"),
        ("fr", "Si vous utilisez Northwind Agent :", "- Bloquez 192.0.2.77"),
        ("it", "Chi usa Northwind Agent dovrebbe:", "- bloccare 192.0.2.77"),
        ("nl", "Gebruikt u Northwind Agent?", "- Blokkeer 192.0.2.77"),
    ],
)
def test_what_stands_below_a_condition_that_breaks_off_is_a_measure(
    code: str, lead: str, item: str
) -> None:
    assert any("192.0.2.77" in each for each in _measures(code, lead, item))


def test_below_a_condition_only_what_can_be_done_is_a_measure() -> None:
    assert _measures("en", "If you use Northwind Agent:", "- the colour of the icon is green") == []


def test_a_measure_that_names_a_release_is_still_a_measure() -> None:
    item = "- Installer Northwind Agent 5.2, version saine"
    assert any("5.2" in each for each in _measures("fr", "À faire", item))


def test_an_order_without_its_thing_is_no_measure() -> None:
    found = _measures("en", "- Search for the scheduled task NWSync and delete it")
    assert found
    assert "delete it" not in found
