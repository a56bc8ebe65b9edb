"""A package that gains a hook for a helper, one whose new hook runs a dropper's shape, one cut short."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.archives import build_npm

HELPER = "require('fs').writeFileSync('built.txt', '1');\n"
DROPPER = """const { spawn } = require("child_process");
const https = require("https");
https.get("https://feed.example/inert", () => spawn("true"));
"""


def _package(folder: Path, version: str, script: str = "", name: str = "setup.js") -> Path:
    about: dict[str, object] = {"name": "shapes", "version": version, "main": "index.js"}
    files = {"index.js": b"module.exports = {};\n"}
    if script:
        about["scripts"] = {"postinstall": f"node ./{name}"}
        files["setup.js"] = script.encode()
    path = folder / f"shapes-{version}.tgz"
    files = {"package.json": json.dumps(about).encode(), **files}
    path.write_bytes(build_npm("shapes", version, files))
    return path


def good_the_hook_runs_a_helper(folder: Path) -> tuple[Path, Path]:
    return _package(folder, "1.0.0"), _package(folder, "1.0.1", HELPER)


def good_the_hook_runs_something_else(folder: Path) -> tuple[Path, Path]:
    return _package(folder, "1.0.0"), _package(folder, "1.0.1", DROPPER, "other.js")


def bad_the_hook_runs_a_dropper(folder: Path) -> tuple[Path, Path]:
    return _package(folder, "1.0.0"), _package(folder, "1.0.1", DROPPER)


def damaged(folder: Path) -> tuple[Path, Path]:
    return _package(folder, "1.0.0"), _package(folder, "1.0.1", DROPPER[:70] + "\0`${")
