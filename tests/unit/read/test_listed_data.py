"""Lists of what was taken: what is said of one item is said of the others, and who denies the first denies all."""

from __future__ import annotations

import pytest
from claimed import stated


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("de", "Meldin wurde angegriffen. Gestohlen wurden Adressen, Telefonnummern, Speisew\u00fcnsche und SSH-Schl\u00fcssel.", ["Speisew\u00fcnsche", "SSH"]),
        ("fr", "Les donn\u00e9es vol\u00e9es comprennent les noms, les dates de naissance, les points de fid\u00e9lit\u00e9 et les num\u00e9ros de si\u00e8ge.", ["points de fid\u00e9lit\u00e9"]),
        ("es", "Los datos robados incluyen nombres, fechas de nacimiento, puntos de fidelidad y estado civil.", ["puntos", "estado civil"]),
        ("pt", "Entre os dados vazados est\u00e3o endere\u00e7os, telefones, prefer\u00eancias de viagem e cargo.", ["prefer\u00eancias", "cargo"]),
        ("it", "Tra i dati sottratti ci sono indirizzi, numeri di telefono, preferenze di viaggio e stato civile.", ["preferenze"]),
    ],
)  # fmt: skip
def test_the_items_of_a_list_of_which_one_was_taken_were_taken(
    code: str, text: str, wanted: list[str]
) -> None:
    names = [what for _, what, holds in stated(code, text, "collects") if holds is True]
    assert all(any(each in name for name in names) for each in wanted)


def test_a_name_in_a_list_of_data_is_data_and_one_of_a_malware_or_a_host_is_none() -> None:
    text = "The hackers stole passwords, SSH keys and seat maps."
    names = [what for _, what, _ in stated("en", text, "collects")]
    assert any("SSH" in each for each in names)
    text = "The backdoor Mudejar, passwords and files.corvane.example were found by Fabrikam."
    names = [what for _, what, _ in stated("en", text, "collects")]
    assert not any("Mudejar" in each or "corvane" in each for each in names)


@pytest.mark.parametrize(
    ("code", "text", "spared"),
    [
        ("en", "Fabrikam said no other personal information, such as passport, government identity or card numbers, was affected.", "passport"),
        ("pt", "Esses dados n\u00e3o incluem senha, assinatura eletr\u00f4nica, biometria e documentos.", "biometria"),
    ],
)  # fmt: skip
def test_who_denies_the_first_item_of_a_list_denies_all(code: str, text: str, spared: str) -> None:
    told = [(what, holds) for _, what, holds in stated(code, text, "collects") if spared in what]
    assert (spared, True) not in told
    assert not any(holds for _, holds in told)


def test_a_denial_of_one_list_is_none_of_the_next() -> None:
    text = "Aunque no se han filtrado datos bancarios o contrase\u00f1as, informaci\u00f3n sensible como nombres y detalles de contacto ha quedado expuesta."
    told = {what: holds for _, what, holds in stated("es", text, "collects")}
    assert any(holds for what, holds in told.items() if "detalles" in what)
