"""What an incident is called by a document that names none surely, and whom its names mean: writers of letters, towns, makers."""

from __future__ import annotations

import pytest
from claimed import drafts, grammar, stated, told

from onionskin.model import Entity
from onionskin.read.syntax.grammar import grammars
from onionskin.read.syntax.skeleton import Around
from onionskin.read.whole.header import header
from onionskin.read.whole.redundant import served_by_makers
from onionskin.read.wire import Draft

LETTERS = {
    "en": ("From: Ada Kern, security team of Northwind", "Date: 3 May 2024", "Subject: Backdoor in libtern 2.1"),
    "de": ("Von: Ada Kern, Sicherheitsteam von Northwind", "Datum: 3. Mai 2024", "Betreff: Backdoor in libtern 2.1"),
    "fr": ("De : Ada Kern, \u00e9quipe de s\u00e9curit\u00e9 de Northwind", "Date : 3 mai 2024", "Objet : Backdoor in libtern 2.1"),
    "es": ("De: Ada Kern, equipo de seguridad de Northwind", "Fecha: 3 de mayo de 2024", "Asunto: Backdoor in libtern 2.1"),
    "it": ("Da: Ada Kern, squadra di sicurezza di Northwind", "Data: 3 maggio 2024", "Oggetto: Backdoor in libtern 2.1"),
    "pt": ("De: Ada Kern, equipa de seguran\u00e7a da Northwind", "Data: 3 de maio de 2024", "Assunto: Backdoor in libtern 2.1"),
    "nl": ("Van: Ada Kern, beveiligingsteam van Northwind", "Datum: 3 mei 2024", "Onderwerp: Backdoor in libtern 2.1"),
}  # fmt: skip


@pytest.mark.parametrize("code", LETTERS)
def test_a_pasted_letter_is_about_its_subject_and_not_about_who_writes_it(code: str) -> None:
    sender, day, subject = LETTERS[code]
    found = header(f"{sender}\n{day}\n{subject}\n\nHello.", [grammar(code)])
    assert (found.title, found.publisher) == ("Backdoor in libtern 2.1", "Ada Kern")
    assert found.letterhead == (sender, day)
    assert found.said_on.earliest == "2024-05-03"


@pytest.mark.parametrize(
    "head",
    [
        "From: a new home\n\nWe moved.",
        "Subject: the outage\nDate: 3 May 2024\n\nIt began at noon.",  # nobody wrote it
        "Acme breached\nFrom: Ada\nDate: 3 May 2024\nSubject: x",  # it stands below a title
        "To: all\nDate: 3 May 2024\nCc: nobody",
    ],
)
def test_lines_with_labels_alone_are_no_letter(head: str) -> None:
    assert header(head, grammars()).letterhead == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Among the firms hit are Wendrich in Bremen and Cabinet Orsoline in Lyon."),
        ("es", "Entre los afectados est\u00e1n el despacho Wendrich, de Bremen, y el Cabinet Orsoline, de Lyon."),
        ("fr", "La soci\u00e9t\u00e9 Wendrich, \u00e0 Bremen, et le Cabinet Orsoline, \u00e0 Lyon, ont \u00e9t\u00e9 touch\u00e9s."),
        ("it", "Tra le ditte colpite sono Wendrich a Bremen e Cabinet Orsoline a Lyon."),
        ("pt", "O Cabinet Orsoline, de Lyon, e a Wendrich, de Bremen, est\u00e3o entre as v\u00edtimas."),
    ],
)  # fmt: skip
def test_a_town_in_which_victims_are_at_home_is_none(code: str, text: str) -> None:
    hit = {who for who, _, holds in stated(code, text, "victim") if holds}
    assert "Wendrich" in hit
    assert hit.isdisjoint({"Bremen", "Lyon"})


def test_a_town_that_stands_elsewhere_for_itself_may_end_a_claim() -> None:
    text = "Those hit are the firm Wendrich in Bremen and the city of Bremen."
    assert stated("en", text, "victim") == [("Wendrich", "Bremen", True)]


def test_an_actor_to_whom_an_attack_is_attributed_is_no_town() -> None:
    text = "La responsabilit\u00e0 \u00e8 stata attribuita da Northwind a UNC6395."
    assert {who for _, who, _ in stated("it", text, "attributed-to")} == {"UNC6395"}


def _supplied(maker: str, thing: Entity) -> Draft:
    return Draft(Entity("organisation", maker), "supplies", thing, 0, 9)


def test_the_users_of_a_product_are_those_of_its_maker() -> None:
    users = Entity("group", "26,000 customers")
    claims = [_supplied("Halvorsby", Entity("product", "Tallyholm")), _supplied("Tallyholm", users)]
    assert [each.subject.name for each in served_by_makers(claims, lambda _: "")] == [
        "Halvorsby"
    ] * 2


def test_of_two_makers_of_a_product_none_is_said_to_have_its_users() -> None:
    made = Entity("product", "Tallyholm")
    users = _supplied("Tallyholm", Entity("group", "26,000 customers"))
    claims = [_supplied("Halvorsby", made), _supplied("Lindmatt", made), users]
    assert served_by_makers(claims, lambda _: "")[-1] == users


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("es", "Lamentamos"),
        ("es", "Detectamos"),
        ("es", "Sufrimos"),
        ("es", "Puede"),
        ("en", "Cybersecurity"),
        ("nl", "Cybercriminelen"),
        ("nl", "E\u00e9n"),
        ("pt", "Disponibiliz\u00e1mos"),
    ],
)
def test_a_verb_or_noun_of_every_day_at_a_sentences_beginning_is_no_name(
    code: str, word: str
) -> None:
    recogniser = grammar(code).recogniser
    sentence = f"{word} x y z."
    found = recogniser.skeleton(sentence, Around(), recogniser.counted(sentence))
    assert [each.text for each in found.mentions.values() if each.kind == "name"] == []


NAMELESS = (
    "Vier Apparate von Ulefone sind betroffen.",
    "Konkret geht es um das S8 von Ulefone und um Ulefone Armor.",
    "Ulefone verkauft sie in Europa, und Blackview verkauft \u00e4hnliche.",
    "Sie stehlen Passw\u00f6rter und Nachrichten.",
    "Blackview antwortete nicht.",
)


def test_an_incident_that_no_name_is_sure_of_is_called_by_the_likeliest_before_a_headline() -> None:
    found = told(drafts("de", *NAMELESS, title="Billig und gut?", begun=True))
    called = {who for who, verb, _, _ in found if verb == "collects"}
    assert called == {"Ulefone"}


@pytest.mark.parametrize(
    ("code", "sentences", "supplier"),
    [
        (
            "en",
            (
                "A supplier of Northwind suffered a cyberattack on Monday.",
                "Names and addresses were stolen.",
                "Northwind does not know who is behind the attack.",
                "Northwind warns that customers may be called by fraudsters.",
                "The attack began on 3 May 2024.",
            ),
            "supplier",
        ),
        (
            "es",
            (
                "Un proveedor de Northwind sufri\u00f3 el lunes un ciberataque.",
                "Se robaron nombres y direcciones.",
                "Northwind no sabe qui\u00e9n est\u00e1 detr\u00e1s del ataque.",
                "Northwind advierte de que los clientes podr\u00edan recibir llamadas fraudulentas.",
                "El ataque comenz\u00f3 el 3 de mayo de 2024.",
            ),
            "proveedor",
        ),
        (
            "fr",
            (
                "Northwind a \u00e9t\u00e9 victime d'un piratage chez l'un de ses prestataires.",
                "Des noms et des adresses ont \u00e9t\u00e9 vol\u00e9s.",
                "Northwind ignore qui est derri\u00e8re l'attaque.",
                "Northwind avertit que les clients pourraient \u00eatre appel\u00e9s par des escrocs.",
                "L'attaque a commenc\u00e9 le 3 mai 2024.",
            ),
            "prestataires",
        ),
    ],
)
def test_a_whole_article_tells_by_way_of_which_supplier_without_a_name_somebody_was_hit(
    code: str, sentences: tuple[str, ...], supplier: str
) -> None:
    found = told(drafts(code, *sentences, begun=True))
    ties = {
        (who, verb, what) for who, verb, what, holds in found if holds and supplier in (who, what)
    }
    assert ("Northwind", "compromised-through", supplier) in ties
    assert (supplier, "supplies", "Northwind") in ties


def test_an_access_without_leave_that_a_supplier_underwent_is_the_way_to_its_customer() -> None:
    text = "Northwind informa de que uno de sus proveedores sufri\u00f3 un acceso no autorizado a datos."
    assert stated("es", text, "compromised-through") == [("Northwind", "proveedores", True)]


def test_a_supplier_that_only_answers_is_no_way_in() -> None:
    text = "Un proveedor de Northwind respondi\u00f3 el lunes a las preguntas sobre el ataque."
    assert stated("es", text, "compromised-through") == []
