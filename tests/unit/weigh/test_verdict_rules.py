"""Each rule of the verdict fires where it should, and not where one need is missing."""

from __future__ import annotations

import time

import pytest

from onionskin.model import Certainty, Evidence, Finding, Lane, Level
from onionskin.weigh.order import certain, reaches, worst
from onionskin.weigh.verdict import judge, rules


def made(
    family: str,
    lane: Lane = Lane.CONTENT,
    level: Level = Level.REVIEW,
    *,
    subject: str = "a",
    reads: str = "",
    number: int = 0,
) -> Finding:
    """Return a finding on `subject`; `reads` is another artifact that its evidence names."""
    evidence = tuple(Evidence("", each) for each in (subject, reads) if each)
    return Finding(
        f"finding-{family}-{subject}-{number}", family, family, lane, level, subject,
        "T1", "summary", f"innocent {family}", evidence,
    )  # fmt: skip


def hidden(subject: str = "a", level: Level = Level.SUSPICIOUS) -> Finding:
    return made("edited-after-signing", Lane.INVARIANT, level, subject=subject)


def reader(of: str = "a", family: str = "reads-hidden-bytes") -> Finding:
    return made(family, Lane.CONTENT, Level.SUSPICIOUS, subject="reader", reads=of)


def rule(*findings: Finding) -> str:
    return judge(findings).rule


def test_nothing_found_is_not_called_clean() -> None:
    verdict = judge(())
    assert verdict.level is Level.NOTHING_FOUND
    assert "not the same as clean" in verdict.says


def test_a_broken_invariant_and_the_reader_of_its_bytes_are_a_compromise() -> None:
    verdict = judge((reader(), hidden()))
    assert (verdict.rule, verdict.level) == ("broken-invariant-and-its-reader", Level.COMPROMISED)
    assert verdict.because == (hidden().id, reader().id)
    assert verdict.rival == "innocent edited-after-signing"


def test_a_reader_of_another_file_makes_no_compromise() -> None:
    assert rule(hidden(), reader(of="b")) == "one-broken-invariant"


def test_of_several_hidden_files_the_one_that_is_read_counts() -> None:
    assert rule(hidden("c"), hidden("b"), reader(of="b")) == "broken-invariant-and-its-reader"


def test_one_fault_seen_by_many_rules_of_a_family_stays_one() -> None:
    several = [
        made("reads-hidden-bytes", Lane.INVARIANT, Level.SUSPICIOUS, reads="a", number=number)
        for number in range(5)
    ]
    assert rule(*several) == "one-broken-invariant"
    assert judge(several).level is Level.SUSPICIOUS


def test_an_invariant_of_review_is_no_broken_invariant() -> None:
    assert rule(hidden(level=Level.REVIEW), reader()) == "a-strong-finding"
    assert rule(hidden(level=Level.REVIEW)) == "an-unexplained-change-or-content"


def test_a_known_bad_hash_beside_a_broken_invariant_is_a_compromise_and_alone_is_not() -> None:
    bad = made("known-bad-hash", level=Level.SUSPICIOUS, subject="z")
    assert rule(hidden(), bad) == "broken-invariant-and-a-known-bad-hash"
    assert rule(bad) == "a-strong-finding"


def test_retired_and_side_load_together_are_suspicious_and_each_alone_is_review() -> None:
    late, pair = made("end-of-life"), made("side-load", subject="b")
    assert judge((late, pair)).rule == "retired-yet-served-with-a-side-load-set"
    assert judge((late, pair)).level is Level.SUSPICIOUS
    for one in (late, pair):
        assert rule(one) == "an-unexplained-change-or-content"
        assert judge((one,)).level is Level.REVIEW


def test_a_hundred_reviews_are_never_added_up() -> None:
    many = [made(f"family {number}", Lane.CHANGE) for number in range(100)]
    assert judge(many).level is Level.REVIEW


def test_a_finding_of_no_weight_leaves_nothing_found() -> None:
    assert judge((made("note", level=Level.NOTHING_FOUND),)).level is Level.NOTHING_FOUND


@pytest.mark.parametrize("number", range(len(rules())))
def test_every_rule_says_itself_in_words_and_the_gravest_come_first(number: int) -> None:
    each = rules()[number]
    assert each.says
    assert all(reaches(each.verdict, later.verdict) for later in rules()[number + 1 :])


def test_the_last_rule_needs_nothing_and_ids_are_unique() -> None:
    assert rules()[-1].needs == ()
    assert len({each.id for each in rules()}) == len(rules())


def test_thousands_of_findings_are_judged_in_a_moment() -> None:
    many = [hidden(f"file {number}") for number in range(1500)]
    many += [made("reads-hidden-bytes", subject=f"reader {n}", reads="none") for n in range(300)]
    start = time.monotonic()
    assert rule(*many) == "one-broken-invariant"
    assert time.monotonic() - start < 5


def test_levels_and_certainties_are_ordered_and_two_stand_apart() -> None:
    assert worst([]) is Level.NOTHING_FOUND
    assert worst([Level.REVIEW, Level.COMPROMISED, Level.SUSPICIOUS]) is Level.COMPROMISED
    assert certain(Certainty.CONFIRMED, Certainty.CORROBORATED)
    assert not certain(Certainty.PLAUSIBLE, Certainty.CORROBORATED)
    for apart in (Certainty.NOT_AFFECTED, Certainty.CLEARED):
        assert not certain(apart, Certainty.UNKNOWN)


def weak(family: str, subject: str = "a", lane: Lane = Lane.CHANGE) -> Finding:
    return made(family, lane, Level.NOTHING_FOUND, subject=subject)


def test_two_weak_changes_of_one_file_are_a_review_and_one_is_none() -> None:
    assert rule(weak("new-ability")) == "nothing-found"
    assert rule(weak("new-ability"), weak("grafted-release")) == "two-weak-changes-of-one-file"


def test_weak_changes_of_two_files_or_of_one_family_stay_weak() -> None:
    assert rule(weak("new-ability"), weak("grafted-release", "b")) == "nothing-found"
    assert rule(weak("new-ability"), weak("new-ability")) == "nothing-found"


def test_a_clock_beside_a_weak_change_is_no_second_thing() -> None:
    assert rule(weak("new-ability"), weak("time-gate")) == "nothing-found"
    assert (
        rule(weak("new-ability"), weak("reads-hidden-bytes", lane=Lane.CONTENT)) == "nothing-found"
    )
