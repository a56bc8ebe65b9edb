"""Archives whose names show something else; and honest ones."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import ZipMember, build_tar, build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.bin"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    names = ("\u4f60\u597d.txt", "caf\u00e9", "\u05e9\u05dc\u05d5\u05dd", "<b>.txt", "a > b")
    return _written(folder, build_zip(dict.fromkeys(names, b"")))


def bad_zip(folder: Path) -> Path:
    names = ("\u202egpj.exe", "a\x1b[2Jb", "pay\u200bpal.py")
    return _written(folder, build_zip([ZipMember(name, b"x") for name in names]))


def bad_tar(folder: Path) -> Path:
    return _written(folder, build_tar({"\u2066x\u2069.py": b"x"}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip({"x\x1b": b"1" * 400})[:33])
