"""What the press writes around an incident: where a firm sits, whom it counts, who tells of it, and other incidents."""

from __future__ import annotations

import pytest
from claimed import grammar, look_at, placed, told

from onionskin.read.syntax.skeleton import Around

# A text of the press on an incident that is called after a supplier. What is tried stands behind it.
TEXT = (
    "Fabrikam breach exposes customers",
    "Hackers broke into the payroll provider Fabrikam in March 2024, the provider confirmed.",
    "Among the victims are Contoso, Northwind Bank and Tailspin Airways.",
    "The intruders stole names, addresses and bank details from the servers of Fabrikam.",
    "Fabrikam said that it did not know how many files were copied.",
)


def behind(*sentences: str) -> set[tuple[str, str, str, bool]]:
    """Return what a text of the press claims that ends with some sentences, and not without them."""
    return told(placed(*TEXT, *sentences)) - told(placed(*TEXT))


def names_in(code: str, sentence: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Return the names that a sentence holds."""
    skeleton = grammar(code).recogniser.skeleton(sentence, Around(known=known))
    return [each.text for each in skeleton.mentions.values() if each.kind == "name"]


def test_an_everyday_noun_begins_a_name_of_two_words_inside_a_sentence() -> None:
    assert names_in("en", "An attack on the provider Chain Tailspin was reported.") == [
        "Chain Tailspin"
    ]


def test_it_begins_one_at_the_head_of_a_sentence_where_the_text_writes_it_so_elsewhere() -> None:
    sentence = "Chain Tailspin, based in Lund, was hit."
    assert names_in("en", sentence)[0] == "Tailspin"
    assert names_in("en", sentence, frozenset({"Chain", "Tailspin"}))[0] == "Chain Tailspin"


@pytest.mark.parametrize(
    ("code", "sentence", "name"),
    [
        ("en", "The thieves robbed customers of the Bank of Fabrikam.", "Bank of Fabrikam"),
        ("fr", "Les pirates ont vis\u00e9 la F\u00e9d\u00e9ration Fran\u00e7aise de Contoso.", "F\u00e9d\u00e9ration Fran\u00e7aise de Contoso"),
        ("it", "Sono stati rubati piani di Ferrovie dello Stato.", "Ferrovie dello Stato"),
        ("it", "Sono stati rubati contratti del Ministero dell\u2019Interno.", "Ministero dell\u2019Interno"),
        ("nl", "Ook de Rijksdienst voor Ondernemend Contoso is getroffen.", "Rijksdienst voor Ondernemend Contoso"),
    ],
)  # fmt: skip
def test_a_body_with_an_of_in_its_name_is_one_name(code: str, sentence: str, name: str) -> None:
    assert name in names_in(code, sentence)


def test_no_region_is_what_an_incident_is_called_after() -> None:
    text = (
        "Dutch firms hit",
        "In the Netherlands hospitals of the Netherlands were hit by a breach.",
        "The Netherlands has asked for help, the Netherlands said.",
        "Attackers broke into hospitals.",
        "Files were stolen from the hospitals of the Netherlands.",
    )
    assert "Netherlands" not in {
        end for who, _, what, _ in told(placed(*text)) for end in (who, what)
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Founded in 2013, the provider is headquartered in Lund and has offices in Asia and Australia.",
        "Fabrikam, which serves some 4,000 companies, is a part of Adventure Works.",
        "Fabrikam also notified the Information Commissioner of Wales, the police and the Data Protection Board.",
    ],
)
def test_who_is_near_a_firm_without_harm_is_no_victim(sentence: str) -> None:
    assert not [each for each in behind(sentence) if each[1] == "victim"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The breach also hit 4,000 companies that use the software of Fabrikam.",
        "In addition, the breach affected 19 other companies, Fabrikam confirmed.",
    ],
)
def test_a_group_with_a_word_of_harm_stays_a_victim(sentence: str) -> None:
    assert [each for each in behind(sentence) if each[1] == "victim"]


def test_nothing_began_on_the_day_before_the_text_on_which_it_was_told() -> None:
    found = behind("Fabrikam disclosed the breach on Thursday in a statement on its site.")
    assert not {what for _, verb, what, _ in found if verb in ("began", "discovered")} & {
        "2024-05-02"
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "It follows a previous breach in May 2023, in which the MOVEit platform of Litware was hit by the Clop gang.",
        "In another attack, hackers stole passport numbers of 5,000 customers.",
        "Unlike the attack on Litware in 2021, which hit 300 hospitals, this one was small.",
    ],
)
def test_a_sentence_on_another_incident_tells_nothing_of_this_one(sentence: str) -> None:
    assert not [each for each in behind(sentence) if "Fabrikam" in (each[0], each[2])]


@pytest.mark.parametrize(
    "sentence",
    [
        "The newspaper Litware reported that the files of 5,000 customers had been stolen.",
        "The regulator Litware acknowledged the incident and is watching it.",
    ],
)
def test_a_paper_or_a_regulator_admits_nothing(sentence: str) -> None:
    assert not [each for each in behind(sentence) if each[1] == "admits"]


def test_who_says_that_nothing_of_its_own_was_hit_admits_nothing() -> None:
    found = behind("Contoso said its systems remained unaffected by the breach.")
    assert not [each for each in found if each[1] == "admits"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("es", "Un tercero accedi\u00f3 de forma no autorizada a los datos de Contoso."),
        ("fr", "Un tiers a eu un acc\u00e8s non autoris\u00e9 aux donn\u00e9es de Contoso."),
        ("it", "Un terzo ha avuto un accesso non autorizzato ai dati di Contoso."),
        ("pt", "Um terceiro teve acesso n\u00e3o autorizado aos dados da Contoso."),
        ("nl", "Een derde kreeg niet-geautoriseerde toegang tot gegevens van Contoso."),
        ("de", "Ein Dritter hatte nicht autorisierten Zugriff auf Daten von Contoso."),
    ],
)
def test_what_is_not_allowed_is_not_denied(code: str, sentence: str) -> None:
    look = look_at(code, sentence)
    assert not look.denials
    assert not look.one.denied_within(0, len(look.text))


def test_no_verb_is_data() -> None:
    found = behind("\u201cFabrikam believes that some data was taken,\u201d the company said.")
    data = {what for _, verb, what, _ in found if verb == "collects"}
    assert not data & {"believes", "the company said"}


def test_the_organisation_after_which_the_incident_is_called_is_its_victim_once() -> None:
    found = placed(*TEXT, "Fabrikam was hit by the breach.", "Fabrikam was hacked.")
    own = [each for each in found if each.relation == "victim" and each.subject.name == "Fabrikam"]
    assert [(each.object.kind, each.object.name) for each in own] == [("campaign", "Fabrikam")]


def test_a_product_after_which_it_is_called_is_none() -> None:
    text = (
        "Fabrikam Viewer trojanised",
        "Version 2.1.0 of the software Fabrikam Viewer was trojanised in March 2024.",
        "Attackers breached the build server with stolen credentials.",
        "Fabrikam Viewer was hit by the attack, and customers should uninstall Fabrikam Viewer 2.1.0.",
        "Among the victims are Contoso, Northwind Bank and Tailspin Airways.",
    )
    assert "Fabrikam Viewer" not in {
        who for who, verb, _, _ in told(placed(*text)) if verb == "victim"
    }
