"""What every test gets: a configuration folder of its own, so that no test meets a user's key or names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onionskin.jail.pool import Pool


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
def pool() -> Iterator[Pool]:
    """Give the one jailed worker of this process: its start and its imports are paid once.

    A test that is about workers, or about what they may read or import, makes a pool of its own.
    """
    with Pool(workers=1) as pool:
        yield pool


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))
