"""A signed library, and a fat one, whole; with bytes in every place that no hash covers; cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.macho import (
    AppleSigning,
    MachRecipe,
    between_blobs,
    build_fat,
    build_macho,
    into_reserved_space,
    sign_macho,
    signature_blobs,
    with_blobs,
)

FILLER = bytes.fromhex("feedface") * 2 + bytes((n * 37 + 11) % 251 for n in range(1000)) + b"\1"
PLAIN = build_macho()
SIGNED = sign_macho(PLAIN)
OTHER = sign_macho(build_macho(MachRecipe(cpu="x86_64")))
BLOB = b"\xfa\xde\x71\x80" + (8 + len(FILLER)).to_bytes(4, "big") + FILLER


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "libshapes.dylib"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _write(folder, SIGNED)


def good_not_signed(folder: Path) -> Path:
    return _write(folder, PLAIN)


def good_fat(folder: Path) -> Path:
    return _write(folder, build_fat([("x86_64", OTHER), ("arm64", SIGNED)]))


def good_residue_behind_an_ad_hoc_signature(folder: Path) -> Path:
    signed = sign_macho(PLAIN, AppleSigning(is_adhoc=True))
    return _write(folder, into_reserved_space(signed, FILLER))


def bad_in_the_reserved_space(folder: Path) -> Path:
    return _write(folder, into_reserved_space(SIGNED, FILLER))


def bad_between_the_blobs(folder: Path) -> Path:
    return _write(folder, between_blobs(SIGNED, FILLER))


def bad_blob_of_an_unknown_slot(folder: Path) -> Path:
    return _write(folder, with_blobs(SIGNED, signature_blobs(SIGNED) | {0x2000: BLOB}))


def bad_behind_the_last_segment(folder: Path) -> Path:
    return _write(folder, SIGNED + FILLER)


def bad_behind_an_ad_hoc_file(folder: Path) -> Path:
    return _write(folder, sign_macho(PLAIN, AppleSigning(is_adhoc=True, spare=0)) + FILLER)


def bad_between_slices(folder: Path) -> Path:
    return _write(folder, build_fat([("x86_64", OTHER), ("arm64", SIGNED)], gap=FILLER))


def bad_behind_the_last_slice(folder: Path) -> Path:
    return _write(folder, build_fat([("x86_64", OTHER), ("arm64", SIGNED)], tail=FILLER))


def damaged(folder: Path) -> Path:
    return _write(folder, into_reserved_space(SIGNED, FILLER)[:-3000])
