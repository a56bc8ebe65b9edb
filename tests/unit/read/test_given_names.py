"""Under which other names a malware, an actor or the incident goes, and who calls it so."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import OPENING, drafts


def aliases(code: str, *text: str) -> set[tuple[str, str]]:
    """Return (subject, other name) of what sentences behind the opening call."""
    return {
        (each.subject.name, each.object.name)
        for each in drafts(code, OPENING[code], *text, begun=True)
        if each.relation == "alias-of"
    }


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The backdoor Cinderquill (Tarn Security calls it Mirebell) sleeps."),
        ("en", "The backdoor Cinderquill, which Tarn Security calls Mirebell, sleeps."),
        ("fr", "La porte d\u00e9rob\u00e9e Cinderquill (Tarn Security l'appelle Mirebell) dort."),
        ("fr", "La porte d\u00e9rob\u00e9e Cinderquill (Mirebell chez Northmoor) dort."),
        ("es", "La puerta trasera Cinderquill, a la que Tarn Security llama Mirebell, duerme."),
        ("it", "La backdoor Cinderquill, che Tarn Security chiama Mirebell, non ha fretta."),
        ("pt", "O backdoor Cinderquill, a que a Tarn Security chama Mirebell, dorme."),
        ("nl", "De achterdeur Cinderquill, ook bekend als Mirebell, slaapt."),
    ],
)
def test_another_name_is_that_of_the_malware_before_it(code: str, text: str) -> None:
    assert ("Cinderquill", "Mirebell") in aliases(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Granite Petrel, a group known in the trade as Hollow Lantern, sells access."),
        ("es", "Granite Petrel, grupo al que Northmoor llama Hollow Lantern, vende accesos."),
        ("it", "Granite Petrel, gruppo che Northmoor chiama Hollow Lantern, vende accessi."),
        ("fr", "Granite Petrel, groupe que Northmoor appelle Hollow Lantern, vend des acc\u00e8s."),
        ("pt", "Granite Petrel, grupo a que a Northmoor chama Hollow Lantern, vende acessos."),
    ],
)
def test_a_group_in_apposition_tells_that_a_name_is_an_actors(code: str, text: str) -> None:
    assert ("Granite Petrel", "Hollow Lantern") in aliases(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "In the trade the affair is also known as Cold Keel."),
        ("de", "In der Branche l\u00e4uft die Sache auch unter dem Namen Cold Keel."),
        ("fr", "Dans le milieu, on appelle aussi l'affaire Cold Keel."),
        ("es", "En el gremio el caso se conoce tambi\u00e9n como Cold Keel."),
        ("it", "Nell'ambiente la faccenda \u00e8 nota anche come Cold Keel."),
        ("pt", "No meio, o caso tamb\u00e9m \u00e9 conhecido por Cold Keel."),
        ("nl", "In het vak staat de zaak ook bekend als Cold Keel."),
    ],
)
def test_an_incident_has_other_names_too(code: str, text: str) -> None:
    assert "Cold Keel" in {other for _, other in aliases(code, text)}


def test_it_is_the_last_sentences_malware() -> None:
    said = aliases("en", "Cinderquill is a loader.", "Other vendors refer to the tool as Mirebell.")
    assert ("Cinderquill", "Mirebell") in said


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The backdoor Cinderquill came with a stealer named Mirebell."),
        ("it", "Il rapporto di Norvik, chiamato Operazione Tulipano, conta gli indirizzi."),
        ("en", "The malware Cinderquill lies on a server named server2.norvik.example."),
    ],
)
def test_a_new_thing_a_report_and_a_server_are_no_other_names(code: str, text: str) -> None:
    assert not aliases(code, text)


def test_who_calls_it_so_is_the_speaker_and_how_sure_he_is_of_the_rest_does_not_count() -> None:
    text = "With medium confidence we suspect Granite Petrel, a group that Northmoor calls Hollow Lantern."
    [draft] = [each for each in drafts("en", OPENING["en"], text) if each.relation == "alias-of"]
    assert (draft.speaker, draft.hedge) == ("Northmoor", "")
