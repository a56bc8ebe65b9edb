"""Notarisation tickets: a look-alike, one with odd bytes, one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.xar import build_ticket


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "CodeResources"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_ticket((b"c" * 20,)))


def bad(folder: Path) -> Path:
    return _written(folder, build_ticket(()) + b"<script>" * 40)


def damaged(folder: Path) -> Path:
    return _written(folder, build_ticket((b"c" * 20,))[:40])
