from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onionskin.engine.duckdb import open_tables
from onionskin.engine.parquet import TableWriter, schema_of
from onionskin.errors import BudgetError, PluginError
from onionskin.model import EVENT_TABLES

Rows = list[dict[str, Any]]
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def file(name: str, rows: Rows, table: str = "dns", folder: Path = tmp_path) -> Path:
        path = folder / f"{table}-{name}.parquet"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        writer = TableWriter({table: descriptor}, source="a.jsonl")
        for row in rows:
            writer.write(table, row)
        writer.close()
        os.close(descriptor)
        return path

    return file


HASH = "ab" * 32


def test_each_row_says_its_file_by_hash_and_its_place(make: Make) -> None:
    path = make(HASH, [{"host": "A", "QueryName": "x"}, {"host": "B", "QueryName": "y"}])
    tables = open_tables({"dns": (path,)})
    query = "SELECT host, _file, _row FROM dns WHERE QueryName = ?"
    assert tables.sql(query, "y") == [{"host": "B", "_file": HASH, "_row": 1}]


def test_a_table_without_files_is_empty_and_has_its_columns(make: Make) -> None:
    tables = open_tables({"dns": (make(HASH, [{"host": "A"}]),)})
    for name in EVENT_TABLES:
        columns = ", ".join(f'"{column}"' for column in schema_of(name))
        rows = tables.sql(f"SELECT {columns}, _file, _row FROM {name}")
        assert len(rows) == (name == "dns")
    assert tables.columns("process") == frozenset()
    assert tables.columns("no such table") == frozenset()


def test_only_columns_with_a_value_count_as_columns(make: Make) -> None:
    first = make("1", [{"host": "A", "QueryName": "", "line": 0}])
    second = make("2", [{"host": "A", "Image": "a.exe"}])
    held = frozenset({"host", "source", "line"})
    assert open_tables({"dns": (first,)}).columns("dns") == held
    assert open_tables({"dns": (first, second)}).columns("dns") == held | {"Image"}


def test_a_file_that_lacks_columns_is_filled_up_and_what_is_foreign_left_out(
    tmp_path: Path, make: Make
) -> None:
    old = tmp_path / "dns-old.parquet"
    pq.write_table(pa.table({"host": ["OLD"], "line": pa.array([7], pa.int32()), "odd": [1]}), old)
    tables = open_tables({"dns": (make("new", [{"host": "NEW", "line": 8}]), old)})
    rows = tables.sql("SELECT * FROM dns ORDER BY line")
    assert [(row["host"], row["line"], row["_file"]) for row in rows] == [
        ("OLD", 7, "old"),
        ("NEW", 8, "new"),
    ]
    assert set(rows[0]) == {*schema_of("dns"), "_file", "_row"}


@pytest.mark.parametrize("name", ["c[1]*?", 'it\'s "here"', "a b;--", "ünï", "x-y"])
def test_the_cases_own_path_may_hold_any_character(tmp_path: Path, make: Make, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (tmp_path / "c1x").mkdir()
    make(HASH, [{"host": "DECOY"}], folder=tmp_path / "c1x")
    tables = open_tables({"dns": (make(HASH, [{"host": "A"}], folder=folder),)})
    assert tables.problems == []
    assert tables.sql("SELECT host, _file FROM dns") == [{"host": "A", "_file": HASH}]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM glob('/*')",
        "COPY dns TO '{folder}/out.parquet'",
        "COPY dns TO '{file}'",
        "ATTACH '{folder}/new.db'",
        "EXPORT DATABASE '{folder}/out'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 8",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "RESET lock_configuration",
        "PRAGMA enable_profiling = 'json'",
        "SELECT * FROM rows_of_python",
        "SELECT nope FROM dns",
        "SELEKT",
    ],
)
def test_a_query_reaches_nothing_but_the_tables(tmp_path: Path, make: Make, query: str) -> None:
    rows_of_python = pa.table({"secret": [1]})  # replacement scans would find it by its name
    file, other = make(HASH, [{"host": "A"}]), make("other", [{"host": "B"}])
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    tables = open_tables({"dns": (file,)})
    with pytest.raises(PluginError, match="does not fit"):
        tables.sql(query.format(folder=tmp_path, file=file, other=other))
    assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == before
    assert rows_of_python.num_rows == 1


def test_a_query_beyond_its_memory_is_a_budget_reached(make: Make) -> None:
    tables = open_tables({"dns": (make(HASH, [{"host": "A"}]),)}, memory="32MB")
    with pytest.raises(BudgetError):
        tables.sql("SELECT list(hash(range)) FROM range(100000000)")


def test_a_missing_file_is_named_and_the_others_are_read(make: Make, tmp_path: Path) -> None:
    gone = tmp_path / "dns-gone.parquet"
    tables = open_tables({"dns": (make(HASH, [{"host": "A"}]), gone)})
    [problem] = tables.problems
    assert problem.reason == "table-unreadable"
    assert "dns-gone.parquet" in problem.detail
    assert tables.sql("SELECT host FROM dns") == [{"host": "A"}]


def test_names_that_are_no_event_table_are_refused(make: Make) -> None:
    with pytest.raises(PluginError, match="no event table"):
        open_tables({"dns; DROP": ()})


def test_a_statement_without_rows_gives_none(make: Make) -> None:
    tables = open_tables({})
    assert tables.sql("SELECT 1 AS one WHERE false") == []
    tables.close()


def test_the_environment_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLURM_CPUS_ON_NODE", "64")
    monkeypatch.delenv("SLURM_MEM_PER_NODE", raising=False)
    open_tables({}).close()
    assert os.environ["SLURM_CPUS_ON_NODE"] == "64"
    assert "SLURM_MEM_PER_NODE" not in os.environ
