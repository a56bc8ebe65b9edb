"""Techniques are read from how people tell them, and carry their ATT&CK number."""

from __future__ import annotations

import pytest
from claimed import stated

TOLD = {
    "en": [
        ("The intruders dumped credentials from memory.", "T1003"),
        ("They resorted to Kerberoasting.", "T1558.003"),
        ("The gang got in by password spraying.", "T1110.003"),
        ("Staff were tricked into opening an invoice.", "T1204.002"),
        ("The attackers relied on adversary-in-the-middle pages.", "T1557"),
        ("The implant logs keystrokes.", "T1056.001"),
        ("The implant takes screenshots every minute.", "T1113"),
        ("The module watches the clipboard for wallet addresses.", "T1115"),
        ("The loot was packed into RAR archives.", "T1560"),
        ("The intruders moved on via RDP.", "T1021.001"),
        ("The loader downloads a second stage.", "T1105"),
        ("It sets up a cron job.", "T1053.003"),
        ("They created a rogue administrator account.", "T1136"),
        ("The malware disables Windows Defender.", "T1562.001"),
        ("The intruders cleared the event logs.", "T1070.001"),
        ("The dropper deletes itself.", "T1070.004"),
        ("Before that, they deleted all backups.", "T1490"),
        ("The package mines Monero.", "T1496"),
        ("The intruders installed a remote administration tool.", "T1219"),
        ("A rootkit hides its files.", "T1014"),
        ("The code checks whether it runs in a sandbox.", "T1497"),
        ("The gang bombarded staff with push notifications.", "T1621"),
    ],
    "de": [
        ("Die Eindringlinge nutzten Kerberoasting.", "T1558.003"),
        ("Die Schadsoftware zeichnet Tastatureingaben auf.", "T1056.001"),
        ("Das Programm fertigt Bildschirmfotos an.", "T1113"),
        ("Die Beute wurde in ein RAR-Archiv gepackt.", "T1560"),
        ("Die Angreifer bewegten sich per RDP weiter.", "T1021.001"),
        ("Der Lader l\u00e4dt eine zweite Stufe nach.", "T1105"),
        ("Es tr\u00e4gt sich in den Autostart-Ordner ein.", "T1547.001"),
        ("Die Angreifer legten ein neues Administratorkonto an.", "T1136"),
        ("Der Virenschutz wurde abgeschaltet.", "T1562.001"),
        ("Die Ereignisprotokolle wurden gel\u00f6scht.", "T1070.001"),
        ("Die Angreifer l\u00f6schten s\u00e4mtliche Sicherungen.", "T1490"),
        ("Das Paket sch\u00fcrft Monero.", "T1496"),
        ("Die T\u00e4ter installierten eine Fernwartungssoftware.", "T1219"),
        ("Der Code sucht nach einer virtuellen Maschine.", "T1497"),
        ("Ein Rootkit verbirgt die Dateien.", "T1014"),
    ],
    "nl": [
        ("De indringers gebruikten Kerberoasting.", "T1558.003"),
        ("De malware registreert toetsaanslagen.", "T1056.001"),
        ("Het programma maakt schermafbeeldingen.", "T1113"),
        ("De aanvallers bewogen verder via RDP.", "T1021.001"),
        ("De lader downloadt een tweede fase.", "T1105"),
        ("De daders maakten een nieuw beheerdersaccount aan.", "T1136"),
        ("De virusscanner werd uitgeschakeld.", "T1562.001"),
        ("De logboeken werden gewist.", "T1070.001"),
        ("De aanvallers verwijderden alle back-ups.", "T1490"),
        ("Het pakket delft Monero.", "T1496"),
        ("De indringers installeerden software voor beheer op afstand.", "T1219"),
        ("Een rootkit verbergt de bestanden.", "T1014"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "sentence", "number"),
    [(code, sentence, number) for code, told in TOLD.items() for sentence, number in told],
)
def test_a_technique_carries_its_number(code: str, sentence: str, number: str) -> None:
    found = stated(code, sentence, "employs")
    assert number in {what.split()[0] for _, what, holds in found if holds}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The malware does not take screenshots."),
        ("de", "Die Ereignisprotokolle wurden nicht gel\u00f6scht."),
        ("nl", "De logboeken werden niet gewist."),
    ],
)
def test_what_is_denied_is_no_technique(code: str, sentence: str) -> None:
    assert not any(holds for _, _, holds in stated(code, sentence, "employs"))


def test_a_tool_that_is_named_before_does_nothing_by_itself() -> None:
    found = stated("en", "With PsExec, Coldrake deletes the shadow copies.", "employs")
    assert not any("PsExec" in who and what.startswith("T1490") for who, what, _ in found)
