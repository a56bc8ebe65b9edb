"""Two releases of a program: hardened in both, in the first only, never."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.macho import AppleSigning, MachRecipe, build_macho, sign_macho


def _release(folder: Path, name: str, signing: AppleSigning) -> Path:
    release = folder / name
    release.mkdir()
    data = build_macho(MachRecipe(strings=(name,), is_library=False))
    (release / "shapes").write_bytes(sign_macho(data, signing))
    return release


HARD, SOFT = AppleSigning(), AppleSigning(is_hardened=False)


def good(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", HARD), _release(folder, "new", HARD)


def good_never_had_it(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", SOFT), _release(folder, "new", SOFT)


def bad(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", HARD), _release(folder, "new", SOFT)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad(folder)
    (new / "shapes").write_bytes((new / "shapes").read_bytes()[:900])
    return old, new
