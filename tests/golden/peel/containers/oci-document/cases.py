"""Documents of container images: honest, hostile, cut short."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.images import oci_layout


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "document.json"
    path.write_bytes(data)
    return path


LAYOUT = oci_layout()
CONFIG = next(each for each in LAYOUT.values() if b"diff_ids" in each)


def good_index(folder: Path) -> Path:
    return _written(folder, LAYOUT["index.json"])


def good_config(folder: Path) -> Path:
    return _written(folder, CONFIG)


def bad_path(folder: Path) -> Path:
    rows = [{"Config": "../../out", "RepoTags": ["<script>:1"], "Layers": ["\0", "\u202egnp"]}]
    return _written(folder, json.dumps(rows).encode())


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, CONFIG[:-20])


def damaged_types(folder: Path) -> Path:
    return _written(folder, b'{"schemaVersion": 2, "manifests": [{"digest": 7}]}')
