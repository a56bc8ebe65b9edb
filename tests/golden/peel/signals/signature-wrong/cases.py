"""A signature by its signer; one whose certificate belongs to another key; one cut short."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onionskin.lookalike.authorities import Wanted, issue, root, worthless_key
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import Plan, sign_pe

IMAGE = build_pe(Recipe(name="phone.exe"))


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _write(folder, sign_pe(IMAGE))


def bad_another_key(folder: Path) -> Path:
    genuine = Plan().signing()
    return _write(
        folder, sign_pe(IMAGE, plan=Plan(credential=replace(genuine, key=worthless_key("root"))))
    )


def bad_no_signer(folder: Path) -> Path:
    genuine = Plan().signing()
    stranger = issue(Wanted("Example Stranger", key="timestamp"), root())
    data = sign_pe(IMAGE)
    other = stranger.certificate[: len(genuine.certificate)].ljust(len(genuine.certificate), b"\0")
    return _write(folder, data.replace(genuine.certificate, other))


def damaged(folder: Path) -> Path:
    return _write(folder, sign_pe(IMAGE)[:-2000])
