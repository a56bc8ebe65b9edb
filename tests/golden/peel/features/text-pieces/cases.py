"""A program (which is no text), settings with addresses, and a text with a NUL byte far inside."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe


def good_a_program_is_no_text(folder: Path) -> Path:
    path = folder / "program.exe"
    path.write_bytes(build_pe(Recipe()))
    return path


def bad_settings_with_addresses(folder: Path) -> Path:
    path = folder / "update.yml"
    path.write_bytes(b"url: https://shapes.example/feed\r\nversion: 1.2.4\nbeside: ftp://shapes.example/feed\n")  # fmt: skip
    return path


def damaged(folder: Path) -> Path:
    path = folder / "update.yml"
    path.write_bytes(b"url: https://shapes.example/feed\n" * 200 + b"\0")
    return path
