"""Who else was hit: whom an attack reached, who is one of those affected, whose data were taken."""

from __future__ import annotations

import pytest
from claimed import stated


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "The attack on the supplier Corvane also hit Askara, Rundal and Polderix.", ["Askara", "Rundal", "Polderix"]),
        ("de", "Der Angriff auf den Zulieferer Corvane traf auch Askara, Rundal und Polderix.", ["Askara", "Rundal", "Polderix"]),
        ("fr", "L'attaque contre le fournisseur Corvane a aussi touch\u00e9 Askara, Rundal et Polderix.", ["Askara", "Rundal", "Polderix"]),
        ("it", "L'attacco al fornitore Corvane ha colpito anche Askara, Rundal e Polderix.", ["Askara", "Rundal", "Polderix"]),
        ("pt", "O ataque \u00e0 fornecedora Corvane atingiu tamb\u00e9m a Askara, a Rundal e a Polderix.", ["Askara", "Rundal", "Polderix"]),
        ("nl", "De aanval op leverancier Corvane trof ook Askara, Rundal en Polderix.", ["Askara", "Rundal", "Polderix"]),
    ],
)  # fmt: skip
def test_whom_an_attack_on_a_supplier_reached_was_hit(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [who for who, what, holds in stated(code, text, "victim") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("de", "Askara geh\u00f6rt zu den Unternehmen, die von dem Einbruch bei Corvane betroffen sind.", ["Askara"]),
        ("fr", "Askara fait partie des entreprises touch\u00e9es par l'intrusion chez Corvane.", ["Askara"]),
        ("es", "Askara es una de las empresas afectadas por la intrusi\u00f3n en Corvane.", ["Askara"]),
        ("pt", "A Askara \u00e9 uma das empresas afetadas pela intrus\u00e3o na Corvane.", ["Askara"]),
    ],
)  # fmt: skip
def test_who_is_one_of_those_affected_was_hit(code: str, text: str, wanted: list[str]) -> None:
    names = [who for who, what, holds in stated(code, text, "victim") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Corvane was hacked. At Askara, employee data was stolen.", ["Askara"]),
        ("de", "Corvane wurde gehackt. Bei Askara wurden Mitarbeiterdaten gestohlen.", ["Askara"]),
        ("fr", "Corvane a \u00e9t\u00e9 pirat\u00e9e. Chez Askara, des donn\u00e9es d'employ\u00e9s ont \u00e9t\u00e9 vol\u00e9es.", ["Askara"]),
        ("nl", "Corvane werd gehackt. Bij Askara zijn personeelsgegevens gestolen.", ["Askara"]),
    ],
)  # fmt: skip
def test_at_whom_data_were_stolen_was_hit(code: str, text: str, wanted: list[str]) -> None:
    names = [who for who, what, holds in stated(code, text, "victim") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Fourteen hospitals have caught the malware Rustmoth by way of Corvane.", "Fourteen hospitals"),
        ("de", "14 Kliniken haben sich \u00fcber Corvane den Sch\u00e4dling Rustmoth eingefangen.", "14 Kliniken"),
        ("fr", "Neuf mairies ont perdu leurs fichiers \u00e0 cause du ran\u00e7ongiciel Rustmoth.", "Neuf mairies"),
        ("nl", "Negen gemeenten zijn hun bestanden kwijtgeraakt aan de gijzelsoftware Rustmoth.", "Negen gemeenten"),
    ],
)  # fmt: skip
def test_who_caught_a_malware_or_lost_files_to_it_was_hit(
    code: str, text: str, wanted: str
) -> None:
    assert wanted in {who for who, what, holds in stated(code, text, "victim") if holds}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The attack on Corvane was wide. The worst affected country is Portugal."),
        ("de", "Der Angriff auf Corvane war breit. Am schwersten betroffen ist Portugal."),
        ("es", "El ataque a Corvane fue amplio. El pa\u00eds m\u00e1s castigado es Portugal."),
        ("nl", "De aanval op Corvane was breed. Het zwaarst getroffen land is Portugal."),
    ],
)
def test_who_was_hit_hardest_was_hit(code: str, text: str) -> None:
    assert "Portugal" in {who for who, what, holds in stated(code, text, "victim") if holds}
