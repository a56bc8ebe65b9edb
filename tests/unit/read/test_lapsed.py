"""Since when a product is kept up no more, whatever the verb; and what is no end of a product."""

from __future__ import annotations

import pytest
from claimed import drafts

OUT_OF_SUPPORT = {
    "en": "NetGlider 3 has been out of support since 30 June 2025.",
    "de": "NetGlider 3 wird seit dem 30. Juni 2025 nicht mehr unterstützt.",
    "fr": "NetGlider 3 n'a plus de support depuis le 30 juin 2025.",
    "es": "NetGlider 3 no tiene soporte desde el 30 de junio de 2025.",
    "it": "NetGlider 3 è fuori supporto dal 30 giugno 2025.",
    "pt": "O NetGlider 3 está sem suporte desde 30 de junho de 2025.",
    "nl": "NetGlider 3 wordt sinds 30 juni 2025 niet meer onderhouden.",
}
UPKEEP_ENDED = {
    "en": "NetGlider 3, whose support ran out on 30 June 2025, is still in use.",
    "de": "NetGlider 3, dessen Unterstützung am 30. Juni 2025 endete, ist noch im Einsatz.",
    "fr": "NetGlider 3, dont le support s'est arrêté le 30 juin 2025, est encore utilisé.",
    "es": "NetGlider 3, cuyo soporte acabó el 30 de junio de 2025, sigue en uso.",
    "it": "NetGlider 3, il cui supporto è terminato il 30 giugno 2025, è ancora in uso.",
    "pt": "O NetGlider 3, cujo suporte terminou em 30 de junho de 2025, continua em uso.",
    "nl": "NetGlider 3, waarvan de ondersteuning op 30 juni 2025 afliep, is nog in gebruik.",
}
STILL_KEPT_UP = {
    "en": "NetGlider was released on 30 June 2025 and is still supported.",
    "de": "NetGlider erschien am 30. Juni 2025 und wird weiter unterstützt.",
    "fr": "NetGlider est sorti le 30 juin 2025 et reste pris en charge.",
    "es": "NetGlider salió el 30 de junio de 2025 y sigue teniendo soporte.",
    "it": "NetGlider è uscito il 30 giugno 2025 ed è ancora supportato.",
    "pt": "O NetGlider saiu em 30 de junho de 2025 e continua com suporte.",
    "nl": "NetGlider verscheen op 30 juni 2025 en wordt nog ondersteund.",
}


def stated(code: str, text: str, relation: str) -> list[tuple[str, str, bool]]:
    """Return (subject, object, holds) of a relation in a sentence."""
    found = drafts(code, text, begun=True)
    return [
        (each.subject.name, each.object.name, each.holds)
        for each in found
        if each.relation == relation
    ]


@pytest.mark.parametrize("said", [OUT_OF_SUPPORT, UPKEEP_ENDED])
@pytest.mark.parametrize("code", OUT_OF_SUPPORT)
def test_a_product_that_is_kept_up_no_more_was_retired_on_that_day(
    code: str, said: dict[str, str]
) -> None:
    assert ("NetGlider 3", "2025-06-30", True) in stated(code, said[code], "retired")
    assert stated(code, said[code], "began") == []


@pytest.mark.parametrize(("code", "text"), STILL_KEPT_UP.items())
def test_a_product_that_came_out_and_is_kept_up_was_not_retired(code: str, text: str) -> None:
    assert stated(code, text, "retired") == []


def test_staff_of_support_who_end_something_end_no_product() -> None:
    assert stated("en", "Support staff at Corvane ended the call on 30 June 2025.", "retired") == []


def test_a_bad_copy_that_is_withdrawn_is_no_end_of_the_product() -> None:
    text = "The malicious update of NetGlider was withdrawn on 30 June 2025."
    assert stated("en", text, "retired") == []


def test_what_is_not_affected_may_have_been_retired() -> None:
    text = "NetGlider Cloud is not affected, and NetGlider 3 was retired on 30 June 2025."
    assert ("NetGlider 3", "2025-06-30", True) in stated("en", text, "retired")
