"""Who and what came through: said far from whom it is said of, by a label, by "nor", by a denial."""

from __future__ import annotations

import pytest
from claimed import OPENING, stated


def _spared(code: str, text: str, relation: str) -> set[str]:
    end = 0 if relation == "victim" else 1
    told = f"{OPENING[code]} {OPENING[code]} {text}"  # twice, so that it is what the text is about
    return {each[end] for each in stated(code, told, relation) if not each[2]}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Norvik, a customer of Quellmar too, came through unscathed."),
        ("de", "Norvik, ebenfalls Kunde von Quellmar, kam ungeschoren davon."),
        ("fr", "Norvik, pourtant cliente de Quellmar elle aussi, s'en sort indemne."),
        ("es", "Norvik, que tambi\u00e9n es cliente de Quellmar, sali\u00f3 indemne."),
        ("it", "Ne \u00e8 uscita illesa Norvik, che pure \u00e8 cliente di Quellmar."),
        ("pt", "A Norvik, tamb\u00e9m cliente da Quellmar, escapou."),
        ("nl", "Norvik, dat ook klant is bij Quellmar, kwam er zonder kleerscheuren van af."),
    ],
)
def test_an_aside_does_not_part_whom_an_attack_spared_from_the_word_that_says_so(
    code: str, text: str
) -> None:
    assert _spared(code, text, "victim") == {"Norvik"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The shipping line Tessaro uses NetGlider as well, but was not hit."),
        ("de", "Die Reederei Tessaro arbeitet mit NetGlider, wurde aber nicht getroffen."),
        (
            "fr",
            "L'armateur Tessaro travaille avec NetGlider, mais n'a pas \u00e9t\u00e9 touch\u00e9.",
        ),
        ("es", "La naviera Tessaro trabaja con NetGlider, pero no result\u00f3 afectada."),
        ("it", "L'armatore Tessaro lavora con NetGlider, ma non \u00e8 stato colpito."),
        ("pt", "A armadora Tessaro trabalha com o NetGlider, mas n\u00e3o foi atingida."),
        ("nl", "De rederij Tessaro werkt met NetGlider, maar werd niet getroffen."),
    ],
)
def test_a_second_predicate_without_a_subject_has_that_of_the_first(code: str, text: str) -> None:
    assert "Tessaro" in _spared(code, text, "victim")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "- Not affected: MediTrack Desktop"),
        ("de", "- Nicht betroffen: MediTrack Desktop"),
        ("it", "- Non colpito: MediTrack Desktop"),
        ("pt", "- N\u00e3o afetado: MediTrack Desktop"),
        ("nl", "- Niet getroffen: MediTrack Desktop"),
    ],
)
def test_a_label_says_that_what_stands_beside_it_is_not_affected(code: str, text: str) -> None:
    assert any(each.startswith("MediTrack") for each in _spared(code, text, "affects"))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "NetGlider for Linux is not affected, nor is NetGlider Light."),
        ("de", "Nicht betroffen ist NetGlider f\u00fcr Linux, ebenso wenig NetGlider Light."),
        ("fr", "NetGlider pour Linux n'est pas concern\u00e9, pas plus que NetGlider Light."),
        (
            "es",
            "NetGlider para Linux no est\u00e1 afectado, como tampoco lo est\u00e1 NetGlider Light.",
        ),
        ("pt", "O NetGlider para Linux n\u00e3o \u00e9 afetado, tal como o NetGlider Light."),
        ("nl", "NetGlider voor Linux is niet getroffen, evenmin als NetGlider Light."),
    ],
)
def test_what_nor_adds_is_not_affected_either(code: str, text: str) -> None:
    assert "NetGlider Light" in _spared(code, text, "affects")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Stratoval d\u00e9ment toute intrusion dans ses serveurs."),
        ("it", "Stratoval nega che i suoi server siano stati violati."),
        ("pt", "A Stratoval nega que os seus servidores tenham sido invadidos."),
    ],
)
def test_who_denies_an_intrusion_into_its_own_servers_is_no_victim_by_its_own_word(
    code: str, text: str
) -> None:
    assert _spared(code, text, "victim") == {"Stratoval"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Nobody knows how many customers of Norvik were hit."),
        ("en", "Not all branches of Norvik were hit."),
        ("nl", "Niet alle filialen van Norvik zijn getroffen."),
        ("de", "Ob Norvik getroffen wurde, wei\u00df niemand."),
        ("fr", "On ne sait pas si Norvik a \u00e9t\u00e9 touch\u00e9e."),
    ],
)
def test_a_denial_of_something_else_spares_nobody(code: str, text: str) -> None:
    assert _spared(code, text, "victim") == set()
