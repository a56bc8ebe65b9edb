"""npm manifests: with every kind of entry, hostile types and names, and cut short."""

from __future__ import annotations

import json
from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "package.json"
    path.write_bytes(data)
    return path


MANIFEST = {
    "name": "inert",
    "version": "1.0.0",
    "main": "index.js",
    "bin": {"inert": "bin.js"},
    "scripts": {"postinstall": "node inert.js", "test": "true"},
    "dependencies": {"left": "^1.0.0"},
    "optionalDependencies": {"right": "1"},
    "gitHead": "0" * 40,
}
HOSTILE = {
    "scripts": {
        "preinstall": ["x"],
        "install": "echo \u202e<script>\nsecond line",
        "postinstall": 7,
    },
    "dependencies": ["left"],
    "devDependencies": {"../\u0000": {"a": [[]]}},
    "bin": 3,
    "overrides": None,
}


def good(folder: Path) -> Path:
    return _written(folder, json.dumps(MANIFEST).encode())


def bad_types_and_names(folder: Path) -> Path:
    return _written(folder, json.dumps(MANIFEST | HOSTILE).encode())


def damaged(folder: Path) -> Path:
    return _written(folder, json.dumps(MANIFEST).encode()[:60])
