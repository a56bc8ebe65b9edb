"""Assemblies signed in each way, some of them changed behind it, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import with_bytes_at


def _built(*, delayed: bool = False, second: bool = False, compiler: str = "") -> bytes:
    resources = {"one.txt": b"a text of the maker"}
    key = worthless_key("strong name")
    more = worthless_key("second") if second else None
    return build_assembly(ManagedRecipe(resources=resources, key=key, second_key=more, compiler=compiler, delayed=delayed))  # fmt: skip


def _changed(data: bytes) -> bytes:
    return with_bytes_at(data, data.index(b"a text of"), b"another t")


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "Inert.dll"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, _built())


def good_delay_signed(folder: Path) -> Path:
    return _written(folder, _built(delayed=True))


def good_signed_by_a_second_key(folder: Path) -> Path:
    return _written(folder, _built(second=True))


def good_of_a_compiler_that_left_the_signature(folder: Path) -> Path:
    return _written(folder, _changed(_built(compiler="Crossgen2 8.0.0")))


def bad_changed_behind_it(folder: Path) -> Path:
    return _written(folder, _changed(_built()))


def bad_changed_behind_a_second_key(folder: Path) -> Path:
    return _written(folder, _changed(_built(second=True)))


def bad_with_a_second_key_that_the_first_did_not_sign(folder: Path) -> Path:
    return _written(folder, build_assembly(ManagedRecipe(key=worthless_key("strong name"), second_key=worthless_key("second"), approver=worthless_key("other"))))  # fmt: skip


def damaged(folder: Path) -> Path:
    return _written(folder, _built()[:2300])
