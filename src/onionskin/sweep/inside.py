"""The part of SWEEP that touches evidence: reading sources, hunting in tables. Runs in the jail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from onionskin.engine.duckdb import DuckTables, open_tables
from onionskin.engine.parquet import TableWriter
from onionskin.errors import OnionskinError
from onionskin.jail.worker import note
from onionskin.model import EVENT_TABLES, Problem
from onionskin.parse.texts.json_documents import documents
from onionskin.plugins.contracts import Hit
from onionskin.plugins.scan import Plugin, plugin, plugins
from onionskin.plugins.view import View
from onionskin.sweep.alerts import alerts
from onionskin.sweep.coverage import covered, days
from onionskin.sweep.sightings import look
from onionskin.sweep.tally import tally
from onionskin.sweep.wire import (
    Alert,
    Batch,
    Caught,
    Hashed,
    Hunt,
    Hunted,
    Indicator,
    Intake,
    Sighting,
    Spool,
    Taken,
)

_HITS = 10_000  # of one behaviour
_CITED = 20  # rows per hit
_SUMMARY, _NOTE = 1000, 500  # characters; what a log says may be megabytes
_PACKED = (
    (b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"ElfFile\x00", "evtx"),
    (b"SQLite format 3\x00", "SQLite"), (b"PAR1", "Parquet"),
)  # fmt: skip


# --- sources ---------------------------------------------------------------------------------


def take(args: bytes, fds: list[int]) -> bytes:
    """Read one source into table files: `args` is an Intake, the reply a Taken, both msgpack."""
    asked = msgspec.msgpack.decode(args, type=Intake)
    view = View(fds[0])
    note("recognise")
    fitting = recognise(view)
    if not fitting:
        return msgspec.msgpack.encode(Taken("", (), (_unknown(view),)))
    chosen = fitting[0]
    note(chosen.id)
    writer = TableWriter(dict(zip(EVENT_TABLES, fds[1:], strict=True)), source=asked.source)
    problems = tally(chain(_drained(chosen, view, writer), _other_fits(fitting)))
    written = tuple((each.table, each.rows, each.columns) for each in writer.close())
    problems += writer.problems
    if not written:
        problems += (Problem("no-events", f"read as {chosen.id}, but no row could be kept"),)
    return msgspec.msgpack.encode(Taken(chosen.id, written, problems))


def recognise(view: View) -> list[Plugin]:
    """Return the sources that the bytes fit, by id; a folder's files are no source."""
    return [
        each
        for each in plugins("source")
        if not each.meta.get("folder") and _fits(each.load().fits, view)
    ]


def _fits(fits: Callable[[View], bool], view: View) -> bool:
    try:
        return bool(fits(view))
    except (ArithmeticError, LookupError, OSError, OnionskinError, RecursionError, ValueError):
        return False


def _drained(chosen: Plugin, view: View, writer: TableWriter) -> Iterator[Problem]:
    """Yield the source's problems; what it raises ends it, and keeps the rows that were written."""
    try:
        yield from chosen.load().rows(view, writer)
    except Exception as error:  # noqa: BLE001 - the worker's edge: libraries raise what they like
        detail = f"{chosen.id} stopped: {type(error).__name__}: {str(error)[:200]}"
        yield Problem("damaged", detail)


def _other_fits(fitting: list[Plugin]) -> Iterator[Problem]:
    if len(fitting) > 1:
        others = ", ".join(each.id for each in fitting[1:])
        yield Problem("ambiguous-format", f"read as {fitting[0].id}; it also fits {others}")


def _unknown(view: View) -> Problem:
    if not view.size:
        return Problem("empty", "the file is empty: it says nothing about any host")
    head = view.read(0, 64)
    for magic, name in _PACKED:
        if head.startswith(magic):
            return Problem("unsupported", f"this is {name}: unpack or export it, and give that")
    detail = "no source reads this: no known header, and no event in its first lines"
    return Problem("unsupported", detail)


# --- folders ---------------------------------------------------------------------------------


def hash_files(args: bytes, fds: list[int]) -> bytes:
    """Hash some files of a folder: `args` is a Batch, the reply Hashed per file, both msgpack."""
    asked = msgspec.msgpack.decode(args, type=Batch)
    source = plugin("source", "folder").load()
    return msgspec.msgpack.encode(
        [
            _hashed(source.rows, View(descriptor), path)
            for descriptor, path in zip(fds, asked.paths, strict=True)
        ]
    )


def _hashed(rows: Callable[[View, _OneRow], Iterator[Problem]], view: View, path: str) -> Hashed:
    note(f"folder: {path}")
    out = _OneRow()
    problems = tuple(rows(view, out))
    fitting = recognise(view)
    return Hashed(out.row | {"path": path}, fitting[0].id if fitting else "", problems)


class _OneRow:
    """A `Tables` for one file, which is one row."""

    def __init__(self) -> None:
        self.row: dict[str, Any] = {}

    def write(self, table: str, row: dict[str, Any]) -> None:
        del table
        self.row = row


def write_files(args: bytes, fds: list[int]) -> bytes:
    """Turn spooled rows of files into the file table: `args` is a Spool, the reply a Taken."""
    asked = msgspec.msgpack.decode(args, type=Spool)
    note("folder")
    writer = TableWriter({"file": fds[1]}, source=asked.source)
    problems = []
    for item in documents(View(fds[0])):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            writer.write("file", item[1] | {"host": asked.host, "line": item[0]})
    written = tuple((each.table, each.rows, each.columns) for each in writer.close())
    return msgspec.msgpack.encode(Taken("folder", written, tally(problems) + writer.problems))


# --- hunts -----------------------------------------------------------------------------------


def hunt(args: bytes, fds: list[int]) -> bytes:
    """Hunt in the tables: `args` is a Hunt, the reply a Hunted, both msgpack."""
    asked = msgspec.msgpack.decode(args, type=Hunt)
    note(asked.what)
    files = {name: tuple(map(Path, paths)) for name, paths in asked.files.items()}
    tables = open_tables(files)
    try:
        found = _HUNTS.get(asked.what, _behaviour)(tables, asked.what, fds)
    finally:
        tables.close()
    problems = found.problems + tuple(tables.problems)
    return msgspec.msgpack.encode(msgspec.structs.replace(found, problems=problems))


def _indicators(tables: DuckTables, _: str, fds: list[int]) -> Hunted:
    view = View(fds[0])
    wanted = msgspec.msgpack.decode(view.read(0, view.size), type=tuple[Indicator, ...])
    found = list(look(tables, wanted))
    return Hunted(
        sightings=tuple(each for each in found if isinstance(each, Sighting)),
        problems=tuple(each for each in found if isinstance(each, Problem)),
    )


def _alerts(tables: DuckTables, _: str, __: list[int]) -> Hunted:
    found = list(alerts(tables))
    return Hunted(
        alerts=tuple(each for each in found if isinstance(each, Alert)),
        problems=tuple(each for each in found if isinstance(each, Problem)),
    )


def _coverage(tables: DuckTables, _: str, __: list[int]) -> Hunted:
    found, problems = days(tables)
    return Hunted(coverage=tuple(covered(tables)), days=found, problems=problems)


def _behaviour(tables: DuckTables, what: str, _: list[int]) -> Hunted:
    """Run a behaviour where its columns are; name what is missing where they are not."""
    module = plugin("behaviour", what).load()
    needs: dict[str, tuple[str, ...]] = module.NEEDS
    missing = [
        f"{table}.{column}"
        for table, columns in sorted(needs.items())
        for column in columns
        if column not in tables.columns(table)
    ]
    if missing:
        return Hunted(missing=", ".join(missing))
    caught: list[Caught] = []
    problems: list[Problem] = []
    for hit in module.hunt(tables):
        if len(caught) == _HITS:
            problems.append(Problem("limit:hits", f"{what}: more than {_HITS} hits, rest dropped"))
            break
        caught.append(_caught(hit))
    return Hunted(
        caught=tuple(caught), evaluable=_evaluable(tables, needs), problems=tuple(problems)
    )


def _caught(hit: Hit) -> Caught:
    rows = tuple(
        (each.table or "", each.row or 0, each.note[:_NOTE]) for each in hit.evidence[:_CITED]
    )
    return Caught(hit.subject or "", hit.summary[:_SUMMARY], hit.level, rows)


def _evaluable(tables: DuckTables, needs: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the hosts, as written, that have a row with every needed column in every table."""
    hosts: set[str] | None = None
    for table, columns in needs.items():
        there = " AND ".join(f"nullif({column}::VARCHAR, '') IS NOT NULL" for column in columns)
        query = f"SELECT DISTINCT host FROM {table} WHERE {there}"  # noqa: S608 - a plugin's names
        found = {row["host"] for row in tables.sql(query)}
        hosts = found if hosts is None else hosts & found
    return tuple(sorted(hosts or ()))


_HUNTS: dict[str, Callable[[DuckTables, str, list[int]], Hunted]] = {
    "indicators": _indicators,
    "alerts": _alerts,
    "coverage": _coverage,
}
