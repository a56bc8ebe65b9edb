"""Two npm releases: the same hooks, one with a new one, and one cut short."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.archives import build_npm


def _pair(
    folder: Path, added: dict[str, object], newer: str = "1.0.1", code: bytes = b"inert"
) -> tuple[Path, Path]:
    found = []
    for version, more in (("1.0.0", {}), (newer, added)):
        manifest = (
            {"name": "inert", "version": version}
            | {"scripts": {"install": "node-gyp rebuild --v 1.0"}}
            | more
        )
        files = {"package.json": json.dumps(manifest).encode(), "index.js": code}
        path = folder / f"inert-{version}.tgz"
        path.write_bytes(build_npm("inert", version, files))
        found.append(path)
    return found[0], found[1]


def good(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, {"scripts": {"install": "node-gyp rebuild --v 1.1", "test": "true"}})


def good_a_build_step_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    scripts = {"install": "node-gyp rebuild --v 1.1", "prepare": "tsc"}
    return _pair(folder, {"scripts": scripts}, "1.1.0")


def bad(folder: Path) -> tuple[Path, Path]:
    scripts = {"install": "node-gyp rebuild --v 1.1", "preinstall": "node inert.js"}
    return _pair(folder, {"scripts": scripts})


def bad_in_a_major_release(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, {"scripts": {"install": "echo inert"}}, "2.0.0")


def bad_less_where_a_version_is_asked_for(folder: Path) -> tuple[Path, Path]:
    built = {"targets": [{"target_name": "inert", "sources": ["inert.c"]}]}
    asked = built | {"variables": {"version": "<!(node -p process.versions.node)"}}
    return _gyp(folder, built, asked)


def bad_an_expansion_that_runs_something(folder: Path) -> tuple[Path, Path]:
    built = {"targets": [{"target_name": "inert", "sources": ["inert.c"]}]}
    return _gyp(folder, built, built | {"variables": {"version": "<!(node -p inert)"}})


def _gyp(folder: Path, *recipes: dict[str, object]) -> tuple[Path, Path]:
    paths = []
    for version, recipe in zip(("1.0.0", "1.0.1"), recipes, strict=True):
        manifest = json.dumps({"name": "inert", "version": version}).encode()
        files = {"package.json": manifest, "binding.gyp": json.dumps(recipe).encode()}
        paths.append(folder / f"inert-{version}.tgz")
        paths[-1].write_bytes(build_npm("inert", version, files))
    return paths[0], paths[1]


def bad_less_where_steps_are_named(folder: Path) -> tuple[Path, Path]:
    scripts = {"install": "node-gyp rebuild --v 1.1", "prepublish": "not-inert || npm run inert"}
    return _pair(folder, {"scripts": scripts})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = _pair(folder, {"scripts": {"preinstall": "node inert.js"}})
    new.write_bytes(new.read_bytes()[:80])
    return old, new
