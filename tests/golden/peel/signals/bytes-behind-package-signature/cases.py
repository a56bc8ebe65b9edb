"""A signed package; inert bytes and zeros behind its PKCS#7; a signature that is no PKCS#7."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.cab import build_cab, sign_cab
from onionskin.lookalike.msi import Contents, build_msi, sign_msi
from onionskin.lookalike.signing import Plan

FILES = {"Example Phone/phone.exe": random.Random(7).randbytes(20_000)}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "phone.msi"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, sign_msi(build_msi(FILES)))


def good_zeros(folder: Path) -> Path:
    return _written(folder, sign_msi(build_msi(FILES), behind=bytes(7)))


def bad(folder: Path) -> Path:
    filler = random.Random(8).randbytes(30_000)
    return _written(folder, sign_msi(build_msi(FILES), behind=filler))


def good_cabinet(folder: Path) -> Path:
    path = folder / "phone.cab"
    path.write_bytes(sign_cab(build_cab(FILES), Plan()))
    return path


def bad_cabinet(folder: Path) -> Path:
    path = folder / "phone.cab"
    path.write_bytes(sign_cab(build_cab(FILES), Plan(), random.Random(8).randbytes(30_000)))
    return path


def damaged(folder: Path) -> Path:
    broken = Contents(streams={"\x05DigitalSignature": b"\x30\x82INERT"})
    return _written(folder, build_msi(FILES, contents=broken))
