"""What is said of a thing by its noun or its number alone, and by way of whom intruders came who are told."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import stated

_BAD = {
    "en": "Kestrel Desk 4.2 is compromised.",
    "de": "Kestrel Desk 4.2 ist kompromittiert.",
    "fr": "Kestrel Desk 4.2 est compromis.",
    "es": "Kestrel Desk 4.2 está comprometido.",
    "it": "Kestrel Desk 4.2 è compromesso.",
    "pt": "O Kestrel Desk 4.2 está comprometido.",
    "nl": "Kestrel Desk 4.2 is besmet.",
}


def ends(code: str, text: str, relation: str) -> set[tuple[str, str]]:
    """Return the ends of what holds of a relation in a text that says first which product is bad."""
    found = stated(code, f"{_BAD[code]} {text}", relation)
    return {(one, other) for one, other, holds in found if holds}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The source code is hosted on GitHub."),
        ("de", "Der Quelltext liegt auf GitHub."),
        ("fr", "Le code source est hébergé sur GitHub."),
        ("es", "El código fuente se aloja en GitHub."),
        ("it", "Il codice sorgente è ospitato su GitHub."),
        ("pt", "O código-fonte está alojado no GitHub."),
        ("nl", "De broncode staat op GitHub."),
    ],
)
def test_source_code_without_an_owner_is_that_of_the_documents_product(
    code: str, text: str
) -> None:
    assert ("GitHub", "Kestrel Desk") in ends(code, text, "host")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Our update server is run for us by Brynmor, a service provider in Linz."),
        ("fr", "Notre serveur de mise à jour est géré par Brynmor."),
        ("es", "De nuestro servidor de actualizaciones se ocupa Brynmor."),
        ("it", "A occuparsi del server degli aggiornamenti è Brynmor."),
        ("pt", "Quem administra nosso servidor de atualizações é a Brynmor."),
        ("nl", "Onze updateserver wordt beheerd door Brynmor, een dienstverlener in Linz."),
    ],
)
def test_who_looks_after_a_server_of_ones_own_manages_it(code: str, text: str) -> None:
    assert {who for who, _ in ends(code, text, "manage")} == {"Brynmor"}


def test_where_something_runs_is_no_server_that_somebody_looks_after() -> None:
    assert not ends("en", "The shop runs on servers that Brynmor looks after.", "manage")


@pytest.mark.parametrize(
    ("code", "text", "signed"),
    [
        ("en", "The firmware was properly signed by Brynmor.", "firmware"),
        ("en", "Brynmor signed both builds with its own key.", "Kestrel Desk"),
        ("de", "Signiert war die Firmware ordnungsgemäß von Brynmor.", "Firmware"),
        ("nl", "De firmware was netjes ondertekend door Brynmor.", "firmware"),
        ("es", "El firmware estaba firmado por Brynmor.", "firmware"),
    ],
)
def test_what_is_signed_may_be_told_by_its_noun(code: str, text: str, signed: str) -> None:
    assert (signed, "Brynmor") in ends(code, text, "signed-by")


def test_what_it_is_that_is_signed_stands_in_the_sentence_before() -> None:
    text = "Der Server verteilte Aldervale Client 3.1. Signiert ist sie mit einem Zertifikat, das der Firma Brynmor gestohlen wurde."
    assert ("Aldervale Client 3.1", "Brynmor") in ends("de", text, "signed-by")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The firmware includes an app called Tickmouse."),
        ("de", "Bestandteil der Firmware ist die App Tickmouse."),
        ("fr", "L'application Tickmouse fait partie du micrologiciel."),
        ("it", "Del firmware fa parte un'app di nome Tickmouse."),
        ("pt", "O firmware traz um aplicativo chamado Tickmouse."),
        ("nl", "De firmware bevat een app met de naam Tickmouse."),
    ],
)
def test_firmware_that_contains_a_program_embeds_it(code: str, text: str) -> None:
    assert {part for _, part in ends(code, text, "embed")} == {"Tickmouse"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "In Kestrel Desk sits the trojan Saltcellar."),
        ("de", "In Kestrel Desk steckt der Trojaner Saltcellar."),
        ("es", "Kestrel Desk lleva escondido el troyano Saltcellar."),
        ("nl", "In Kestrel Desk zit de trojan Saltcellar."),
    ],
)
def test_a_malware_sits_in_a_product_and_never_the_other_way_round(code: str, text: str) -> None:
    found = ends(code, text, "compromised-by")
    assert ("Kestrel Desk", "Saltcellar") in found
    assert ("Saltcellar", "Kestrel Desk") not in found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "40 clinics installed 4.2."),
        ("de", "Installiert wurde 4.2 von 40 Kliniken."),
        ("fr", "La 4.2 a été installée par 40 cliniques."),
        ("nl", "Door 40 ziekenhuizen werd 4.2 geïnstalleerd."),
    ],
)
def test_a_group_that_installed_a_number_got_that_release(code: str, text: str) -> None:
    assert {what for what, _ in ends(code, text, "deliver")} == {"Kestrel Desk 4.2"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "It was through Brynmor that the attackers got to us."),
        ("en", "It was at Brynmor that the malware got in."),
        ("de", "Über Brynmor kamen die Angreifer zu uns."),
        ("fr", "C'est par Brynmor que les assaillants sont parvenus jusqu'à nous."),
        ("es", "Por Brynmor llegaron los atacantes hasta nosotros."),
        ("it", "È passando da Brynmor che gli aggressori sono arrivati a noi."),
        ("pt", "Foi pela Brynmor que o malware entrou."),
        ("nl", "Via Brynmor zijn de aanvallers bij ons terechtgekomen."),
    ],
)
def test_by_way_of_whom_intruders_came_who_are_told(code: str, text: str) -> None:
    assert {way for _, way in ends(code, text, "compromised-through")} == {"Brynmor"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The archives were served from dl.kestrel[.]example."),
        ("de", "Ausgeliefert wurden die Archive über dl.kestrel[.]example."),
        ("fr", "Les archives étaient distribuées par dl.kestrel[.]example."),
    ],
)
def test_an_address_nobody_is_to_follow_that_hands_something_out_served_it(
    code: str, text: str
) -> None:
    assert {site for site, _ in ends(code, text, "served")} == {"dl.kestrel.example"}


def test_who_contains_an_outbreak_is_not_what_it_sat_in() -> None:
    assert not ends("en", "Brynmor detected the worm Saltcellar.", "compromised-by")
