"""Where an intrusion came from, and what is not affected."""

from __future__ import annotations

import pytest
from claimed import stated


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "The intrusion at Corvane began with a phishing e-mail.", ["phishing"]),
        ("de", "Der Einbruch bei Corvane begann mit einer Phishing-Mail.", ["Phishing"]),
        ("fr", "L'intrusion chez Corvane a commenc\u00e9 par un courriel d'hame\u00e7onnage.", ["hame\u00e7onnage"]),
        ("es", "La intrusi\u00f3n en Corvane comenz\u00f3 con un correo de phishing.", ["phishing"]),
        ("it", "L'intrusione in Corvane \u00e8 iniziata con un'e-mail di phishing.", ["phishing"]),
        ("pt", "A intrus\u00e3o na Corvane come\u00e7ou com um e-mail de phishing.", ["phishing"]),
        ("nl", "De inbraak bij Corvane begon met een phishingmail.", ["phishing"]),
    ],
)  # fmt: skip
def test_what_an_intrusion_began_with_was_the_way_in(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [
        what for who, what, holds in stated(code, text, "compromised-through") if holds is True
    ]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "An unpatched vulnerability in MailQuay allowed attackers to enter Askara.", ["MailQuay"]),
        ("de", "Durch eine ungepatchte L\u00fccke in MailQuay konnten Angreifer bei Askara eindringen.", ["MailQuay"]),
        ("fr", "Une faille non corrig\u00e9e de MailQuay a permis \u00e0 des attaquants d'entrer chez Askara.", ["MailQuay"]),
        ("es", "Una vulnerabilidad sin parchear de MailQuay permiti\u00f3 a los atacantes entrar en Askara.", ["MailQuay"]),
        ("it", "Una vulnerabilit\u00e0 non corretta di MailQuay ha permesso agli aggressori di entrare in Askara.", ["MailQuay"]),
        ("pt", "Uma falha n\u00e3o corrigida no MailQuay permitiu que atacantes entrassem na Askara.", ["MailQuay"]),
        ("nl", "Door een ongepatcht lek in MailQuay konden aanvallers bij Askara binnendringen.", ["MailQuay"]),
    ],
)  # fmt: skip
def test_whose_flaw_let_attackers_in_was_the_way_in(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [
        what for who, what, holds in stated(code, text, "compromised-through") if holds is True
    ]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "The leak at Polderix originated at the service provider Gravona.", ["Gravona"]),
        ("de", "Das Datenleck bei Polderix ging vom Dienstleister Gravona aus.", ["Gravona"]),
        ("fr", "La fuite chez Polderix provient du prestataire Gravona.", ["Gravona"]),
        ("es", "La filtraci\u00f3n en Polderix se origin\u00f3 en el proveedor Gravona.", ["Gravona"]),
        ("it", "La fuga di dati di Polderix ha avuto origine presso il fornitore Gravona.", ["Gravona"]),
        ("pt", "O vazamento na Polderix teve origem no prestador Gravona.", ["Gravona"]),
        ("nl", "Het datalek bij Polderix is ontstaan bij dienstverlener Gravona.", ["Gravona"]),
    ],
)  # fmt: skip
def test_where_a_leak_originated_was_the_way_in(code: str, text: str, wanted: list[str]) -> None:
    names = [
        what for who, what, holds in stated(code, text, "compromised-through") if holds is True
    ]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "The attackers tampered with TaskLoom. Users of GridSage need do nothing.", ["GridSage"]),
        ("fr", "Les attaquants ont modifi\u00e9 TaskLoom. Les utilisateurs de GridSage n'ont rien \u00e0 faire.", ["GridSage"]),
        ("es", "Los atacantes manipularon TaskLoom. Los usuarios de GridSage no tienen que hacer nada.", ["GridSage"]),
        ("it", "Gli aggressori hanno manomesso TaskLoom. Gli utenti di GridSage non devono fare nulla.", ["GridSage"]),
        ("pt", "Os atacantes adulteraram o TaskLoom. Os usu\u00e1rios do GridSage n\u00e3o precisam fazer nada.", ["GridSage"]),
        ("nl", "De aanvallers knoeiden met TaskLoom. Gebruikers van GridSage hoeven niets te doen.", ["GridSage"]),
    ],
)  # fmt: skip
def test_a_product_whose_users_need_do_nothing_is_not_affected(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [what for who, what, holds in stated(code, text, "affects") if holds is False]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "The backdoor in TaskLoom does not concern macOS and Linux.", ["macOS", "Linux"]),
        ("de", "Die Hintert\u00fcr in TaskLoom betrifft macOS und Linux nicht.", ["macOS", "Linux"]),
        ("fr", "La porte d\u00e9rob\u00e9e de TaskLoom ne concerne pas macOS et Linux.", ["macOS", "Linux"]),
        ("es", "La puerta trasera de TaskLoom no afecta a macOS ni a Linux.", ["macOS", "Linux"]),
        ("it", "La backdoor di TaskLoom non riguarda macOS e Linux.", ["macOS", "Linux"]),
        ("pt", "A porta dos fundos do TaskLoom n\u00e3o afeta macOS e Linux.", ["macOS", "Linux"]),
        ("nl", "De achterdeur in TaskLoom treft macOS en Linux niet.", ["macOS", "Linux"]),
    ],
)  # fmt: skip
def test_a_system_that_a_backdoor_does_not_concern_is_not_affected(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [what for who, what, holds in stated(code, text, "affects") if holds is False]
    assert all(any(each in name for name in names) for each in wanted)
