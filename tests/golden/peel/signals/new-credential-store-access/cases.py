"""A password manager that stays one, a program that becomes a reader of stores, that one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe

STORE = "\\Google\\Chrome\\User Data\\Default\\Login Data"
OPENS = {"CRYPT32.dll": ("CryptUnprotectData",)}
PLAIN = {"KERNEL32.dll": ("ExitProcess",)}


def _program(folder: Path, name: str, imports: dict[str, tuple[str, ...]], *words: str) -> Path:
    (folder / name).mkdir()
    path = folder / name / "phone.exe"
    path.write_bytes(build_pe(Recipe(name="phone.exe", imports=imports, wide_strings=words)))
    return path


def good_it_did_before(folder: Path) -> tuple[Path, Path]:
    return (
        _program(folder, "old", OPENS, STORE),
        _program(folder, "new", OPENS, STORE, "another text"),
    )


def good_it_names_a_store(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", PLAIN, "text"), _program(folder, "new", PLAIN, STORE)


def bad_it_names_and_opens(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", PLAIN, "text"), _program(folder, "new", PLAIN | OPENS, STORE)


def bad_two_kinds_of_store(folder: Path) -> tuple[Path, Path]:
    words = (STORE, ".ssh/id_rsa")
    return _program(folder, "old", PLAIN, "text"), _program(folder, "new", PLAIN, *words)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_names_and_opens(folder)
    new.write_bytes(new.read_bytes()[:1100])
    return old, new
