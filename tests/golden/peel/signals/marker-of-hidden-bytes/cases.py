"""A signed library with hidden bytes, and programs beside it that do or do not carry their marker."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe
from onionskin.lookalike.signing import sign_pe

MARKER = bytes.fromhex("feedfacefeedface")
FILLER = bytes((number * 37 + 11) % 251 for number in range(4096))


def _release(folder: Path, program: bytes, *, hidden: bytes) -> Path:
    release = folder / "release"
    release.mkdir()
    library = sign_pe(build_pe(Recipe(is_dll=True, name="shapes.dll")))
    if hidden:
        library = append_behind_signature(library, hidden)
    (release / "shapes.dll").write_bytes(library)
    (release / "codec.dll").write_bytes(program)
    return release


def _program(body: bytes) -> bytes:
    return build_pe(Recipe(is_dll=True, name="codec.dll", sections=((".data", body, 0x40000040),)))


def good_no_hidden_bytes(folder: Path) -> Path:
    return _release(folder, _program(FILLER), hidden=b"")


def good_no_reader(folder: Path) -> Path:
    return _release(folder, _program(FILLER), hidden=MARKER + FILLER)


def good_two_small_numbers(folder: Path) -> Path:
    numbers = bytes.fromhex("1f01000001000000")
    return _release(folder, _program(FILLER[:512] + numbers + FILLER), hidden=numbers + FILLER)


def bad(folder: Path) -> Path:
    return _release(folder, _program(FILLER[:512] + MARKER + FILLER), hidden=MARKER + FILLER)


def damaged(folder: Path) -> Path:
    return _release(folder, _program(FILLER)[:700], hidden=MARKER + FILLER)
