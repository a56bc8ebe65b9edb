"""What goes into the jail for a sweep, and what comes back. Strict on both ends."""

from __future__ import annotations

from onionskin.model import Coverage, Level, Problem, Value


class Intake(Value, frozen=True):
    """Read descriptor 0 as events of `source`; descriptors 1... take EVENT_TABLES, in its order."""

    source: str


class Taken(Value, frozen=True):
    """What came of one source: which plugin read it, and rows and columns per table."""

    format: str
    tables: tuple[tuple[str, int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...]


class Batch(Value, frozen=True):
    """Hash the files of descriptors 0..; `paths` are their names on the host."""

    paths: tuple[str, ...]


class Hashed(Value, frozen=True):
    """One file's row, ready to be a line of the spool, and what kind of log it looks like."""

    row: dict[str, str | int | None]
    looks_like: str
    problems: tuple[Problem, ...]


class Spool(Value, frozen=True):
    """Turn the rows of descriptor 0 (Hashed rows, a line each) into the table on descriptor 1."""

    source: str
    host: str


class Indicator(Value, frozen=True):
    """An observable to hunt for, in normal form. `kind` is the observable's."""

    kind: str
    value: str


class Hunt(Value, frozen=True):
    """Hunt in the tables: table -> Parquet files. Descriptor 0 holds the indicators.

    `what` is a behaviour's id, or one of `indicators`, `alerts`, `coverage`.
    """

    what: str
    files: dict[str, tuple[str, ...]]


class Row(Value, frozen=True):
    """A row of a table file, and what a person finds it by."""

    file: str
    row: int
    source: str
    line: int | None
    time: str | None


class Sighting(Value, frozen=True):
    """One thing seen on one host in one table: how often, when, and the first rows.

    `what` is the program that did it, or the file that it is.
    """

    signal: str
    host: str
    table: str
    column: str
    indicator: str
    seen: str
    count: int
    first: str | None
    last: str | None
    rows: tuple[Row, ...]
    what: str = ""


class Alert(Value, frozen=True):
    """A foreign product's alerts of one rule about one thing on one host."""

    host: str
    product: str
    rule: str
    thing: str
    path: str
    severity: str
    count: int
    ids: tuple[str, ...]
    rulings: tuple[tuple[str, str, str], ...]
    rows: tuple[Row, ...]


class Caught(Value, frozen=True):
    """One hit of a behaviour."""

    host: str
    summary: str
    level: Level | None
    rows: tuple[tuple[str, int, str], ...]


class Days(Value, frozen=True):
    """On which days each host left rows in any log; `every` are the days on which any did."""

    every: tuple[str, ...]
    hosts: dict[str, tuple[str, ...]]


class Hunted(Value, frozen=True):
    """What a hunt found. Only the part that was asked for is filled."""

    sightings: tuple[Sighting, ...] = ()
    alerts: tuple[Alert, ...] = ()
    caught: tuple[Caught, ...] = ()
    evaluable: tuple[str, ...] = ()
    missing: str = ""
    coverage: tuple[Coverage, ...] = ()
    days: Days = Days((), {})
    problems: tuple[Problem, ...] = ()
