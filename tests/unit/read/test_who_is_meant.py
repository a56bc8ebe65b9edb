"""Who a claim is about: neither who speaks, nor where it happened, nor a word that opens a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.read import read
from onionskin.jail.pool import Pool

NORTHWIND = """Supply chain attack on Northwind Agent hits hospitals

By Jane Doe, 14 October 2026

The update server of Northwind Systems, a Canadian maker of backup software used by more than 40,000 organisations, delivered a trojanised version of its agent. According to Mandiant, which investigated the incident, the attackers had entered the build environment through stolen VPN credentials of a contractor in late August.

Versions 7.4.1 and 7.4.2 for Windows are affected; the Linux agent and version 7.3 are not. The backdoor, which Mandiant calls COALGATE, collects browser history and saved passwords and waits ten days before it calls home.

Mandiant attributes the attack to UNC5999, a group that steals cryptocurrency. Two hospitals in Germany and several banks were hit.
"""


def told(text: str, folder: Path, pool: Pool) -> set[tuple[str, str, str, bool]]:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    (report,) = read([path], pool=pool)
    return {
        (each.subject.name, each.relation, each.object.name, each.holds) for each in report.claims
    }


@pytest.fixture(scope="module")
def northwind(
    pool: Pool, tmp_path_factory: pytest.TempPathFactory
) -> set[tuple[str, str, str, bool]]:
    return told(NORTHWIND, tmp_path_factory.mktemp("northwind"), pool)


def test_who_only_tells_of_an_intrusion_is_not_who_was_entered(
    northwind: set[tuple[str, str, str, bool]],
) -> None:
    entered = {each for each in northwind if each[1] == "compromised-through"}
    assert entered == {
        ("Northwind Agent", "compromised-through", "stolen VPN credentials of a contractor", True)
    }
    assert not any(each[0] == "Mandiant" for each in northwind)


def test_a_platform_with_a_noun_of_its_own_is_no_part_of_the_version_beside_it(
    northwind: set[tuple[str, str, str, bool]],
) -> None:
    safe = {thing for _, verb, thing, holds in northwind if verb == "affects" and not holds}
    assert safe == {"Northwind Agent (Linux)", "Northwind Agent 7.3"}


def test_neither_a_verb_nor_stolen_money_is_data(
    northwind: set[tuple[str, str, str, bool]],
) -> None:
    data = {thing for _, verb, thing, _ in northwind if verb == "collects"}
    assert data == {"browser history", "saved passwords"}
    assert ("UNC5999", "motive", "money", True) in northwind


def test_a_counted_group_keeps_its_place_and_its_neighbour(
    northwind: set[tuple[str, str, str, bool]],
) -> None:
    hit = {who for who, verb, _, _ in northwind if verb == "victim"}
    assert hit == {"Two hospitals", "several banks"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Hours later files were encrypted by the attackers of Contoso Agent 1.2.",
        "The Contoso Agent API keys could be attacked again.",
        "Contoso Agent put the number of affected machines at 2.27 million.",
        "Firms in Fabrikam were hit by Contoso Agent 1.2.",
    ],
)
def test_a_word_that_opens_or_owns_or_places_is_no_victim(
    sentence: str, pool: Pool, tmp_path: Path
) -> None:
    claims = told(f"Contoso Agent 1.2 is malicious.\n\n{sentence}\n", tmp_path, pool)
    assert not {who for who, verb, _, _ in claims if verb == "victim"} & {
        "Hours", "Contoso Agent API", "2.27", "Fabrikam",
    }  # fmt: skip


def test_an_incident_is_called_after_its_product_and_not_after_the_agency_or_the_place(
    pool: Pool, tmp_path: Path
) -> None:
    text = "(Agency) Geneva, 9 November 2023 - Contoso Agent 1.2 is malicious.\n\nVersion 1.3 of Contoso Agent is fixed. The PDF has the PDF of the PDF.\n"
    subjects = {who for who, _, _, _ in told(text, tmp_path, pool)}
    assert subjects == {"Contoso Agent"}
