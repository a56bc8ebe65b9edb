"""Two releases of an extension: the same permissions, more of them, and one cut short."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.archives import build_zip


def _pair(folder: Path, asked: list[str], newer: str = "1.0.1") -> tuple[Path, Path]:
    found = []
    for version, permissions in (("1.0.0", ["storage"]), (newer, asked)):
        manifest = {"manifest_version": 3, "name": "inert", "version": version}
        text = json.dumps(manifest | {"permissions": permissions}).encode()
        path = folder / f"inert-{version}.zip"
        path.write_bytes(build_zip({"manifest.json": text, "worker.js": b"inert"}))
        found.append(path)
    return found[0], found[1]


def good(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ["storage"])


def good_a_weak_one_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ["storage", "alarms"], "1.1.0")


def bad(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ["storage", "alarms"])


def bad_a_powerful_one(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ["storage", "cookies", "<all_urls>"], "2.0.0")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = _pair(folder, ["storage", "cookies"])
    new.write_bytes(new.read_bytes()[:60])
    return old, new
