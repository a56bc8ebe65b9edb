"""Law 8: one may contain, or set aside for 72 hours; clearing answers each item and takes two."""

from __future__ import annotations

import pytest
from msgspec import structs

from onionskin.act.decisions import Ruling, rule
from onionskin.errors import InputError
from onionskin.model import Certainty, Decision, Entity, Evidence, Exposure
from onionskin.weigh.certainty import proofs

AT = "2023-03-30T10:00:00Z"
EXPOSURE = Exposure(
    "exposure-1", Entity("host", "ACC-02"), Certainty.CORROBORATED, None, ("a trace",),
    clears=("hashes are equal", "an innocent cause"),
    evidence=(Evidence("beaconed: dns line 4", table="t", row=4),),
)  # fmt: skip


def ruled(
    ruling: str = "set-aside", earlier: tuple[Decision, ...] = (), **more: object
) -> Decision:
    wanted = Ruling(**({"ruling": ruling, "by": "Ana", "at": AT, "why": "checked"} | more))  # type: ignore[arg-type]
    return rule(EXPOSURE, wanted, earlier)


def clearing(**more: object) -> Decision:
    return ruled("clear", **({"second_key": "Ben", "answers": ("one", "two")} | more))


def refused(match: str, ruling: str = "set-aside", **more: object) -> str:
    with pytest.raises(InputError, match=match) as caught:
        ruled(ruling, **more)
    return caught.value.hint


def test_one_person_contains_at_once() -> None:
    decision = ruled("contain")
    assert (decision.about, decision.ruling, decision.until) == ("exposure-1", "contain", None)


def test_setting_aside_ends_after_72_hours_if_no_end_is_given() -> None:
    assert ruled().until == "2023-04-02T10:00:00Z"
    assert ruled(until="2023-03-30T12:00:00+02:00", at="2023-03-30T09:00:00Z").until == AT


@pytest.mark.parametrize(
    "until", ["2023-04-02T10:00:01Z", "2023-03-30T10:00:00Z", "2023-03-29T00:00:00Z"]
)
def test_setting_aside_for_longer_or_backwards_is_refused(until: str) -> None:
    assert "until 2023-04-02T10:00:00Z" in refused("at most 72 hours", until=until)


def test_the_72_hours_of_one_person_are_not_begun_anew_and_a_colleague_has_own_ones() -> None:
    first = ruled()
    later = {"at": "2023-04-01T10:00:00Z", "earlier": (first,)}
    assert ruled(**later).until == "2023-04-02T10:00:00Z"
    over = later | {"at": "2023-04-02T10:00:00Z"}
    assert "a colleague may" in refused("at most 72 hours", **over)
    refused("at most 72 hours", **(over | {"by": "  ANA "}))
    assert ruled(**(over | {"by": "Ben"})).until == "2023-04-05T10:00:00Z"


def test_a_decision_without_a_name_or_a_reason_is_refused() -> None:
    for missing in ({"by": " "}, {"why": ""}, {"by": "--"}):
        refused("a name and a reason", **missing)


@pytest.mark.parametrize(
    "at", ["yesterday", "2023-03-30", "2023-03-30T10:00:00", "9999-12-31T23:59:59Z", ""]
)
def test_a_time_without_zone_or_sense_is_refused(at: str) -> None:
    refused("time", at=at) if at[:4] != "9999" else refused("not in this age", at=at)


def test_an_unknown_ruling_names_the_known_ones() -> None:
    assert "contain, set-aside, clear" in refused("is no ruling", "delete")


def test_clearing_answers_each_item_and_has_a_second_key() -> None:
    decision = clearing()
    assert decision.answers == ("one", "two")
    assert decision.second_key == "Ben"
    assert decision.evidence == proofs(EXPOSURE.evidence)


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ((), "hashes are equal; an innocent"),
        (("one",), "an innocent"),
        ((" ", "two"), "hashes are"),
    ],
)
def test_an_unanswered_item_is_named(answers: tuple[str, ...], missing: str) -> None:
    with pytest.raises(InputError, match=f"Not answered: {missing}"):
        clearing(answers=answers)


@pytest.mark.parametrize("second", ["", " ", "Ana", " ana. ", "ＡＮＡ"])  # noqa: RUF001 - wide letters
def test_the_second_key_is_another_person(second: str) -> None:
    with pytest.raises(InputError, match="second key is missing"):
        clearing(second_key=second)


def test_what_is_not_corroborated_may_be_cleared_by_one() -> None:
    mild = structs.replace(EXPOSURE, certainty=Certainty.PLAUSIBLE)
    assert rule(mild, Ruling("clear", "Ana", AT, "reinstalled")).ruling == "clear"


def test_two_rulings_of_one_moment_are_one_and_of_two_moments_two() -> None:
    assert ruled("contain").id == ruled("contain", at="2023-03-30T12:00:00+02:00").id
    assert ruled("contain").id != ruled("contain", at="2023-03-30T10:00:01Z").id
