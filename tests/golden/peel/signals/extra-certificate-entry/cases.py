"""Two true signatures over one image, and entries that are none."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, add_certificate_entry, build_pe
from onionskin.lookalike.signing import Plan, attach, sign_image, sign_pe

FILLER = bytes((n * 37 + 11) % 251 for n in range(1000))
IMAGE = build_pe(Recipe(name="boot.efi"))


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "boot.efi"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _write(folder, sign_pe(IMAGE))


def good_two_signatures_over_one_image(folder: Path) -> Path:
    one = sign_image(IMAGE, Plan(signer="Example Phone Ltd"))
    two = sign_image(IMAGE, Plan(signer="Example Boot Authority"))
    return _write(folder, attach(IMAGE, one, two))


def bad_filler_as_pkcs7(folder: Path) -> Path:
    return _write(folder, add_certificate_entry(sign_pe(IMAGE), FILLER))


def bad_filler_as_x509(folder: Path) -> Path:
    return _write(folder, add_certificate_entry(sign_pe(IMAGE), FILLER, kind=1))


def bad_revision(folder: Path) -> Path:
    signature = sign_image(IMAGE, Plan())
    return _write(folder, add_certificate_entry(sign_pe(IMAGE), signature, revision=0x300))


def bad_signature_of_another_file(folder: Path) -> Path:
    other = sign_image(build_pe(Recipe(name="other.efi", strings=("other",))), Plan())
    return _write(folder, add_certificate_entry(sign_pe(IMAGE), other))


def damaged(folder: Path) -> Path:
    return _write(folder, add_certificate_entry(sign_pe(IMAGE), FILLER)[:-600])
