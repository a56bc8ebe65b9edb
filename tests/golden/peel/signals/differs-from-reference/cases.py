"""A release that brings a runtime of another maker, whose official files are known."""

from __future__ import annotations

import hashlib
from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.model import Reference

NAMES = ("libegl.dll", "libglesv2.dll", "vk_swiftshader.dll", "ffmpeg.dll")


def _part(name: str, version: str, *more: str) -> bytes:
    stated = {"CompanyName": "Example Runtime", "ProductName": "Runtime"}
    strings = (f"{name} of {version}", *more)
    return build_pe(Recipe(is_dll=True, name=name, version=stated, strings=strings))


def _known(version: str) -> tuple[Reference, ...]:
    parts = {name: _part(name, version) for name in NAMES}
    return tuple(
        Reference(
            product="Runtime",
            version=version,
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            format="pe",
            origin="checksums.json of its maker",
            machine="pe 0x8664",
        )
        for name, data in parts.items()
    )


def _release(folder: Path, **other: bytes) -> Path:
    release = folder / "phone"
    release.mkdir()
    (release / "phone.exe").write_bytes(build_pe(Recipe(name="phone.exe")))
    for name in NAMES:
        (release / name).write_bytes(other.get(name.partition(".")[0]) or _part(name, "22.3.0"))
    return release


KNOWN = (*_known("22.2.0"), *_known("22.3.0"))


def good(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    return KNOWN, _release(folder)


def good_of_an_unknown_version(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    return _known("22.2.0"), _release(folder)


def bad_one_file_of_the_set_is_another(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    return KNOWN, _release(folder, ffmpeg=_part("ffmpeg.dll", "22.3.0", "d3dcompiler_47.dll"))


def bad_a_component_of_the_stated_version(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    stated = {"OriginalFilename": "shapes.dll", "FileVersion": "10.0.1", "ProductName": "Shapes"}
    official, other = (
        build_pe(Recipe(is_dll=True, name="shapes.dll", version=stated, strings=(text,)))
        for text in ("official", "another")
    )
    row = Reference(
        product="Shapes",
        version="10.0.1",
        name="shapes.dll",
        sha256=hashlib.sha256(official).hexdigest(),
        size=len(official),
        format="pe",
        origin="the maker's package",
        machine="pe 0x8664",
        component="shapes.dll",
        file_version="10.0.1",
    )
    release = _release(folder)
    (release / "renamed.dll").write_bytes(other)
    return (row,), release


def damaged(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    return KNOWN, _release(folder, ffmpeg=_part("ffmpeg.dll", "22.3.0")[:1500])
