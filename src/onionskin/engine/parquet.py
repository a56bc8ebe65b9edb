"""Event rows to Parquet: one file per table, fixed schema, the same rows giving the same bytes.

Runs in the jail, where a source plugin reads logs; the files are descriptors
that the coordinator passed in. Memory is bounded by the batch, not by the log.
"""

from __future__ import annotations

import math
import os
from collections import Counter
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from onionskin.errors import PluginError
from onionskin.model import EVENT_COLUMNS, EVENT_TABLES, Coverage, Problem, Value

BATCH_ROWS = 16_384
BATCH_BYTES = 8 << 20
_INT64 = range(-(1 << 63), 1 << 63)
_TYPES = {"str": pa.string(), "int": pa.int64()}


class Written(Value, frozen=True):
    """What one table file holds: its rows, the columns with a value, and the hosts' coverage."""

    table: str
    rows: int
    columns: tuple[str, ...]
    coverage: tuple[Coverage, ...]


def schema_of(table: str) -> dict[str, str]:
    """Return column -> type of an event table, the common columns first."""
    return EVENT_COLUMNS | EVENT_TABLES[table]


class TableWriter:
    """The `Tables` that a source plugin writes to.

    `files` maps table names to writable descriptors, which stay the caller's.
    `source` fills the column of that name where a row has none. `problems` counts
    the values that did not fit their column, and were left empty.
    """

    def __init__(self, files: dict[str, int], *, source: str = "") -> None:
        self._sinks = {name: _Sink(name, descriptor) for name, descriptor in files.items()}
        self._source = source

    def write(self, table: str, row: dict[str, Any]) -> None:
        """Append a row. Raises PluginError for a table, column or host that cannot be."""
        sink = self._sinks.get(table)
        if sink is None:
            raise PluginError(
                f"there is no table {table!r} to write to", hint=", ".join(self._sinks)
            )
        sink.add(row if row.get("source") else row | {"source": self._source})

    def close(self) -> tuple[Written, ...]:
        """Finish the files and return what each holds; a table without rows has no file."""
        return tuple(sink.finish() for _, sink in sorted(self._sinks.items()) if sink.rows)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what could not be kept as its column's type."""
        return tuple(
            Problem(
                "unfit-value",
                f"{name}.{column}: {count} values are no whole numbers and were left empty",
            )
            for name, sink in sorted(self._sinks.items())
            for column, count in sorted(sink.unfit.items())
        )


class _Sink:
    """One table's file and the batch that is on its way there."""

    def __init__(self, table: str, descriptor: int) -> None:
        if table not in EVENT_TABLES:
            raise PluginError(f"there is no event table {table!r}", hint=", ".join(EVENT_TABLES))
        self.table = table
        self.rows = 0
        self.unfit: Counter[str] = Counter()
        self._types = schema_of(table)
        self._schema = pa.schema([(name, _TYPES[kind]) for name, kind in self._types.items()])
        self._descriptor = descriptor
        self._file: BinaryIO | None = None
        self._writer: Any = None
        self._batch: dict[str, list[Any]] = {name: [] for name in self._types}
        self._bytes = 0
        self._filled: set[str] = set()
        self._hosts: dict[str, tuple[int, str | None, str | None]] = {}

    def add(self, row: dict[str, Any]) -> None:
        unknown = row.keys() - self._types.keys()
        if unknown:
            raise PluginError(
                f"the table {self.table} has no column {', '.join(sorted(map(repr, unknown)))}",
                hint=", ".join(self._types),
            )
        fit = {name: self._fit(name, kind, row.get(name)) for name, kind in self._types.items()}
        if not fit["host"]:
            raise PluginError(f"a row of {self.table} names no host", hint="`host` is required")
        for name, value in fit.items():
            self._batch[name].append(value)
            if value not in {None, ""}:
                self._filled.add(name)
                self._bytes += len(value) if isinstance(value, str) else 8
        self.rows += 1
        self._cover(str(fit["host"]), fit["time"])
        if len(self._batch["host"]) >= BATCH_ROWS or self._bytes >= BATCH_BYTES:
            self._flush()

    def _fit(self, column: str, kind: str, value: Any) -> str | int | None:
        if value is None:
            return None
        if kind == "str":
            try:
                return _text(value)
            except (TypeError, msgspec.MsgspecError, RecursionError) as error:
                raise PluginError(f"{self.table}.{column} cannot be kept: {error}") from error
        number = _whole(value)
        if number is None and value != "":
            self.unfit[column] += 1
        return number

    def _cover(self, host: str, time: str | int | None) -> None:
        rows, first, last = self._hosts.get(host, (0, None, None))
        if isinstance(time, str) and time:
            first = time if first is None else min(first, time)
            last = time if last is None else max(last, time)
        self._hosts[host] = (rows + 1, first, last)

    def _flush(self) -> None:
        if self._writer is None:
            self._file = os.fdopen(self._descriptor, "wb", closefd=False)
            # Everything that could vary with the library's defaults is said here.
            self._writer = pq.ParquetWriter(
                self._file, self._schema, version="2.6", data_page_version="1.0",
                compression="zstd", compression_level=3, use_dictionary=True,
                write_statistics=True, store_schema=False,
            )  # fmt: skip
        columns = [pa.array(self._batch[field.name], field.type) for field in self._schema]
        self._writer.write_batch(pa.record_batch(columns, schema=self._schema))
        self._batch = {name: [] for name in self._types}
        self._bytes = 0

    def finish(self) -> Written:
        if self._batch["host"] or self._writer is None:
            self._flush()
        self._writer.close()
        assert self._file is not None
        self._file.close()
        coverage = tuple(
            Coverage(host, self.table, rows, first, last)
            for host, (rows, first, last) in sorted(self._hosts.items())
        )
        filled = tuple(name for name in self._types if name in self._filled)
        return Written(self.table, self.rows, filled, coverage)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, str):
        text = value
    elif isinstance(value, bytes):
        text = value.decode("utf-8", "backslashreplace")
    elif isinstance(value, int | float):
        text = str(value)
    else:
        text = msgspec.json.encode(value, order="sorted").decode()
    # A lone surrogate has no UTF-8: it stays visible as its escape.
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _whole(value: Any) -> int | None:
    """Return the whole number that a value is or spells, if it fits 64 bits; else None."""
    if isinstance(value, str):
        text = value.strip()
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
            return None
        value = int(text)
    elif isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if value in _INT64 else None
