"""A bundle with the ticket of its program, and with that of another."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import build_app, code_hash, write_files
from onionskin.lookalike.xar import build_ticket

TICKET = "Shapes.app/Contents/CodeResources"


def good(folder: Path) -> Path:
    files = build_app()
    own = code_hash(files["Shapes.app/Contents/MacOS/Shapes"])
    return write_files(folder / "release", files | {TICKET: build_ticket((bytes(20), own))})


def bad(folder: Path) -> Path:
    return write_files(folder / "release", build_app() | {TICKET: build_ticket((b"o" * 20,))})


def damaged(folder: Path) -> Path:
    files = build_app()
    program = "Shapes.app/Contents/MacOS/Shapes"
    more = {TICKET: build_ticket((b"o" * 20,)), program: files[program][:1000]}
    return write_files(folder / "release", files | more)
