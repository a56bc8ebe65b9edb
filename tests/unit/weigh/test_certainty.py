"""Certainty is climbed by kinds of proof, never by their number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onionskin.model import Certainty, Claim, Entity, Evidence, Origin, Stage
from onionskin.weigh.certainty import Standing, Trace, proofs, weigh
from onionskin.weigh.order import CERTAINTIES
from onionskin.weigh.origins import independent


def trace(collector: str, thing: str, stage: Stage | None = None) -> Trace:
    return Trace(f"{thing} by {collector}", collector, thing, stage)


def certainty(standing: Standing, *traces: Trace) -> Certainty:
    return weigh(standing, traces).certainty


NOTHING = Standing()
AFFECTED = Standing(uses="has it", affected="is affected", in_window=True)


def test_the_ladder_without_traces() -> None:
    assert certainty(NOTHING) is Certainty.UNKNOWN
    assert certainty(Standing(uses="has it")) is Certainty.POSSIBLE
    assert certainty(AFFECTED) is Certainty.PLAUSIBLE
    assert certainty(Standing(uses="u", affected="a", in_window=False)) is Certainty.POSSIBLE
    assert certainty(Standing(uses="u", denied="d")) is Certainty.NOT_AFFECTED


def test_ten_alerts_of_one_collector_are_one_trace() -> None:
    many = [trace("edr.jsonl", f"thing {number}") for number in range(10)]
    assert certainty(AFFECTED, *many) is Certainty.CORROBORATED


def test_one_thing_seen_by_two_collectors_is_one_trace() -> None:
    both = (trace("edr.jsonl", "domain"), trace("dns.csv", "domain"))
    assert certainty(NOTHING, *both) is Certainty.CORROBORATED


def test_two_collectors_that_saw_two_things_confirm() -> None:
    both = (trace("edr.jsonl", "hash"), trace("dns.csv", "domain"))
    assert certainty(NOTHING, *both) is Certainty.CONFIRMED


def test_the_log_of_another_day_is_the_same_collector() -> None:
    days = (trace("edr-2023-03-22.jsonl", "hash"), trace("EDR-2023-03-23.jsonl", "domain"))
    assert certainty(NOTHING, *days) is Certainty.CORROBORATED


def test_a_trace_outweighs_a_denial_and_both_are_told() -> None:
    weighed = weigh(Standing(uses="u", denied="the vendor denies it"), [trace("edr", "hash")])
    assert weighed.certainty is Certainty.CORROBORATED
    assert "the vendor denies it" in weighed.reasons
    assert "hash by edr" in weighed.reasons


def test_a_denial_beside_a_claim_is_kept_and_lowers_nothing() -> None:
    standing = Standing(uses="u", affected="said so", in_window=True, denied="denied")
    weighed = weigh(standing, ())
    assert weighed.certainty is Certainty.PLAUSIBLE
    assert {"said so", "denied"} <= set(weighed.reasons)


def test_the_stage_is_the_furthest_that_was_seen() -> None:
    traces = [trace("a", "x", Stage.BEACONED), trace("a", "y", Stage.EXECUTED), trace("a", "z")]
    assert weigh(AFFECTED, traces).stage is Stage.BEACONED
    assert weigh(AFFECTED, ()).stage is Stage.INSTALLED
    assert weigh(Standing(uses="u", denied="d"), ()).stage is None


def test_no_log_is_said_and_what_would_raise_it_is_a_log() -> None:
    weighed = weigh(Standing(seen=False), ())
    assert "no log of this host was given" in weighed.reasons[0]
    assert "logs of this host" in weighed.raises[0]
    assert not weighed.clears


def test_the_surer_the_more_there_is_to_answer_before_it_is_cleared() -> None:
    plausible = weigh(AFFECTED, ()).clears
    confirmed = weigh(AFFECTED, [trace("a", "x"), trace("b", "y")]).clears
    assert set(plausible) < set(confirmed)


PAIRS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), max_size=8)


@given(PAIRS, PAIRS)
def test_more_traces_never_make_it_less_certain(
    one: list[tuple[str, str]], two: list[tuple[str, str]]
) -> None:
    few, many = [[trace(*pair) for pair in pairs] for pairs in (one, one + two)]
    for standing in (NOTHING, AFFECTED):
        low, high = certainty(standing, *few), certainty(standing, *many)
        assert CERTAINTIES.index(low) <= CERTAINTIES.index(high)


@given(PAIRS)
def test_confirmed_needs_two_collectors_and_two_things(pairs: list[tuple[str, str]]) -> None:
    made = certainty(NOTHING, *(trace(*pair) for pair in pairs))
    apart = any(one[0] != two[0] and one[1] != two[1] for one in pairs for two in pairs)
    assert (made is Certainty.CONFIRMED) == apart


def test_a_proof_is_what_it_says_not_the_table_it_lies_in() -> None:
    one = Evidence("beaconed: dns line 4", table="old", row=4)
    again = Evidence("beaconed: dns line 4", table="new", row=9)
    assert proofs([one]) == proofs([again, one])
    assert proofs([one]) != proofs([Evidence("beaconed: dns line 5", table="old", row=4)])


def _claim(document: str, publisher: str = "", copied: str | None = None) -> Claim:
    return Claim(
        document, Entity("organisation", "a"), "supplies", Entity("organisation", "b"), "q",
        Evidence(""), Origin(document, publisher, copied),
    )  # fmt: skip


def test_a_copy_counts_as_what_it_was_copied_from() -> None:
    press = [
        _claim("d1", "Wire"),
        _claim("d2", "Paper", copied="Wire"),
        _claim("d3", copied="Wire"),
    ]
    assert independent(press) == ("Wire",)
    assert independent([*press, _claim("d4", "CERT"), _claim("d5")]) == ("CERT", "Wire", "d5")
