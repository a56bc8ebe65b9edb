"""Files of entitlements: honest, hostile, cut short."""

from __future__ import annotations

import plistlib
from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "shapes.entitlements"
    path.write_bytes(data)
    return path


ASKED = {"com.apple.security.cs.allow-jit": True, "com.apple.security.get-task-allow": False}


def good(folder: Path) -> Path:
    return _written(folder, plistlib.dumps(ASKED))


def bad(folder: Path) -> Path:
    return _written(folder, plistlib.dumps({"<script>": {"a": []}, "x" * 5000: 1}))


def damaged(folder: Path) -> Path:
    return _written(folder, plistlib.dumps(ASKED)[:200])
