"""An assembly with more texts, one that begins to pack them, one with hashes of names, one cut short."""

from __future__ import annotations

import base64
import hashlib
import zlib
from pathlib import Path

from onionskin.lookalike.managed import ManagedRecipe, build_assembly

BASE = ManagedRecipe(user_strings=("a text", "another"))
HASHES = tuple(
    int.from_bytes(hashlib.sha256(bytes((each,))).digest()[:8], "little") | 1 << 63
    for each in range(40)
)


def packed(text: str) -> str:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflater.compress(text.encode()) + deflater.flush()).decode()


def _pair(folder: Path, recipe: ManagedRecipe) -> tuple[Path, Path]:
    for name, each in (("old", BASE), ("new", recipe)):
        (folder / name).mkdir()
        (folder / name / "Inert.dll").write_bytes(build_assembly(each))
    return folder / "old", folder / "new"


def good_more_texts(folder: Path) -> tuple[Path, Path]:
    return _pair(
        folder, ManagedRecipe(user_strings=("a text", "aW5lcnQgdGV4dA==", "Configuration"))
    )


def bad_texts_packed(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ManagedRecipe(user_strings=tuple(map(packed, ("inert one", "inert two")))))


def bad_names_as_hashes(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ManagedRecipe(hashes=HASHES))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_names_as_hashes(folder)
    path = new / "Inert.dll"
    path.write_bytes(path.read_bytes()[:2200])
    return old, new
