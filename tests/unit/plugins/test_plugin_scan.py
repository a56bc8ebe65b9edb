"""Plugins are found by their place, read without being imported, and refused in a sentence."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from onionskin.errors import PluginError
from onionskin.plugins import scan
from onionskin.plugins.scan import (
    ALLOWED,
    KINDS,
    PACKAGE,
    foreign_roots,
    plugin,
    plugins,
    read_meta,
)

META = (
    'META = {"title": "t", "kind": "container", "match": [[0, b"X"]], "refines": None,'
    ' "misses": "m", "references": []}\n'
)
PEEL = "def peel(view):\n    return iter(())\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an allowed folder of containers."""
    containers = tmp_path / "mine" / "peel" / "containers"
    containers.mkdir(parents=True)
    monkeypatch.setenv(ALLOWED, str(tmp_path / "mine"))
    return containers


def test_a_file_in_a_named_folder_is_a_plugin_and_its_id_is_its_name(folder: Path) -> None:
    (folder / "my_format.py").write_text(META + PEEL)
    found = plugin("container", "my-format")
    assert (found.id, found.scope, found.meta["title"]) == ("my-format", "peel", "t")
    assert list(found.load().peel(None)) == []
    assert "my-format" not in {each.id for each in plugins("signal")}


def test_a_plugin_that_names_the_facts_it_needs_sees_nothing_without_one_of_them() -> None:
    needy, other = (
        plugin("signal", "signature-stripped"),
        plugin("signal", "signed-after-retirement"),
    )
    assert set(needy.meta["facts"]) == {"StrippedSignature", "Signature"}
    assert needy.sees_among(frozenset({"Signature", "PeLayout"}))
    assert not needy.sees_among(frozenset({"PeLayout"}))
    assert not needy.sees_among(frozenset())
    assert "facts" not in other.meta
    assert other.sees_among(frozenset())


@pytest.mark.parametrize("kind", ["language", "format"])
def test_what_every_reading_lists_is_not_parsed_whole_for_it(kind: str) -> None:
    for each in plugins(kind):
        outlined = scan._outlined(each.path, KINDS[kind])
        assert outlined is not None, f"META, or what defines {each.id}, is written otherwise"
        assert len(outlined) == 2


def test_a_folder_counts_only_while_the_operator_names_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mine.py").write_text(META + PEEL)
    assert "mine" in {each.id for each in plugins("container")}
    monkeypatch.delenv(ALLOWED)
    assert "mine" not in {each.id for each in plugins("container")}


def test_listing_imports_no_plugin(folder: Path) -> None:
    (folder / "loud.py").write_text(META + PEEL + "raise SystemExit('imported')\n")
    assert plugin("container", "loud").scope == "peel"
    assert "onionskin.peel.containers.loud" not in sys.modules


def test_a_file_that_begins_with_an_underscore_is_no_plugin(folder: Path) -> None:
    (folder / "_shared.py").write_text("this is not Python")
    assert plugins("container")


def test_a_missing_folder_is_said_and_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALLOWED, "/nowhere/at/all")
    with pytest.raises(PluginError, match="no such folder"):
        plugins("container")


def test_several_folders_are_named_like_a_path_and_one_named_twice_counts_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mine.py").write_text(META + PEEL)
    other = tmp_path / "other"
    other.mkdir()
    both = os.pathsep.join(map(str, (tmp_path / "mine", other, tmp_path / "mine", "")))
    monkeypatch.setenv(ALLOWED, both)
    assert foreign_roots() == (tmp_path / "mine", other)
    assert "mine" in {each.id for each in plugins("container")}


def test_an_id_that_the_house_has_is_refused(folder: Path) -> None:
    (folder / "zip.py").write_text(META + PEEL)
    with pytest.raises(PluginError, match="two plugins are called zip"):
        plugins("container")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def broken(:\n", "no readable Python"),
        ("x = '\0'\n", "no readable Python"),
        (PEEL, "there is no META"),
        ("META = dict(title='t')\n" + PEEL, "not a literal"),
        ("META = {[]: 1}\n" + PEEL, "not a literal"),
        ("META = 'text'\n" + PEEL, "META lacks"),
        ('META = {"title": "t"}\n' + PEEL, "META lacks kind, match"),
    ],
)
def test_what_is_no_plugin_is_refused_with_its_place(folder: Path, text: str, says: str) -> None:
    (folder / "odd.py").write_text(text)
    with pytest.raises(PluginError, match=says) as caught:
        plugins("container")
    assert caught.value.where.endswith("odd.py")
    assert caught.value.hint


@pytest.mark.parametrize("functions", ["", "def artifact(l, v): ...\ndef release(t): ...\n"])
def test_a_signal_has_exactly_one_scope(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, functions: str
) -> None:
    signals = tmp_path / "peel" / "signals"
    signals.mkdir(parents=True)
    keys = KINDS["signal"].meta
    (signals / "mine.py").write_text(f"META = {dict.fromkeys(keys, 'x')!r}\n" + functions)
    monkeypatch.setenv(ALLOWED, str(tmp_path))
    with pytest.raises(PluginError, match="exactly one"):
        _ = plugin("signal", "mine").scope


def test_a_plugin_that_breaks_when_it_is_loaded_leaves_no_half_module(folder: Path) -> None:
    (folder / "half.py").write_text(META + PEEL + "import there_is_no_such_module\n")
    with pytest.raises(ModuleNotFoundError):
        plugin("container", "half").load()
    assert "onionskin.peel.containers.half" not in sys.modules


def test_an_annotated_meta_is_read_too(folder: Path) -> None:
    (folder / "typed.py").write_text(META.replace("META =", "META: dict[str, object] =") + PEEL)
    assert plugin("container", "typed").meta["title"] == "t"


def test_an_unknown_plugin_names_the_known_ones() -> None:
    with pytest.raises(PluginError) as caught:
        plugin("writer", "docx")
    assert "markdown" in caught.value.hint


def test_every_plugin_of_the_house_lies_in_the_folder_of_its_kind() -> None:
    for name, kind in KINDS.items():
        for each in plugins(name):
            assert each.path.parent == PACKAGE / kind.folder
            assert each.id == each.path.stem.replace("_", "-")
            assert read_meta(each.path, kind) == each.meta
