"""An assembly with an initialiser before and after, one that gains it, and that one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pairs import file_pair

BODY, OTHER = b"\x00\x2a", b"\x00\x00\x2a"


def _assembly(*, initializes: bool, body: bytes) -> bytes:
    return build_assembly(ManagedRecipe(bodies=(body, BODY), initializes=initializes))


def good_it_had_one(folder: Path) -> tuple[Path, Path]:
    old, new = (_assembly(initializes=True, body=each) for each in (BODY, OTHER))
    return file_pair(folder, old, new, "Inert.dll")


def bad_it_had_none(folder: Path) -> tuple[Path, Path]:
    old, new = (_assembly(initializes=each, body=BODY) for each in (False, True))
    return file_pair(folder, old, new, "Inert.dll")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_had_none(folder)
    new.write_bytes(new.read_bytes()[:-200])
    return old, new
