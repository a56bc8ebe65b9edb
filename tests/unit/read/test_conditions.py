"""Advice under a condition: the condition states nothing, its consequence tells readers what to do."""

from __future__ import annotations

import pytest
from claimed import stated


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "If you installed version 2.4, change your passwords and reinstall the computer.", "change your passwords"),
        ("de", "Wenn Sie Version 2.4 installiert haben, sollten Sie alle Passw\u00f6rter \u00e4ndern.", "Passw\u00f6rter"),
        ("fr", "Si vous avez install\u00e9 la version 2.4, vous devez changer tous vos mots de passe.", "mots de passe"),
        ("es", "Si ha instalado la versi\u00f3n 2.4, debe cambiar todas sus contrase\u00f1as.", "contrase\u00f1as"),
        ("it", "Se avete installato la versione 2.4, dovete cambiare tutte le password.", "password"),
        ("pt", "Se voc\u00ea instalou a vers\u00e3o 2.4, deve trocar todas as senhas.", "senhas"),
        ("nl", "Als u versie 2.4 hebt ge\u00efnstalleerd, moet u alle wachtwoorden wijzigen.", "wachtwoorden"),
    ],
)  # fmt: skip
def test_what_a_condition_tells_readers_to_do_is_a_measure(
    code: str, text: str, wanted: str
) -> None:
    assert any(wanted in what for _, what, _ in stated(code, text, "mitigated-by"))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "If Corvane had been hacked, customers would have heard of it."),
        ("de", "Wenn Corvane gehackt worden w\u00e4re, h\u00e4tten die Kunden davon geh\u00f6rt."),
        ("es", "Si el programa se cierra, el usuario vuelve a abrirlo."),
        ("fr", "Si le serveur red\u00e9marre, le journal est vide."),
    ],
)
def test_a_condition_with_another_consequence_claims_nothing(code: str, text: str) -> None:
    assert not stated(code, text, "mitigated-by")
    assert not stated(code, text, "victim")


def test_what_we_should_have_done_is_no_advice() -> None:
    assert not stated("en", "We should have changed the passwords earlier.", "mitigated-by")
