"""A signed package; the same with inert bytes behind it; with an installer tag; cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.msi import build_msi, sign_msi
from onionskin.terms.installer_tags import write_omaha

FILES = {"Example Phone/phone.exe": random.Random(7).randbytes(20_000)}
FILLER = bytes.fromhex("feedface") * 2 + random.Random(8).randbytes(70_000)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "phone.msi"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, sign_msi(build_msi(FILES)))


def good_installer_tag(folder: Path) -> Path:
    tag = write_omaha("appguid={00000000-0000-0000-0000-000000000001}&brand=EXMP")
    return _written(folder, sign_msi(build_msi(FILES)) + tag)


def bad(folder: Path) -> Path:
    return _written(folder, sign_msi(build_msi(FILES)) + FILLER)


def bad_a_few_bytes(folder: Path) -> Path:
    return _written(folder, sign_msi(build_msi(FILES), extended=False) + b"INERT")


def bad_unsigned(folder: Path) -> Path:
    return _written(folder, build_msi(FILES) + FILLER)


def bad_zeros(folder: Path) -> Path:
    return _written(folder, sign_msi(build_msi(FILES)) + bytes(4096))


def bad_filler_that_begins_like_a_tag(folder: Path) -> Path:
    return _written(folder, sign_msi(build_msi(FILES)) + b"Gact2.0Omaha" + FILLER)


def damaged(folder: Path) -> Path:
    return _written(folder, sign_msi(build_msi(FILES))[:9000])
