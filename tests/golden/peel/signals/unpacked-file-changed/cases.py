"""Electron archives with files beside them: as hashed, edited, of a signed program, with a header that hashes nothing."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.asar import build_asar, build_pickles

FILES = {"package.json": b'{"name":"x","version":"1.0.0"}', "main.js": b"inert"}
BESIDE = {"native/x.node": b"inert module", "lib/y.js": b"inert script"}


def _release(folder: Path, archive: bytes, beside: dict[str, bytes]) -> Path:
    root = folder / "app-1.0"
    place = root / "resources"
    place.mkdir(parents=True)
    (place / "app.asar").write_bytes(archive)
    for name, data in beside.items():
        path = place / "app.asar.unpacked" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def good(folder: Path) -> Path:
    return _release(folder, build_asar(FILES, unpacked=BESIDE), BESIDE)


def good_without_what_lies_beside(folder: Path) -> Path:
    return _release(folder, build_asar(FILES, unpacked=BESIDE), {"other.txt": b"x"})


def bad(folder: Path) -> Path:
    edited = {**BESIDE, "lib/y.js": b"inert script, edited"}
    return _release(folder, build_asar(FILES, unpacked=BESIDE), edited)


def damaged_no_hash(folder: Path) -> Path:
    node = {"size": 12, "unpacked": True, "integrity": ["SHA256", 7]}
    archive = build_pickles(json.dumps({"files": {"y.js": node}}).encode())
    return _release(folder, archive, {"y.js": b"inert script"})
