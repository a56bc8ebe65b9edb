"""A short way to have a report read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.write.reports import ReadReport

Reader = Callable[[str, bytes | str], ReadReport]


@pytest.fixture
def reading(tmp_path: Path, pool: Pool) -> Reader:
    def one(name: str, data: bytes | str) -> ReadReport:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        (report,) = read([path], pool=pool)
        return report

    return one


def indicators(report: ReadReport) -> dict[str, str]:
    """Return the role of each observable that a report mentions."""
    return {
        each.subject.name: each.object.name
        for each in report.claims
        if each.relation == "indicates"
    }
