"""Packages of macOS: as billed, with another file, one more, one less, a set-id bit, with a broken bill."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.billed_packages import build_billed_pkg
from onionskin.lookalike.bom import ROWS, BomRow, changed

PROGRAM = "./Shapes.app/shapes"


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "shapes.pkg"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_billed_pkg())


def good_attributes_of_a_file(folder: Path) -> Path:
    """Apple's tools put a file's attributes beside it, billed or not, without size or checksum."""
    double = BomRow("./Shapes.app/._shapes", data=b"inert")
    bill = (*ROWS, BomRow("./._Shapes.app", 0o100755, check=0, size=0))
    return _written(folder, build_billed_pkg((*ROWS, double), bill))


def bad_other_file(folder: Path) -> Path:
    return _written(folder, build_billed_pkg(changed(PROGRAM, data=b"other" * 50)))


def bad_longer_file(folder: Path) -> Path:
    return _written(folder, build_billed_pkg(changed(PROGRAM, data=b"inert" * 51)))


def bad_one_more(folder: Path) -> Path:
    return _written(
        folder, build_billed_pkg((*ROWS, BomRow("./Shapes.app/more.dylib", data=b"inert")))
    )


def bad_one_less(folder: Path) -> Path:
    return _written(folder, build_billed_pkg(ROWS[:-1]))


def bad_set_id(folder: Path) -> Path:
    return _written(folder, build_billed_pkg(changed(PROGRAM, mode=0o104755)))


def bad_link_elsewhere(folder: Path) -> Path:
    return _written(folder, build_billed_pkg(changed("./Shapes.app/link", data=b"../elsewhere")))


def damaged(folder: Path) -> Path:
    return _written(folder, build_billed_pkg().replace(b"Paths", b"Pathz"))
