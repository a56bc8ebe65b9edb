"""Where those come from who did it, and which edition is free of what another one carries; in all seven languages."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts, stated

FROM = [
    ("en", "The hackers probably came from Russia.", "Russia"),
    ("en", "The attack was of Russian origin.", "Russia"),
    ("de", "Die Angreifer stammen vermutlich aus Russland.", "Russland"),
    ("fr", "L'attaque trouve probablement son origine en Russie.", "Russie"),
    ("es", "Los piratas procedían probablemente de Rusia.", "Rusia"),
    ("it", "L'attacco sarebbe di origine russa.", "Russia"),
    ("pt", "Os atacantes operam a partir da Rússia.", "Rússia"),
    ("nl", "De aanval zou van Russische oorsprong zijn.", "Rusland"),
]
NOT_FROM = [
    ("en", "The customers of Northwind come from Russia."),
    ("en", "Hackers stole data of Contoso, which comes from Russia."),
    ("de", "Die Kunden von Northwind kommen aus Russland."),
    ("fr", "L'entreprise trouve son origine en Russie."),
    ("es", "Los clientes proceden de Rusia."),
    ("it", "Il server si trovava in Russia."),
    ("pt", "A empresa tem origem na Rússia."),
    ("nl", "De klanten van Northwind komen uit Rusland."),
]
FREE = [
    ("en", "Tollgate Sync 7.1 was trojanised. The version for macOS is free of malware."),
    ("de", "Tollgate Sync 7.1 war verseucht. Die Fassung für macOS ist frei von Schadcode."),
    ("fr", "Tollgate Sync 7.1 était infecté. La version macOS était sans virus."),
    ("es", "Tollgate Sync 7.1 estaba infectado. La versión para macOS está libre de malware."),
    ("it", "Tollgate Sync 7.1 era infetto. La versione per macOS è priva di malware."),
    ("pt", "O Tollgate Sync 7.1 estava infetado. A versão para macOS está livre de malware."),
    ("nl", "Tollgate Sync 7.1 was besmet. De versies voor macOS en Android waren virusvrij."),
]


@pytest.mark.parametrize(("code", "text", "region"), FROM)
def test_where_the_hackers_or_their_attack_come_from_is_who_it_is_attributed_to(
    code: str, text: str, region: str
) -> None:
    found = drafts(code, OPENING[code], text)
    assert region in {each.object.name for each in found if each.relation == "attributed-to"}


@pytest.mark.parametrize(("code", "text"), NOT_FROM)
def test_where_customers_servers_and_companies_come_from_blames_nobody(
    code: str, text: str
) -> None:
    found = drafts(code, OPENING[code], text)
    assert not [each for each in found if each.relation == "attributed-to"]


def test_where_they_do_not_come_from_is_denied() -> None:
    found = drafts("en", OPENING["en"], "The hackers do not come from Russia.")
    assert [each.holds for each in found if each.relation == "attributed-to"] == [False]


@pytest.mark.parametrize(("code", "text"), FREE)
def test_an_edition_that_is_free_of_malware_is_not_affected(code: str, text: str) -> None:
    told = {(thing, holds) for _, thing, holds in stated(code, text, "affects") if "macOS" in thing}
    assert {holds for _, holds in told} == {False}
