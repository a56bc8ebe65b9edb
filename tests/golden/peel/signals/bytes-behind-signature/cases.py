"""A signed library as signed, tagged by the published grammar, and with bytes in every place behind."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import (
    Recipe,
    append_behind_signature,
    append_to_file,
    build_pe,
    grow_directory,
)
from onionskin.lookalike.signing import sign_pe
from onionskin.terms.installer_tags import OMAHA_MARKER, write_omaha

FILLER = bytes.fromhex("feedface") * 2 + bytes((n * 37 + 11) % 251 for n in range(1000)) + b"\1"
TAG = write_omaha("appguid={8A69D345-D564-463C-AFF1-A69D9E530F96}&brand=ABCD")


def _signed() -> bytes:
    return sign_pe(build_pe(Recipe(is_dll=True, name="shapes.dll", exports=("draw",))))


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "shapes.dll"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _write(folder, _signed())


def good_installer_tag(folder: Path) -> Path:
    return _write(folder, append_behind_signature(_signed(), TAG, fix_checksum=False))


def good_not_signed(folder: Path) -> Path:
    return _write(folder, build_pe(Recipe(is_dll=True, name="shapes.dll")))


def bad_in_the_entry(folder: Path) -> Path:
    return _write(folder, append_behind_signature(_signed(), FILLER))


def bad_zeros_in_the_entry(folder: Path) -> Path:
    return _write(folder, append_behind_signature(_signed(), bytes(64)))


def bad_behind_the_last_entry(folder: Path) -> Path:
    return _write(folder, grow_directory(_signed(), FILLER))


def bad_behind_the_table(folder: Path) -> Path:
    return _write(folder, append_to_file(_signed(), FILLER))


def bad_payload_that_begins_like_a_tag(folder: Path) -> Path:
    return _write(folder, append_behind_signature(_signed(), OMAHA_MARKER + b"\4\0" + FILLER))


def bad_tag_with_bytes_behind_it(folder: Path) -> Path:
    return _write(folder, append_behind_signature(_signed(), TAG + FILLER))


def damaged(folder: Path) -> Path:
    return _write(folder, append_behind_signature(_signed(), FILLER)[:-500])
