"""Modules are compiled by the coordinator, once: a worker can write nothing."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from onionskin.jail import compiled


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a package of two folders, in a Python that keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    inner = tmp_path / "package" / "inner"
    inner.mkdir(parents=True)
    (inner / "one.py").write_text("ONE = 1\n")
    (inner.parent / "__init__.py").write_text("")
    return inner.parent


def kept(source: Path) -> Path:
    return Path(cache_from_source(str(source), optimization=""))


def compile_all(package: Path) -> None:
    thread = compiled.keep(package)
    assert thread is not None
    thread.join(30)
    assert not thread.is_alive()


def test_what_is_not_compiled_is_compiled_where_python_looks_for_it(package: Path) -> None:
    compile_all(package)
    assert kept(package / "__init__.py").is_file()
    assert kept(package / "inner" / "one.py").is_file()


def test_what_is_compiled_is_left_as_it_is(package: Path) -> None:
    compile_all(package)
    one = kept(package / "inner" / "one.py")
    one.write_bytes(b"as it was")
    compile_all(package)
    assert one.read_bytes() == b"as it was"


def test_a_python_that_is_told_to_keep_nothing_keeps_nothing(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled.keep(package) is None
    assert not kept(package / "__init__.py").exists()


def test_a_folder_that_cannot_be_written_harms_nothing(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package / "__pycache__").write_text("a file in its place")
    compile_all(package)
    assert (package / "__pycache__").read_text() == "a file in its place"


def test_a_module_that_is_no_python_is_left_to_who_imports_it(package: Path) -> None:
    (package / "broken.py").write_text("def:")
    compile_all(package)
    assert kept(package / "inner" / "one.py").is_file()
    assert not kept(package / "broken.py").exists()
