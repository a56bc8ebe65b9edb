"""A timestamp over this signature; one over another signature; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.authorities import timestamp_authority
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import AT, Plan, sign_pe, timestamp_token
from onionskin.parse.pki.timestamp import TOKEN

IMAGE = build_pe(Recipe(name="phone.exe"))
GRAFTED = (TOKEN, timestamp_token(b"another signature", AT, timestamp_authority()))


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _write(folder, sign_pe(IMAGE))


def good_counter_signature(folder: Path) -> Path:
    return _write(folder, sign_pe(IMAGE, plan=Plan(timestamp="pkcs9")))


def good_none(folder: Path) -> Path:
    return _write(folder, sign_pe(IMAGE, timestamp=False))


def bad_of_another_signature(folder: Path) -> Path:
    return _write(folder, sign_pe(IMAGE, plan=Plan(timestamp="", unsigned=(GRAFTED,))))


def bad_authority_for_code(folder: Path) -> Path:
    return _write(folder, sign_pe(IMAGE, plan=Plan(authority=Plan().signing())))


def damaged(folder: Path) -> Path:
    unreadable = (TOKEN, GRAFTED[1][:400].ljust(len(GRAFTED[1]), b"\0"))
    data = sign_pe(IMAGE, plan=Plan(timestamp="", unsigned=(unreadable,)))
    return _write(folder, data[:-600])
