"""Extension manifests: of version 3, with wrong types, and cut short."""

from __future__ import annotations

import json
from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "manifest.json"
    path.write_bytes(data)
    return path


MANIFEST = {
    "manifest_version": 3,
    "name": "inert",
    "version": "1.0",
    "permissions": ["storage"],
    "host_permissions": ["https://a.example/*"],
    "background": {"service_worker": "worker.js"},
    "content_scripts": [{"matches": ["<all_urls>"], "js": ["page.js"]}],
}
HOSTILE = {
    "manifest_version": -1,
    "permissions": [{}],
    "background": [],
    "content_scripts": {"a": 1},
}


def good(folder: Path) -> Path:
    return _written(folder, json.dumps(MANIFEST).encode())


def bad_types(folder: Path) -> Path:
    return _written(folder, json.dumps(MANIFEST | HOSTILE).encode())


def damaged(folder: Path) -> Path:
    return _written(folder, json.dumps(MANIFEST).encode()[:-1])
