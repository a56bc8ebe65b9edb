"""What may follow, though nobody is said to warn."""

from __future__ import annotations

import pytest
from claimed import stated


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Corvane was hacked in May. The stolen data could be used for phishing.", ["phishing"]),
        ("de", "Corvane wurde im Mai gehackt. Die gestohlenen Daten k\u00f6nnten f\u00fcr Phishing verwendet werden.", ["Phishing"]),
        ("fr", "Corvane a \u00e9t\u00e9 pirat\u00e9e en mai. Les donn\u00e9es vol\u00e9es pourraient \u00eatre utilis\u00e9es \u00e0 des fins d'hame\u00e7onnage.", ["hame\u00e7onnage"]),
        ("es", "Corvane fue hackeada en mayo. Los datos robados podr\u00edan ser utilizados para phishing.", ["phishing"]),
        ("it", "Corvane \u00e8 stata violata a maggio. I dati rubati potrebbero essere usati per il phishing.", ["phishing"]),
        ("pt", "A Corvane foi invadida em maio. Os dados roubados podem ser usados para phishing.", ["phishing"]),
        ("nl", "Corvane werd in mei gehackt. De gestolen gegevens kunnen worden gebruikt voor phishing.", ["phishing"]),
    ],
)  # fmt: skip
def test_that_stolen_data_could_be_misused_is_a_warning(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [what for who, what, holds in stated(code, text, "warns") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Askara was hacked. Those affected should expect fraudulent calls.", ["fraudulent calls"]),
        ("de", "Askara wurde gehackt. Betroffene m\u00fcssen mit betr\u00fcgerischen Anrufen rechnen.", ["betr\u00fcgerischen Anrufen"]),
        ("fr", "Askara a \u00e9t\u00e9 pirat\u00e9e. Les personnes concern\u00e9es doivent s'attendre \u00e0 des appels frauduleux.", ["appels frauduleux"]),
        ("es", "Askara fue hackeada. Los afectados deben esperar llamadas fraudulentas.", ["llamadas fraudulentas"]),
        ("it", "Askara \u00e8 stata violata. Gli interessati devono aspettarsi telefonate fraudolente.", ["telefonate fraudolente"]),
        ("pt", "A Askara foi invadida. Os afetados devem esperar chamadas fraudulentas.", ["chamadas fraudulentas"]),
        ("nl", "Askara werd gehackt. Getroffenen moeten rekening houden met frauduleuze telefoontjes.", ["frauduleuze telefoontjes"]),
    ],
)  # fmt: skip
def test_what_those_affected_should_expect_is_a_warning(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [what for who, what, holds in stated(code, text, "warns") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", '"Criminals may use the data from Askara for blackmail," said Jana Novak.', ["Novak"]),
        ("de", '"Kriminelle k\u00f6nnen die Daten von Askara f\u00fcr Erpressungen nutzen", sagte Jana Novak.', ["Novak"]),
        ("fr", "\u00ab Des criminels peuvent utiliser les donn\u00e9es d'Askara pour du chantage \u00bb, a d\u00e9clar\u00e9 Jana Novak.", ["Novak"]),
        ("es", '"Los delincuentes pueden usar los datos de Askara para chantajes", dijo Jana Novak.', ["Novak"]),
        ("it", '"I criminali possono usare i dati di Askara per ricatti", ha detto Jana Novak.', ["Novak"]),
        ("pt", '"Criminosos podem usar os dados da Askara para chantagem", disse Jana Novak.', ["Novak"]),
        ("nl", '"Criminelen kunnen de gegevens van Askara gebruiken voor afpersing", zei Jana Novak.', ["Novak"]),
    ],
)  # fmt: skip
def test_who_says_what_criminals_may_do_warns(code: str, text: str, wanted: list[str]) -> None:
    names = [who for who, what, holds in stated(code, text, "warns") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Rundal was breached. Further attacks cannot be ruled out.", ["urther attacks"]),
        ("fr", "Rundal a \u00e9t\u00e9 pirat\u00e9e. De nouvelles attaques ne sont pas exclues.", ["nouvelles attaques"]),
        ("es", "Rundal fue hackeada. No se descartan nuevos ataques.", ["nuevos ataques"]),
        ("it", "Rundal \u00e8 stata violata. Non si escludono nuovi attacchi.", ["nuovi attacchi"]),
        ("pt", "A Rundal foi invadida. Novos ataques n\u00e3o est\u00e3o descartados.", ["ovos ataques"]),
        ("nl", "Rundal werd gehackt. Verdere aanvallen zijn niet uitgesloten.", ["erdere aanvallen"]),
    ],
)  # fmt: skip
def test_that_more_attacks_cannot_be_ruled_out_is_a_warning(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [what for who, what, holds in stated(code, text, "warns") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The update of TaskLoom could be installed without a restart."),
        ("de", "Das Update von TaskLoom konnte ohne Neustart installiert werden."),
        ("fr", "La mise \u00e0 jour de TaskLoom a pu \u00eatre install\u00e9e sans red\u00e9marrage."),
        ("es", "La actualizaci\u00f3n de TaskLoom pudo instalarse sin reiniciar."),
        ("it", "L'aggiornamento di TaskLoom poteva essere installato senza riavvio."),
        ("pt", "A atualiza\u00e7\u00e3o do TaskLoom p\u00f4de ser instalada sem reiniciar."),
        ("nl", "De update van TaskLoom kon zonder herstart worden ge\u00efnstalleerd."),
        ("en", "The data of Askara could be restored from a backup."),
        ("de", "Die Daten von Askara konnten aus einer Sicherung wiederhergestellt werden."),
        ("fr", "Les donn\u00e9es d'Askara ont pu \u00eatre restaur\u00e9es \u00e0 partir d'une sauvegarde."),
        ("es", "Los datos de Askara pudieron restaurarse desde una copia."),
        ("it", "I dati di Askara hanno potuto essere ripristinati da una copia."),
        ("pt", "Os dados da Askara puderam ser restaurados a partir de uma c\u00f3pia."),
        ("nl", "De gegevens van Askara konden uit een back-up worden hersteld."),
        ("en", "Customers of Rundal can expect a refund."),
        ("de", "Kunden von Rundal k\u00f6nnen mit einer Erstattung rechnen."),
        ("fr", "Les clients de Rundal peuvent s'attendre \u00e0 un remboursement."),
        ("es", "Los clientes de Rundal pueden esperar un reembolso."),
        ("it", "I clienti di Rundal possono aspettarsi un rimborso."),
        ("pt", "Os clientes da Rundal podem esperar um reembolso."),
        ("nl", "Klanten van Rundal kunnen rekenen op een terugbetaling."),
    ],
)  # fmt: skip
def test_what_could_be_done_without_harm_is_no_warning(code: str, text: str) -> None:
    assert stated(code, text, "warns") == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Expect other providers to be next: one break-in at Corvane opened dozens of doors.",
        ),
        ("de", "Es wird weitere Dienstleister treffen, denn der Einbruch bei Corvane war leicht."),
        ("fr", "D'autres prestataires y passeront, car une seule effraction suffit."),
        ("es", "Les tocará a otros proveedores: basta con entrar en uno."),
        ("it", "Toccherà ad altri fornitori: basta entrare in uno."),
        ("pt", "Outros prestadores hão de seguir-se: basta entrar num."),
        ("nl", "Andere dienstverleners zullen volgen, want één inbraak is genoeg."),
    ],
)
def test_that_others_will_be_hit_next_is_a_warning(code: str, text: str) -> None:
    assert [holds for _, _, holds in stated(code, text, "warns")] == [True]


def test_an_authority_without_a_name_warns_too() -> None:
    text = "Die gestohlenen Adressen könnten für Phishing missbraucht werden, warnt die Datenschutzbehörde."
    assert any("Datenschutz" in who for who, _, _ in stated("de", text, "warns"))
