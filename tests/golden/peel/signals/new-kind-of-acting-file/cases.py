"""The first workflow, and the first Ruby script, of a package in a patch; one more of a kind; a large step; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

SCRIPT = {"shapes.js": b"exports.area = (side) => side * side;\n"}
FLOW = b"on: push\njobs:\n  inert:\n    steps: []\n"


def good_one_more_of_its_kind(folder: Path) -> tuple[Path, Path]:
    old = SCRIPT | {".github/workflows/one.yml": FLOW}
    return npm_pair(folder, "1.2.4", old, old | {".github/workflows/two.yml": FLOW})


def good_the_step_is_large(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "2.0.0", SCRIPT, SCRIPT | {".github/workflows/one.yml": FLOW})


def bad_a_workflow(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", SCRIPT, SCRIPT | {".github/workflows/one.yml": FLOW})


def bad_a_script_in_ruby(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", SCRIPT, SCRIPT | {"lib/inert.rb": b"puts 'inert'\n"})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_workflow(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
