"""PYZ archives: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pyinstaller import build_pyz

MODULES = {"inert": b"marshalled " * 20, "inert.pkg": b"package", "inert.pkg.one": b""}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "PYZ.pyz"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_pyz(MODULES, namespaces=("spaces",)))


def bad_bytes_of_no_module(folder: Path) -> Path:
    return _written(folder, build_pyz(MODULES, gap=b"hidden in a gap " * 3, behind=b"tail" * 9))


def bad_names_and_overlaps(folder: Path) -> Path:
    good_rows = [("../out", (0, 17, 20)), ("<script>", (0, 18, 4)), ("kind", (9, 17, 3))]
    return _written(folder, build_pyz(MODULES, table=good_rows))


def bad_object_in_the_table(folder: Path) -> Path:
    return _written(folder, build_pyz(MODULES, table=[("x", (0, 17, 1 << 40))]))


def damaged_cut_short(folder: Path) -> Path:
    data = build_pyz(MODULES)
    return _written(folder, data[: len(data) - 10])
