"""Two releases of a program: with the same rights, with harmless new ones, with dangerous ones."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.macho import AppleSigning, MachRecipe, build_macho, sign_macho

JIT, TASK = "com.apple.security.cs.allow-jit", "com.apple.security.get-task-allow"
LIBRARIES = "com.apple.security.cs.disable-library-validation"


def _release(folder: Path, name: str, rights: dict[str, bool]) -> Path:
    release = folder / name
    release.mkdir()
    data = build_macho(MachRecipe(strings=(name,), is_library=False))
    (release / "shapes").write_bytes(sign_macho(data, AppleSigning(entitlements=rights)))
    return release


def good(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", {LIBRARIES: True}), _release(folder, "new", {LIBRARIES: True})


def good_compiles_at_run_time(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", {}), _release(folder, "new", {JIT: True, TASK: False})


def bad(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", {JIT: True}), _release(folder, "new", {LIBRARIES: True})


def bad_switched_on(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", {TASK: False}), _release(folder, "new", {TASK: True})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad(folder)
    (new / "shapes").write_bytes((new / "shapes").read_bytes()[:900])
    return old, new
