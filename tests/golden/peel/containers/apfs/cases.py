"""APFS containers: honest, hostile, cut short."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from onionskin.lookalike.apfs import ApfsRecipe, build_apfs

FILES = {"Shapes.app/Contents/MacOS/Shapes": b"inert " * 900, "read me.txt": b"inert\n"}
PACKED = b"fpmc" + struct.pack("<IQ", 3, 600) + zlib.compress(b"inert " * 100)


def _written(folder: Path, recipe: ApfsRecipe, cut: int = 0) -> Path:
    path = folder / "shapes.apfs"
    data = build_apfs(recipe)
    path.write_bytes(data[: len(data) - cut])
    return path


def good(folder: Path) -> Path:
    recipe = ApfsRecipe(
        FILES,
        packed={"packed.txt": PACKED},
        links={"Applications": "/Applications"},
        attributes={"read me.txt": {"com.example.note": b"inert"}},
        hard={"again.txt": "read me.txt"},
        free=b"old bytes",
    )
    return _written(folder, recipe)


def bad_blocks_of_no_file(folder: Path) -> Path:
    hidden = b"hidden in a block " * 9
    return _written(folder, ApfsRecipe(FILES, taken=hidden, slack=hidden, tail=hidden))


def bad_names(folder: Path) -> Path:
    files = {"..": b"x", "\u202egnp.exe": b"x", "<script>": b"x", "nul\0x": b"x"}
    return _written(folder, ApfsRecipe(files, wrong_checksum=True))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, ApfsRecipe(FILES), cut=20_000)


def damaged_encrypted(folder: Path) -> Path:
    return _written(folder, ApfsRecipe(FILES, is_encrypted=True, snapshots=2))


def damaged_no_object_map(folder: Path) -> Path:
    path = _written(folder, ApfsRecipe(FILES))
    data = path.read_bytes()
    path.write_bytes(data[: 4 * 4096] + bytes(4096) + data[5 * 4096 :])
    return path
