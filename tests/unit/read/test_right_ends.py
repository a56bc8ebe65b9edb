"""Which ends a claim may have: whole names and no role words, who was hit and not who tells, what is said and not what is open."""

from __future__ import annotations

import pytest
from claimed import OPENING, SAID, drafts, grammar, known, look_at, placed, told

from onionskin.model import Entity
from onionskin.read.parts.claims import Weighed, claim, is_likely
from onionskin.read.parts.look import Candidate, Look
from onionskin.read.syntax.plausible import PRODUCT, TOPIC, Judge, shape_of
from onionskin.read.syntax.skeleton import Around
from onionskin.read.whole.facts import Facts
from onionskin.read.whole.redundant import once_each
from onionskin.read.wire import Draft
from onionskin.read.words.gates import heads_of
from onionskin.read.words.sentences import words_of


def mentions(code: str, sentence: str, kind: str, alone: frozenset[str] = frozenset()) -> list[str]:
    """Return the mentions of a kind in a sentence of a document that writes some names elsewhere, too."""
    language = grammar(code).recogniser
    counted = language.counted(sentence)
    skeleton = language.skeleton(sentence, Around(SAID, known=alone), counted)
    return [each.text for each in skeleton.mentions.values() if each.kind == kind]


def called(code: str, *sentences: str) -> Facts:
    """Return what is known of a text's names behind its sentences."""
    facts = Facts(SAID)
    facts.begin(SAID, frozenset(), " ".join(sentences), code)
    for sentence in sentences:
        list(facts.read(grammar(code), sentence, 0, heads_of(words_of(sentence))))
    return facts


def incident(code: str, *sentences: str) -> set[str]:
    """Return what the claims of a text call the incident: who is hit by it says so."""
    found = told(drafts(code, *sentences, begun=True))
    return {what for _, verb, what, _ in found if verb == "victim"}


# -- whole names


def test_dutch_writes_no_nouns_large_so_an_everyday_word_inside_a_sentence_is_a_name() -> None:
    sentence = "Een hack bij logistiek bedrijf Bakker trof de winkels."
    assert mentions("nl", sentence, "name") == ["Bakker"]


def test_german_writes_them_large_and_an_everyday_compound_with_an_abbreviation_is_none() -> None:
    assert mentions("de", "Die kommunalen IT-Kosten wurden bekannt.", "name") == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("nl", "Gisteren sprak Fabrikam-directeur Toon Verhoeven."),
        ("de", "Gestern sprach ein Fabrikam-Nutzer."),
        ("en", "A rival of the Fabrikam-style portals spoke."),
    ],
)
def test_a_name_ends_at_the_hyphen_of_an_everyday_noun_where_the_text_names_it_alone_too(
    code: str, sentence: str
) -> None:
    assert mentions(code, sentence, "name", frozenset({"Fabrikam"}))[0] == "Fabrikam"


def test_a_double_name_stays_whole() -> None:
    sentence = "Der Landkreis Fabrikam-Nordheim wurde getroffen."
    assert mentions("de", sentence, "name", frozenset({"Fabrikam"})) == ["Fabrikam-Nordheim"]


@pytest.mark.parametrize(
    ("code", "sentence", "name"),
    [
        ("en", "The attack hit the Friends of Northwind last week.", "Friends of Northwind"),
        ("fr", "L'attaque a touché les Amis de Northwind.", "Amis de Northwind"),
        ("es", "El ataque afectó a los Amigos de Northwind.", "Amigos de Northwind"),
        ("it", "L'attacco ha colpito gli Amici di Northwind.", "Amici di Northwind"),
        ("pt", "O ataque atingiu a Pousadas do Northwind.", "Pousadas do Northwind"),
        ("nl", "De aanval trof de Vrienden van Northwind.", "Vrienden van Northwind"),
    ],
)  # fmt: skip
def test_a_name_that_an_everyday_noun_begins_goes_on_behind_of(
    code: str, sentence: str, name: str
) -> None:
    assert name in mentions(code, sentence, "name")


@pytest.mark.parametrize(
    ("code", "sentence", "name"),
    [
        ("en", "The customers of Fabrikam of Northwind were hit.", "Fabrikam"),
        ("es", "Los clientes de Fabrikam de Northwind fueron afectados.", "Fabrikam"),
        ("pt", "Os clientes da Fabrikam do Northwind foram afetados.", "Fabrikam"),
    ],
)
def test_a_name_that_is_no_everyday_noun_ends_before_of(
    code: str, sentence: str, name: str
) -> None:
    assert name in mentions(code, sentence, "name")


def test_initials_joined_by_and_belong_to_a_name() -> None:
    assert mentions("pt", "Um funcionário da C&M Software foi preso.", "name") == ["C&M Software"]


@pytest.mark.parametrize("name", ["Sjoerd Nauta", "Leonor Sousa", "Wiebke Hansen"])
def test_a_given_name_tells_a_person(name: str) -> None:
    assert shape_of(name) == "person"


def test_the_ending_of_a_genitive_is_no_part_of_a_plain_noun() -> None:
    look = look_at("en", "Hackers broke into Fabrikam\u2019s servers and took the data.")
    texts = [each.text for each in look.candidates()]
    assert "servers" in texts
    assert not any(each.startswith("s ") for each in texts)


# -- amounts


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The thieves took $26 million customers once had."),
        ("de", "Die Diebe nahmen \u20ac26 Millionen Kunden ab."),
        ("pt", "O ataque desviou R$ 26 milhões de clientes da empresa."),
    ],
)
def test_money_counts_no_group(code: str, sentence: str) -> None:
    assert mentions(code, sentence, "group") == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("it", "A Northwind circa 30.125, mentre altrove meno."),
        ("de", "Bei Northwind waren es 30.000, anderswo weniger."),
        ("es", "En Northwind fueron unos 30.000, en otros menos."),
    ],
)
def test_a_round_or_rough_number_of_thousands_is_no_version(code: str, sentence: str) -> None:
    assert mentions(code, sentence, "version") == []


def test_a_number_behind_a_word_for_a_version_is_one() -> None:
    assert mentions("de", "Betroffen ist die Version 2.000 des Programms.", "version") == ["2.000"]


# -- after what the incident is called


def test_who_only_took_an_app_away_names_no_incident() -> None:
    lines = (
        "Google and Amazon removed the app from their shops.",
        "Google said that 300 companies were hit by the attack.",
        "Amazon blocked the app, and Google did so, too.",
    )
    assert incident("en", *lines) == {"attack"}


def test_what_befell_the_longer_form_of_a_name_counts_for_it() -> None:
    lines = (
        "Contoso cut off Fabrikam on Monday, Contoso said.",
        "The breach of Fabrikam Technologies was found; 300 banks were hit by it, Contoso said.",
        "Fabrikam was isolated, and Fabrikam is back.",
    )
    assert incident("en", *lines) <= {"Fabrikam", "Fabrikam Technologies"}


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("en", "The campaign, dubbed Glowworm, was found in May 2024.", "More than 300 companies were hit."),
        ("de", "Die Kampagne, die unter dem Namen Glowworm bekannt ist, wurde im Mai 2024 entdeckt.", "Mehr als 300 Firmen wurden getroffen."),
        ("fr", "La campagne, baptisée Glowworm, a été découverte en mai 2024.", "Plus de 300 entreprises ont été touchées."),
        ("es", "La campaña, bautizada Glowworm, fue descubierta en mayo de 2024.", "Más de 300 empresas fueron afectadas."),
        ("it", "La campagna, denominata Glowworm, è stata scoperta a maggio 2024.", "Più di 300 aziende sono state colpite."),
        ("pt", "A campanha, batizada Glowworm, foi descoberta em maio de 2024.", "Mais de 300 empresas foram atingidas."),
        ("nl", "De campagne, die Glowworm is genoemd, werd in mei 2024 ontdekt.", "Meer dan 300 bedrijven werden getroffen."),
    ],
)  # fmt: skip
def test_an_incident_is_called_by_the_name_that_its_campaign_is_given(
    code: str, first: str, second: str
) -> None:
    assert incident(code, first, second) == {"Glowworm"}


@pytest.mark.parametrize(
    ("code", "first", "second", "name"),
    [
        ("en", "The affair is a scandal, an affair of many.", "More than 300 companies were hit by the attack.", "attack"),
        ("es", "El caso es un caso de muchos.", "Más de 300 empresas fueron afectadas por el incidente.", "incidente"),
        ("it", "Il caso è un caso di molti.", "Più di 300 aziende sono state colpite dall'attacco.", "attacco"),
        ("pt", "O caso é um caso de muitos.", "Mais de 300 empresas foram atingidas pelo incidente.", "incidente"),
    ],
)  # fmt: skip
def test_an_incident_without_a_name_is_no_mere_case_where_the_text_says_more(
    code: str, first: str, second: str, name: str
) -> None:
    assert incident(code, first, second) == {name}


# -- what a name is


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The Glowworm ransomware group attacked the hospital."),
        ("de", "Die Ransomware-Gruppe Glowworm griff das Krankenhaus an."),
        ("fr", "Le groupe de ransomware Glowworm a attaqué l'hôpital."),
        ("es", "El grupo de ransomware Glowworm atacó el hospital."),
        ("it", "Il gruppo ransomware Glowworm ha attaccato l'ospedale."),
        ("pt", "O grupo de ransomware Glowworm atacou o hospital."),
        ("nl", "De ransomwaregroep Glowworm viel het ziekenhuis aan."),
    ],
)
def test_a_ransomware_gang_is_an_actor_and_no_malware(code: str, sentence: str) -> None:
    assert called(code, sentence).kind("Glowworm") == "actor"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "It was hit by a ransomware known as Glowworm."),
        ("de", "Angegriffen wurde sie mit einer Ransomware mit dem Namen Glowworm."),
        ("fr", "L'attaque a employé un rançongiciel connu sous le nom de Glowworm."),
        ("es", "Fue atacada por un ransomware conocido como Glowworm."),
        ("it", "È stata colpita da un ransomware noto come Glowworm."),
        ("pt", "Foi atacada por um ransomware conhecido como Glowworm."),
        ("nl", "Ze werd aangevallen met ransomware met de naam Glowworm."),
    ],
)
def test_what_a_noun_calls_by_known_as_is_of_its_kind(code: str, sentence: str) -> None:
    assert called(code, sentence).kind("Glowworm") == "malware"


def test_a_name_in_brackets_behind_a_malware_is_one_too() -> None:
    facts = called("es", "Fue atacada por un ransomware conocido como Glowworm (o Firefly).")
    assert facts.kind("Firefly") == "malware"


# -- role words and bystanders


def weighed(kind: str, text: str, part: str, chance: float) -> Weighed:
    """Return a candidate of a sentence with the chance of one part."""
    look = look_at("en", "Hackers broke into it and used it.")
    return Weighed(look, Candidate(kind, text, 0, 0, 0, 7), (), {part: chance})


@pytest.mark.parametrize(
    ("part", "kind"),
    [("victim", "np-organisation"), ("affected", "np-product"), ("tool", "np-malware"), ("victim", "group"), ("affected", "platform")],
)  # fmt: skip
def test_what_names_nobody_must_be_likelier_than_a_name(part: str, kind: str) -> None:
    named = {"affected": "version", "tool": "np-technique"}.get(part, "name")
    assert is_likely(part, weighed(named, "X", part, 0.46))
    assert not is_likely(part, weighed(kind, "X", part, 0.46))


def test_a_name_must_be_likelier_as_a_tool_than_as_a_victim() -> None:
    assert is_likely("victim", weighed("name", "X", "victim", 0.5))
    assert not is_likely("tool", weighed("name", "X", "tool", 0.5))


def test_an_end_that_only_the_dateline_holds_is_none() -> None:
    doc = known("Fabrikam")
    one = weighed("name", "Geneva", "victim", 0.9)
    assert claim("victim", one, doc) is not None
    assert claim("victim", one, doc.__class__(**_with(doc, asides=frozenset({"Geneva"})))) is None


def test_who_only_finds_and_tells_is_no_victim() -> None:
    doc = known("Fabrikam")
    assert claim("victim", weighed("name", "Kaspersky", "victim", 0.9), doc) is None


def test_a_region_in_an_adjective_is_no_victim() -> None:
    look = look_at("en", "The Russia-linked gang attacked the bank last year.")
    found = [each for each in look.candidates() if each.kind == "region"]
    doc = known("Fabrikam")
    assert found
    assert all(claim("victim", Weighed(look, each, (), {"victim": 0.9}), doc) is None for each in found)  # fmt: skip


def test_names_in_quotes_are_no_data() -> None:
    look = look_at("en", "The stolen names include 'ubnuler', 'rakier' and 'joxn'.")
    assert not {"ubnuler", "rakier", "joxn"} & {each.text for each in look.candidates()}


def _with(doc: object, **other: object) -> dict[str, object]:
    fields = {name: getattr(doc, name) for name in ("kind", "is_everyday", "topic", "product", "is_named", "names", "told", "struck")}  # fmt: skip
    return {**fields, **other}


# -- what is said, and what is not


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "We do not know whether bank details were stolen."),
        ("nl", "Het is niet duidelijk of ook wachtwoorden gestolen zijn."),
        ("de", "Wir wissen nicht, ob auch Passwörter gestohlen wurden."),
        ("fr", "On ne sait pas si des mots de passe ont été volés."),
        ("es", "No se sabe si se robaron contraseñas."),
        ("it", "Non si sa se siano state rubate password."),
        ("pt", "Não se sabe se foram roubadas senhas."),
    ],
)
def test_an_open_question_denies_nothing(code: str, sentence: str) -> None:
    look: Look = look_at(code, sentence)
    doc = known("Fabrikam")
    made = [
        claim("data", Weighed(look, each, (), {"data": 0.9}), doc)
        for each in look.candidates()
        if each.kind.startswith("np-")
    ]
    assert not [each for each in made if each is not None and not each.holds]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Fabrikam has not disclosed the total number of the affected customers."),
        ("de", "Fabrikam hat die Zahl der betroffenen Kunden nicht bestätigt."),
        ("fr", "Fabrikam n'a pas révélé le nombre total des clients touchés."),
        ("es", "Fabrikam no ha confirmado el número total de los clientes afectados."),
        ("it", "Fabrikam non ha confermato il numero totale dei clienti colpiti."),
        ("pt", "A Fabrikam não confirmou o número total dos clientes afetados."),
        ("nl", "Fabrikam heeft niet bevestigd hoeveel klanten getroffen zijn."),
    ],
)
def test_what_is_withheld_is_not_admitted(code: str, sentence: str) -> None:
    assert not [each for each in drafts(code, sentence) if each.relation == "admits"]


def test_an_authority_that_informs_customers_admits_nothing() -> None:
    sentence = "En réponse, la CNIL a informé les clients touchés par l'attaque."
    assert not [each for each in drafts("fr", sentence) if each.relation == "admits"]


@pytest.mark.parametrize(
    ("code", "sentence", "count"),
    [
        ("en", "Northwind Agent, which has 2,000 customers, was hit.", 0),
        ("fr", "Northwind Agent, que font tourner 2 800 boutiques, est un module.", 0),
        ("it", "Oltre 600.000 aziende usano Northwind Agent; centinaia di aziende sono state colpite.", 1),
        ("pt", "Mais de 600 mil empresas usam Northwind Agent; centenas de empresas foram atingidas.", 1),
    ],
)  # fmt: skip
def test_who_only_uses_what_was_hit_is_no_victim_and_who_is_told_so_behind_is(
    code: str, sentence: str, count: int
) -> None:
    look = look_at(code, sentence)
    groups = [each for each in look.candidates() if each.kind == "group"]
    able = [claim("victim", Weighed(look, each, (), {"victim": 0.9}), known("Fabrikam")) for each in groups[-1:]]  # fmt: skip
    assert len([each for each in able if each is not None]) == count


TEXT = (
    "Fabrikam breach exposes customers",
    "Hackers broke into the payroll provider Fabrikam in March 2024, the provider confirmed.",
    "Among the victims are Contoso, Northwind Bank and Tailspin Airways.",
    "The intruders stole names, addresses and bank details from the servers of Fabrikam.",
    "Fabrikam said that it did not know how many files were copied.",
)


def test_a_year_long_past_beside_no_word_of_harm_is_no_beginning() -> None:
    found = told(placed(*TEXT, "The two firms have formed one group since 2004."))
    assert not [each for each in found if each[1] == "began" and each[2] == "2004"]


def test_a_release_that_is_hit_heals_nothing() -> None:
    found = drafts(
        "en",
        "The attack on Northwind Agent was found in May 2024.",
        "Northwind Agent 4.1.2 was compromised.",
        "Northwind Agent 4.1.2 is fixed and removed.",
    )
    assert not [each for each in found if each.relation == "fixed-in"]


@pytest.mark.parametrize(
    "sentence",
    [
        "This class of malware was published to PyPI by Fabrikam.",
        "The servers of MCP use the AI assistants.",
        "An employee of Fabrikam received an email on Christmas Eve and installed the update.",
    ],
)
def test_platforms_abbreviations_and_holidays_end_no_claim_of_doing(sentence: str) -> None:
    ends = {
        end
        for who, verb, what, _ in told(drafts("en", sentence))
        if verb in {"employs", "uses", "deliver", "embed"}
        for end in (who, what)
    }
    assert ends.isdisjoint({"PyPI", "MCP", "AI", "Christmas Eve", "Christmas"})


# -- what cannot stand at an end


def test_software_that_is_pushed_is_not_what_was_taken() -> None:
    lines = (
        "Northwind Agent was trojanised in May 2024.",
        "Attackers slipped a backdoor into Northwind Agent 4.2.",
        "They stole the publish tokens, push malware to five million developers.",
        "Northwind revoked its certificate.",
        "The intruders had broken into the build server of Northwind.",
    )
    assert not [
        each
        for each in placed(*lines)
        if each.relation == "collects" and "malware" in each.object.name
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The file package.json contains the backdoor Glowworm.",
        "hub.docker.example.com contains the backdoor Glowworm.",
    ],
)
def test_a_site_and_a_file_of_settings_hold_no_software(sentence: str) -> None:
    assert not [each for each in drafts("en", sentence) if each.relation == "embed"]


def test_what_a_firm_signed_are_its_releases_not_itself() -> None:
    judge = Judge(lambda name: {"Fabrikam": "organisation"}.get(name, ""), "Viewer", "Viewer", [])
    said = Draft(
        Entity("release", "Fabrikam"), "signed-by", Entity("organisation", "Contoso"), 0, 9
    )
    found = judge.fitted(said)
    assert found is not None
    assert found.subject == Entity("release", PRODUCT)


def test_who_tells_of_it_has_no_editions_for_a_platform() -> None:
    found = drafts(
        "en",
        "The attack on Viewer was found in May 2024.",
        "ESET says that Windows and Linux are affected.",
    )
    assert not [each for each in found if each.object.name.startswith("ESET (")]


@pytest.mark.parametrize(
    ("device", "whose"),
    [("computers at work", False), ("their computer", False), ("his private laptop", True), ("40,000 devices", True)],
)  # fmt: skip
def test_software_is_installed_on_a_device_of_somebody_or_on_so_many(
    device: str, whose: bool
) -> None:
    sentence = f"An engineer installed the trojanised Viewer on {device}."
    found = [each for each in drafts("en", OPENING["en"], sentence) if each.relation == "deliver"]
    assert whose or not found


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("fr", "* **Vecteur :** Distribution d'installateurs infectés par Northwind Agent."),
        ("en", "* **Vector:** Distribution of infected installers of Northwind Agent."),
    ],
)
def test_an_everyday_word_behind_the_colon_of_a_label_is_no_name(code: str, line: str) -> None:
    assert "Distribution" not in mentions(code, line, "name")


def test_a_name_behind_a_colon_is_one() -> None:
    assert "Target" in mentions("en", "The victims are these: Target, Costco and Tesco.", "name")


@pytest.mark.parametrize("name", ["`viewer` (4.2)", "Viewer 4.2", "helper.exe", "left-pad"])
def test_files_releases_and_packages_are_affected_and_nobodys_victims(name: str) -> None:
    judge = Judge(lambda _: "", "Northwind", "Northwind", [])
    hit = Entity("campaign", TOPIC)
    found = judge.fitted(Draft(Entity("organisation", name), "victim", hit, 0, 9))
    assert found is not None
    assert (found.relation, found.object) == ("affects", Entity("product", name))


def test_one_word_for_data_is_claimed_once_and_more_words_each_time() -> None:
    said = [
        Draft(Entity("campaign", "X"), "collects", Entity("data", what), at, 9)
        for at, what in enumerate(("data", "names of staff", "Data", "names of staff"))
    ]
    kept = [each.object.name for each in once_each(said)]
    assert kept == ["data", "names of staff", "names of staff"]
