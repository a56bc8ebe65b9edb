"""HFS Plus volumes: honest, hostile, cut short."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from onionskin.lookalike.hfs import HfsRecipe, build_hfs

FILES = {"Shapes.app/Contents/MacOS/Shapes": b"inert " * 900, "read me.txt": b"inert\n"}
PACKED = b"fpmc" + struct.pack("<IQ", 3, 600) + zlib.compress(b"inert " * 100)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "shapes.hfs"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    recipe = HfsRecipe(
        FILES,
        packed={"packed.txt": (PACKED, b"")},
        resources={"read me.txt": b"fork"},
        attributes={"read me.txt": {"com.example.note": b"inert"}},
        links={"Applications": "/Applications"},
        inodes={7: b"one body"},
        hard={"one": 7, "two": 7},
    )
    return _written(folder, build_hfs(recipe))


def good_in_pieces_with_full_free_space(folder: Path) -> Path:
    recipe = HfsRecipe(
        {"long.bin": b"inert " * 2000}, pieces=True, free=b"old bytes", is_sensitive=True
    )
    return _written(folder, build_hfs(recipe))


def bad_blocks_of_no_file(folder: Path) -> Path:
    recipe = HfsRecipe(
        FILES, taken=b"hidden in a block " * 9, boot=b"boot" * 9, slack=b"slack" * 99
    )
    return _written(folder, build_hfs(recipe))


def bad_shared_blocks_and_counts(folder: Path) -> Path:
    return _written(folder, build_hfs(HfsRecipe(FILES, lent=True, free_count=7)))


def bad_names(folder: Path) -> Path:
    files = {"..": b"x", "\u202egnp.exe": b"x", "<script>": b"x", "nul\0": b"x", "a:b": b"x"}
    return _written(folder, build_hfs(HfsRecipe(files)))


def damaged_cut_short(folder: Path) -> Path:
    data = build_hfs(HfsRecipe(FILES))
    return _written(folder, data[: len(data) - 9000])


def damaged_leaves_in_a_circle(folder: Path) -> Path:
    data = bytearray(build_hfs(HfsRecipe(FILES)))
    data[3 * 4096 + 8192 : 3 * 4096 + 8196] = struct.pack(">I", 1)
    return _written(folder, bytes(data))
