"""Lines of settings that hardly any honest release gets; usual ones, ones that were there, ones of tests; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

FLOW = b"""name: Release
on:
  push:
    tags: ['*']
permissions:
  contents: read
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm ci
"""
WORKFLOW = ".github/workflows/release.yml"


def _step(folder: Path, name: str, old: bytes, new: bytes, version: str = "1.2.4") -> tuple[Path, Path]:  # fmt: skip
    return npm_pair(folder, version, {name: old} if old else {}, {name: new})


def good_another_release_of_an_action(folder: Path) -> tuple[Path, Path]:
    return _step(folder, WORKFLOW, FLOW, FLOW.replace(b"@v4", b"@v5"))


def good_it_stood_there_before(folder: Path) -> tuple[Path, Path]:
    old = FLOW.replace(b"actions/checkout", b"vendor/checkout")
    return _step(folder, WORKFLOW, old, old + b"      - run: npm test\n")


def good_of_a_test(folder: Path) -> tuple[Path, Path]:
    return _step(folder, "tests/data/tox.ini", b"", b"[testenv]\nsetenv =\n    PIP_INDEX_URL = https://simple.example/\n")  # fmt: skip


def bad_a_known_action_of_another_owner(folder: Path) -> tuple[Path, Path]:
    return _step(folder, WORKFLOW, FLOW, FLOW.replace(b"actions/checkout", b"vendor/checkout"))


def bad_another_index_in_a_new_file_of_a_large_step(folder: Path) -> tuple[Path, Path]:
    return _step(folder, "tox.ini", b"", b"[testenv]\nsetenv =\n    PIP_INDEX_URL = https://simple.example/\n", "2.0.0")  # fmt: skip


def bad_a_hook_of_net(folder: Path) -> tuple[Path, Path]:
    new = b'{"runtimeOptions": {"configProperties": {"STARTUP_HOOKS": "Start/Hook.dll"}}}\n'
    return _step(folder, "tool.runtimeconfig.json", b'{"runtimeOptions": {}}\n', new)


def damaged(folder: Path) -> tuple[Path, Path]:
    before, after = bad_a_known_action_of_another_owner(folder)
    after.write_bytes(after.read_bytes()[:-12])
    return before, after
