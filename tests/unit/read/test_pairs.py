"""Which two make a claim: pairs of candidates, names that lead the document, and what becomes of likely pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from claimed import SAID, grammar
from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.parts import pairs
from onionskin.read.parts.claims import Weighed
from onionskin.read.parts.features import Known, features
from onionskin.read.parts.look import Look
from onionskin.read.parts.pairs import (
    MOST,
    PAIRINGS,
    Pair,
    Pairs,
    by_sentence,
    further,
    is_borne_out,
    likely,
)
from onionskin.read.parts.weights import ABLE, PairWeights, pair_weights
from onionskin.read.syntax.matcher import Sentence
from onionskin.read.syntax.skeleton import Around
from onionskin.read.wire import Draft
from onionskin.read.words.gates import heads_of
from onionskin.read.words.sentences import words_of

MAKER = "Fabrikam, the maker of Viewer, sells to Contoso, Northwind and Tailspin."


def _known(topic: str = "") -> Known:
    return Known(
        kind=lambda _: "",
        is_everyday=lambda _: False,
        topic=topic or "the attack",
        product="",
        is_named=bool(topic),
        names=Counter(),
        told=Counter(),
        struck=Counter(),
    )


def _weighed(
    sentence: str, chances: dict[str, dict[str, float]], at: int = 0, drafts: tuple[Draft, ...] = ()
) -> list[Weighed]:
    """Return the candidates of a sentence with the chances given by text, none for the others."""
    language = grammar("en")
    heads = heads_of(words_of(sentence))
    counted = language.recogniser.counted(sentence, heads)
    skeleton = language.recogniser.skeleton(sentence, Around(SAID), counted, heads)
    look = Look(Sentence(language, sentence, at, skeleton, heads), drafts)
    return [
        Weighed(look, one, features(look, one, _known()), chances.get(one.text, {}))
        for one in look.candidates()
    ]


def _pairs(*listed: list[Weighed], topic: str = "") -> list[Pair]:
    return list(Pairs(listed, _known(topic)).all())


def _names(found: Iterable[Pair]) -> set[tuple[str, str, str]]:
    return {(each.relation, each.subject.text, each.object.text) for each in found}


def _sure(monkeypatch: pytest.MonkeyPatch, **of: dict[str, float]) -> None:
    fitted = PairWeights(dict.fromkeys(PAIRINGS, -9.0), dict(of))
    monkeypatch.setattr(pairs, "pair_weights", lambda: fitted)


def test_only_who_likely_plays_the_parts_of_a_relation_are_a_pair() -> None:
    found = _pairs(_weighed(MAKER, {"Fabrikam": {"maker": 0.9}, "Viewer": {"made": 0.5}}))
    assert _names(found) == {("supplies", "Fabrikam", "Viewer")}
    assert not _pairs(_weighed(MAKER, {"Fabrikam": {"maker": 0.9}, "Viewer": {"made": 0.01}}))


def test_order_words_between_and_the_chances_of_both_speak_for_a_pair() -> None:
    (pair,) = _pairs(_weighed(MAKER, {"Fabrikam": {"maker": 0.9}, "Viewer": {"made": 0.5}}))
    seen = pair.features()
    assert len(seen) == len(set(seen))
    assert {"order so", "so has make", "so last of", "so first ,", "s:maker 8", "o:made 6"} <= set(
        seen
    )


def test_of_a_list_the_other_items_do_not_stand_between() -> None:
    chances = {"Fabrikam": {"maker": 0.9}, "Contoso": {"made": 0.5}, "Tailspin": {"made": 0.5}}
    first, third = (set(each.features()) for each in _pairs(_weighed(MAKER, chances)))
    gap = {each for each in first if each.startswith(("so gap", "so signs", "so last"))}
    assert gap
    assert gap <= third
    assert {"o:in list"} <= first & third


def test_where_the_maker_stands_elsewhere_it_is_a_name_that_leads_the_document() -> None:
    one = _weighed("Attackers entered Fabrikam.", {"Fabrikam": {"maker": 0.6, "entered": 0.9}})
    other = _weighed("The company sells to Contoso.", {"Contoso": {"made": 0.5}}, 100)
    found = _pairs(one, other)
    assert ("supplies", "Fabrikam", "Contoso") in _names(found)
    seen = set(found[-1].features())
    assert {"absent", "s:leads maker", "s:leads entered", "s:last"} <= seen


def test_what_the_incident_is_called_leads_only_where_it_is_a_name() -> None:
    other = _weighed("The company sells to Contoso.", {"Contoso": {"made": 0.5}})
    assert _names(_pairs(other, topic="Fabrikam")) == {("supplies", "Fabrikam", "Contoso")}
    assert not _pairs(other)


def _further(said: list[Draft], listed: list[Weighed]) -> list[Draft]:
    """Return what a sentence's pairs claim beside what rules said."""
    return list(further(said, likely([listed], _known()), _known()))


def test_a_likely_pair_becomes_a_claim_that_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    _sure(monkeypatch, **{"so has make": {"supplies": 12.0}})
    listed = _weighed(MAKER, {"Fabrikam": {"maker": 0.9}, "Viewer": {"made": 0.5}})
    (found,) = _further([], listed)
    assert (found.subject, found.object) == (
        Entity("organisation", "Fabrikam"),
        Entity("product", "Viewer"),
    )
    assert found.reason == "weighed 0.95: so has make"


def test_of_one_thing_a_sentence_names_one_maker_and_rules_go_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _sure(monkeypatch, **{"order so": {"supplies": 10.0}, "s:maker 8": {"supplies": 1.0}})
    chances = {"Fabrikam": {"maker": 0.9}, "Viewer": {"maker": 0.5}, "Contoso": {"made": 0.5}}
    listed = _weighed(MAKER, chances)
    assert [each.subject.name for each in _further([], listed)] == ["Fabrikam"]
    said = Draft(Entity("organisation", "Viewer"), "supplies", Entity("product", "Contoso"), 0, 9)
    assert not list(_further([said], listed))


def test_two_that_stand_in_a_relation_do_not_stand_in_it_the_other_way_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _sure(monkeypatch, **{"order so": {"compromised-through": 12.0}})
    listed = _weighed(
        "Contoso was entered by way of Viewer.",
        {"Contoso": {"entered": 0.9}, "Viewer": {"way": 0.9}},
    )
    assert len(list(_further([], listed))) == 1
    said = Draft(
        Entity("organisation", "Viewer"), "compromised-through", Entity("product", "Contoso"), 90, 9
    )
    assert not list(_further([said], listed))


def test_a_rules_claim_of_two_ends_needs_a_likely_pair_of_its_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _sure(monkeypatch, **{"order so": {"supplies": 12.0}})
    listed = _weighed(MAKER, {"Fabrikam": {"maker": 0.9}, "Viewer": {"made": 0.5}})
    borne = by_sentence(likely([listed], _known()))
    at = listed[0].look.one.offset
    said = Draft(Entity("organisation", "Fabrikam"), "supplies", Entity("product", "Viewer"), at, 9)
    assert is_borne_out(said, borne, ())
    assert is_borne_out(replace(said, object=Entity("product", "the Viewer app")), borne, ())
    assert not is_borne_out(replace(said, object=Entity("group", "300 lenders")), borne, ())
    assert not is_borne_out(replace(said, offset=at + 400), borne, ())


def test_a_way_in_that_has_a_name_is_taken_at_a_rules_word() -> None:
    ends = (Entity("organisation", "Contoso"), Entity("product", "Viewer"))
    said = Draft(ends[0], "compromised-through", ends[1], 0, 9)
    assert is_borne_out(said, {}, {"Viewer"})
    assert not is_borne_out(said, {}, {"Contoso"})


def test_what_is_denied_and_what_is_not_weighed_in_pairs_needs_none() -> None:
    ends = (Entity("organisation", "Fabrikam"), Entity("product", "Viewer"))
    assert is_borne_out(Draft(ends[0], "supplies", ends[1], 0, 9, holds=False), {}, ())
    assert is_borne_out(Draft(ends[0], "uses", ends[1], 0, 9), {}, ())


def test_that_somebody_was_not_entered_is_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    _sure(monkeypatch, **{"o:kind name": {"compromised-by": 12.0}})
    chances = {"Contoso": {"entered": 0.9}, "Sandworm": {"intruder": 0.9}}
    for sentence, count in (
        ("Sandworm breached Contoso last year.", 1),
        ("Sandworm did not breach Contoso last year.", 0),
    ):
        found = list(_further([], _weighed(sentence, chances)))
        assert len(found) == count


def test_no_more_pairs_than_the_limit_are_weighed() -> None:
    names = [f"Firm{chr(65 + at // 26)}{chr(97 + at % 26)}" for at in range(60)]
    sentence = f"Among the customers are {', '.join(names)} and Contoso."
    chances = {each: {"maker": 0.5, "made": 0.5, "entered": 0.5, "way": 0.5} for each in names}
    one = _weighed(sentence, chances)
    found = Pairs([one] * 40, _known())
    assert sum(1 for _ in found.all()) == MOST


def test_the_fitted_weights_are_of_relations_and_features_that_there_are() -> None:
    fitted = pair_weights()
    assert set(fitted.bias) == set(PAIRINGS)
    assert all(set(of) <= set(PAIRINGS) for of in fitted.of.values())
    assert {part for each in PAIRINGS.values() for part in (each.subject, each.object)} <= set(ABLE)
    chances = {"Fabrikam": {"maker": 0.9}, "Viewer": {"made": 0.5}}
    (pair,) = _pairs(_weighed(MAKER, chances))
    seen = pair.features()
    assert sum(each in fitted.of for each in seen) > len(seen) / 2
    (other,) = _pairs(_weighed(MAKER, {**chances, "Fabrikam": {"maker": 0.12}}))
    assert fitted.chance("supplies", seen) > fitted.chance("supplies", other.features())
    assert fitted.chance("supplies", seen) == fitted.chance("supplies", seen[::-1])
