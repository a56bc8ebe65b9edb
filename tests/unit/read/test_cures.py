"""The release that readers are told to move to is the one that heals."""

from __future__ import annotations

import pytest
from claimed import drafts

OPENING = {
    "en": "Northwind Agent 4.2.0 is affected.",
    "de": "Northwind Agent 4.2.0 ist betroffen.",
    "fr": "Northwind Agent 4.2.0 est touch\u00e9.",
    "es": "Northwind Agent 4.2.0 est\u00e1 afectado.",
    "it": "Northwind Agent 4.2.0 \u00e8 interessato.",
    "pt": "O Northwind Agent 4.2.0 est\u00e1 afetado.",
    "nl": "Northwind Agent 4.2.0 is getroffen.",
}


def healed(code: str, sentence: str) -> set[str]:
    """Return the releases that are said to heal, behind a sentence that names the affected one."""
    found = drafts(code, OPENING[code], sentence, begun=True)
    return {each.object.name for each in found if each.relation == "fixed-in"}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Northwind urges its customers to install Northwind Agent 4.2.3 and to change every password."),
        ("de", "Northwind r\u00e4t seinen Kunden, Northwind Agent 4.2.3 einzuspielen."),
        ("fr", "Northwind recommande \u00e0 ses clients d'installer Northwind Agent 4.2.3."),
        ("es", "Northwind recomienda a sus clientes que instalen Northwind Agent 4.2.3."),
        ("it", "Northwind raccomanda ai clienti di installare Northwind Agent 4.2.3."),
        ("pt", "A Northwind recomenda aos clientes que instalem o Northwind Agent 4.2.3."),
        ("nl", "Northwind raadt klanten aan Northwind Agent 4.2.3 te installeren."),
    ],
)  # fmt: skip
def test_what_is_to_be_installed_heals(code: str, sentence: str) -> None:
    assert healed(code, sentence) == {"Northwind Agent 4.2.3"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Northwind urges its customers to uninstall Northwind Agent 4.2.0 at once.",
        "Northwind urges its customers to block 203.0.113.24 and to install an update.",
        "Northwind urges its customers to install nothing between 4.1.0 and 4.2.0.",
    ],
)
def test_what_is_to_be_removed_or_blocked_heals_nothing(sentence: str) -> None:
    assert healed("en", sentence) == set()
