"""Who is cleared, who is suspected without a name, what others call it, what nobody touched, what crooks may do next."""

from __future__ import annotations

import pytest
from tests.unit.read.claimed import OPENING, drafts


def said(code: str, relation: str, *text: str) -> set[tuple[str, str, bool]]:
    """Return (subject, object, holds) of a relation in sentences behind the opening."""
    return {
        (each.subject.name, each.object.name, each.holds)
        for each in drafts(code, OPENING[code], *text)
        if each.relation == relation
    }


def objects(code: str, relation: str, *text: str) -> set[tuple[str, bool]]:
    """Return (object, holds) of a relation in sentences behind the opening."""
    return {(what, holds) for _, what, holds in said(code, relation, *text)}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Peter Halm has nothing to do with the attack."),
        ("de", "Peter Halm hat mit dem Angriff nichts zu tun."),
        ("fr", "Peter Halm n'a rien \u00e0 voir avec l'attaque."),
        ("es", "Peter Halm no ha tenido nada que ver con el ataque."),
        ("it", "Peter Halm non c'entra nulla con l'attacco."),
        ("pt", "Peter Halm n\u00e3o tem nada a ver com o ataque."),
        ("nl", "Peter Halm heeft niets met de aanval te maken."),
    ],
)
def test_a_person_is_cleared_by_name(code: str, text: str) -> None:
    assert objects(code, "attributed-to", text) == {("Peter Halm", False)}


def test_no_person_is_accused_by_name() -> None:
    assert objects("en", "attributed-to", "Tarn Security suspects Peter Halm.") == set()


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Tarn suspects an employee of Vessler.", "employee of Vessler"),
        ("de", "Tarn verd\u00e4chtigt einen Mitarbeiter von Vessler.", "Mitarbeiter von Vessler"),
        ("fr", "Tarn soup\u00e7onne un employ\u00e9 de Vessler.", "employ\u00e9 de Vessler"),
        ("es", "Tarn sospecha de un empleado de Vessler.", "empleado de Vessler"),
        ("it", "Tarn sospetta di un dipendente di Vessler.", "dipendente di Vessler"),
        ("pt", "A Tarn suspeita de um funcion\u00e1rio da Vessler.", "funcion\u00e1rio da Vessler"),
        ("nl", "Tarn verdenkt een medewerker van Vessler.", "medewerker van Vessler"),
    ],
)
def test_people_of_a_house_are_suspected_and_not_the_house(
    code: str, text: str, wanted: str
) -> None:
    assert objects(code, "attributed-to", text) == {(wanted, True)}


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "We believe that a state is behind the attack.", "state"),
        ("de", "Hinter dem Angriff vermuten wir einen Staat.", "Staat"),
        ("fr", "Nous croyons qu'un \u00c9tat est derri\u00e8re l'attaque.", "\u00c9tat"),
        ("es", "Creemos que detr\u00e1s del ataque hay un Estado.", "Estado"),
        ("it", "Crediamo che dietro l'attacco ci sia uno Stato.", "Stato"),
        ("pt", "Acreditamos que haja um Estado por tr\u00e1s do ataque.", "Estado"),
        ("nl", "We denken dat er een staat achter de aanval zit.", "staat"),
    ],
)
def test_a_state_without_a_name_is_suspected(code: str, text: str, wanted: str) -> None:
    assert any(wanted in who and holds for who, holds in objects(code, "attributed-to", text))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Gilded Heron is behind the attack, a gang also known as Russet Moor."),
        ("de", "Gilded Heron steckt hinter dem Angriff, eine Bande, die auch als Russet Moor bekannt ist."),
        ("es", "Gilded Heron est\u00e1 detr\u00e1s del ataque, una banda conocida tambi\u00e9n como Russet Moor."),
        ("it", "Dietro l'attacco c'\u00e8 Gilded Heron, banda nota anche come Russet Moor."),
        ("pt", "O Gilded Heron est\u00e1 por tr\u00e1s do ataque, quadrilha tamb\u00e9m conhecida como Russet Moor."),
        ("nl", "Gilded Heron zit achter de aanval, een bende die ook bekend is als Russet Moor."),
    ],
)  # fmt: skip
def test_a_remark_that_stands_far_behind_a_name_gives_it_another(code: str, text: str) -> None:
    assert ("Gilded Heron", "Russet Moor", True) in said(code, "alias-of", text)


def test_what_one_calls_x_and_others_y_are_two_names_of_one() -> None:
    found = said("en", "alias-of", "The gang, which Redbarn calls Tin Whistler and others know as UNC7741, has a new toolkit.")  # fmt: skip
    assert ("Tin Whistler", "UNC7741", True) in found


def test_a_loader_that_we_call_x_is_no_name_of_the_incident() -> None:
    assert said("en", "alias-of", "Inside was a loader that we call Duskreed.") == set()


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Billing data was not touched, according to Tarn.", "Billing data"),
        ("de", "Rechnungsdaten wurden laut Tarn nicht angetastet.", "Rechnungsdaten"),
        ("fr", "Selon Tarn, les donn\u00e9es de facturation n'ont pas \u00e9t\u00e9 touch\u00e9es.", "donn\u00e9es de facturation"),
        ("es", "Seg\u00fan Tarn, los datos de facturaci\u00f3n no se han tocado.", "datos de facturaci\u00f3n"),
        ("it", "I dati di fatturazione, assicura Tarn, non sono stati toccati.", "dati di fatturazione"),
        ("pt", "Segundo a Tarn, os dados de fatura\u00e7\u00e3o n\u00e3o foram tocados.", "dados de fatura\u00e7\u00e3o"),
        ("nl", "Volgens Tarn zijn factuurgegevens niet aangeraakt.", "factuurgegevens"),
    ],
)  # fmt: skip
def test_data_that_nobody_touched_were_not_taken(code: str, text: str, wanted: str) -> None:
    assert (wanted, False) in objects(code, "collects", text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "With the records, fraudsters may call your patients."),
        ("de", "Mit den Akten k\u00f6nnten Betr\u00fcger Ihre Patienten anrufen."),
        ("fr", "Munis des dossiers, des escrocs pourraient appeler vos patients."),
        ("es", "Con los historiales, alg\u00fan estafador podr\u00eda llamar a sus pacientes."),
        ("it", "Con le cartelle, qualche truffatore potrebbe telefonare ai pazienti."),
        ("pt", "Com os prontu\u00e1rios, golpistas podem ligar para os seus pacientes."),
        ("nl", "Met de dossiers kunnen oplichters uw pati\u00ebnten bellen."),
    ],
)
def test_what_crooks_may_do_next_is_a_warning(code: str, text: str) -> None:
    assert len(objects(code, "warns", text)) == 1


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "You may call our support at any time."),
        ("de", "Sie k\u00f6nnen unseren Kundendienst jederzeit anrufen."),
        ("es", "Pueden llamar a nuestro servicio de atenci\u00f3n en cualquier momento."),
        ("nl", "U kunt onze helpdesk altijd bellen."),
    ],
)
def test_what_readers_may_do_is_no_warning(code: str, text: str) -> None:
    assert objects(code, "warns", text) == set()


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "It is fixed in 2.7; until then, switch off the remote console.", "remote console"),
        ("fr", "C'est corrig\u00e9 dans la 2.7 ; d'ici l\u00e0, d\u00e9sactivez la console distante.", "console distante"),
        ("es", "Est\u00e1 corregido en la 2.7; hasta entonces, apague la consola remota.", "consola remota"),
        ("it", "\u00c8 corretto nella 2.7; fino ad allora spegnete la console remota.", "console remota"),
        ("pt", "Est\u00e1 corrigido na 2.7; at\u00e9 l\u00e1, desligue a consola remota.", "consola remota"),
        ("en", "It is probably safest to uninstall the software.", "uninstall"),
        ("fr", "Il suffit de supprimer l'extension du navigateur.", "supprimer"),
        ("es", "Basta con eliminar la extensi\u00f3n del navegador.", "eliminar"),
        ("it", "Basta rimuovere l'estensione dal browser.", "rimuovere"),
        ("pt", "Basta remover a extens\u00e3o do navegador.", "remover"),
        ("nl", "Het volstaat de extensie uit de browser te verwijderen.", "verwijderen"),
    ],
)  # fmt: skip
def test_what_is_enough_or_holds_until_then_is_a_measure(code: str, text: str, wanted: str) -> None:
    assert any(wanted in what for what, _ in objects(code, "mitigated-by", text))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "- Installer Northwind Agent 9.2.6, qui est saine"),
        ("it", "- Installate Northwind Agent 9.2.6, che \u00e8 pulita"),
        ("es", "- Instalar Northwind Agent 9.2.6, que est\u00e1 limpia"),
    ],
)
def test_a_verb_that_tells_what_to_do_begins_no_name(code: str, text: str) -> None:
    names = {end for each in drafts(code, OPENING[code], text) for end in (each.subject.name, each.object.name) if each.relation != "mitigated-by"}  # fmt: skip
    assert not any(name.startswith("Inst") for name in names)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Tarn, the company that is investigating for us, believes that Lazarus is behind it."),
        ("fr", "Tarn, qui enqu\u00eate pour nous, croit que Lazarus est derri\u00e8re l'attaque."),
    ],
)  # fmt: skip
def test_who_investigates_for_somebody_leaves_nothing_open(code: str, text: str) -> None:
    assert objects(code, "unknown", text) == set()
