"""An assembly that stays signed, one that was never, one that lost its signature, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pairs import file_pair


def _built(text: bytes, *, delayed: bool = False) -> bytes:
    key = worthless_key("strong name")
    return build_assembly(ManagedRecipe(resources={"one.txt": text}, key=key, delayed=delayed))


def good_signed_again(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _built(b"a text of the maker"), _built(b"another text"), "Inert.dll")


def good_it_was_never_signed(folder: Path) -> tuple[Path, Path]:
    return file_pair(
        folder, _built(b"a text", delayed=True), _built(b"another text", delayed=True), "Inert.dll"
    )


def bad_it_lost_its_signature(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _built(b"a text"), _built(b"another text", delayed=True), "Inert.dll")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_lost_its_signature(folder)
    new.write_bytes(new.read_bytes()[:2300])
    return old, new
