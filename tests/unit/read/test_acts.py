"""What a sentence does by saying something: what speaks for it, whose act it is, and what becomes of the rules' claims."""

from __future__ import annotations

from itertools import product

import pytest
from claimed import known, look_at, placed

from onionskin.model import Entity
from onionskin.read import acts
from onionskin.read.acts.features import features, place_of
from onionskin.read.acts.speakers import speaker_features, speakers
from onionskin.read.acts.weights import ACTS, SPEAKER, Weights, weights
from onionskin.read.parts.features import Known
from onionskin.read.syntax.grammar import grammars
from onionskin.read.wire import Draft

BEFORE = (
    "Fabrikam Viewer was trojanised in March 2024.",
    "Attackers breached the build server of Fabrikam with stolen credentials.",
    "Among the victims are Contoso, Northwind Bank and Tailspin Airways.",
)
ASKS = "\u201cHow the intruders got our keys? Our team has no answer yet,\u201d Fabrikam added."


def _known(topic: str = "Fabrikam") -> Known:
    return known(topic, "organisation")


def _weighed(drafts: list[Draft]) -> list[Draft]:
    return [each for each in drafts if each.relation in ACTS and each.reason]


def test_an_open_question_that_no_rule_reads_is_claimed_with_its_chance_and_its_reasons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fitted = Weights(_fitted().bias, {"quotes": {"unknown": 700}, "we": {"unknown": 400}})
    monkeypatch.setattr(acts, "weights", lambda: fitted)
    monkeypatch.setattr("onionskin.read.acts.claims.weights", lambda: fitted)
    (found,) = _weighed(placed(*BEFORE, ASKS))
    assert (found.relation, found.subject) == ("unknown", Entity("campaign", "Fabrikam"))
    assert found.reason == "weighed 0.88: quotes, we"
    assert (found.offset, found.length) == (sum(len(each) + 1 for each in BEFORE), len(ASKS))


@pytest.mark.parametrize(
    ("code", "act", "does", "does_not"),
    [
        ("en", "admits", "Fabrikam confirmed that its own servers were hacked.", "Fabrikam has sold software since 1999."),
        ("de", "admits", "Fabrikam r\u00e4umte ein, dass Daten gestohlen wurden.", "Fabrikam verkauft seit 1999 Programme."),
        ("fr", "mitigated-by", "Changez vos mots de passe et r\u00e9installez le programme.", "Le programme est vendu depuis 1999."),
        ("es", "unknown", "No est\u00e1 claro cu\u00e1ntos clientes fueron afectados.", "La empresa vende programas desde 1999."),
        ("it", "mitigated-by", "Si consiglia di cambiare subito le password.", "La societ\u00e0 vende programmi dal 1999."),
        ("nl", "warns", "Northwind waarschuwt voor nieuwe aanvallen met de gestolen gegevens.", "Northwind verkoopt programma's."),
        ("pt", "unknown", "A Fabrikam n\u00e3o divulga quantos clientes foram atingidos.", "A Fabrikam vende programas desde 1999."),
    ],
)  # fmt: skip
def test_what_does_an_act_is_likelier_to_in_every_language(
    code: str, act: str, does: str, does_not: str
) -> None:
    chances = [
        weights().chances(features(look_at(code, each), None, 3, _known()), (act,))[act]
        for each in (does, does_not)
    ]
    assert chances[0] > 2 * chances[1]


def test_the_same_sentence_is_seen_the_same_in_every_language() -> None:
    said = {
        "en": "We warn that Fabrikam could be attacked again.",
        "de": "Wir warnen, dass Fabrikam wieder angegriffen werden k\u00f6nnte.",
        "fr": "Nous avertissons que nos clients pourraient subir une attaque, alerte Fabrikam.",
        "es": "Nuestro equipo advierte de que Fabrikam podr\u00eda sufrir otro ataque.",
        "it": "Il nostro gruppo avverte che Fabrikam potrebbe subire un altro attacco.",
        "nl": "Wij waarschuwen dat Fabrikam weer kan worden aangevallen.",
        "pt": "A nossa equipe alerta que a Fabrikam pode sofrer outro ataque.",
    }
    for code, sentence in said.items():
        seen = set(features(look_at(code, sentence), None, 0, _known()))
        missing = {"we", "class:warn", "name topic", "place:0", "names:1", "mention:name"} - seen
        assert not missing, (code, missing)


def test_every_language_says_which_words_are_of_the_first_and_second_person() -> None:
    assert all(each.cues.words["we"] and each.cues.words["you"] for each in grammars())


def test_a_sentence_sees_its_mood_and_the_one_before() -> None:
    before = look_at("en", "Users should take the following steps:")
    one = look_at("en", "- Do not open the old installer!", offset=len(before.one.text) + 1)
    seen = set(features(one, before, 4, _known()))
    assert {"item", "!", "denied", "before ends : advise", "place:4"} <= seen
    far = look_at("en", one.one.text, offset=9000)
    assert not any(each.startswith("before") for each in features(far, before, 4, _known()))


def test_a_feature_is_named_once() -> None:
    for code, text in product(("en", "de"), (ASKS, "Fabrikam, Fabrikam und Fabrikam.")):
        seen = features(look_at(code, text), look_at(code, ASKS), 1, _known())
        assert len(seen) == len(set(seen))


@pytest.mark.parametrize(("at", "whole", "place"), [(0, 20, 0), (2, 20, 1), (5, 20, 2), (12, 20, 3), (19, 20, 4)])  # fmt: skip
def test_a_place_is_how_late_a_sentence_stands(at: int, whole: int, place: int) -> None:
    assert place_of(at, whole) == place


def test_who_spoke_before_may_speak_and_whom_it_is_about_may() -> None:
    looks = [
        look_at("en", "Northwind said that Fabrikam was attacked."),
        look_at("en", "\u201cOur data were stolen.\u201d", offset=60),
    ]
    found = {each.name: each.tags for each in speakers(looks, 1, _known())}
    assert found["Northwind"] >= {"speaker before", "first before"}
    assert "topic" in found["Fabrikam"]
    assert all("inside" not in tags for tags in found.values())


def test_of_a_name_in_the_sentence_the_words_around_it_speak_too() -> None:
    looks = [look_at("en", "Northwind admitted that Fabrikam had warned it.")]
    by_name = {each.name: each for each in speakers(looks, 0, _known())}
    seen = set(speaker_features(looks[0], by_name["Northwind"], "admits", _known()))
    assert {"s:admits", "s:inside", "s:opens", "s:in is:organisation"} <= seen
    assert any(each.startswith("s:l:admit>") for each in seen)


def _fitted(**bias: int) -> Weights:
    return Weights({act: bias.get(act.replace("-", "_"), -900) for act in (*ACTS, SPEAKER)}, {})


def test_a_rules_claim_of_an_unlikely_act_is_dropped_and_of_others_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warned = "Northwind warns that more customers could be attacked with stolen keys."
    claimed = {each.relation for each in placed(*BEFORE, warned)}
    assert {"warns", "victim"} <= claimed
    monkeypatch.setattr(acts, "weights", _fitted)
    left = {each.relation for each in placed(*BEFORE, warned)}
    assert left == claimed - {"warns"}


def test_nobody_admits_where_no_name_may_be_the_speakers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "weights", lambda: _fitted(admits=900, speaker=-900))
    assert not [each for each in placed(*BEFORE) if each.relation == "admits" and each.reason]


def test_each_measure_of_a_sentence_is_a_claim_and_no_wording_is_claimed_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(acts, "weights", lambda: _fitted(mitigated_by=900))
    advice = "It would help to remove the plugin, reset all tokens and block the domain."
    found = [
        each.object.name
        for each in _weighed(placed(*BEFORE, advice, advice))
        if "plugin" in each.object.name or "tokens" in each.object.name
    ]
    assert len(found) == len(set(found)) >= 1


def test_few_sentences_are_left_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "weights", lambda: _fitted(admits=900, speaker=900, unknown=900))
    assert not _weighed(placed(*BEFORE))


def test_a_chance_is_the_same_in_whatever_order_features_come() -> None:
    found = Weights({"unknown": 7}, {f"f{at}": {"unknown": at} for at in range(40)})
    seen = [f"f{at}" for at in range(40)]
    assert found.chances(seen, ("unknown",)) == found.chances(seen[::-1], ("unknown",))
    assert found.reasons("unknown", seen, 2) == ["f39", "f38"]


def test_the_fitted_weights_have_every_act() -> None:
    assert set(weights().bias) == {*ACTS, SPEAKER}
    assert len(weights().of) > 500
