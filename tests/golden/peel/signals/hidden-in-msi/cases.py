"""Signed packages with inert bytes in each place where the signature does not look."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.msi import Contents, build_msi, sign_msi
from onionskin.lookalike.msi_hiding import hide_in_msi

FILES = {"Example Phone/phone.exe": random.Random(7).randbytes(20_000)}
FILLER = random.Random(8).randbytes(70_000)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "phone.msi"
    path.write_bytes(data)
    return path


def _signed() -> bytes:
    return sign_msi(build_msi(FILES, contents=Contents(binaries={"Helper": FILLER[:5000]})))


def good(folder: Path) -> Path:
    return _written(folder, _signed())


def good_what_a_writer_leaves_in_free_sectors(folder: Path) -> Path:
    return _written(folder, hide_in_msi(_signed(), FILLER[:4096], "free-sector"))


def good_what_a_writer_leaves_behind_streams(folder: Path) -> Path:
    return _written(folder, hide_in_msi(_signed(), FILLER, "stream-slack"))


def bad_orphan_chain(folder: Path) -> Path:
    return _written(folder, hide_in_msi(_signed(), FILLER, "orphan-chain"))


def bad_orphan_stream(folder: Path) -> Path:
    return _written(folder, hide_in_msi(_signed(), FILLER, "orphan-stream"))


def bad_chain_surplus(folder: Path) -> Path:
    return _written(folder, hide_in_msi(_signed(), FILLER, "chain-surplus"))


def bad_free_sectors(folder: Path) -> Path:
    return _written(folder, hide_in_msi(_signed(), FILLER, "free-sector"))


def damaged(folder: Path) -> Path:
    return _written(folder, hide_in_msi(_signed(), FILLER, "orphan-chain")[:60_000])
