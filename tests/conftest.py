"""What every test gets: a configuration folder of its own, so that no test meets a user's key or names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, settings

from onionskin.jail.pool import Pool
from tests.lending import BORROWERS, Lender

# How long drawing takes is the machine's business: it says nothing of what is tested.
settings.register_profile("suite", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write the expected snapshots anew"
    )


@pytest.fixture(autouse=True)
def own_configuration(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.getbasetemp() / "configuration"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.delenv("ONIONSKIN_KEY", raising=False)
    monkeypatch.delenv("ONIONSKIN_NAMES", raising=False)
    monkeypatch.delenv("ONIONSKIN_PLUGINS", raising=False)


@pytest.fixture(scope="session")
def lender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lender]:
    with ExitStack() as stack:
        yield Lender(tmp_path_factory.getbasetemp().resolve(), stack)


@pytest.fixture(scope="session")
def pool(lender: Lender) -> Pool:
    """Give the jailed worker that all tests of this process share."""
    return lender.pool


@pytest.fixture(autouse=True)
def borrowed_workers(lender: Lender, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in BORROWERS:
        monkeypatch.setattr(module, "Pool", lender.lend)


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))
