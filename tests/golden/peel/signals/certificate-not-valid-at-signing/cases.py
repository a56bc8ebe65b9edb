"""Signed while the certificate was valid; after it had expired; before it began; cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import Plan, sign_pe

IMAGE = build_pe(Recipe(name="x_trader_lookalike.exe"))
SIGNER = "Example Trading Ltd"
WINDOW = {"valid_from": "2018-10-01T00:00:00Z", "valid_until": "2022-10-01T00:00:00Z"}


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "setup.exe"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    plan = Plan(SIGNER, "2021-11-17T10:00:00Z", **WINDOW)
    return _write(folder, sign_pe(IMAGE, plan=plan))


def good_without_a_time_nothing_is_said(folder: Path) -> Path:
    plan = Plan(SIGNER, "2023-02-01T10:00:00Z", timestamp="", **WINDOW)
    return _write(folder, sign_pe(IMAGE, plan=plan))


def bad_expired(folder: Path) -> Path:
    plan = Plan(SIGNER, "2023-02-01T10:00:00Z", **WINDOW)
    return _write(folder, sign_pe(IMAGE, plan=plan))


def bad_not_yet(folder: Path) -> Path:
    plan = Plan(SIGNER, "2018-09-30T23:59:59Z", timestamp="pkcs9", **WINDOW)
    return _write(folder, sign_pe(IMAGE, plan=plan))


def damaged(folder: Path) -> Path:
    plan = Plan(SIGNER, "2023-02-01T10:00:00Z", **WINDOW)
    return _write(folder, sign_pe(IMAGE, plan=plan)[:-1200])
