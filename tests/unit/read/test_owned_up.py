"""Who is quoted with something against themselves, and who only blames others."""

from __future__ import annotations

import pytest
from claimed import drafts, stated

QUOTED = {
    "en": '"We were far too slow," says Anna Keller of Corvane.',
    "de": "»Wir waren viel zu langsam«, sagt Anna Keller von Corvane.",
    "fr": "« Nous aurions dû agir plus tôt », dit Anna Keller, de Corvane.",
    "es": "«El parche estuvo aquí semanas y la culpa es nuestra», dijo Anna Keller, de Corvane.",
    "it": "«La patch è rimasta qui settimane, la colpa è nostra», dice Anna Keller di Corvane.",
    "pt": "«A correção ficou na gaveta e a culpa é nossa», disse Anna Keller, da Corvane.",
    "nl": "\u2018De patch heeft hier weken gelegen, dat is onze schuld\u2019, aldus Anna Keller van Corvane.",
}


@pytest.mark.parametrize(("code", "text"), QUOTED.items())
def test_who_is_quoted_against_themselves_admits_it(code: str, text: str) -> None:
    found = stated(code, text, "admits")
    assert any(who == "Anna Keller" and holds for who, _, holds in found)


def test_a_quotation_that_began_a_sentence_ago_is_admitted_whole() -> None:
    lines = (
        '"The patch lay around here for weeks.',
        'That is on us," says Anna Keller of Corvane.',
    )
    told = [each for each in drafts("en", *lines) if each.relation == "admits"]
    assert any("lay around" in each.object.name for each in told)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", '"The customers should have patched," says Anna Keller of Corvane.'),
        ("de", "»Die Kunden hätten patchen müssen«, sagt Anna Keller von Corvane."),
        ("fr", "« Les clients auraient dû corriger », dit Anna Keller, de Corvane."),
        ("it", "«I clienti avrebbero dovuto aggiornare», dice Anna Keller di Corvane."),
    ],
)
def test_who_blames_others_admits_nothing(code: str, text: str) -> None:
    assert stated(code, text, "admits") == []
