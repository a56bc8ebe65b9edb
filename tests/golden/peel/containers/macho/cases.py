"""Inert thin Mach-O files: signed by a publisher, ad hoc, not at all; contradictory; cut short."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

from onionskin.lookalike.macho import (
    AppleSigning,
    MachRecipe,
    build_macho,
    into_reserved_space,
    sign_macho,
)

INFO = {"CFBundleName": "Example Phone", "CFBundleShortVersionString": "18.12.416"}
PLAIN = build_macho(MachRecipe(info=INFO, strings=("libffmpeg.dylib",)))


def _write(folder: Path, data: bytes, name: str = "libshapes.dylib") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good_signed(folder: Path) -> Path:
    signing = AppleSigning(
        hashes=("sha1", "sha256"), entitlements={"com.apple.security.cs.allow-jit": True}
    )
    return _write(folder, sign_macho(PLAIN, signing))


def good_linker_signed_program(folder: Path) -> Path:
    recipe = MachRecipe(cpu="x86_64", is_library=False)
    signing = AppleSigning(is_adhoc=True, is_linker_signed=True, spare=0)
    return _write(folder, sign_macho(build_macho(recipe), signing), "phone")


def good_residue_of_an_earlier_signature(folder: Path) -> Path:
    signed = sign_macho(PLAIN, AppleSigning(is_adhoc=True))
    hashes = b"".join(hashlib.sha256(bytes([page])).digest() for page in range(6))
    return _write(folder, into_reserved_space(signed, hashes))


def good_big_endian(folder: Path) -> Path:
    return _write(folder, build_macho(MachRecipe(cpu="ppc")))


def bad_names(folder: Path) -> Path:
    hostile = "../../<script>\u202ebilyd.exe\x1b[31m > x"
    info = {"CFBundleName": "<script>alert(1)</script>\u202e", "CFBundleVersion": "../1"}
    recipe = MachRecipe(name=hostile, libraries=(hostile, "a" * 700), info=info)
    signing = AppleSigning(identifier=hostile, team=hostile, signer=hostile)
    return _write(folder, sign_macho(build_macho(recipe), signing))


def bad_info_plist_with_entities(folder: Path) -> Path:
    head = b'<!DOCTYPE plist [<!ENTITY a "aaaa">]>'
    plain = b'<!DOCTYPE plist PUBLIC "-//Apple//DTD'
    assert len(head) == len(plain)
    return _write(folder, PLAIN.replace(plain, head))


def bad_segments_that_share_bytes(folder: Path) -> Path:
    at = PLAIN.index(b"__LINKEDIT") + 16 + 16
    return _write(folder, PLAIN[:at] + struct.pack("<Q", 0x2000) + PLAIN[at + 8 :])


def bad_command_of_no_length(folder: Path) -> Path:
    return _write(folder, PLAIN[:36] + bytes(4) + PLAIN[40:])


def bad_a_billion_commands(folder: Path) -> Path:
    return _write(folder, PLAIN[:16] + b"\xff\xff\xff\x3f" * 2 + PLAIN[24:])


def bad_blobs_that_overlap(folder: Path) -> Path:
    signed = sign_macho(PLAIN)
    at = signed.index(b"\xfa\xde\x0c\xc0") + 12 + 12
    return _write(folder, signed[:at] + struct.pack(">I", 0x30) + signed[at + 4 :])


def damaged_cut_in_the_signature(folder: Path) -> Path:
    return _write(folder, sign_macho(PLAIN)[:-4000])


def damaged_cut_in_a_segment(folder: Path) -> Path:
    return _write(folder, sign_macho(PLAIN)[:9000])


def damaged_cut_in_the_commands(folder: Path) -> Path:
    return _write(folder, PLAIN[:200])


def damaged_cut_in_the_header(folder: Path) -> Path:
    return _write(folder, PLAIN[:20])
