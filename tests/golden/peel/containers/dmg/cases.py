"""Disk images: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.dmg import DmgRecipe, build_dmg
from onionskin.lookalike.hfs import HfsRecipe, build_hfs

VOLUME = build_hfs(HfsRecipe({"Shapes.app/Contents/MacOS/Shapes": b"inert " * 900}))
PARTS = {"(Apple_Free : 1)": bytes(4096), "disk image (Apple_HFS : 2)": VOLUME}


def _written(folder: Path, recipe: DmgRecipe, cut: int = 0) -> Path:
    path = folder / "shapes.dmg"
    data = build_dmg(recipe)
    path.write_bytes(data[: len(data) - cut])
    return path


def good(folder: Path) -> Path:
    return _written(folder, DmgRecipe(PARTS, is_signed=True))


def good_lzma(folder: Path) -> Path:
    return _written(folder, DmgRecipe(PARTS, method="lzma"))


def good_raw(folder: Path) -> Path:
    return _written(folder, DmgRecipe(PARTS, method="raw"))


def bad_bytes_outside_runs(folder: Path) -> Path:
    stray = b"hidden in an image " * 1000
    return _written(
        folder, DmgRecipe(PARTS, gap=stray, slack=b"slack" * 9, tail=stray, reserved=b"r" * 64)
    )


def bad_overlaps_and_checksums(folder: Path) -> Path:
    parts = {"a": bytes(range(256)) * 3000, "../b\u202e<script>": b"inert " * 512}
    return _written(folder, DmgRecipe(parts, wrong=True, shift=99, overlap=8))


def bad_bytes_behind_the_signature(folder: Path) -> Path:
    return _written(folder, DmgRecipe(PARTS, is_signed=True, behind_signature=b"hidden" * 30))


def damaged_runs(folder: Path) -> Path:
    return _written(folder, DmgRecipe({"a": bytes(range(256)) * 3000}, shift=40))


def damaged_no_partitions(folder: Path) -> Path:
    path = _written(folder, DmgRecipe(PARTS))
    path.write_bytes(path.read_bytes().replace(b"<key>blkx</key>", b"<key>blky</key>"))
    return path
