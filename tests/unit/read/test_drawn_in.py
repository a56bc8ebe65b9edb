"""Who was hit, told by what happened to them; and whose home, customers and finders are none."""

from __future__ import annotations

import pytest
from claimed import drafts

ON_THEIR_SERVERS = {
    "en": "The hosting firm Solvarne in Malmö found the malware on two of its servers.",
    "de": "Der Hoster Solvarne in Malmö fand die Schadsoftware auf zwei seiner Server.",
    "fr": "L'hébergeur Solvarne, à Malmö, a retrouvé un logiciel malveillant sur deux de ses serveurs.",
    "es": "La empresa de alojamiento Solvarne, de Malmö, encontró malware en dos de sus servidores.",
    "it": "Il provider Solvarne, di Malmö, ha trovato malware su due dei suoi server.",
    "pt": "A empresa de hospedagem Solvarne, de Malmö, encontrou malware em dois de seus servidores.",
    "nl": "Hostingbedrijf Solvarne in Malmö heeft malware op twee van zijn servers aangetroffen.",
}
FETCHED = {
    "en": ("Nearly 900 clinics fetched the rigged update.", "Nearly 900 clinics"),
    "de": ("Fast 900 Kliniken holten sich das verfälschte Update.", "Fast 900 Kliniken"),
    "fr": ("Près de 900 cliniques ont récupéré la mise à jour truquée.", "Près de 900 cliniques"),
    "es": ("Casi 900 clínicas bajaron la actualización trucada.", "Casi 900 clínicas"),
    "it": ("Quasi 900 cliniche hanno prelevato la versione truccata.", "Quasi 900 cliniche"),
    "pt": ("Quase 900 clínicas puxaram a atualização viciada.", "Quase 900 clínicas"),
    "nl": ("Bijna 900 ziekenhuizen haalden de gemanipuleerde update op.", "Bijna 900 ziekenhuizen"),
}
SO_MANY_OF_THEM = {
    "es": ("De los 52.000 sitios que lo usan, más de 5.000 bajaron la versión trucada.", "5.000"),
    "it": (
        "Dei 52.000 siti che lo usano, oltre 5.000 hanno prelevato la versione truccata.",
        "5.000",
    ),
    "pt": ("Dos 52 mil sites que o usam, mais de 5 mil puxaram a versão viciada.", "5 mil"),
}
DRAWN_IN = {
    "en": ("A chain of hotels and two insurers were drawn into the incident.", "hotels"),
    "de": ("Eine Hotelkette und zwei Versicherer sind in den Vorfall hineingezogen worden.", "Hotelkette"),
    "fr": ("Une chaîne d'hôtels et deux assureurs ont été happés par l'incident.", "hôtels"),
    "es": ("Una cadena hotelera y dos aseguradoras se vieron arrastradas por el incidente.", "cadena hotelera"),
    "it": ("Una catena di alberghi e due assicuratori sono stati trascinati nell'incidente.", "alberghi"),
    "pt": ("Uma rede de hotéis e duas seguradoras foram arrastadas pelo incidente.", "hotéis"),
    "nl": ("Een hotelketen en twee verzekeraars zijn in het incident meegesleurd.", "verzekeraars"),
}  # fmt: skip
MOST_OF_ALL = {
    "en": ("Schools bore the brunt.", "Schools"),
    "de": ("Am schwersten traf es Schulen.", "Schulen"),
    "fr": ("Les plus touchés sont les hôpitaux.", "hôpitaux"),
    "es": ("Las escuelas se llevaron la peor parte.", "escuelas"),
    "it": ("Le scuole hanno avuto la peggio.", "scuole"),
    "pt": ("As escolas levaram a pior.", "escolas"),
    "nl": ("Scholen kregen de zwaarste klap.", "Scholen"),
}
WHERE_MOST_ARE = {
    "en": "Most of the victims are in Austria.",
    "de": "Die meisten Opfer sitzen in Österreich.",
    "fr": "La plupart des victimes se trouvent en Autriche.",
    "es": "La mayoría de las víctimas está en Austria.",
    "it": "La maggior parte delle vittime si trova in Austria.",
    "pt": "A maior parte das vítimas fica na Áustria.",
    "nl": "De meeste slachtoffers zitten in Oostenrijk.",
}
CONFIRMED = {
    "en": "The law firm Abrantes in Porto and the Rodenau hospital in Kassel have confirmed infections.",
    "fr": "Le cabinet Abrantes, à Porto, et l'hôpital Rodenau, à Kassel, ont confirmé des infections.",
    "es": "Han confirmado infecciones el bufete Abrantes, de Porto, y el hospital Rodenau, de Kassel.",
    "it": "Hanno confermato infezioni lo studio Abrantes, di Porto, e l'ospedale Rodenau, di Kassel.",
    "pt": "Confirmaram infecções o escritório Abrantes, de Porto, e o hospital Rodenau, de Kassel.",
}


def _victims(code: str, text: str) -> set[str]:
    return {
        each.subject.name for each in drafts(code, text) if each.relation == "victim" and each.holds
    }


@pytest.mark.parametrize(("code", "text"), ON_THEIR_SERVERS.items())
def test_who_finds_it_on_servers_of_their_own_was_hit_and_not_their_town(
    code: str, text: str
) -> None:
    found = _victims(code, text)
    assert any("Solvarne" in each for each in found)
    assert "Malmö" not in found


@pytest.mark.parametrize(("code", "said"), FETCHED.items())
def test_who_fetches_a_bad_copy_was_hit(code: str, said: tuple[str, str]) -> None:
    assert said[1] in _victims(code, said[0])


@pytest.mark.parametrize(("code", "said"), SO_MANY_OF_THEM.items())
def test_of_a_counted_group_so_many_were_hit_as_a_bare_number_says(
    code: str, said: tuple[str, str]
) -> None:
    assert any(said[1] in each for each in _victims(code, said[0]))


@pytest.mark.parametrize("said", [DRAWN_IN, MOST_OF_ALL])
@pytest.mark.parametrize("code", DRAWN_IN)
def test_plain_nouns_are_parties_of_an_incident(
    code: str, said: dict[str, tuple[str, str]]
) -> None:
    text, who = said[code]
    assert any(who in each for each in _victims(code, text))


@pytest.mark.parametrize(("code", "text"), WHERE_MOST_ARE.items())
def test_where_most_victims_are_is_a_region_that_was_hit(code: str, text: str) -> None:
    assert len(_victims(code, text)) == 1


@pytest.mark.parametrize(("code", "text"), CONFIRMED.items())
def test_who_confirms_infections_was_hit_and_not_their_town(code: str, text: str) -> None:
    found = _victims(code, text)
    assert {"Abrantes", "Rodenau"} <= found
    assert found.isdisjoint({"Porto", "Kassel"})


def test_who_helps_finds_or_only_is_a_customer_was_not_hit() -> None:
    assert _victims("en", "The security firm Thornbeck in Leipzig discovered it.") == set()
    assert _victims("en", "Kestrel Labs helped with the clean-up.") == set()
    assert _victims("en", "Several schools asked what to do.") == set()


def test_whoever_finds_no_malware_on_its_servers_was_not_hit_by_that() -> None:
    assert _victims("en", "The firm Solvarne found no malware on its servers.") == set()


def test_devices_that_are_hit_hardest_are_nobody() -> None:
    text = "Tra i dispositivi più colpiti vi sarebbero quelli di Contoso."
    assert "dispositivi" not in _victims("it", text)
