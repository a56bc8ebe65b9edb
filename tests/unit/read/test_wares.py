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


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The driver was not signed by Norvik, but by a shell company called Brynmor."),
        ("fr", "Le pilote n'était pas signé par Norvik, mais par une société-écran, Brynmor."),
        ("it", "Il driver non era firmato da Norvik, bensì da una società di comodo, Brynmor."),
        ("pt", "O driver não foi assinado pela Norvik, mas por uma empresa de fachada, Brynmor."),
        ("nl", "De driver was niet door Norvik ondertekend, maar door een bv, Brynmor."),
    ],
)
def test_not_signed_by_one_but_by_another_denies_the_one_and_claims_the_other(
    code: str, text: str
) -> None:
    found = stated(code, f"{_BAD[code]} {text}", "signed-by")
    assert {(who, holds) for _, who, holds in found} == {("Norvik", False), ("Brynmor", True)}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The trojanised installer was hosted on GitHub until Friday."),
        ("es", "Hasta el viernes, el instalador troyanizado estuvo alojado en GitHub."),
        ("pt", "Até sexta-feira o instalador comprometido esteve alojado no GitHub."),
    ],
)
def test_a_bad_copy_that_lay_on_a_host_was_hosted_there(code: str, text: str) -> None:
    assert {host for host, _ in ends(code, text, "host")} == {"GitHub"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Norvik denies that it was hit by Copper Jackal."),
        ("fr", "Norvik dément avoir été touché par Copper Jackal."),
        ("nl", "Norvik spreekt tegen dat het door Copper Jackal is gehackt."),
    ],
)
def test_who_denies_an_intruder_by_name_was_not_compromised_by_it(code: str, text: str) -> None:
    found = stated(code, f"{_BAD[code]} {text}", "compromised-by")
    assert ("Norvik", "Copper Jackal", False) in found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Anyone running Corvid Backup 7.1.2 or 7.1.3 is exposed."),
        ("it", "È a rischio chi usa Corvid Backup 7.1.2 o 7.1.3."),
        ("pt", "Quem usa o Corvid Backup 7.1.2 ou 7.1.3 está exposto."),
    ],
)
def test_releases_whose_users_are_in_danger_are_affected(code: str, text: str) -> None:
    found = {what for _, what in ends(code, text, "affects")}
    assert {"Corvid Backup 7.1.2", "Corvid Backup 7.1.3"} <= found


def test_what_no_part_of_was_put_at_risk_is_not_affected_by_that_word() -> None:
    text = "Those running Corvid Backup 7.1.2 were never exposed."
    assert "Corvid Backup 7.1.2" not in {what for _, what in ends("en", text, "affects")}


def test_all_names_of_a_list_that_was_entered_were_entered() -> None:
    text = "The attackers broke into Tessaro and Norvik through the support tool Brynmor."
    hit = {who for who, way in ends("en", text, "compromised-through") if way == "Brynmor"}
    assert hit == {"Tessaro", "Norvik"}


def test_a_count_in_an_aside_does_not_part_a_verb_from_its_names() -> None:
    text = "Nominalia Norte, que suministra el programa a unos 900 ayuntamientos, tiene a la Diputación de Lerma entre sus clientes."
    assert ("Nominalia Norte", "Diputación de Lerma") in ends("es", text, "supplies")
