from __future__ import annotations

import os
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.engine import parquet
from onionskin.engine.parquet import TableWriter, Written
from onionskin.errors import PluginError
from onionskin.model import Coverage


def written(rows: list[dict[str, Any]], table: str = "connection") -> tuple[bytes, Any]:
    descriptor = os.memfd_create("table")
    writer = TableWriter({table: descriptor}, source="a.jsonl")
    for row in rows:
        writer.write(table, row)
    found = writer.close()
    data = os.pread(descriptor, 1 << 26, 0)
    os.close(descriptor)
    return data, (found, writer.problems)


def read(data: bytes) -> list[dict[str, Any]]:
    import pyarrow as pa

    rows: list[dict[str, Any]] = pq.read_table(pa.BufferReader(data)).to_pylist()
    return rows


def test_the_common_columns_come_first_and_every_column_is_there() -> None:
    data, _ = written([{"host": "A", "DestinationPort": 443}])
    [row] = read(data)
    assert list(row)[:4] == ["host", "time", "source", "line"]
    assert row["source"] == "a.jsonl"
    assert row["DestinationPort"] == 443
    assert row["Image"] is None


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = [{"host": f"H{n % 7}", "time": f"2023-03-{n % 28 + 1:02}", "line": n} for n in range(50)]
    assert written(rows)[0] == written(rows)[0]


def test_a_host_is_covered_from_its_first_to_its_last_event() -> None:
    times = ("2023-03-05T01:00:00Z", "2023-03-01T01:00:00Z", None, "", "2023-03-02")
    _, (found, _) = written([{"host": "B", "time": time} for time in times] + [{"host": "A"}])
    assert found == (
        Written(
            "connection",
            6,
            ("host", "time", "source"),
            (
                Coverage("A", "connection", 1),
                Coverage("B", "connection", 5, "2023-03-01T01:00:00Z", "2023-03-05T01:00:00Z"),
            ),
        ),
    )


def test_a_table_without_rows_has_no_file() -> None:
    assert written([]) == (b"", ((), ()))


def test_batches_are_flushed_and_no_row_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "BATCH_ROWS", 10)
    data, (found, _) = written([{"host": "A", "line": n} for n in range(95)])
    assert [row["line"] for row in read(data)] == list(range(95))
    assert found[0].rows == 95
    monkeypatch.setattr(parquet, "BATCH_BYTES", 100)
    data, _ = written([{"host": "A", "Image": "x" * 60, "line": n} for n in range(95)])
    assert [row["line"] for row in read(data)] == list(range(95))


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (443, 443), ("443", 443), (" -5 ", -5), (443.0, 443), (None, None), ("", None),
        ("443.5", None), (1.5, None), (True, None), ("٤٤٣", None), (1 << 63, None),
        ("9" * 30, None), ("0x1bb", None), (float("nan"), None), ([], None),
    ],
)  # fmt: skip
def test_what_spells_no_whole_number_is_left_empty_and_counted(value: object, kept: object) -> None:
    data, (_, problems) = written([{"host": "A", "DestinationPort": value}])
    assert read(data)[0]["DestinationPort"] == kept
    expected = (
        kept is None and value not in {None, ""}
        if isinstance(value, str | None)
        else (kept is None)
    )
    assert bool(problems) == expected
    if problems:
        assert problems[0].detail.startswith("connection.DestinationPort: 1 values")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("a\udc80b", "a\\udc80b"), (b"a\xffb", "a\\xffb"), (True, "true"), (5, "5"), (1.5, "1.5"),
        ({"b": 1, "a": [2]}, '{"a":[2],"b":1}'), ("a\0b", "a\0b"), ("\u202e", "\u202e"),
    ],
)  # fmt: skip
def test_a_text_column_keeps_any_value_as_text(value: object, kept: str) -> None:
    data, (_, problems) = written([{"host": "A", "Image": value}])
    assert read(data)[0]["Image"] == kept
    assert problems == ()


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("nope", {"host": "A"}, "no table 'nope'"),
        ("dns", {"host": "A", "Query": "x"}, "no column 'Query'"),
        ("dns", {"QueryName": "x"}, "names no host"),
        ("dns", {"host": ""}, "names no host"),
        ("dns", {"host": None}, "names no host"),
        ("dns", {"host": "A", "Image": object()}, "cannot be kept"),
    ],
)
def test_a_row_that_breaks_the_contract_is_a_plugins_fault(
    table: str, row: dict[str, Any], message: str
) -> None:
    writer = TableWriter({"dns": os.memfd_create("table")})
    with pytest.raises(PluginError, match=message):
        writer.write(table, row)


def test_a_file_for_no_event_table_is_refused() -> None:
    with pytest.raises(PluginError, match="no event table"):
        TableWriter({"nope": 1})


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries({"line": VALUES, "Image": VALUES, "time": VALUES})))
def test_any_row_of_plain_values_is_kept(rows: list[dict[str, Any]]) -> None:
    data, (found, _) = written([row | {"host": "A"} for row in rows])
    assert (len(read(data)) if data else 0) == len(rows)
    assert sum(each.rows for each in found) == len(rows)
