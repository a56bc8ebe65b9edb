"""Inert AppImages of type 2: an ELF file that runs nothing, and a SquashFS image behind it.

Layout after the AppImage specification, draft, and appimagetool's sections.
"""

from __future__ import annotations

import hashlib

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.openpgp import armoured, build_signature
from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs

DESKTOP = b"[Desktop Entry]\nType=Application\nName=Inert\nExec=inert\nX-AppImage-Version=1.0\n"
_ROOM = 1024
_UPDATE = b"zsync|https://example.org/inert.zsync"


def build_appimage(
    *, desktop: bytes = DESKTOP, is_signed: bool = False, forged: bytes = b"", key: bytes = b""
) -> bytes:
    """Return an AppImage; `forged` replaces a file in its image after it was signed, `key` stands in the room for one."""
    extra = {".upd_info": _UPDATE.ljust(128, b"\0"), ".sha256_sig": bytes(_ROOM), ".sig_key": key.ljust(_ROOM, b"\0")}  # fmt: skip
    program = bytearray(build_elf(ElfRecipe(kind=2, extra=extra)))
    program[8:11] = b"AI\2"
    image = _image(desktop, b"inert\n")
    if is_signed:
        # A digest of 64 hexadecimal letters, as appimagetool signs it.
        digest = hashlib.sha256(bytes(program) + image).hexdigest()
        signature = armoured(build_signature(digest.encode()))
        at = program.index(_UPDATE) + 128
        at += -at % 8
        program[at : at + len(signature)] = signature
    return bytes(program) + (_image(desktop, forged) if forged else image)


def _image(desktop: bytes, data: bytes) -> bytes:
    files = {"AppRun": b"#!/bin/sh\n", "inert.desktop": desktop, "usr/bin/inert": data}
    return build_squashfs(SquashRecipe(files, {".DirIcon": "inert.png"}))
