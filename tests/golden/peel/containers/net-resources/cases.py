"""Resource files of .NET: honest, with bytes of no value and deceiving names, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.icons import build_png
from onionskin.lookalike.managed import build_resources


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "Texts.resources"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    values = {"greeting": "hello", "logo": build_png(16), "title": "Phone"}
    return _written(folder, build_resources(values))


def bad_names_and_a_program(folder: Path) -> Path:
    values = {"../out": b"MZ" + bytes(90), "<script>\u202e": b"plain bytes " * 4}
    return _written(folder, build_resources(values))


def bad_values_over_each_other(folder: Path) -> Path:
    data = bytearray(build_resources({"first": b"x" * 40, "second": b"y" * 40}))
    at = data.index("second".encode("utf-16-le")) + 12
    data[at : at + 4] = bytes(4)
    return _written(folder, bytes(data))


def damaged(folder: Path) -> Path:
    return _written(folder, build_resources({"greeting": "hello" * 20})[:60])
