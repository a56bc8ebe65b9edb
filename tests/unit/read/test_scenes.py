"""What a clause says by its words, in whatever order they stand."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts, told


def said(code: str, sentence: str, relation: str) -> set[tuple[str, str, bool]]:
    """Return (subject, object, holds) of a relation, the incident named in a sentence before."""
    found = told(drafts(code, OPENING[code], sentence, begun=True))
    return {(who, what, holds) for who, verb, what, holds in found if verb == relation}


@pytest.mark.parametrize(
    ("code", "sentence", "who"),
    [
        ("en", "In all, more than 4,000 organisations had the tampered update on their machines after being compromised.", "more than 4,000 organisations"),
        ("de", "Betroffen sind nach bisherigem Stand mehr als 4.000 Unternehmen.", "mehr als 4.000 Unternehmen"),
        ("fr", "Au total, plus de 4 000 entreprises auraient \u00e9t\u00e9 touch\u00e9es.", "plus de 4 000 entreprises"),
        ("es", "En total resultaron afectadas m\u00e1s de 4.000 empresas.", "m\u00e1s de 4.000 empresas"),
        ("it", "Sono rimaste colpite pi\u00f9 di 4.000 aziende.", "pi\u00f9 di 4.000 aziende"),
        ("pt", "Ao todo, mais de 4.000 empresas foram atingidas.", "mais de 4.000 empresas"),
        ("nl", "In totaal zijn meer dan 4.000 bedrijven getroffen.", "meer dan 4.000 bedrijven"),
    ],
)  # fmt: skip
def test_a_counted_group_in_a_clause_of_harm_is_a_victim(
    code: str, sentence: str, who: str
) -> None:
    assert who in {subject for subject, _, holds in said(code, sentence, "victim") if holds}


def test_who_is_denied_to_be_harmed_is_denied() -> None:
    found = said("en", "More than 4,000 organisations were not affected.", "victim")
    assert {holds for _, _, holds in found} == {False}


def test_a_list_behind_a_word_for_victims_is_taken_name_by_name() -> None:
    found = said("it", "Tra le vittime figurano Contoso, Fabrikam e Tailspin.", "victim")
    assert {who for who, _, _ in found} == {"Contoso", "Fabrikam", "Tailspin"}


def test_employees_in_brackets_are_no_victims() -> None:
    found = said(
        "fr", "Le groupe Contoso (100 000 salari\u00e9s) a \u00e9t\u00e9 touch\u00e9.", "victim"
    )
    assert not [who for who, _, _ in found if "100" in who]


def test_whoever_recommends_is_not_hit() -> None:
    found = said("en", "Fabrikam and Tailspin recommend affected customers to wait.", "victim")
    assert not {who for who, _, _ in found} & {"Fabrikam", "Tailspin"}


@pytest.mark.parametrize(
    ("code", "sentence", "hit"),
    [
        ("en", "Fabrikam was spared.", False),
        ("en", "Fabrikam was not spared.", True),
        ("de", "Fabrikam blieb verschont.", False),
        ("fr", "Fabrikam n'a pas \u00e9t\u00e9 \u00e9pargn\u00e9e.", True),
        ("es", "Fabrikam sali\u00f3 indemne.", False),
        ("it", "Fabrikam non risulta interessata.", False),
        ("pt", "A Fabrikam n\u00e3o foi poupada.", True),
        ("nl", "Fabrikam had nergens last van.", False),
    ],
)
def test_who_was_spared_is_no_victim_and_who_was_not_is_one(
    code: str, sentence: str, hit: bool
) -> None:
    assert ("Fabrikam", "Northwind Agent", hit) in said(code, sentence, "victim")


def test_how_many_were_hit_states_nothing() -> None:
    assert not said("de", "Wie viele Kunden betroffen sind, ist unklar.", "victim")


def test_a_distribution_is_affected_and_nobodys_victim() -> None:
    sentence = "Debian testing and Fedora Rawhide are affected, Ubuntu is affected as well."
    assert {thing for _, thing, _ in said("en", sentence, "affects")} >= {
        "Debian testing",
        "Fedora Rawhide",
    }
    hit = {who for who, _, _ in said("en", sentence, "victim")}
    assert not hit & {"Debian testing", "Fedora Rawhide", "Ubuntu"}


def test_what_is_not_present_is_not_affected() -> None:
    found = said("en", "The malicious code is not present in openSUSE Leap.", "affects")
    assert found == {("Northwind Agent", "openSUSE Leap", False)}


@pytest.mark.parametrize(
    ("code", "sentence", "things"),
    [
        ("en", "It harvests browser cookies, SSH keys and environment variables.", {"browser cookies", "SSH keys", "environment variables"}),
        ("fr", "Le programme exfiltre les mots de passe et les jetons GitHub.", {"mots de passe", "jetons GitHub"}),
        ("es", "El programa recopila credenciales y direcciones de correo.", {"credenciales", "direcciones de correo"}),
        ("pt", "O programa coleta senhas e chaves SSH.", {"senhas", "chaves SSH"}),
    ],
)  # fmt: skip
def test_every_noun_for_data_behind_a_word_of_taking_is_collected(
    code: str, sentence: str, things: set[str]
) -> None:
    found = {thing for _, thing, holds in said(code, sentence, "collects") if holds}
    assert {each for each in things if any(each in one for one in found)} == things


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The intruders came in through stolen credentials of a contractor."),
        ("de", "Die erbeuteten Token k\u00f6nnten f\u00fcr weitere Taten dienen."),
        ("es", "Los datos robados podr\u00edan servir para nuevas intrusiones."),
    ],
)
def test_stolen_things_that_are_only_named_are_not_collected(code: str, sentence: str) -> None:
    assert not said(code, sentence, "collects")


def test_stolen_data_listed_below_a_line_are_collected_one_by_one() -> None:
    lines = (
        "The following customer data were stolen:",
        "- names of employees",
        "- e-mail addresses",
    )
    found = told(drafts("en", OPENING["en"], *lines, begun=True))
    assert {what for _, verb, what, _ in found if verb == "collects"} >= {
        "names of employees",
        "e-mail addresses",
    }


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "North Korean hackers are said to have planted the code."),
        ("fr", "Des pirates nord-cor\u00e9ens auraient plac\u00e9 le code."),
        ("de", "Nordkoreanische Hacker sollen den Code eingebaut haben."),
    ],
)
def test_hackers_of_a_country_are_an_attribution(code: str, sentence: str) -> None:
    found = said(code, sentence, "attributed-to")
    assert len(found) == 1


def test_the_home_of_who_speaks_blames_nobody() -> None:
    sentence = "L'entreprise de s\u00e9curit\u00e9 russe Fabrikam soup\u00e7onne une erreur."
    assert not said("fr", sentence, "attributed-to")


def test_the_earliest_day_is_the_first() -> None:
    lines = (
        "The attack on Northwind Agent was noticed by Fabrikam.",
        "Tampered builds were published on 14 March 2024.",
        "The intruders had inserted their code on 2 February 2024.",
    )
    found = told(drafts("en", *lines, begun=True))
    assert [what for _, verb, what, _ in found if verb == "began"] == ["2024-02-02"]


def test_a_stretch_of_days_begins_with_its_first() -> None:
    sentence = "Zwischen dem 14. und dem 15. M\u00e4rz 2024 wurden manipulierte Pakete verteilt."
    assert {what for _, what, _ in said("de", sentence, "began")} == {"2024-03-14"}


def test_who_confirms_that_its_own_servers_were_hit_admits_it_and_is_a_victim() -> None:
    sentence = "Contoso confirmed on Twitter that its servers had been compromised."
    assert {who for who, _, _ in said("en", sentence, "admits")} == {"Contoso"}
    assert "Contoso" in {who for who, _, _ in said("en", sentence, "victim")}


def test_who_says_that_it_was_spared_admits_nothing() -> None:
    assert not said("en", "Contoso said that its systems were not affected.", "admits")


def test_an_unknown_attacker_is_no_open_question() -> None:
    assert not said("en", "An unknown attacker approached the maintainer.", "unknown")


def test_what_is_still_unknown_is_an_open_question() -> None:
    found = said("en", "The details of the intrusion are still largely unknown.", "unknown")
    assert len(found) == 1


def test_advice_is_taken_whatever_verb_it_uses() -> None:
    found = said(
        "es", "El CERT aconseja prescindir de la aplicaci\u00f3n hasta nuevo aviso.", "mitigated-by"
    )
    assert any("prescindir" in what for _, what, _ in found)


def test_a_counted_group_beside_a_word_of_use_uses_the_named_product() -> None:
    sentence = (
        "Mais de 370.000 administradores de sistemas utilizam o programa Northwind Agent todo dia."
    )
    assert "Northwind Agent" in {what for _, what, _ in said("pt", sentence, "uses")}


def test_a_share_of_the_companies_uses_what_the_clause_names() -> None:
    sentence = "The build tool Contoso Forge is used by over 70% of the Fortune 500."
    found = said("en", sentence, "uses")
    assert {what for who, what, _ in found if who.startswith("70%")} == {"Contoso Forge"}


def test_who_is_somebodys_customer_is_not_said_to_use_a_thing() -> None:
    sentence = "More than 300 customers of Contoso rely on the tool Contoso Forge."
    assert not {who for who, _, _ in said("en", sentence, "uses") if "customers" in who}


@pytest.mark.parametrize(
    ("code", "sentence", "site"),
    [
        ("en", "The malicious version was published to PyPI in the night.", "PyPI"),
        ("it", "La versione compromessa \u00e8 stata distribuita tramite il Chrome Web Store.", "Chrome Web Store"),
        ("de", "Eine infizierte Version wurde \u00fcber die offizielle Website verteilt.", "offizielle Website"),
        ("fr", "Une version pi\u00e9g\u00e9e a \u00e9t\u00e9 distribu\u00e9e par le site officiel.", "site officiel"),
    ],
)  # fmt: skip
def test_the_place_where_a_bad_copy_was_to_be_had_served_it(
    code: str, sentence: str, site: str
) -> None:
    assert site in {who for who, _, _ in said(code, sentence, "served")}


def test_a_remark_on_a_name_tells_whose_the_named_thing_is() -> None:
    sentence = "Contoso Clean, a compromised clean-up tool owned by Fabrikam, was withdrawn."
    assert ("Fabrikam", "Contoso Clean", True) in said("en", sentence, "supplies")


def test_a_way_is_said_of_whom_the_clause_names() -> None:
    sentence = "The hackers broke into Fabrikam using stolen credentials of a contractor."
    found = said("en", sentence, "compromised-through")
    assert {who for who, _, _ in found} == {"Fabrikam"}
