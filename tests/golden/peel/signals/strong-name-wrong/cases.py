"""A signed and a delay-signed assembly, one that was changed behind its strong name, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import with_bytes_at


def _built(*, delayed: bool = False) -> bytes:
    resources = {"one.txt": b"a text of the maker"}
    key = worthless_key("strong name")
    return build_assembly(ManagedRecipe(resources=resources, key=key, delayed=delayed))


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "Inert.dll"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, _built())


def good_delay_signed(folder: Path) -> Path:
    return _written(folder, _built(delayed=True))


def bad_changed_behind_it(folder: Path) -> Path:
    data = _built()
    return _written(folder, with_bytes_at(data, data.index(b"a text of"), b"another t"))


def damaged(folder: Path) -> Path:
    return _written(folder, _built()[:2300])
