from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onionskin.jail.pool import Job, Pool, Reply
from onionskin.model import Outcome

HASH = "cd" * 32


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@pytest.fixture(scope="module")
def pool(tables: Path) -> Iterator[Pool]:
    with Pool(1, readable=(tables,), importable=(Path(__file__).parent,)) as pool:
        yield pool


def ask(pool: Pool, query: str, *paths: Path, seconds: float = 20) -> Reply:
    asked = {"files": {"dns": [str(path) for path in paths]}, "query": query, "columns": True}
    entry = "engine_entries:ask"
    return pool.call(Job(entry, msgspec.json.encode(asked), label="dns", seconds=seconds))


def write(pool: Pool, path: Path, rows: list[dict[str, Any]]) -> Reply:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        args = msgspec.json.encode({"dns": rows})
        return pool.call(Job("engine_entries:write", args, fds=(descriptor,)))
    finally:
        os.close(descriptor)


@pytest.fixture(scope="module")
def table(pool: Pool, tables: Path) -> Path:
    path = tables / f"dns-{HASH}.parquet"
    rows = [{"host": f"H{n % 3}", "QueryName": f"{n % 11}.example"} for n in range(3000)]
    assert write(pool, path, rows).outcome is Outcome.SCANNED
    return path


def test_tables_are_written_and_read_in_the_jail(pool: Pool, table: Path) -> None:
    reply = ask(
        pool, "SELECT host, count(*) AS n, max(_file) AS f FROM dns GROUP BY 1 ORDER BY 1", table
    )
    assert reply.outcome is Outcome.SCANNED, reply.detail
    found = msgspec.json.decode(reply.result)
    assert found["rows"] == [{"host": f"H{n}", "n": 1000, "f": HASH} for n in range(3)]
    assert found["columns"] == ["QueryName", "host", "source"]


def test_a_wrong_query_is_said_in_words(pool: Pool, table: Path) -> None:
    reply = ask(pool, "SELECT nope FROM dns", table)
    assert reply.outcome is Outcome.INCOMPLETE
    assert "nope" in reply.detail


def test_a_query_that_outgrows_the_worker_is_ended_and_the_next_one_answered(
    pool: Pool, table: Path
) -> None:
    reply = ask(pool, "SELECT repeat('x', 2000000000) AS x", table)
    assert reply.outcome in {Outcome.INCOMPLETE, Outcome.CRASHED}
    assert reply.detail
    assert ask(pool, "SELECT 1 AS one", table).outcome is Outcome.SCANNED


def test_damaged_tables_end_typed(pool: Pool, table: Path, tables: Path) -> None:
    sound = table.read_bytes()
    rng = random.Random(11)
    outcomes = []
    for number in range(60):
        data = bytearray(sound)
        for _ in range(rng.choice([1, 1, 4])):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        path = tables / f"dns-{number:064}.parquet"
        path.write_bytes(bytes(data[: rng.choice([len(data), len(data), len(data) // 2])]))
        reply = ask(pool, "SELECT * FROM dns ORDER BY _row LIMIT 5", table, path, seconds=10)
        outcomes.append(reply.outcome)
    assert set(outcomes) <= {Outcome.SCANNED, Outcome.INCOMPLETE}, outcomes
