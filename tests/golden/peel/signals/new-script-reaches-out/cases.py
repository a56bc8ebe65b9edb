"""A package that gains a helper, one that gains a dropper's shape in a patch and in a minor step, one cut short."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.archives import build_npm

HELPER = 'module.exports = (text) => text.trim(); // require("https") and eval are not used\n'
DROPPER = """const { spawn } = require("child_process");
const https = require("https");
https.get("https://feed.example/inert", () => spawn("true"));
"""


def _package(folder: Path, version: str, more: dict[str, str]) -> Path:
    about = {"name": "shapes", "version": version, "main": "index.js"}
    files = {"package.json": json.dumps(about), "index.js": "module.exports = {};\n", **more}
    path = folder / f"shapes-{version}.tgz"
    path.write_bytes(
        build_npm("shapes", version, {name: each.encode() for name, each in files.items()})
    )
    return path


def good_a_helper(folder: Path) -> tuple[Path, Path]:
    return _package(folder, "1.0.0", {}), _package(folder, "1.0.1", {"trim.js": HELPER})


def bad_less_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return _package(folder, "1.0.0", {}), _package(folder, "1.1.0", {"get.js": DROPPER})


def bad_in_a_patch(folder: Path) -> tuple[Path, Path]:
    return _package(folder, "1.0.0", {}), _package(folder, "1.0.1", {"get.js": DROPPER})


def bad_less_where_a_part_was_moved(folder: Path) -> tuple[Path, Path]:
    old = _package(folder, "1.0.0", {"both.js": DROPPER})
    return old, _package(folder, "1.0.1", {"both.js": "module.exports = 1;\n", "get.js": DROPPER})


def bad_a_part_was_moved_to_another_place_of_the_network(folder: Path) -> tuple[Path, Path]:
    old = _package(folder, "1.0.0", {"both.js": DROPPER})
    other = DROPPER.replace("feed.example", "other.example")
    return old, _package(folder, "1.0.1", {"both.js": "module.exports = 1;\n", "get.js": other})


def damaged(folder: Path) -> tuple[Path, Path]:
    cut = DROPPER[:60] + "\0`${"
    return _package(folder, "1.0.0", {}), _package(folder, "1.0.1", {"get.js": cut})
