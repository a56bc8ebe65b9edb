"""Parts of a release that are programs, and that become random bytes, words, or another program."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.pe import Recipe, build_pe

PART = build_pe(Recipe(name="part.exe", code_size=0x6000))
OTHER = build_pe(Recipe(name="part.exe", code_size=0x7000))
RANDOM = random.Random(5).randbytes(len(PART))


def _setup(folder: Path, name: str, part: bytes) -> Path:
    (folder / name).mkdir()
    path = folder / name / "setup.exe"
    path.write_bytes(build_pe(Recipe(name="setup.exe", files={"136": part})))
    return path


def _archive(folder: Path, name: str, part: bytes) -> Path:
    (folder / name).mkdir()
    path = folder / name / "setup.zip"
    path.write_bytes(build_zip({"part.exe": part, "notes.txt": b"inert\n"}))
    return path


def good_another_program(folder: Path) -> tuple[Path, Path]:
    return _setup(folder, "old", PART), _setup(folder, "new", OTHER)


def good_words_instead(folder: Path) -> tuple[Path, Path]:
    return _setup(folder, "old", PART), _setup(folder, "new", b"gone by right\n" * 900)


def bad_a_resource(folder: Path) -> tuple[Path, Path]:
    return _setup(folder, "old", PART), _setup(folder, "new", RANDOM)


def bad_a_file(folder: Path) -> tuple[Path, Path]:
    return _archive(folder, "old", PART), _archive(folder, "new", RANDOM)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_resource(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
