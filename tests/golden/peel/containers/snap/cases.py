"""Snaps: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs

YAML = b"""name: inert
version: '1.0'
confinement: strict
apps:
  inert:
    command: bin/inert
  inertd:
    command: bin/inertd
    daemon: simple
hooks:
  install:
"""


def _written(folder: Path, recipe: SquashRecipe) -> Path:
    path = folder / "inert_1.0_all.snap"
    path.write_bytes(build_squashfs(recipe))
    return path


def good(folder: Path) -> Path:
    files = {"meta/snap.yaml": YAML, "meta/hooks/install": b"#!/bin/sh\n", "bin/inert": b"inert"}
    return _written(folder, SquashRecipe(files))


def bad_names(folder: Path) -> Path:
    files = {"meta/snap.yaml": b"name: <script>\nversion: '\x1b[2J'\n", "../../out": b"x"}
    return _written(folder, SquashRecipe(files, tail=b"hidden behind the image" * 4))


def damaged_cut_short(folder: Path) -> Path:
    path = _written(
        folder, SquashRecipe({"meta/snap.yaml": YAML, "large": bytes(range(256)) * 999})
    )
    path.write_bytes(path.read_bytes()[:-4097])
    return path
