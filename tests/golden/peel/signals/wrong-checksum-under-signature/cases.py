"""A checksum that is right, zero, or wrong under a signature that still holds."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe, with_bytes_at
from onionskin.lookalike.signing import sign_pe
from onionskin.terms.installer_tags import write_omaha

FILLER = bytes((n * 37 + 11) % 251 for n in range(1000))
CHECKSUM = 128 + 24 + 64


def _signed() -> bytes:
    return sign_pe(build_pe(Recipe()))


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "inert.exe"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _write(folder, _signed())


def good_zero_says_nothing(folder: Path) -> Path:
    return _write(folder, with_bytes_at(_signed(), CHECKSUM, bytes(4), fix_checksum=False))


def good_a_tag_that_left_it_alone(folder: Path) -> Path:
    tag = write_omaha("brand=ABCD")
    return _write(folder, append_behind_signature(_signed(), tag, fix_checksum=False))


def good_unsigned(folder: Path) -> Path:
    data = build_pe(Recipe())
    return _write(folder, with_bytes_at(data, CHECKSUM, b"\1\2\3\4", fix_checksum=False))


def bad_bytes_added_and_left_alone(folder: Path) -> Path:
    return _write(folder, append_behind_signature(_signed(), FILLER, fix_checksum=False))


def bad_just_wrong(folder: Path) -> Path:
    return _write(folder, with_bytes_at(_signed(), CHECKSUM, b"\1\2\3\4", fix_checksum=False))


def damaged(folder: Path) -> Path:
    return _write(folder, _signed()[:1000])
