"""nupkg packages: honest, with entities and hostile names, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.1.0.nupkg"
    path.write_bytes(data)
    return path


MANIFEST = (
    b'<package xmlns="urn:inert"><metadata><id>Inert</id><version>'
    b"1.0.0</version></metadata></package>"
)
ENTITIES = (
    b'<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    b"<package><metadata><id>&b;</id></metadata></package>"
)
NAME = "inert.nuspec"


def good(folder: Path) -> Path:
    return _written(folder, build_zip({NAME: MANIFEST, "lib/inert.dll": b"inert"}))


def bad_entities_and_names(folder: Path) -> Path:
    return _written(folder, build_zip({NAME: ENTITIES, "../../x.dll": b"x", "a > b": b""}))


def damaged_manifest(folder: Path) -> Path:
    return _written(folder, build_zip({NAME: MANIFEST[:70], "lib/inert.dll": b"inert"}))
