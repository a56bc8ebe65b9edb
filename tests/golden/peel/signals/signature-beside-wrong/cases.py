"""A release with an OpenPGP signature beside a file: over it, over another one, cut short."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.attestations import build_bundle
from onionskin.lookalike.openpgp import armoured
from onionskin.lookalike.openpgp_keys import PgpKey
from onionskin.lookalike.signed_windows import build_catalogue


def _release(folder: Path, signature: bytes) -> Path:
    release = folder / "release"
    release.mkdir()
    (release / "phone-1.0.bin").write_bytes(b"inert")
    (release / "phone-1.0.bin.asc").write_bytes(signature)
    return release


def good(folder: Path) -> Path:
    return _release(folder, armoured(PgpKey().sign(b"inert")))


def bad(folder: Path) -> Path:
    return _release(folder, armoured(PgpKey().sign(b"other")))


def bad_forged_attestation(folder: Path) -> Path:
    """The statement is about this file, and another statement was signed."""
    release = _release(folder, armoured(PgpKey().sign(b"inert")))
    whole = json.loads(build_bundle("phone-1.0.bin", b"other"))
    stated = json.loads(build_bundle("phone-1.0.bin", b"inert"))
    whole["dsseEnvelope"]["payload"] = stated["dsseEnvelope"]["payload"]
    (release / "phone-1.0.bin.sigstore").write_text(json.dumps(whole))
    return release


def _driver(folder: Path, listed: bytes) -> Path:
    release = folder / "driver"
    release.mkdir()
    (release / "phone.inf").write_bytes(b"inert")
    (release / "phone.cat").write_bytes(build_catalogue({"phone.inf": listed}))
    return release


def good_catalogue(folder: Path) -> Path:
    return _driver(folder, b"inert")


def bad_catalogue_of_another_file(folder: Path) -> Path:
    return _driver(folder, b"other")


def damaged(folder: Path) -> Path:
    return _release(folder, armoured(PgpKey().sign(b"other"))[:90])
