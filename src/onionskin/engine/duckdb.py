"""Event tables through SQL: DuckDB in memory over Parquet files, and nothing else in its reach.

One view per event table over its files; only those files may be opened, and the
configuration is locked. DuckDB's own limits leak, so that hostile tables belong
in the jail, where this module runs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import duckdb

from onionskin.engine.parquet import schema_of
from onionskin.errors import BudgetError, DamagedError, PluginError
from onionskin.model import EVENT_TABLES, Problem

_TYPES = {"str": "VARCHAR", "int": "BIGINT"}
_OPTIONS = (
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "python_enable_replacements = false",
    "temp_directory = ''",
    "preserve_insertion_order = true",
)


class DuckTables:
    """The `EventTables` of a case: views by their tables' names. Use in one thread."""

    def __init__(
        self, files: dict[str, tuple[Path, ...]], *, memory: str = "256MB", threads: int = 1
    ) -> None:
        unknown = sorted(files.keys() - EVENT_TABLES.keys())
        if unknown:
            raise PluginError(f"there is no event table {unknown[0]!r}")
        self.problems: list[Problem] = []
        self._columns: dict[str, frozenset[str]] = {}
        self._database = _connect()
        for option in (*_OPTIONS, f"memory_limit = {_quote(memory)}", f"threads = {int(threads)}"):
            self._database.execute(f"SET {option}")
        found = [str(path.absolute()) for paths in files.values() for path in paths]
        # A path with `*` in it is looked up escaped, and then checked both as written and as found.
        allowed = sorted({*found, *map(_escape, found)})
        self._database.execute(f"SET allowed_paths = [{', '.join(map(_quote, allowed))}]")
        self._database.execute("SET enable_external_access = false")
        for name in EVENT_TABLES:
            self._attach(name, files.get(name, ()))
        self._database.execute("SET lock_configuration = true")

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()

    def columns(self, table: str) -> frozenset[str]:
        """Return the columns that hold at least one value; empty where there is no table."""
        if table not in EVENT_TABLES:
            return frozenset()
        if table not in self._columns:
            names = tuple(schema_of(table))
            counts = ", ".join(f"count(nullif(CAST({_name(n)} AS VARCHAR), ''))" for n in names)
            query = f"SELECT {counts} FROM {_name(table)}"  # noqa: S608 - our own names
            [found] = self._run(query, ()).fetchall()
            self._columns[table] = frozenset(
                name for name, count in zip(names, found, strict=True) if count
            )
        return self._columns[table]

    def sql(self, query: str, *parameters: object) -> list[dict[str, Any]]:
        """Run a query. Its order is the query's matter: say ORDER BY.

        Every view also has `_file` (the SHA-256 that is the table file's name) and `_row`
        (from 0). Raises PluginError for a query that is wrong, BudgetError beyond the memory,
        DamagedError where a file cannot be read.
        """
        self._check(query)
        result = self._run(query, parameters)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def _check(self, query: str) -> None:
        try:
            kinds = [each.type for each in self._database.extract_statements(query)]
        except duckdb.Error as error:
            raise PluginError(f"the query does not fit: {_first_line(error)}") from error
        if kinds != [duckdb.StatementType.SELECT]:
            raise PluginError("the query does not fit: one SELECT is all that tables answer")

    def _attach(self, table: str, paths: tuple[Path, ...]) -> None:
        held: set[str] = set()
        sound: list[str] = []
        for path in sorted(paths):
            listed = _quote(_escape(str(path.absolute())))
            query = f"DESCRIBE SELECT * FROM read_parquet({listed})"  # noqa: S608 - quoted
            try:
                found = self._run(query, ())
            except (DamagedError, PluginError) as error:
                cause = error.what if path.is_file() else "there is no such file"
                detail = f"{path.name}: {cause}; run `onionskin verify` on the case"
                self.problems.append(Problem("table-unreadable", detail))
                continue
            held |= {column for column, *_ in found.fetchall()}
            sound.append(listed)
        self._database.execute(f"CREATE VIEW {_name(table)} AS {_select(table, held, sound)}")

    def _run(self, query: str, parameters: tuple[object, ...]) -> Any:
        try:
            return self._database.execute(query, list(parameters))
        except (duckdb.OutOfMemoryException, MemoryError) as error:
            raise BudgetError("a query needs more memory than it may use") from error
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise DamagedError(f"an event table cannot be read: {_first_line(error)}") from error
        except duckdb.Error as error:
            raise PluginError(f"the query does not fit: {_first_line(error)}") from error


def _connect() -> duckdb.DuckDBPyConnection:
    """Connect without a look at the machine: in the jail DuckDB aborts over its control group.

    It asks these variables first, and reads `/proc/self/cgroup` only without them.
    """
    told = {"SLURM_CPUS_ON_NODE": "1", "SLURM_MEM_PER_NODE": "256"}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        return duckdb.connect(":memory:")
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def open_tables(
    files: dict[str, tuple[Path, ...]], *, memory: str = "256MB", threads: int = 1
) -> DuckTables:
    """Open the Parquet files of each event table. Files that cannot be read are in `.problems`."""
    return DuckTables(files, memory=memory, threads=threads)


def _select(table: str, held: set[str], sound: list[str]) -> str:
    """Return the view's query: every column of the schema, whatever the files hold."""
    columns = [
        f"CAST({_name(name) if name in held else 'NULL'} AS {_TYPES[kind]}) AS {_name(name)}"
        for name, kind in schema_of(table).items()
    ]
    if not sound:
        empty = [*columns, "CAST(NULL AS VARCHAR) AS _file", "CAST(NULL AS BIGINT) AS _row"]
        return f"SELECT {', '.join(empty)} WHERE false"
    columns.append(r"regexp_extract(filename, '([^-/\\]*)\.parquet$', 1) AS _file")
    columns.append("file_row_number AS _row")
    options = "union_by_name = true, filename = true, file_row_number = true"
    files = f"read_parquet([{', '.join(sound)}], {options})"
    return f"SELECT {', '.join(columns)} FROM {files}"  # noqa: S608 - our own, quoted names


def _escape(path: str) -> str:
    """Escape what would be a pattern: `read_parquet` reads every path as a glob."""
    return "".join(f"[{each}]" if each in "*?[" else each for each in path)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
