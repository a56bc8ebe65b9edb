"""A package whose tables fit; one whose file was replaced, one with a file too many; cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.cab import build_cab
from onionskin.lookalike.msi import Contents, build_msi

FILES = {
    "Example Phone/phone.exe": random.Random(7).randbytes(20_000),
    "Example Phone/codec.dll": random.Random(8).randbytes(5_000),
}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "phone.msi"
    path.write_bytes(data)
    return path


def _with(cabinet: dict[str, bytes]) -> bytes:
    return build_msi(FILES, contents=Contents(cabinet=build_cab(cabinet)))


def _members() -> dict[str, bytes]:
    return {f"F{at}": data for at, data in enumerate(FILES.values(), 1)}


def good(folder: Path) -> Path:
    return _written(folder, build_msi(FILES))


def bad_file_replaced(folder: Path) -> Path:
    return _written(folder, _with({**_members(), "F2": random.Random(9).randbytes(5_000)}))


def bad_file_of_another_size(folder: Path) -> Path:
    return _written(folder, _with({**_members(), "F2": b"short"}))


def bad_file_too_many(folder: Path) -> Path:
    return _written(folder, _with({**_members(), "F3": b"INERT FILLER"}))


def bad_file_missing(folder: Path) -> Path:
    return _written(folder, _with({"F1": _members()["F1"]}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_msi(FILES)[:20_000])
