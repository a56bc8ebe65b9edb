"""Acceptances: bound to bytes, owner, reason and end; what does nothing is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.errors import InputError
from onionskin.model import Artifact, Decision, Evidence, Finding, Lane, Level, identify
from onionskin.weigh.acceptances import (
    RULING,
    Acceptance,
    apply,
    fault_of,
    of_decision,
    read_acceptances,
    written,
)

DAY = date(2026, 6, 1)
ONE, TWO, OLD = "1" * 64, "2" * 64, "0" * 64
ROOT = Artifact("root", ("release.zip",), "a" * 64, 900)
FILE = Artifact("file", ("release.zip", "one.dll"), ONE, 400, "root")
OTHER = Artifact("other", ("release.zip", "two.dll"), TWO, 400, "root")
ARTIFACTS = {each.id: each for each in (ROOT, FILE, OTHER)}
ENTRY = f"""
[[accept]]
signal = "bytes-behind-signature"
sha256 = "{ONE}"
owner = "release-engineering@example.org"
reason = "our download server's tag"
decided = 2026-05-01
until = 2026-11-01
"""


def found(
    *also: str, signal: str = "bytes-behind-signature", level: Level = Level.SUSPICIOUS
) -> Finding:
    evidence = tuple(Evidence("here", each) for each in ("file", *also))
    return Finding(
        identify("finding", signal, *also), signal, "edited-after-signing", Lane.INVARIANT, level,
        "file", "T1", "summary", "innocent", evidence,
    )  # fmt: skip


def applied(text: str, *findings: Finding, on: date = DAY) -> tuple[list[str], list[str]]:
    """Return the ids of the findings that do not count, and the reasons of what is said."""
    aside, said = apply(read_acceptances(text, "accept.toml"), findings, ARTIFACTS, on)
    return [each.finding for each in aside], [each.reason for each in said]


def test_a_finding_on_the_bytes_that_were_accepted_does_not_count() -> None:
    assert applied(ENTRY, found()) == ([found().id], [])


def test_what_is_said_has_owner_reason_end_and_place() -> None:
    ((aside,), _) = apply(read_acceptances(ENTRY, "accept.toml"), [found()], ARTIFACTS, DAY)
    assert (aside.kind, aside.owner, aside.until) == (
        "accepted",
        "release-engineering@example.org",
        "2026-11-01",
    )
    assert aside.source == "accept.toml, entry 1"
    assert aside.reason == "our download server's tag"


def test_other_bytes_are_not_accepted_and_it_is_said() -> None:
    assert applied(ENTRY.replace(ONE, OLD), found()) == ([], ["acceptance-other-bytes"])


def test_the_hash_of_what_holds_the_file_binds_all_that_is_in_it() -> None:
    assert applied(ENTRY.replace(ONE, ROOT.sha256), found())[0] == [found().id]


def test_a_finding_that_stands_on_a_second_file_needs_the_second_hash() -> None:
    both = found("other")
    assert applied(ENTRY, both) == ([], ["acceptance-other-bytes"])
    listed = ENTRY.replace(f'"{ONE}"', f'["{ONE}", "{TWO}"]')
    assert applied(listed, both) == ([both.id], [])


def test_a_finding_on_a_file_that_nobody_knows_is_never_accepted() -> None:
    assert applied(ENTRY, found("gone"))[0] == []


def test_an_acceptance_ends_on_its_day() -> None:
    assert applied(ENTRY, found(), on=date(2026, 11, 1))[1] == []
    assert applied(ENTRY, found(), on=date(2026, 11, 2)) == ([], ["acceptance-expired"])


def test_an_acceptance_dated_after_today_does_nothing_yet() -> None:
    assert applied(ENTRY, found(), on=date(2026, 4, 30)) == ([], ["acceptance-not-yet"])


def test_one_that_fits_no_finding_is_said() -> None:
    assert applied(ENTRY) == ([], ["acceptance-unmatched"])


def test_a_decision_of_the_case_about_another_release_is_not_said() -> None:
    decision = Decision("decision-1", "finding-x", RULING, "me", "2026-05-01T10:00:00Z", "why", (ONE,), until="2026-06-01")  # fmt: skip
    entry = of_decision(decision)
    assert entry is not None
    assert apply([entry], [found()], ARTIFACTS, date(2026, 5, 2)) == ((), ())


def test_a_decision_of_another_kind_accepts_nothing() -> None:
    decision = Decision("decision-1", found().id, "clear", "me", "2026-05-01T10:00:00Z", "why", (ONE,), until="2026-06-01")  # fmt: skip
    assert of_decision(decision) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('signal = "bytes-behind-signature"\n', ""),
        ("owner = ", "owners = "),
        ('owner = "release-engineering@example.org"', 'owner = " "'),
        ('reason = "our download server\'s tag"', 'reason = ""'),
        (ONE, ONE[:-1]),
        (f'"{ONE}"', "[]"),
        ("until = 2026-11-01\n", ""),
        ("until = 2026-11-01", "until = 2027-06-01"),
        ("until = 2026-11-01", "until = 2026-04-01"),
        ("until = 2026-11-01", 'until = "never"'),
        ("[[accept]]", "[[accept"),
        ("[[accept]]", "[[ignore]]"),
    ],
)
def test_an_entry_that_lacks_something_or_lasts_too_long_is_an_error(old: str, new: str) -> None:
    assert old in ENTRY
    with pytest.raises(InputError):
        read_acceptances(ENTRY.replace(old, new), "accept.toml")


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_a_written_entry_reads_back_as_it_was(owner: str, reason: str) -> None:
    made = Acceptance((ONE, TWO), owner.strip(), reason.strip(), DAY, DAY, "finding-1", "a-signal")
    try:
        (owner + reason).encode()
    except UnicodeEncodeError:
        return
    assert fault_of(made) == ""
    (back,) = read_acceptances(written(made), "")
    assert (back.owner, back.reason, back.sha256) == (made.owner, made.reason, made.sha256)
