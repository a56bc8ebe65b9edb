"""Ends of claims that have no name: suppliers by way of whom somebody was hit, systems that are sound, shops."""

from __future__ import annotations

import pytest
from claimed import stated


@pytest.mark.parametrize(
    ("code", "text", "noun"),
    [
        ("en", "The bank Askara says that data were stolen in a cyberattack on one of its service providers.", "service provider"),
        ("de", "Bei einem Angriff auf einen externen Dienstleister der Bank Askara wurden Daten gestohlen.", "Dienstleister"),
        ("fr", "Askara indique que des donn\u00e9es ont \u00e9t\u00e9 vol\u00e9es lors d'un piratage chez l'un de ses prestataires.", "prestataire"),
        ("es", "Un proveedor de la aseguradora Askara sufri\u00f3 un ciberataque.", "proveedor"),
        ("it", "Un fornitore della banca Askara \u00e8 stato violato a maggio.", "fornitore"),
        ("pt", "Um fornecedor da seguradora Askara foi hackeado em maio.", "fornecedor"),
        ("nl", "Een ICT-dienstverlener van verzekeraar Askara werd in mei gehackt.", "dienstverlener"),
    ],
)  # fmt: skip
def test_whose_supplier_was_hit_was_entered_by_way_of_it(code: str, text: str, noun: str) -> None:
    ways = [(who, what) for who, what, _ in stated(code, text, "compromised-through")]
    assert [("Askara" in who, noun in what) for who, what in ways] == [(True, True)]
    makers = [(who, what) for who, what, _ in stated(code, text, "supplies")]
    assert any(noun in who and "Askara" in what for who, what in makers)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Askara warned its suppliers of a new wave of attacks."),
        ("en", "No supplier of Askara was attacked."),
        ("de", "Der Dienstleister von Askara wurde nicht gehackt."),
        ("fr", "On ne sait pas si un prestataire d'Askara a \u00e9t\u00e9 pirat\u00e9."),
        ("es", "Askara, un proveedor de hospitales, fue atacada."),
        ("it", "Nessun fornitore di Askara \u00e8 stato attaccato."),
        ("pt", "Um ataque por um fornecedor da Askara foi descoberto."),
        ("nl", "Geen enkele leverancier van Askara werd aangevallen."),
    ],
)  # fmt: skip
def test_a_supplier_that_was_not_hit_is_no_way_in(code: str, text: str) -> None:
    assert not [each for each in stated(code, text, "compromised-through") if each[2]]


def test_an_incident_is_not_called_by_the_plain_noun_of_a_supplier() -> None:
    text = "The attack on Askara began at one of its vendors. An outside vendor of Askara was hacked. Names and addresses were stolen."
    assert all("vendor" not in who for who, _, _ in stated("en", text, "collects"))


@pytest.mark.parametrize(
    ("code", "text", "thing"),
    [
        ("en", "Neither the repository nor the build servers were tampered with.", "build servers"),
        ("de", "Die internen Systeme der Bank waren zu keinem Zeitpunkt betroffen.", "internen Systeme"),
        ("fr", "Aucun serveur de production n'a \u00e9t\u00e9 compromis.", "serveur"),
        ("es", "El incidente no afect\u00f3 a los sistemas internos del banco.", "sistemas internos"),
        ("it", "L'incidente non ha coinvolto i sistemi interni della banca.", "sistemi interni"),
        ("pt", "Nenhum servidor de produ\u00e7\u00e3o foi comprometido.", "servidor"),
        ("nl", "Er zijn geen aanwijzingen dat de broncode is gewijzigd.", "broncode"),
    ],
)  # fmt: skip
def test_a_system_that_was_not_hit_is_not_affected(code: str, text: str, thing: str) -> None:
    assert any(thing in what and not holds for _, what, holds in stated(code, text, "affects"))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The servers had not been updated for two years."),
        ("en", "It is not known whether the build servers were compromised."),
        ("en", "Affected and unaffected products"),
        ("de", "Nicht nur die Website wurde kompromittiert."),
        ("fr", "Leurs syst\u00e8mes sont rest\u00e9s intacts, dit Askara."),
        ("es", "La empresa no ha dicho cu\u00e1l es el n\u00famero de dispositivos afectados."),
    ],
)  # fmt: skip
def test_what_is_not_said_of_a_system_leaves_it_alone(code: str, text: str) -> None:
    assert not [each for each in stated(code, text, "affects") if not each[2]]


@pytest.mark.parametrize(
    ("code", "text", "thing"),
    [
        ("en", "Researchers found 42 malicious extensions in the Chrome Web Store.", "extensions"),
        ("de", "Google entfernte 60 b\u00f6sartige Apps aus dem Play Store.", "Apps"),
        ("fr", "Google a retir\u00e9 60 applications malveillantes du Play Store.", "applications"),
        ("es", "Los investigadores hallaron 42 extensiones maliciosas en la Chrome Web Store.", "extensiones"),
        ("it", "I ricercatori hanno trovato 42 estensioni malevole nel Chrome Web Store.", "estensioni"),
        ("pt", "Pesquisadores encontraram 42 extens\u00f5es maliciosas na Chrome Web Store.", "extens\u00f5es"),
        ("nl", "Onderzoekers vonden 42 kwaadaardige extensies in de Chrome Web Store.", "extensies"),
    ],
)  # fmt: skip
def test_a_shop_served_the_bad_apps_that_were_found_in_it(code: str, text: str, thing: str) -> None:
    assert any("Store" in who and thing in what for who, what, _ in stated(code, text, "served"))


@pytest.mark.parametrize(
    ("code", "text", "seller", "goods"),
    [
        ("en", "The retailer Castrovia sold picture frames with a virus.", "Castrovia", "picture frames"),
        ("de", "Der H\u00e4ndler Castrovia verkaufte Bilderrahmen mit einem Virus.", "Castrovia", "Bilderrahmen"),
        ("es", "La cadena Castrovia vendi\u00f3 marcos digitales con un troyano.", "Castrovia", "marcos"),
        ("nl", "Winkelketen Castrovia verkocht fotolijsten met een virus.", "Castrovia", "fotolijsten"),
    ],
)  # fmt: skip
def test_who_sold_infected_goods_served_them(code: str, text: str, seller: str, goods: str) -> None:
    found = stated(code, text, "served")
    assert any(seller in who and goods in what for who, what, _ in found)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Inkwell is available in the Chrome Web Store and has a million users."),
        ("de", "Google pr\u00fcft Apps im Play Store auf Schadcode."),
        ("fr", "Google contr\u00f4le les applications du Play Store \u00e0 la recherche de code malveillant."),
        ("en", "Users should only install apps from the Play Store to avoid malicious software."),
        ("en", "Castrovia sold 40,000 picture frames last year."),
    ],
)  # fmt: skip
def test_a_shop_where_nothing_bad_was_found_served_nothing(code: str, text: str) -> None:
    assert stated(code, text, "served") == []


def test_a_server_delivered_the_release_that_is_bad() -> None:
    text = "Affected is Inkwell 4.2. From 3 May on, updates.inkwell.example delivered Inkwell 4.2."
    assert ("updates.inkwell.example", "Inkwell 4.2", True) in stated("en", text, "served")


def test_an_everyday_noun_tied_to_it_or_ict_is_no_name() -> None:
    text = "De ICT-dienstverlener werd gehackt. Ook Askara is getroffen door de hack."
    assert {who for who, _, _ in stated("nl", text, "victim")} == {"Askara"}


@pytest.mark.parametrize(
    ("code", "text", "thing"),
    [
        ("en", "Hit was Askara's backup program Inkwell.", "Inkwell"),
        ("en", "Attackers poisoned the Inkwell app. The program Inkwell by Askara was infected.", "Inkwell"),
        ("de", "Betroffen ist das Programm Inkwell der Firma Askara.", "Inkwell"),
        ("de", "Infiziert waren Handys der Marke Askara.", "Handys"),
        ("fr", "Le logiciel Inkwell de l'\u00e9diteur Askara a \u00e9t\u00e9 pirat\u00e9.", "Inkwell"),
        ("es", "El programa Inkwell de la empresa Askara fue manipulado.", "Inkwell"),
        ("it", "Il software Inkwell dell'azienda Askara \u00e8 stato compromesso.", "Inkwell"),
        ("pt", "O software Inkwell da empresa Askara foi infectado.", "Inkwell"),
        ("nl", "Het programma Inkwell van het bedrijf Askara is besmet.", "Inkwell"),
    ],
)  # fmt: skip
def test_a_preposition_or_a_genitive_ties_a_product_to_its_maker(
    code: str, text: str, thing: str
) -> None:
    found = stated(code, text, "supplies")
    assert any("Askara" in who and thing in what for who, what, _ in found)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Attackers infected the system Inkwell of the hospital Askara."),
        ("en", "The attackers defaced the website of Askara."),
        ("de", "Die Angreifer verschl\u00fcsselten die Server von Askara."),
        ("fr", "Des pirates ont infect\u00e9 le logiciel Inkwell de l'h\u00f4pital Askara."),
    ],
)  # fmt: skip
def test_who_only_runs_a_system_makes_none(code: str, text: str) -> None:
    assert not [each for each in stated(code, text, "supplies") if "Askara" in each[0]]


def test_who_was_hit_is_the_victim_of_what_is_called_after_its_first_word() -> None:
    text = "La Mutua Madrile\u00f1a sufre un ciberataque. El ciberataque a Mutua fue descubierto en mayo. Mutua lo confirm\u00f3."
    assert any(who == "Mutua Madrile\u00f1a" for who, _, _ in stated("es", text, "victim"))


@pytest.mark.parametrize(
    ("code", "text", "whose"),
    [
        ("en", "Files with personal details of 40,000 customers were stolen from Askara.", "40,000"),
        ("de", "Die Daten von 40.000 Kunden der Askara wurden bei dem Angriff gestohlen.", "40.000"),
        ("fr", "Les donn\u00e9es de 40 000 clients d'Askara ont \u00e9t\u00e9 vol\u00e9es.", "40 000"),
        ("es", "Los datos de 40.000 clientes de Askara fueron robados.", "40.000"),
        ("it", "I dati di 40.000 clienti di Askara sono stati rubati.", "40.000"),
        ("pt", "Os dados de 40.000 clientes da Askara foram roubados.", "40.000"),
        ("nl", "De gegevens van 40.000 klanten van Askara liggen op straat.", "40.000"),
    ],
)  # fmt: skip
def test_whose_data_were_taken_was_hit(code: str, text: str, whose: str) -> None:
    opening = {"nl": "De aanval op Askara werd in mei ontdekt. "}.get(code, "")
    assert any(whose in who for who, _, holds in stated(code, opening + text, "victim") if holds)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The data of 40,000 customers were not stolen from Askara."),
        ("de", "Askara verwaltet die Daten von 40.000 Kunden."),
        ("es", "No se sabe si los datos de 40.000 clientes de Askara fueron robados."),
    ],
)  # fmt: skip
def test_whose_data_were_not_taken_was_not_hit(code: str, text: str) -> None:
    assert not [who for who, _, holds in stated(code, text, "victim") if holds and "40" in who]


@pytest.mark.parametrize("mark", ["'", "\u2019"])
def test_systems_that_are_somebody_s_own_are_not_told_without_their_owner(mark: str) -> None:
    told = f"3CX was hit. But the root cause was not a compromise of 3CX{mark}s own infrastructure \u2014 it was traced back to a separate, earlier supply chain attack."
    assert not any("own" in thing for _, thing, _ in stated("en", told, "affects"))
