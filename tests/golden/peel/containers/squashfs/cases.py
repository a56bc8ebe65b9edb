"""SquashFS images: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.squashfs"
    path.write_bytes(data)
    return path


FILES = {"usr/bin/inert": b"#!/bin/sh\n" * 20, "usr/share/large": bytes(150_000), "empty": b""}


def good(folder: Path) -> Path:
    return _written(folder, build_squashfs(SquashRecipe(FILES, {"usr/link": "bin/inert"})))


def bad_hidden(folder: Path) -> Path:
    recipe = SquashRecipe(
        FILES,
        loose=b"hidden between data and tables" * 4,
        orphan=b"a file in no folder",
        slack=b"hidden behind the stream of a block",
        unused=b"hidden in a fragment",
        tail=b"hidden behind the image" * 4,
    )
    return _written(folder, build_squashfs(recipe))


def bad_names(folder: Path) -> Path:
    files = {"..": b"x", "\u202egnp.exe": b"x", "<script>": b"x", "nul\0name": b"x"}
    return _written(folder, build_squashfs(SquashRecipe(files, {"out": "/etc"})))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_squashfs(SquashRecipe(FILES))[:250])


def damaged_root(folder: Path) -> Path:
    data = bytearray(build_squashfs(SquashRecipe(FILES)))
    data[32:40] = b"\xff" * 8
    return _written(folder, bytes(data))
