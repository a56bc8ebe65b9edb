"""Two releases: the program beside the library with hidden bytes begins, or does not begin, to name it."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe
from onionskin.lookalike.signing import sign_pe

FILLER = bytes((number * 37 + 11) % 251 for number in range(4096))
READS = {"KERNEL32.dll": ("CreateFileW", "ReadFile")}


def _release(folder: Path, name: str, *, hidden: bool, strings: tuple[str, ...]) -> Path:
    release = folder / name
    release.mkdir()
    library = sign_pe(build_pe(Recipe(is_dll=True, name="shapes.dll")))
    if hidden:
        library = append_behind_signature(library, FILLER)
    (release / "shapes.dll").write_bytes(library)
    codec = Recipe(is_dll=True, name="codec.dll", strings=strings, imports=READS)
    (release / "codec.dll").write_bytes(build_pe(codec))
    return release


def good_named_it_before(folder: Path) -> tuple[Path, Path]:
    names = ("shapes.dll",)
    old = _release(folder, "1.0.0", hidden=False, strings=names)
    return old, _release(folder, "1.0.1", hidden=True, strings=(*names, "a new text"))


def bad(folder: Path) -> tuple[Path, Path]:
    old = _release(folder, "1.0.0", hidden=False, strings=("a text",))
    return old, _release(folder, "1.0.1", hidden=True, strings=("a text", "shapes.dll"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad(folder)
    codec = new / "codec.dll"
    codec.write_bytes(codec.read_bytes()[:300])
    return old, new
