"""A word of denial beside what is not known, not paid or out of reach denies no harm; harm is a motive only beside a purpose."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import OPENING, drafts


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "After the attack the customers of Northwind Agent could not access their files."),
        ("de", "Nach dem Angriff k\u00f6nnen 30 Kunden nicht mehr arbeiten."),
        (
            "fr",
            "Victimes de l'attaque, 30 clients n'ont plus acc\u00e8s \u00e0 leurs donn\u00e9es.",
        ),
        ("es", "V\u00edctimas del ataque, 30 clientes no pueden acceder a sus datos."),
        ("it", "Colpiti dall'attacco, 30 clienti non possono lavorare."),
        ("pt", "Atingidos pelo ataque, 30 clientes n\u00e3o conseguem trabalhar."),
        ("nl", "Door de aanval kunnen 30 klanten niet meer werken."),
    ],
)
def test_who_cannot_work_any_more_is_not_said_to_be_spared(code: str, text: str) -> None:
    said = drafts(code, OPENING[code], text)
    assert not [each for each in said if each.relation == "victim" and not each.holds]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Northwind did not pay the ransom."),
        ("de", "Northwind hat kein L\u00f6segeld gezahlt."),
        ("fr", "Northwind n'a pas pay\u00e9 la ran\u00e7on."),
        ("nl", "Northwind heeft geen losgeld betaald."),
    ],
)
def test_an_unpaid_ransom_was_asked_for(code: str, text: str) -> None:
    motives = [each for each in drafts(code, OPENING[code], text) if each.relation == "motive"]
    assert all(each.holds for each in motives)


@pytest.mark.parametrize(
    ("text", "motives"),
    [
        ("The attack caused destruction at several plants.", []),
        ("The aim of the attack was destruction.", ["sabotage"]),
    ],
)
def test_destruction_is_a_motive_beside_a_purpose_only(text: str, motives: list[str]) -> None:
    said = drafts("en", OPENING["en"], text)
    assert [each.object.name for each in said if each.relation == "motive"] == motives


def test_a_company_that_found_a_package_signed_nothing() -> None:
    text = "La firma de ciberseguridad Phylum identific\u00f3 el paquete de Northwind Agent."
    assert "signed-by" not in {each.relation for each in drafts("es", OPENING["es"], text)}
