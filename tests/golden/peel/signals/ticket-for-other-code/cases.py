"""A package with its own ticket, and with that of another; a program as well."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.bundle import code_hash
from onionskin.lookalike.macho import (
    TICKET_SLOT,
    build_macho,
    sign_macho,
    signature_blobs,
    with_blobs,
)
from onionskin.lookalike.xar import XarRecipe, build_pkg, build_ticket


def _stapled(ticket: bytes, data: bytes) -> bytes:
    blob = struct.pack(">II", 0xFADE0B01, 8 + len(ticket)) + ticket
    return with_blobs(data, signature_blobs(data) | {TICKET_SLOT: blob})


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    data = build_pkg(b"scripts", b"payload", XarRecipe(is_notarised=True))
    return _written(folder, "shapes.pkg", data)


def good_program(folder: Path) -> Path:
    data = sign_macho(build_macho())
    return _written(folder, "shapes", _stapled(build_ticket((code_hash(data),)), data))


def bad(folder: Path) -> Path:
    recipe = XarRecipe(ticket=build_ticket((b"o" * 20,)))
    return _written(folder, "shapes.pkg", build_pkg(b"scripts", b"payload", recipe))


def bad_program(folder: Path) -> Path:
    data = sign_macho(build_macho())
    return _written(folder, "shapes", _stapled(build_ticket((b"o" * 20,)), data))


def damaged(folder: Path) -> Path:
    recipe = XarRecipe(ticket=build_ticket((b"o" * 20,)))
    return _written(folder, "shapes.pkg", build_pkg(b"scripts", b"payload", recipe)[:-9])
