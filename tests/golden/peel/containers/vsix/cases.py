"""vsix packages: honest, with entities and hostile names, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.opc import build_vsix


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.vsix"
    path.write_bytes(data)
    return path


MANIFEST = (
    b'<PackageManifest xmlns="urn:inert"><Metadata><Identity Id="t'
    b'ool" Version="1.0.0" Publisher="inert" TargetPlatform="win32-x64"/></Metadata></PackageManifest>'
)
ENTITIES = (
    b'<!DOCTYPE p [<!ENTITY a "aaaa">]><PackageManifest><Metadat'
    b'a><Identity Id="&a;"/></Metadata></PackageManifest>'
)
NAME = "extension.vsixmanifest"


def good(folder: Path) -> Path:
    return _written(folder, build_zip({NAME: MANIFEST, "lib/inert.dll": b"inert"}))


def bad_entities_and_names(folder: Path) -> Path:
    return _written(folder, build_zip({NAME: ENTITIES, "../../x.dll": b"x", "a > b": b""}))


def good_signed(folder: Path) -> Path:
    return _written(folder, build_vsix({"lib/inert.dll": b"inert"}))


def bad_signed_over_other_files(folder: Path) -> Path:
    held = {"lib/inert.dll": b"other", "lib/more.dll": b"more"}
    return _written(folder, build_vsix(held, {"lib/inert.dll": b"inert"}))


def damaged_signature(folder: Path) -> Path:
    whole = build_vsix({"lib/inert.dll": b"inert"})
    return _written(folder, whole[:-10])


def damaged_manifest(folder: Path) -> Path:
    return _written(folder, build_zip({NAME: MANIFEST[:70], "lib/inert.dll": b"inert"}))
