"""Packages that hold what they list, others that do not, and one whose files cannot be read."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.conda_packages import build_conda, build_first_conda

FILES = {"lib/inert.py": b"inert = 1\n", "lib/more.py": b"more = 1\n"}


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, "inert-1.0-0.conda", build_conda("inert", "1.0", FILES))


def good_first_format(folder: Path) -> Path:
    return _written(folder, "inert-1.0-0.tar.bz2", build_first_conda("inert", "1.0", FILES))


def bad(folder: Path) -> Path:
    listed = {**FILES, "lib/inert.py": b"inert = 2\n"}
    return _written(folder, "inert-1.0-0.conda", build_conda("inert", "1.0", FILES, listed))


def bad_not_listed_and_absent(folder: Path) -> Path:
    held = {**FILES, "lib/added.py": b"added = 1\n"}
    listed = {**FILES, "lib/absent.py": b""}
    data = build_first_conda("inert", "1.0", held, listed)
    return _written(folder, "inert-1.0-0.tar.bz2", data)


def damaged(folder: Path) -> Path:
    data = build_conda("inert", "1.0", FILES)
    return _written(
        folder, "inert-1.0-0.conda", data.replace(b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xff", 1)
    )
