"""What was taken, where no word of taking leads to it."""

from __future__ import annotations

import pytest
from claimed import stated


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "The theft of patient files at Corvane was noticed on Monday.", ["patient files"]),
        ("de", "Der Diebstahl von Patientenakten bei Corvane fiel am Montag auf.", ["Patientenakten"]),
        ("fr", "Le vol de dossiers de patients chez Corvane a \u00e9t\u00e9 remarqu\u00e9 lundi.", ["dossiers de patients"]),
        ("es", "El robo de historiales de pacientes en Corvane se detect\u00f3 el lunes.", ["historiales de pacientes"]),
        ("it", "Il furto di cartelle dei pazienti presso Corvane \u00e8 stato notato luned\u00ec.", ["cartelle dei pazienti"]),
        ("pt", "O furto de prontu\u00e1rios de pacientes na Corvane foi notado na segunda-feira.", ["prontu\u00e1rios de pacientes"]),
        ("nl", "De diefstal van pati\u00ebntendossiers bij Corvane viel maandag op.", ["pati\u00ebntendossiers"]),
    ],
)  # fmt: skip
def test_what_a_noun_of_taking_names_was_taken(code: str, text: str, wanted: list[str]) -> None:
    names = [what for who, what, holds in stated(code, text, "collects") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Addresses and telephone numbers of Askara's customers were exposed in the incident.", ["ddresses", "telephone numbers"]),
        ("de", "Bei dem Vorfall wurden Anschriften und Telefonnummern der Kunden von Askara offengelegt.", ["Anschriften", "Telefonnummern"]),
        ("fr", "Les adresses et les num\u00e9ros de t\u00e9l\u00e9phone des clients d'Askara ont \u00e9t\u00e9 expos\u00e9s lors de l'incident.", ["adresses", "num\u00e9ros de t\u00e9l\u00e9phone"]),
        ("es", "Las direcciones y los n\u00fameros de tel\u00e9fono de los clientes de Askara quedaron expuestos en el incidente.", ["direcciones", "n\u00fameros de tel\u00e9fono"]),
        ("it", "Gli indirizzi e i numeri di telefono dei clienti di Askara sono stati esposti nell'incidente.", ["indirizzi", "numeri di telefono"]),
        ("pt", "Os endere\u00e7os e os n\u00fameros de telefone dos clientes da Askara foram expostos no incidente.", ["endere\u00e7os", "n\u00fameros de telefone"]),
        ("nl", "Bij het incident lagen adressen en telefoonnummers van klanten van Askara op straat.", ["adressen", "telefoonnummers"]),
    ],
)  # fmt: skip
def test_data_that_are_said_to_be_exposed_were_taken(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [what for who, what, holds in stated(code, text, "collects") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Corvane was attacked in March. The breach concerns contracts and invoices.", ["contracts", "invoices"]),
        ("de", "Corvane wurde im M\u00e4rz angegriffen. Betroffen sind Vertr\u00e4ge und Rechnungen.", ["Vertr\u00e4ge", "Rechnungen"]),
        ("fr", "Corvane a \u00e9t\u00e9 attaqu\u00e9e en mars. La fuite concerne des contrats et des factures.", ["contrats", "factures"]),
        ("es", "Corvane fue atacada en marzo. La brecha afecta a contratos y facturas.", ["contratos", "facturas"]),
        ("it", "Corvane \u00e8 stata attaccata a marzo. La violazione riguarda contratti e fatture.", ["contratti", "fatture"]),
        ("pt", "A Corvane foi atacada em mar\u00e7o. O vazamento envolve contratos e faturas.", ["contratos", "faturas"]),
        ("nl", "Corvane werd in maart aangevallen. Het gaat om contracten en facturen.", ["contracten", "facturen"]),
    ],
)  # fmt: skip
def test_what_a_breach_concerns_was_taken(code: str, text: str, wanted: list[str]) -> None:
    names = [what for who, what, holds in stated(code, text, "collects") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "The intruders had access to the medical records of Askara.", ["medical records"]),
        ("de", "Die Eindringlinge hatten Zugriff auf die Krankenakten von Askara.", ["Krankenakten"]),
        ("fr", "Les intrus ont eu acc\u00e8s aux dossiers m\u00e9dicaux d'Askara.", ["dossiers m\u00e9dicaux"]),
        ("es", "Los intrusos tuvieron acceso a los historiales m\u00e9dicos de Askara.", ["historiales m\u00e9dicos"]),
        ("it", "Gli intrusi hanno avuto accesso alle cartelle cliniche di Askara.", ["cartelle cliniche"]),
        ("pt", "Os invasores tiveram acesso aos registros m\u00e9dicos da Askara.", ["registros m\u00e9dicos"]),
        ("nl", "De indringers hadden toegang tot de medische dossiers van Askara.", ["medische dossiers"]),
    ],
)  # fmt: skip
def test_what_intruders_had_access_to_was_taken(code: str, text: str, wanted: list[str]) -> None:
    names = [what for who, what, holds in stated(code, text, "collects") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "The hackers are offering identity cards from Rundal for sale on the dark web.", ["identity cards"]),
        ("de", "Die Hacker bieten Personalausweise von Rundal im Darknet zum Verkauf an.", ["Personalausweise"]),
        ("fr", "Les pirates proposent \u00e0 la vente des cartes d'identit\u00e9 de Rundal sur le dark web.", ["cartes d'identit\u00e9"]),
        ("es", "Los piratas ofrecen en venta documentos de identidad de Rundal en la dark web.", ["documentos de identidad"]),
        ("it", "Gli hacker mettono in vendita sul dark web carte d'identit\u00e0 di Rundal.", ["carte d'identit\u00e0"]),
        ("pt", "Os hackers oferecem \u00e0 venda documentos de identidade da Rundal na dark web.", ["documentos de identidade"]),
        ("nl", "De hackers bieden identiteitskaarten van Rundal te koop aan op het darkweb.", ["identiteitskaarten"]),
    ],
)  # fmt: skip
def test_what_thieves_offer_for_sale_was_taken(code: str, text: str, wanted: list[str]) -> None:
    names = [what for who, what, holds in stated(code, text, "collects") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Rundal was hacked. Credit card numbers were not affected.", ["redit card numbers"]),
        ("de", "Rundal wurde gehackt. Kreditkartennummern sind nicht betroffen.", ["Kreditkartennummern"]),
        ("fr", "Rundal a \u00e9t\u00e9 pirat\u00e9e. Les num\u00e9ros de carte bancaire ne sont pas concern\u00e9s.", ["num\u00e9ros de carte"]),
        ("es", "Rundal fue hackeada. Los n\u00fameros de tarjeta no se vieron afectados.", ["n\u00fameros de tarjeta"]),
        ("it", "Rundal \u00e8 stata violata. I numeri delle carte di credito non sono coinvolti.", ["numeri delle carte"]),
        ("pt", "A Rundal foi invadida. Os n\u00fameros de cart\u00e3o n\u00e3o foram afetados.", ["n\u00fameros de cart\u00e3o"]),
        ("nl", "Rundal werd gehackt. Creditcardnummers zijn niet getroffen.", ["Creditcardnummers"]),
    ],
)  # fmt: skip
def test_data_that_are_said_not_to_be_affected_were_not_taken(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [what for who, what, holds in stated(code, text, "collects") if holds is False]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("de", "Corvane wurde im Mai gehackt. Unter den gestohlenen Daten sind Namen, Geburtsdaten und Bankverbindungen.", ["Namen", "Geburtsdaten", "Bankverbindungen"]),
        ("fr", "Corvane a \u00e9t\u00e9 pirat\u00e9e en mai. Parmi les donn\u00e9es vol\u00e9es figurent des noms, des dates de naissance et des coordonn\u00e9es bancaires.", ["noms", "dates de naissance", "coordonn\u00e9es bancaires"]),
        ("es", "Corvane fue hackeada en mayo. Entre los datos robados figuran nombres, fechas de nacimiento y datos bancarios.", ["nombres", "fechas de nacimiento", "datos bancarios"]),
        ("it", "Corvane \u00e8 stata violata a maggio. Tra i dati rubati ci sono nomi, date di nascita e coordinate bancarie.", ["nomi", "date di nascita", "coordinate bancarie"]),
        ("pt", "A Corvane foi invadida em maio. Entre os dados roubados est\u00e3o nomes, datas de nascimento e dados banc\u00e1rios.", ["nomes", "datas de nascimento", "dados banc\u00e1rios"]),
        ("nl", "Corvane werd in mei gehackt. Onder de gestolen gegevens zijn namen, geboortedata en bankgegevens.", ["namen", "geboortedata", "bankgegevens"]),
    ],
)  # fmt: skip
def test_what_is_among_the_stolen_data_was_taken(code: str, text: str, wanted: list[str]) -> None:
    names = [what for who, what, holds in stated(code, text, "collects") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Corvane stores the names and addresses of its customers in Ireland."),
        ("de", "Corvane speichert Namen und Anschriften seiner Kunden in Irland."),
        ("fr", "Corvane conserve les noms et les adresses de ses clients en Irlande."),
        ("es", "Corvane guarda los nombres y las direcciones de sus clientes en Irlanda."),
        ("it", "Corvane conserva i nomi e gli indirizzi dei suoi clienti in Irlanda."),
        ("pt", "A Corvane guarda os nomes e os endere\u00e7os dos seus clientes na Irlanda."),
        ("nl", "Corvane bewaart de namen en adressen van zijn klanten in Ierland."),
        ("en", "Customers of Askara should change their passwords after the attack."),
        ("de", "Kunden von Askara sollten nach dem Angriff ihre Passw\u00f6rter \u00e4ndern."),
        ("fr", "Les clients d'Askara devraient changer leurs mots de passe apr\u00e8s l'attaque."),
        ("es", "Los clientes de Askara deber\u00edan cambiar sus contrase\u00f1as tras el ataque."),
        ("it", "I clienti di Askara dovrebbero cambiare le password dopo l'attacco."),
        ("pt", "Os clientes da Askara devem trocar as senhas ap\u00f3s o ataque."),
        ("nl", "Klanten van Askara moeten na de aanval hun wachtwoorden wijzigen."),
    ],
)  # fmt: skip
def test_data_that_a_company_keeps_or_readers_should_change_were_not_taken(
    code: str, text: str
) -> None:
    assert stated(code, text, "collects") == []


def test_a_word_of_entering_between_of_and_a_noun_belongs_to_the_noun() -> None:
    text = "The breach at Corvane involved theft of access tokens, login credentials and API keys."
    names = {what for who, what, holds in stated("en", text, "collects") if holds is True}
    assert {"access tokens", "login credentials"} <= names
