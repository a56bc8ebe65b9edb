"""A signed library of which another copy is known: as it was signed, or with bytes put in."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Reference

AT = "2022-03-01T10:00:00Z"


def _library(text: str = "shapes", at: str = AT) -> bytes:
    return sign_pe(build_pe(Recipe(is_dll=True, name="shapes.dll", strings=(text,))), at=at)


def _known(folder: Path) -> tuple[Reference, ...]:
    """Peel the known copy: what a reference says of a signature is for the program to compute."""
    from onionskin.flows.peel import peel
    from onionskin.jail.pool import Pool
    from onionskin.peel.references import of_layer

    path = folder.parent / "shapes.dll"
    path.write_bytes(_library())
    with Pool(workers=1) as pool:
        (report,) = peel([path], pool=pool)
    return (of_layer(report.layers[0], "Shapes", "10.0.1", "the maker's package"),)


def _given(folder: Path, data: bytes) -> tuple[tuple[Reference, ...], Path]:
    path = folder / "shapes.dll"
    path.write_bytes(data)
    return _known(folder), path


def good(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    return _given(folder, _library())


def good_signed_anew(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    return _given(folder, _library(at="2023-03-01T10:00:00Z"))


def good_another_build(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    return _given(folder, _library("other shapes"))


def bad(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    return _given(folder, append_behind_signature(_library(), b"INERT-FILLER" * 40))


def damaged(folder: Path) -> tuple[tuple[Reference, ...], Path]:
    return _given(folder, _library()[:-300])
