from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.case.folder import Case
from onionskin.model import Run


@pytest.fixture(autouse=True)
def key_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key of the test's own: nobody's configuration is touched."""
    path = tmp_path / "keys" / "case.key"
    monkeypatch.setenv("ONIONSKIN_KEY", str(path))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "case"


@pytest.fixture
def run() -> Run:
    return Run("run-1", "peel", "0.1.0", "full")


@pytest.fixture
def case(folder: Path) -> Case:
    return Case.open(folder)
