"""Programs whose data gain random bytes: where there were none, where there were some, as resources."""

from __future__ import annotations

import base64
import random
from pathlib import Path

from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import WRITE_DATA, Recipe, build_pe

WORDS = b"a table of words, " * 2000
RANDOM = random.Random(5).randbytes(10_240)


def _program(folder: Path, name: str, data: bytes, **more: object) -> Path:
    (folder / name).mkdir()
    path = folder / name / "phone.exe"
    recipe = Recipe(name="phone.exe", sections=((".data", data, WRITE_DATA),), **more)  # type: ignore[arg-type]
    path.write_bytes(build_pe(recipe))
    return path


def good_more_words(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", WORDS), _program(folder, "new", WORDS * 2)


def good_random_before(folder: Path) -> tuple[Path, Path]:
    other = random.Random(6).randbytes(20_000)
    return _program(folder, "old", WORDS + RANDOM), _program(folder, "new", WORDS + other)


def good_a_table_that_counts(folder: Path) -> tuple[Path, Path]:
    table = bytes((number * 31 + 7) % 256 for number in range(32_768))
    return _program(folder, "old", WORDS), _program(folder, "new", WORDS + table)


def good_a_picture_among_the_resources(folder: Path) -> tuple[Path, Path]:
    new = _program(folder, "new", WORDS, files={"PICTURE": RANDOM})
    return _program(folder, "old", WORDS), new


def good_a_managed_resource(folder: Path) -> tuple[Path, Path]:
    paths = []
    for name, parts in (("old", {}), ("new", {"picture": RANDOM})):
        (folder / name).mkdir()
        path = folder / name / "phone.dll"
        path.write_bytes(build_assembly(ManagedRecipe(resources=parts)))
        paths.append(path)
    return paths[0], paths[1]


def bad(folder: Path) -> tuple[Path, Path]:
    new = _program(folder, "new", WORDS[:9000] + RANDOM + WORDS[9000:])
    return _program(folder, "old", WORDS), new


def bad_written_as_digits(folder: Path) -> tuple[Path, Path]:
    new = _program(folder, "new", WORDS[:9000] + RANDOM.hex().encode() + WORDS[9000:])
    return _program(folder, "old", WORDS), new


def bad_written_as_base64(folder: Path) -> tuple[Path, Path]:
    new = _program(folder, "new", WORDS[:9000] + base64.b64encode(RANDOM) + WORDS[9000:])
    return _program(folder, "old", WORDS), new


def good_numbers_in_a_table(folder: Path) -> tuple[Path, Path]:
    table = "".join(f"{number:08x}" for number in range(4000)).encode()
    return _program(folder, "old", WORDS), _program(folder, "new", WORDS + table)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
