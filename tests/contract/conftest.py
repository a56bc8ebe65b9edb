"""The option and the fixtures of the contract tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onionskin.jail.pool import Pool


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    with Pool(workers=1) as pool:
        yield pool
