"""The part of TRACE that opens event tables. It runs in the jail."""

from __future__ import annotations

from pathlib import Path

import msgspec

from onionskin.engine.duckdb import DuckTables, open_tables
from onionskin.model import EVENT_TABLES, Coverage
from onionskin.trace.wire import Ask, Estate, Install

# An inventory says what is installed; that is no record of what a host did.
RECORDS = tuple(name for name in EVENT_TABLES if name not in {"install", "alert"})


def estate(args: bytes, fds: list[int]) -> bytes:
    """Return the Estate of the tables that an Ask names, as msgpack."""
    del fds
    asked = msgspec.msgpack.decode(args, type=Ask)
    files = {name: tuple(Path(each) for each in paths) for name, paths in asked.files.items()}
    tables = open_tables(files)
    found = Estate(_installs(tables), _coverage(tables), tuple(tables.problems))
    return msgspec.msgpack.encode(found)


def _installs(tables: DuckTables) -> tuple[Install, ...]:
    query = (
        "SELECT host, product, version, platform, vendor, time, removed, _file AS file, _row AS row"
        " FROM install ORDER BY host, product, version, time, _file, _row"
    )
    return tuple(
        Install(
            **{key: row[key] or "" for key in ("host", "product", "version", "platform", "vendor")},
            time=row["time"] or "",
            removed=row["removed"] or "",
            table=row["file"],
            row=row["row"],
        )
        for row in tables.sql(query)
    )


def _coverage(tables: DuckTables) -> tuple[Coverage, ...]:
    found = []
    for name in RECORDS:
        query = (
            "SELECT host, count(*) AS rows, min(nullif(time, '')) AS first,"  # noqa: S608 - our own names
            f" max(nullif(time, '')) AS last FROM {name} GROUP BY host ORDER BY host"
        )
        found += [
            Coverage(row["host"], name, row["rows"], row["first"], row["last"])
            for row in tables.sql(query)
        ]
    return tuple(found)
