"""Windows: certainly, possibly or never at one instant."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from onionskin.model import Bounds, Window
from onionskin.terms.times import stamp
from onionskin.terms.windows import Overlap, contains, overlap, span

SERVED = span("2023-03-13", "2023-03-30")


def test_an_installation_while_it_was_served_is_certain() -> None:
    assert overlap(SERVED, span("2023-03-20T10:00:00Z", None)) is Overlap.CERTAIN
    assert contains(SERVED, "2023-03-20T10:00:00Z") is Overlap.CERTAIN


def test_an_installation_before_or_after_is_none() -> None:
    assert contains(SERVED, "2023-03-12") is Overlap.NONE
    assert contains(SERVED, "2023-03-31") is Overlap.NONE


def test_on_the_first_day_it_is_possible_because_the_hour_is_not_known() -> None:
    assert contains(SERVED, "2023-03-13") is Overlap.POSSIBLE


def test_an_end_that_is_not_known_excludes_nothing_and_proves_nothing() -> None:
    assert overlap(Window(), SERVED) is Overlap.POSSIBLE
    assert overlap(span("2022-01-01", None), SERVED) is Overlap.POSSIBLE


def test_bounds_of_an_end_leave_only_the_part_that_holds_in_any_case() -> None:
    early = Window(Bounds("2021", "2022-01"), Bounds("2022-07", "2022-08"))
    assert contains(early, "2022-04-05") is Overlap.CERTAIN
    assert contains(early, "2021-11-20") is Overlap.POSSIBLE
    assert contains(early, "2020-12-31") is Overlap.NONE


def test_a_window_that_ends_before_it_starts_meets_nothing_for_certain() -> None:
    assert overlap(span("2023-03-20", "2023-03-10"), SERVED) is Overlap.NONE


INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001 - made aware
    lambda moment: stamp(moment.replace(tzinfo=UTC))
)
ENDS = st.lists(st.none() | INSTANTS, min_size=2, max_size=2).map(
    lambda pair: Bounds(*(sorted(pair) if None not in pair else pair))
)
WINDOWS = st.builds(Window, ENDS, ENDS)


@given(WINDOWS, WINDOWS)
def test_overlap_does_not_depend_on_the_order(left: Window, right: Window) -> None:
    assert overlap(left, right) is overlap(right, left)


@given(INSTANTS, INSTANTS, INSTANTS, INSTANTS)
def test_windows_known_to_the_instant_are_compared_exactly(a: str, b: str, c: str, d: str) -> None:
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    meet = max(a, c) <= min(b, d)
    assert overlap(span(a, b), span(c, d)) is (Overlap.CERTAIN if meet else Overlap.NONE)


@given(WINDOWS, WINDOWS)
def test_knowing_less_never_makes_an_overlap_certain(left: Window, right: Window) -> None:
    less = Window(left.start, Bounds(None, left.end.latest))
    if overlap(less, right) is Overlap.CERTAIN:
        assert overlap(left, right) is not Overlap.POSSIBLE
