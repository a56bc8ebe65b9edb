"""Lines, JSON and CSV of any bytes: every line is read or said, none breaks the reader."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jailed_text import unnamed

from onionskin.jail.pool import Job, Pool
from onionskin.model import Outcome, Problem
from onionskin.parse.texts.csv_records import records
from onionskin.parse.texts.json_documents import documents
from onionskin.parse.texts.text_lines import lines
from onionskin.plugins.view import View

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(workers=1, importable=(Path(__file__).parent,)) as pool:
        yield pool


def jailed(pool: Pool, entry: str, data: bytes) -> tuple[list[int], dict[str, int]]:
    descriptor = unnamed(data)
    try:
        reply = pool.call(Job(f"jailed_text:{entry}", b"", (descriptor,), entry, 20))
    finally:
        os.close(descriptor)
    assert reply.outcome is Outcome.SCANNED, reply.detail
    read, said = msgspec.json.decode(reply.result)
    return read, said


def view(data: bytes) -> View:
    return View(unnamed(data))


JSONISH = st.lists(
    st.sampled_from(
        [b'{"a": 1}', b"{", b"}", b"[", b"]", b",", b'"', b"\n", b"\r\n", b'"a"', b":", b"null", b"NaN",
         b"\\u0022", b"\xff", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b" ", b'{"a":1,"a":2}', b"1e999"]
    ),
    max_size=30,
).map(b"".join)  # fmt: skip
CSVISH = st.lists(
    st.sampled_from([b'"', b",", b";", b"\n", b"\r\n", b"a", b'""', b"\x00", b"\xff", b"\t", b"EventID,Computer\n"]),
    max_size=40,
).map(b"".join)  # fmt: skip


@QUICK
@given(st.binary(max_size=300) | JSONISH)
def test_json_of_any_bytes_is_read_or_said(pool: Pool, data: bytes) -> None:
    read, said = jailed(pool, "read_json", data)
    assert read or said or not data.strip(b" \t\r\n,[]\xef\xbb\xbf\xfe\xff\x00\x0b\x0c")


@QUICK
@given(st.binary(max_size=300) | CSVISH)
def test_csv_of_any_bytes_ends_and_its_lines_ascend(pool: Pool, data: bytes) -> None:
    read, _ = jailed(pool, "read_csv", data)
    assert read == sorted(read)


@QUICK
@given(st.binary(max_size=400))
def test_lines_of_any_bytes_are_numbered_without_a_gap(pool: Pool, data: bytes) -> None:
    read, said = jailed(pool, "read_lines", data)
    assert len(read) == len(set(read))
    if not said:
        assert read == list(range(1, len(read) + 1))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
OBJECTS = st.lists(st.dictionaries(st.text(max_size=5), PLAIN, max_size=4), min_size=1, max_size=5)


@QUICK
@given(OBJECTS, st.sampled_from([None, 1]), st.booleans(), st.booleans())
def test_honest_json_is_read_whole_however_it_is_laid_out(
    objects: list[dict[str, object]], indent: int | None, array: bool, escaped: bool
) -> None:
    if array:
        text = json.dumps(objects, indent=indent, ensure_ascii=escaped)
    else:
        text = "\n".join(json.dumps(each, indent=indent, ensure_ascii=escaped) for each in objects)
    found = list(documents(view(text.encode("utf-8", "surrogatepass"))))
    assert [each[1] for each in found if not isinstance(each, Problem)] == objects


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8)


@QUICK
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_honest_csv_is_read_whole(table: list[list[str]]) -> None:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["one", "two"])
    writer.writerows(table)
    found = list(records(view(file.getvalue().encode())))
    assert [
        [each[1]["one"], each[1]["two"]] for each in found if not isinstance(each, Problem)
    ] == table


def test_a_line_longer_than_a_chunk_is_whole(tmp_path: Path) -> None:
    long = b"x" * (3 << 20)
    assert list(lines(view(b"a\n" + long + b"\nb"))) == [(1, b"a"), (2, long), (3, b"b")]


def test_a_key_said_three_times_has_three_readings() -> None:
    found = list(documents(view(b'{"a":1,"a":2,"b":{"c":3,"c":4},"a":5}')))
    readings = [each[1] for each in found if not isinstance(each, Problem)]
    assert readings == [
        {"a": 1, "b": {"c": 3}},
        {"a": 2, "b": {"c": 4}},
        {"a": 5, "b": {"c": 4}},
    ]
