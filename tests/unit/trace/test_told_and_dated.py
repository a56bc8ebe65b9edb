"""The timeline's order, and what sources disagree on."""

from __future__ import annotations

from telling import APP, affects, claim, estate, install

from onionskin.trace.conflicts import conflicts
from onionskin.trace.timeline import timeline

ACTOR = ("campaign", "actor")


def test_a_timeline_is_in_the_order_in_which_things_can_have_happened_not_been_said() -> None:
    said_first = claim("Maker", "compromised-through", "Trader", start="2022-04", said="2023-04-20")
    said_later = affects(f"{APP} 18.12.416", start="2023-03-10", said="2023-03-30")
    where = estate(
        install("B", "18.12.416", "2023-03-14T08:00:00Z", removed="2023-03-31"),
        install("A", "18.12.416", "2023-03-14"),
        install("C", "1.0", "2020-01-01"),
    )
    moments = timeline([said_later, said_first], where)
    assert [(each.earliest, each.what.split()[0]) for each in moments] == [
        ("2022-04", "Maker"),
        ("2023-03-10", "the"),
        ("2023-03-14", "A"),
        ("2023-03-14T08:00:00Z", "B"),
        ("2023-03-31", "B"),
    ]
    assert moments[-1].what == f"B removed {APP} 18.12.416"


def test_a_statement_of_several_origins_is_one_moment_that_names_them() -> None:
    both = [affects(f"{APP} 1.0", by, start="2023-03-10") for by in ("CERT", "Vendor")]
    (moment,) = timeline(both, estate())
    assert moment.source == "2 origin(s): CERT, Vendor"


def test_undated_and_denied_statements_are_no_moments() -> None:
    assert timeline([affects(f"{APP} 1.0")], estate()) == ()
    assert timeline([affects(f"{APP} 1.0", start="2023", holds=False)], estate()) == ()


def test_conflicts_are_kept_apart_with_their_speakers() -> None:
    claims = [
        claim("it", "attributed-to", name, by, kinds=ACTOR)
        for name, by in (("Lazarus", "B"), ("UNC4736", "A"), ("Lazarus", "C"))
    ]
    assert conflicts(claims) == ("actor: Lazarus (B, C) | UNC4736 (A) (kept apart)",)
    assert conflicts(claims[:1]) == ()


def test_spelling_alone_makes_no_conflict() -> None:
    claims = [
        claim("it", "attributed-to", name, kinds=ACTOR)
        for name in ("Lazarus  Group", "lazarus group")
    ]
    assert conflicts(claims) == ()


def test_a_conflict_about_one_subject_is_none_about_another() -> None:
    kinds = ("product", "date")
    apart = [
        claim("Trader", "retired", "2020-04", "A", kinds=kinds),
        claim("Desk", "retired", "2021", "B", kinds=kinds),
    ]
    assert conflicts(apart) == ()
    same = [*apart, claim("Trader", "retired", "2018", "B", kinds=kinds)]
    assert conflicts(same) == ("retirement of Trader: 2018 (B) | 2020-04 (A) (kept apart)",)


def test_affected_and_denied_stand_side_by_side() -> None:
    both = [affects(f"{APP} (macOS)", "CERT"), affects(f"{APP} (macOS)", "Vendor", holds=False)]
    assert conflicts(both) == (
        f"{APP} (macOS): affected (CERT) | not affected (Vendor) (kept apart)",
    )
    assert conflicts(both[:1]) == ()
