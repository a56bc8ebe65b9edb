"""Blobs of Node's single executable applications: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.carried import build_sea

SCRIPT = b"console.log('an inert example')\n"
ASSETS = {"words.txt": b"inert words\n" * 9, "empty": b""}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "sea-prep.blob"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_sea(SCRIPT, assets=ASSETS))


def good_of_node_20_without_a_path(folder: Path) -> Path:
    return _written(folder, build_sea(SCRIPT, path=None))


def good_of_node_24_with_arguments_and_a_code_cache(folder: Path) -> Path:
    made = build_sea(SCRIPT, cache=b"inert cache " * 9, arguments=["--no-warnings"], kinds=1)
    return _written(folder, made)


def good_of_node_26(folder: Path) -> Path:
    return _written(folder, build_sea(SCRIPT, kinds=2))


def good_of_32_bits(folder: Path) -> Path:
    return _written(folder, build_sea(SCRIPT, assets=ASSETS, width=4))


def bad_names(folder: Path) -> Path:
    return _written(folder, build_sea(SCRIPT, assets={"../../out": b"x", "a\u202etxt.exe": b"y"}))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_sea(SCRIPT, assets=ASSETS)[:-30])


def damaged_bytes_behind(folder: Path) -> Path:
    return _written(folder, build_sea(SCRIPT) + b"bytes of nobody")
