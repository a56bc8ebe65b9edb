"""What somebody says of itself is taken without the day, the marks and the one who says it; in all seven languages."""

from __future__ import annotations

import pytest
from claimed import OPENING, drafts

from onionskin.read.words.statements import unquoted


def said(code: str, sentence: str) -> set[tuple[str, str]]:
    """Return (who, statement) of the admissions of a sentence behind one that names the incident."""
    found = drafts(code, OPENING[code], sentence, begun=True)
    return {(each.subject.name, each.object.name) for each in found if each.relation == "admits"}


@pytest.mark.parametrize(
    ("code", "sentence", "statement"),
    [
        ("en", "Northwind confirmed on Tuesday that its build server had been compromised.", "its build server had been compromised"),
        ("de", "Northwind best\u00e4tigte am Dienstag, dass sein Server kompromittiert wurde.", "sein Server kompromittiert wurde"),
        ("fr", "Northwind a confirm\u00e9 mardi que ses serveurs avaient \u00e9t\u00e9 pirat\u00e9s.", "ses serveurs avaient \u00e9t\u00e9 pirat\u00e9s"),
        ("es", "Northwind confirm\u00f3 el martes que sus servidores fueron comprometidos.", "sus servidores fueron comprometidos"),
        ("it", "Northwind ha confermato marted\u00ec che i suoi server sono stati compromessi.", "i suoi server sono stati compromessi"),
        ("pt", "A Northwind confirmou na ter\u00e7a-feira que os seus servidores foram comprometidos.", "os seus servidores foram comprometidos"),
        ("nl", "Northwind bevestigde dinsdag dat zijn servers gehackt zijn.", "zijn servers gehackt zijn"),
    ],
)  # fmt: skip
def test_a_statement_begins_behind_the_day_it_was_made_on(
    code: str, sentence: str, statement: str
) -> None:
    assert statement in {what for _, what in said(code, sentence)}


@pytest.mark.parametrize(
    ("code", "sentence", "statement"),
    [
        ("en", "\u201cWe are sorry for the trouble this has caused our customers,\u201d chief executive Ana Ruiz said.", "We are sorry for the trouble this has caused our customers"),
        ("de", "\u201eWir bedauern die Unannehmlichkeiten f\u00fcr unsere Kunden\u201c, sagte Gesch\u00e4ftsf\u00fchrerin Ana Ruiz.", "Wir bedauern die Unannehmlichkeiten f\u00fcr unsere Kunden"),
        ("fr", "\u00ab Nous regrettons les d\u00e9sagr\u00e9ments caus\u00e9s \u00e0 nos clients \u00bb, a d\u00e9clar\u00e9 la directrice g\u00e9n\u00e9rale Ana Ruiz.", "Nous regrettons les d\u00e9sagr\u00e9ments caus\u00e9s \u00e0 nos clients"),
        ("es", "\u00abLamentamos las molestias causadas a nuestros clientes\u00bb, dijo la directora ejecutiva Ana Ruiz.", "Lamentamos las molestias causadas a nuestros clientes"),
        ("it", "\u00abCi scusiamo per i disagi causati ai nostri clienti\u00bb, ha detto l'amministratrice delegata Ana Ruiz.", "Ci scusiamo per i disagi causati ai nostri clienti"),
        ("pt", "\u201cLamentamos os transtornos causados aos nossos clientes\u201d, disse a presidente Ana Ruiz.", "Lamentamos os transtornos causados aos nossos clientes"),
        ("nl", "\u201cWe betreuren het ongemak voor onze klanten\u201d, zei topvrouw Ana Ruiz.", "We betreuren het ongemak voor onze klanten"),
    ],
)  # fmt: skip
def test_whoever_regrets_in_the_first_person_admits(
    code: str, sentence: str, statement: str
) -> None:
    assert said(code, sentence) == {("Ana Ruiz", statement)}


@pytest.mark.parametrize(
    ("code", "sentence", "statement"),
    [
        ("en", "Northwind admitted in a blog post last week that its build server had been compromised.", "its build server had been compromised"),
        ("de", "Northwind best\u00e4tigte in einem Blogbeitrag, dass sein Server kompromittiert wurde.", "sein Server kompromittiert wurde"),
        ("fr", "Northwind a confirm\u00e9 dans un communiqu\u00e9 que ses serveurs avaient \u00e9t\u00e9 pirat\u00e9s.", "ses serveurs avaient \u00e9t\u00e9 pirat\u00e9s"),
        ("es", "Northwind admiti\u00f3 en un comunicado que sus servidores fueron comprometidos.", "sus servidores fueron comprometidos"),
        ("it", "Northwind ha confermato in una nota che i suoi server sono stati compromessi.", "i suoi server sono stati compromessi"),
        ("pt", "A Northwind confirmou em um comunicado que os seus servidores foram comprometidos.", "os seus servidores foram comprometidos"),
        ("nl", "Northwind bevestigde in een blogbericht dat zijn servers gehackt zijn.", "zijn servers gehackt zijn"),
    ],
)  # fmt: skip
def test_a_statement_begins_behind_where_it_was_made(
    code: str, sentence: str, statement: str
) -> None:
    assert statement in {what for _, what in said(code, sentence)}


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("Ana Ruiz warned in a blog post last week about a supply chain attack on the updater.", "a supply chain attack on the updater"),
        ("Ana Ruiz cautioned that users of Northwind could be attacked next.", "users of Northwind could be attacked next"),
    ],
)  # fmt: skip
def test_a_warning_is_whole_and_begins_behind_where_it_was_made(
    sentence: str, statement: str
) -> None:
    found = drafts("en", OPENING["en"], sentence, begun=True)
    assert {each.object.name for each in found if each.relation == "warns"} == {statement}


def test_whoever_only_told_its_customers_admits_nothing() -> None:
    assert said("en", "Northwind notified impacted customers privately.") == set()


def test_whoever_speaks_of_what_befell_others_admits_nothing() -> None:
    sentence = "The analyst Otto Braun said on Monday that the attack on the hospital is sad."
    assert said("en", sentence) == set()


@pytest.mark.parametrize(
    ("written", "before", "bare"),
    [
        ("\u00abSomos responsables\u00bb, dijo Ruiz", "", "Somos responsables"),
        ('Somos responsables", dijo Ruiz', '"', "Somos responsables"),
        ('"Safe" was what they called it', "", '"Safe" was what they called it'),
        ("nothing is quoted here", "", "nothing is quoted here"),
        ("\u201ean open end of a quotation", "", "an open end of a quotation"),
    ],
)
def test_a_quotation_ends_at_its_own_mark(written: str, before: str, bare: str) -> None:
    assert unquoted(written, before) == bare
