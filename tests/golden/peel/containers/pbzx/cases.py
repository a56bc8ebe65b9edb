"""Pbzx streams: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.cpio import build_cpio, build_pbzx

PAYLOAD = build_cpio({"./Shapes.app/notes": b"inert " * 20_000}, "odc")


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "Payload"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_pbzx(PAYLOAD))


def good_stored(folder: Path) -> Path:
    return _written(folder, build_pbzx(PAYLOAD, stored=True))


def bad_tail(folder: Path) -> Path:
    return _written(folder, build_pbzx(PAYLOAD, tail=b"hidden behind the chunks " * 9))


def bad_size(folder: Path) -> Path:
    data = build_pbzx(PAYLOAD)
    return _written(folder, data[:12] + (100).to_bytes(8, "big") + data[20:])


def damaged(folder: Path) -> Path:
    return _written(folder, build_pbzx(PAYLOAD)[:-40])
