"""Images with and without a blob that nothing refers to."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_tar
from onionskin.lookalike.images import oci_layout, step_by_step


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "image.tar"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_tar(oci_layout(version="2.0")))


def good_left_by_steps(folder: Path) -> Path:
    return _written(folder, build_tar(step_by_step()))


def bad_earlier_config_says_more(folder: Path) -> Path:
    return _written(folder, build_tar(step_by_step({"author": "inert filler " * 16})))


def bad_earlier_manifest_of_another_layer(folder: Path) -> Path:
    return _written(folder, build_tar(step_by_step(layer=b"inert filler of no layer")))


def bad(folder: Path) -> Path:
    return _written(folder, build_tar(oci_layout(loose=b"a blob that no manifest names")))


def damaged(folder: Path) -> Path:
    return _written(folder, build_tar(oci_layout())[:-2500])
