"""Seals of bundles: honest, hostile, cut short."""

from __future__ import annotations

import plistlib
from pathlib import Path

from onionskin.lookalike.bundle import build_app


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "CodeResources"
    path.write_bytes(data)
    return path


SEAL = build_app()["Shapes.app/Contents/_CodeSignature/CodeResources"]


def good(folder: Path) -> Path:
    return _written(folder, SEAL)


def good_binary(folder: Path) -> Path:
    return _written(folder, plistlib.dumps(plistlib.loads(SEAL), fmt=plistlib.FMT_BINARY))


def bad_rows(folder: Path) -> Path:
    rows = {"../out": {"hash2": b"short"}, "<script>": 7, "a": {"cdhash": "text", "symlink": [1]}}
    rules = {"^(a+)+$": {"omit": True}}
    return _written(folder, plistlib.dumps({"files2": rows, "rules2": rules}))


def bad_entities(folder: Path) -> Path:
    return _written(
        folder, b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "b">]><plist>&a;</plist>'
    )


def damaged(folder: Path) -> Path:
    return _written(folder, SEAL[:400])
