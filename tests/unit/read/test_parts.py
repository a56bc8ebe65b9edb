"""Which part a mention plays: senses of words, candidates, what speaks for them, and what becomes of the rules' claims."""

from __future__ import annotations

import math

import pytest
from claimed import known, look_at, placed

from onionskin.model import Bounds, Entity
from onionskin.read.parts import SENTENCES, Parts, claims
from onionskin.read.parts.features import Known, features, seen_of
from onionskin.read.parts.weights import ABLE, Runs, Weights, weights
from onionskin.read.syntax.grammar import grammars
from onionskin.read.wire import Draft
from onionskin.read.words.senses import Senses

PRESS = (
    "Fabrikam Viewer was trojanised in March 2024.",
    "Attackers breached the build server of Fabrikam with stolen credentials.",
    "Among the victims are Contoso, Northwind Bank and Tailspin Airways.",
    "The poisoned update of Fabrikam Viewer also hit Adventure Works, a manufacturer of pumps.",
    "Customers should uninstall Fabrikam Viewer at once.",
    "Wide World Importers said that it uses Fabrikam Viewer but was not affected.",
)


def _known(topic: str = "Fabrikam Viewer") -> Known:
    return known(topic)


def test_a_word_has_the_senses_of_its_whole_its_beginning_and_its_end() -> None:
    of = Senses({"harm": "hit infect*", "affair": "*angriff", "of": "d'", "take": "infectado"}).of
    assert of("hit") == ("harm",)
    assert of("infections") == ("harm",)
    assert of("hackerangriff") == ("affair",)
    assert of("infectado") == ("harm", "take")
    assert of("d'") == ("of",)
    assert of("hits") == ()


def test_every_language_has_a_word_for_every_sense() -> None:
    every = {each.cues.code: set(each.cues.lexicon) for each in grammars()}
    assert len(every) >= 7
    assert all(found == every["en"] for found in every.values())
    assert all(listed.split() for each in grammars() for listed in each.cues.lexicon.values())


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The attackers breached Contoso"),
        ("de", "Die Angreifer kompromittierten Contoso"),
        ("fr", "Les attaquants ont compromis Contoso"),
        ("es", "Los atacantes comprometieron Contoso"),
        ("it", "Gli aggressori hanno compromesso Contoso"),
        ("pt", "Os atacantes comprometeram a Contoso"),
        ("nl", "De aanvallers hebben Contoso gehackt"),
    ],
)
def test_in_each_language_the_same_senses_stand_around_a_name(code: str, sentence: str) -> None:
    look = look_at(code, sentence)
    (name,) = [each for each in look.candidates() if each.kind == "name"]
    seen = set(features(look, name, _known()))
    assert any(each.startswith(("l:harm<", "l:harm>")) for each in seen)
    assert any(each.startswith("l:actor<") for each in seen)


def test_plain_nouns_are_candidates_with_the_words_that_describe_them() -> None:
    look = look_at("en", "Contoso lost customer names and stolen database passwords to hackers.")
    nouns = {(each.kind, each.text) for each in look.candidates() if each.mention is None}
    assert any(kind == "np-data" and text.endswith("customer names") for kind, text in nouns)
    assert any(text.endswith("database passwords") for _, text in nouns)


def _nouns(code: str, sentence: str) -> set[tuple[str, str]]:
    return {
        (each.kind, each.text)
        for each in look_at(code, sentence).candidates()
        if each.mention is None
    }


@pytest.mark.parametrize(
    ("code", "sentence", "phrase"),
    [
        ("en", "Contoso lost details of the pension scheme.", "details of the pension scheme"),
        ("en", "Contoso lost SSH keys to them.", "SSH keys"),
        ("de", "Erbeutet wurden Daten der Bankkunden.", "Daten der Bankkunden"),
        ("fr", "Ils ont volé des numéros de téléphone.", "numéros de téléphone"),
        (
            "es",
            "Se filtraron datos personales de los clientes.",
            "datos personales de los clientes",
        ),
        ("es", "Robaron el código fuente.", "código fuente"),
        ("it", "Sono stati rubati documenti interni.", "documenti interni"),
        ("pt", "Levaram os dados pessoais dos alunos.", "dados pessoais dos alunos"),
        ("nl", "De gegevens van donateurs zijn gestolen.", "gegevens van donateurs"),
    ],
)
def test_what_was_taken_is_named_with_what_describes_it(
    code: str, sentence: str, phrase: str
) -> None:
    assert phrase in {text for kind, text in _nouns(code, sentence) if kind in TAKEN}


TAKEN = ("np-data", "np-secret")


@pytest.mark.parametrize(
    ("code", "sentence", "item"),
    [
        ("de", "Erbeutet wurden Namen, Lieblingsfarben und Kontonummern.", "Lieblingsfarben"),
        ("nl", "De buit bestaat uit namen, schoenmaten en adressen.", "schoenmaten"),
        ("en", "They stole passwords, shoe sizes and e-mails.", "shoe sizes"),
        ("en", "They stole shoe sizes, hobbies and passwords.", "hobbies"),
    ],
)
def test_an_item_between_items_of_data_may_be_data(code: str, sentence: str, item: str) -> None:
    assert ("np-item", item) in _nouns(code, sentence)


@pytest.mark.parametrize(
    ("code", "sentence", "names"),
    [
        ("de", "Betroffen sind Contoso, Kranich, Fabrikam und Amsel.", {"Kranich", "Amsel"}),
        (
            "pt",
            "Ele publicou pacotes como xilbo, zib-css e strip-zib.",
            {"xilbo", "zib-css", "strip-zib"},
        ),
    ],
)
def test_a_plain_word_in_a_list_of_names_may_be_a_name(
    code: str, sentence: str, names: set[str]
) -> None:
    assert names <= {text for kind, text in _nouns(code, sentence) if kind == "np-member"}


def test_behind_a_comma_a_clause_is_no_item() -> None:
    found = _nouns("en", "They stole passwords, police officers think so, and e-mails.")
    assert not any(kind == "np-item" and "police" in text for kind, text in found)


def test_a_list_without_end_is_read_to_a_bound() -> None:
    endless = ", ".join(f"shoe sizes{at}" for at in range(200))
    found = _nouns("en", f"They stole passwords, {endless} and e-mails.")
    assert 0 < sum(kind == "np-item" for kind, _ in found) < 60


def test_a_version_that_is_likely_affected_becomes_a_release_of_the_product() -> None:
    look = look_at("en", "Versions 1.4.2 and 1.4.3 are affected on Windows.")
    found = [each for each in look.candidates() if each.kind in ("version", "platform")]
    told = [
        claims.claim("affected", claims.Weighed(look, each, [], {"affected": 0.9}), _known())
        for each in found
    ]
    assert [each.object for each in told if each] == [
        Entity("release", "Fabrikam Viewer 1.4.2"),
        Entity("release", "Fabrikam Viewer 1.4.3"),
        Entity("product", "Windows"),
    ]


def test_features_are_the_same_each_time_and_know_the_list_that_a_name_stands_in() -> None:
    look = look_at("en", "Among the victims are Contoso, Northwind and Tailspin.")
    third = [each for each in look.candidates() if each.kind == "name"][2]
    first = sorted(features(look, third, _known()))
    assert first == sorted(features(look, third, _known()))
    assert {"list:3", "list:later", "l:victim<2"} <= set(first) | {"l:victim<1"}


def test_what_the_rules_claim_of_a_name_speaks_for_it() -> None:
    draft = Draft(Entity("organisation", "Contoso"), "victim", Entity("campaign", "X"), 0, 20)
    look = look_at("en", "Contoso was hit by it.", (draft,))
    (name,) = [each for each in look.candidates() if each.kind == "name"]
    assert "read:victim s" in set(features(look, name, _known()))


def test_the_fitted_weights_are_of_parts_and_features_that_there_are() -> None:
    fitted = weights()
    assert set(fitted.bias) == set(ABLE)
    assert all(set(of) <= set(ABLE) for of in fitted.of.values())
    look = look_at("en", PRESS[3])
    seen = {each for one in look.candidates() for each in features(look, one, _known())}
    assert len(seen & fitted.of.keys()) > len(seen) / 2
    assert set(claims.CLAIMS) <= set(ABLE)


def test_chances_are_between_none_and_all_and_only_of_what_a_kind_can_play() -> None:
    fitted = Weights(dict.fromkeys(ABLE, 0.0), {"sure": {"victim": 9.0, "began": 9.0}})
    found = fitted.chances("group", ["sure", "never seen"])
    assert set(found) == {part for part, kinds in ABLE.items() if "group" in kinds}
    assert found["victim"] > 0.99
    assert found["made"] == 0.5


@pytest.mark.parametrize("code", ["en", "de"])
def test_features_in_runs_are_the_same_features_and_add_up_to_the_same_chances(code: str) -> None:
    fitted = weights()
    look = look_at(code, PRESS[3])
    for one in look.candidates():
        runs = Runs(seen_of(look, one, _known()))
        named = features(look, one, _known())
        assert [*runs] == named
        assert len(runs) == len(named) == len(set(named))
        assert all(each in runs for each in named)
        assert "never seen" not in runs
        assert fitted.chances_of(one.kind, runs.runs) == fitted.chances(one.kind, named)


def test_sums_are_exact_so_that_no_order_of_features_gives_another_chance() -> None:
    fitted = weights()
    every = [weight for of in fitted.of.values() for weight in of.values()]
    assert all(weight == round(weight * 100) / 100 for weight in every)
    seen = sorted(fitted.of)[::7]
    ahead, back = (fitted.chances("name", each) for each in (seen, seen[::-1]))
    assert ahead == back
    for part, chance in ahead.items():
        total = fitted.bias[part] + math.fsum(fitted.of[each].get(part, 0.0) for each in seen)
        assert math.isclose(chance, 1 / (1 + math.exp(-total)))


def test_a_text_has_its_victims_and_each_weighed_claim_says_why() -> None:
    found = placed(*PRESS)
    victims = {each.subject.name for each in found if each.relation == "victim" and each.holds}
    assert {"Contoso", "Northwind Bank", "Tailspin Airways"} <= victims
    assert "Wide World Importers" not in victims
    weighed = [each for each in found if each.reason]
    assert all(each.reason.startswith("weighed 0.") for each in weighed)


def test_a_few_lines_are_left_to_the_rules() -> None:
    alone = placed(PRESS[0])
    assert alone
    assert not any(each.reason for each in alone)


def test_a_claim_of_the_rules_is_dropped_where_its_mention_hardly_plays_the_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = Draft(Entity("organisation", "Contoso"), "victim", Entity("campaign", "X"), 0, 20)
    parts = Parts([look_at("en", "Contoso was hit by it.", (draft,), at * 30) for at in range(4)])
    for bias, kept in ((-9.0, []), (-1.0, [draft])):
        flat = Weights(dict.fromkeys(ABLE, bias), {})
        monkeypatch.setattr("onionskin.read.parts.weights", lambda now=flat: now)
        assert list(parts.settled([draft], _known("X"))) == kept


def test_no_more_sentences_than_the_limit_are_kept() -> None:
    parts = Parts()
    one = look_at("en", "Contoso was hit by it.").one
    for _ in range(SENTENCES + 5):
        parts.saw(one, ())
    assert len(parts.looks) == SENTENCES


def test_a_sentence_of_nothing_but_signs_and_marks_has_candidates_and_no_fault() -> None:
    for sentence in (
        "",
        "...",
        "((((",
        "A, B; C: (D)",
        "\ue000 \ue001",
        "' ' '",
        "1 2 3 2024-01-01",
    ):
        look = look_at("en", sentence)
        for one in look.candidates():
            assert set(features(look, one, _known("")))


def test_the_day_a_mention_says_becomes_the_day_it_began_only_if_it_has_bounds() -> None:
    look = look_at("en", "It began on 3 March 2024.")
    (day,) = [each for each in look.candidates() if each.kind == "date"]
    seen = tuple(features(look, day, _known()))
    each = claims.Weighed(look, day, seen, {"began": 0.9})
    found = claims.claim("began", each, _known())
    assert found is not None
    assert found.object == Entity("date", "2024-03-03")
    assert day.mention is not None
    assert day.mention.bounds == Bounds("2024-03-03", "2024-03-03")
