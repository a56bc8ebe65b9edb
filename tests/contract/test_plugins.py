"""Every plugin keeps its contract, and has golden cases that say what it does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onionskin.jail.pool import Pool
from onionskin.model import Lane, Level, Outcome
from onionskin.plugins.scan import KINDS, Plugin, plugins

from .goldens import GOLDEN, SHADES, Golden, all_goldens, folder_of, goldens, run

EVERY = [each for kind in KINDS for each in plugins(kind)]


def name_of(thing: Plugin | Golden) -> str:
    if isinstance(thing, Golden):
        return f"{thing.plugin.kind.name}:{thing.plugin.id}:{thing.name}"
    return f"{thing.kind.name}:{thing.id}"


@pytest.mark.parametrize("plugin", EVERY, ids=name_of)
def test_a_plugin_defines_exactly_one_function_of_its_contract(plugin: Plugin) -> None:
    assert plugin.scope in plugin.kind.functions
    assert hasattr(plugin.load(), plugin.scope)


@pytest.mark.parametrize("plugin", EVERY, ids=name_of)
def test_a_plugin_has_a_good_a_bad_and_a_damaged_golden_case(plugin: Plugin) -> None:
    assert {each.shade for each in goldens(plugin)} == set(SHADES), folder_of(plugin)


@pytest.mark.parametrize("plugin", plugins("signal"), ids=name_of)
def test_a_signal_says_what_it_misses_and_how_innocence_would_look(plugin: Plugin) -> None:
    meta = plugin.meta
    assert meta["misses"]
    assert meta["benign"]
    assert meta["references"]
    assert Lane(meta["lane"])
    assert Level(meta["level"])
    assert meta["technique"].startswith("T")


def test_a_golden_folder_belongs_to_a_plugin() -> None:
    folders = {folder_of(each) for each in EVERY}
    standing = {
        path
        for kind in KINDS.values()
        for path in (GOLDEN / kind.folder).glob("*")
        if path.is_dir() and path.name != "__pycache__"
    }
    assert not standing - folders


@pytest.mark.parametrize("golden", list(all_goldens()), ids=name_of)
def test_a_golden_case_gives_its_snapshot(
    golden: Golden, tmp_path: Path, pool: Pool, update_goldens: bool
) -> None:
    made = run(golden, tmp_path, pool)
    _assert_shade(golden, made)
    if update_goldens:
        golden.expected.write_text(
            json.dumps(made, indent=1, ensure_ascii=True, sort_keys=True) + "\n"
        )
    assert golden.expected.exists(), "run pytest tests/contract --update-goldens, and read the diff"
    assert made == json.loads(golden.expected.read_text())


def _assert_shade(golden: Golden, made: dict[str, object]) -> None:
    """What a case is named for holds, whatever the snapshot says."""
    kind = golden.plugin.kind.name
    if kind in {"signal", "behaviour"} and golden.shade != "damaged":
        assert bool(made["findings"]) == (golden.shade == "bad")
    if kind == "container":
        outcome = Outcome(made["outcome"])
        if golden.shade == "good":
            assert (made["format"], outcome) == (golden.plugin.id, Outcome.SCANNED)
            assert not made["unexplained"]
        if golden.shade == "damaged":
            assert outcome is not Outcome.SCANNED or made["format"] != golden.plugin.id
    if kind == "feature" and golden.shade != "damaged":
        found = [one for layer in made.values() for one in layer["facts"]]  # type: ignore[index]
        assert bool(found) == (golden.shade == "bad")
    if kind == "language" and golden.shade == "good":
        assert made["own"]
        assert made["claims"]
    if kind in {"source", "format"} and golden.shade == "good":
        assert not made["problems"]
    if kind == "source" and golden.shade == "good":
        assert made["tables"]
