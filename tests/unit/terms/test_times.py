"""Times: UTC in one form, and no guess where a log leaves it open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.terms.times import first_instant, in_utc, last_instant, stamp


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2023-03-22T10:00:00Z", "2023-03-22T10:00:00.000000Z"),
        ("2023-03-22T12:00:00+02:00", "2023-03-22T10:00:00.000000Z"),
        ("2023-03-22T05:30:00.25-0430", "2023-03-22T10:00:00.250000Z"),
        ("2026-08-09T08:50:29.0323725Z", "2026-08-09T08:50:29.032372Z"),
        ("2023-03-22 10:00:00 UTC", "2023-03-22T10:00:00.000000Z"),
        ("1679479200", "2023-03-22T10:00:00.000000Z"),
        ("1679479200.5", "2023-03-22T10:00:00.500000Z"),
        ("1679479200000", "2023-03-22T10:00:00.000000Z"),
        ("1679479200000000", "2023-03-22T10:00:00.000000Z"),
        ("1679479200000000000", "2023-03-22T10:00:00.000000Z"),
        ("133239528000000000", "2023-03-22T10:00:00.000000Z"),
        ("/Date(1679479200000)/", "2023-03-22T10:00:00.000000Z"),
        ("2023-03-22", "2023-03-22"),
        ("20230322", "2023-03-22"),
    ],
)
def test_a_time_that_can_be_placed_is_written_in_utc(written: str, utc: str) -> None:
    assert in_utc(written) == utc


@pytest.mark.parametrize(
    "written",
    [
        "2023-03-22 10:00:00",
        "03/04/2023 10:00",
        "2023-02-30",
        "2023-03-22T25:00:00Z",
        "2023-03-22T10:00:00+25:00",
        "0001-01-01T00:00:00+10:00",
        "yesterday",
        "",
        "20231399",
        "99999999999999999999",
    ],
)
def test_a_time_that_cannot_be_placed_is_not_guessed(written: str) -> None:
    assert in_utc(written) is None


def test_a_field_that_is_utc_by_definition_needs_no_offset() -> None:
    assert in_utc("2020-08-06 16:13:04.932", assume_utc=True) == "2020-08-06T16:13:04.932000Z"


def test_a_date_stands_for_its_whole_day() -> None:
    assert first_instant("2023-03-22") == datetime(2023, 3, 22, tzinfo=UTC)
    assert last_instant("2023-03-22") == datetime(2023, 3, 22, 23, 59, 59, 999_999, tzinfo=UTC)


def test_a_month_and_a_year_end_with_their_last_day() -> None:
    assert last_instant("2023-02") == datetime(2023, 2, 28, 23, 59, 59, 999_999, tzinfo=UTC)
    assert last_instant("2023-12") == last_instant("2023")
    assert first_instant("2023") == datetime(2023, 1, 1, tzinfo=UTC)
    assert first_instant("soon") is None


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 - made aware below
    st.integers(-14 * 60, 14 * 60),
)
def test_the_offset_does_not_change_the_instant(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert in_utc(aware.isoformat()) == stamp(aware)


@given(st.datetimes(), st.datetimes())
def test_text_order_is_time_order(one: datetime, other: datetime) -> None:
    first, second = one.replace(tzinfo=UTC), other.replace(tzinfo=UTC)
    assert (stamp(first) < stamp(second)) == (first < second)


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_none_without_an_error(text: str) -> None:
    found = in_utc(text)
    assert found is None or len(found) in {10, 27}
