"""Scheme 4 of Android: with its tree, with bytes behind the tree, cut in its headers and in its tree."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.idsig import IdsigRecipe, sign_both

PLAIN = build_zip({"AndroidManifest.xml": b"inert", "classes.dex": b"inert"})


def _written(folder: Path, recipe: IdsigRecipe | None = None, stop: int | None = None) -> Path:
    path = folder / "inert.apk.idsig"
    path.write_bytes(sign_both(PLAIN, recipe)[1][:stop])
    return path


def good(folder: Path) -> Path:
    return _written(folder)


def good_without_a_tree(folder: Path) -> Path:
    return _written(folder, IdsigRecipe(tree=b""))


def bad_bytes_behind_the_tree(folder: Path) -> Path:
    return _written(folder, IdsigRecipe(tail=b"<script>inert\0" * 9))


def damaged(folder: Path) -> Path:
    return _written(folder, stop=-100)


def damaged_header(folder: Path) -> Path:
    return _written(folder, stop=40)
