"""Entries that the engine's tests call in the jail."""

from __future__ import annotations

from pathlib import Path

import msgspec


def ask(args: bytes, descriptors: list[int]) -> bytes:
    """{"files": {table: [path]}, "query": SQL} -> {"rows", "columns", "problems"}."""
    from onionskin.engine.duckdb import open_tables

    asked = msgspec.json.decode(args)
    tables = open_tables({name: tuple(map(Path, p)) for name, p in asked["files"].items()})
    rows = tables.sql(asked["query"])
    columns = sorted(tables.columns("dns")) if asked.get("columns") else []
    problems = [each.reason for each in tables.problems]
    return msgspec.json.encode({"rows": rows, "columns": columns, "problems": problems})


def write(args: bytes, descriptors: list[int]) -> bytes:
    """{table: [row]} into the descriptors, in the order of the tables' names."""
    from onionskin.engine.parquet import TableWriter

    rows = msgspec.json.decode(args)
    files = dict(zip(sorted(rows), descriptors, strict=True))
    writer = TableWriter(files, source="a.jsonl")
    for table, found in rows.items():
        for row in found:
            writer.write(table, row)
    return msgspec.json.encode(writer.close())
