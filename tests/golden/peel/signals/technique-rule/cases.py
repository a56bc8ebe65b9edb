"""Scripts and programs that the house's rules match, or matched before. All of them are inert text."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe

QUIET = "console.log('a picture was drawn');\n" * 4
LOUD = "eval(Buffer.from('" + "QUJD" * 20 + "', 'base64'));\n"


def _script(folder: Path, name: str, text: str) -> Path:
    (folder / name).mkdir()
    path = folder / name / "index.js"
    path.write_text(text)
    return path


def _program(folder: Path, name: str, *words: str) -> Path:
    (folder / name).mkdir()
    path = folder / name / "phone.exe"
    path.write_bytes(build_pe(Recipe(name="phone.exe", strings=words)))
    return path


def good_other_words(folder: Path) -> tuple[Path, Path]:
    return _script(folder, "old", QUIET), _script(folder, "new", QUIET + "// more\n")


def good_it_matched_before(folder: Path) -> tuple[Path, Path]:
    return _script(folder, "old", LOUD), _script(folder, "new", LOUD + QUIET)


def bad_a_script_runs_what_it_decodes(folder: Path) -> tuple[Path, Path]:
    return _script(folder, "old", QUIET), _script(folder, "new", QUIET + LOUD)


def bad_a_program_fetches_from_a_dead_drop(folder: Path) -> tuple[Path, Path]:
    words = ("https://raw.githubusercontent.com/example/icons/main/icon.ico",)
    return _program(folder, "old", "a picture"), _program(folder, "new", *words)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_program_fetches_from_a_dead_drop(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
