"""Sweeps into a case of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.swept import Sweeper

from onionskin.jail.pool import Pool


@pytest.fixture
def sweeper(tmp_path: Path, pool: Pool) -> Sweeper:
    return Sweeper(tmp_path, pool)
