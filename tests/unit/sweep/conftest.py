"""One pool for all sweeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.swept import Sweeper

from onionskin.jail.pool import Pool


@pytest.fixture(scope="session")
def sweep_pool() -> Iterator[Pool]:
    with Pool(workers=1) as pool:
        yield pool


@pytest.fixture
def sweeper(tmp_path: Path, sweep_pool: Pool) -> Sweeper:
    return Sweeper(tmp_path, sweep_pool)
