"""Who is suspected of an incident, who denies it, and whose opinion that is."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import OPENING, drafts

from onionskin.model import Confidence


def blamed(code: str, *text: str) -> set[tuple[str, bool]]:
    """Return (who, holds) of what sentences behind the opening attribute it to."""
    return {
        (each.object.name, each.holds)
        for each in drafts(code, OPENING[code], *text)
        if each.relation == "attributed-to"
    }


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Tarn Security points to Lazarus."),
        ("en", "According to Tarn Security, it was probably Lazarus."),
        ("en", "The attack bears the signature of Lazarus."),
        ("de", "Tarn Security tippt auf Lazarus."),
        ("de", "Laut Tarn Security d\u00fcrfte es Lazarus gewesen sein."),
        ("fr", "Tarn Security montre du doigt Lazarus."),
        ("fr", "Selon Tarn Security, il s'agirait de Lazarus."),
        ("es", "Tarn Security se\u00f1ala a Lazarus."),
        ("es", "Seg\u00fan Tarn Security podr\u00eda tratarse de Lazarus."),
        ("it", "Tarn Security punta il dito contro Lazarus."),
        ("it", "Per Tarn Security potrebbe essere stato Lazarus."),
        ("pt", "A Tarn Security aponta para o Lazarus."),
        ("pt", "A Tarn Security acha que poder\u00e1 ter sido o Lazarus."),
        ("nl", "Tarn Security wijst naar Lazarus."),
        ("nl", "Tarn Security denkt dat het misschien Lazarus was."),
    ],
)
def test_who_is_pointed_at_or_told_by_it_was_is_suspected(code: str, text: str) -> None:
    assert ("Lazarus", True) in blamed(code, text)


def test_a_name_of_no_known_kind_is_suspected_where_it_ends_what_somebody_thinks() -> None:
    assert blamed("en", "Tarn Security thinks that it may have been Silk Anvil.") == {
        ("Silk Anvil", True)
    }


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "C'est Pharmalys qui le dit."),
        ("en", "The installer carried a valid signature of Norvik Labs."),
        ("en", "Code overlaps suggest something, but we would not bet on Norvik Labs."),
        ("en", "If it was Lazarus, it would be the first time."),
    ],
)
def test_who_speaks_who_signed_and_what_is_only_supposed_are_no_suspects(
    code: str, text: str
) -> None:
    assert not {who for who, holds in blamed(code, text) if holds}


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        ("en", "Investigators suspect a former employee.", "former employee"),
        (
            "de",
            "Ermittler verd\u00e4chtigen einen fr\u00fcheren Mitarbeiter.",
            "fr\u00fcheren Mitarbeiter",
        ),
        ("fr", "Le journal soup\u00e7onne un ancien salari\u00e9.", "ancien salari\u00e9"),
        ("es", "Los investigadores sospechan de un antiguo empleado.", "antiguo empleado"),
        ("it", "Gli inquirenti sospettano invece un ex dipendente.", "ex dipendente"),
        ("pt", "O jornal suspeita de um antigo funcion\u00e1rio.", "antigo funcion\u00e1rio"),
        ("nl", "De krant verdenkt een oud-medewerker.", "oud-medewerker"),
    ],
)
def test_people_of_the_house_are_suspected_by_what_they_are(code: str, text: str, who: str) -> None:
    assert (who, True) in blamed(code, text)


def test_whose_credentials_were_used_is_no_suspect() -> None:
    assert not blamed(
        "es", "Los autores se habr\u00edan valido de las credenciales de un extrabajador."
    )


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        ("en", "Pyongyang denies that North Korea had anything to do with it.", "North Korea"),
        ("en", "Moscow denied any involvement in the attack.", "Russia"),
        ("de", "Dass Russland hinter dem Angriff stecke, weist Moskau zur\u00fcck.", "Russland"),
        ("fr", "T\u00e9h\u00e9ran nie que l'Iran ait quelque chose \u00e0 voir avec cela.", "Iran"),
        ("es", "Mosc\u00fa niega cualquier implicaci\u00f3n en el ataque.", "Rusia"),
        ("it", "Mosca nega ogni coinvolgimento nell'attacco.", "Russia"),
        ("pt", "Moscovo nega qualquer envolvimento no ataque.", "R\u00fassia"),
        ("nl", "Moskou ontkent elke betrokkenheid bij de aanval.", "Rusland"),
    ],
)
def test_a_denial_is_kept_as_one(code: str, text: str, who: str) -> None:
    assert blamed(code, text) == {(who, False)}


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        (
            "en",
            "The prosecutor ruled out that a foreign state had ordered the attack.",
            "foreign state",
        ),
        (
            "de",
            "Dass ein fremder Staat den Angriff in Auftrag gab, schließt sie aus.",
            "fremder Staat",
        ),
        ("fr", "Le parquet exclut qu'un salarié soit à l'origine de l'attaque.", "salarié"),
        ("es", "La policía descarta que detrás del ataque esté un empleado.", "empleado"),
        ("it", "La procura esclude che dietro l'attacco ci sia un dipendente.", "dipendente"),
        ("nl", "De politie kan uitsluiten dat een medewerker achter de aanval zit.", "medewerker"),
    ],
)
def test_who_is_cleared_needs_no_name(code: str, text: str, who: str) -> None:
    assert blamed(code, text) == {(who, False)}


def test_one_sentence_may_affirm_and_deny_with_a_speaker_and_a_class_each() -> None:
    text = "Tarn Security suspects a former employee; Norvik denies that a former employee is behind it."
    said = {
        each.holds: (each.speaker, each.confidence)
        for each in drafts("en", OPENING["en"], text)
        if each.relation == "attributed-to"
    }
    assert said == {
        True: ("Tarn Security", Confidence.MODERATE),
        False: ("Norvik", Confidence.UNSTATED),
    }


def test_no_doubt_is_no_denial() -> None:
    for code, text in (
        ("es", "Madrid no tiene ninguna duda de que detr\u00e1s est\u00e1 Corea del Norte."),
        ("it", "Secondo Roma dietro c'\u00e8 senza dubbio la Corea del Nord."),
        ("de", "F\u00fcr Berlin steht ohne Zweifel Nordkorea hinter dem Angriff."),
    ):
        assert [holds for _, holds in blamed(code, text)] == [True], text
