"""A short way to read a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.write.reports import ReadReport

Reader = Callable[..., ReadReport]


@pytest.fixture
def reader(pool: Pool, tmp_path: Path) -> Reader:
    """Read one text, given as text or bytes."""

    def read_text(
        data: str | bytes, name: str = "report.txt", dated: str | None = None
    ) -> ReadReport:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        (report,) = read([path], dated=dated, pool=pool)
        for claim in report.claims:
            at = claim.evidence
            assert report.text[at.offset : at.offset + at.length] == claim.quote
        return report

    return read_text
