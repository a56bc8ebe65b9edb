"""What TRACE reads out of the event tables, inside the jail. Strict on both ends."""

from __future__ import annotations

from onionskin.model import Coverage, Problem, Value


class Ask(Value, frozen=True):
    """Read these files: event table -> Parquet files."""

    files: dict[str, tuple[str, ...]]


class Install(Value, frozen=True):
    """One row of an inventory: `time` and `removed` are ISO, empty where not known."""

    host: str
    product: str
    version: str
    platform: str
    vendor: str
    time: str
    removed: str
    table: str
    row: int


class Estate(Value, frozen=True):
    """What a case's tables say of hosts: what they have installed, what was recorded of them."""

    installs: tuple[Install, ...]
    coverage: tuple[Coverage, ...]
    problems: tuple[Problem, ...]
