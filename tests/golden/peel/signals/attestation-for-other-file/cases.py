"""A release with attestations: of its files, of other bytes, one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.attestations import build_blob_bundle, build_bundle, build_npm, build_pypi


def _release(folder: Path, beside: dict[str, bytes]) -> Path:
    release = folder / "release"
    release.mkdir()
    for name in ("phone-1.0.bin", "inert-phone-1.0.0.tgz"):
        (release / name).write_bytes(b"inert")
    for name, data in beside.items():
        (release / name).write_bytes(data)
    return release


def good(folder: Path) -> Path:
    return _release(
        folder,
        {
            "phone-1.0.bin.publish.attestation": build_pypi("phone-1.0.bin", b"inert"),
            "phone-1.0.bin.sigstore": build_blob_bundle(b"inert"),
            "answer.json": build_npm("@inert/phone", "1.0.0", b"inert"),
        },
    )


def bad(folder: Path) -> Path:
    return _release(
        folder, {"phone-1.0.bin.sigstore.json": build_bundle("phone-1.0.bin", b"other")}
    )


def bad_of_the_registry(folder: Path) -> Path:
    return _release(folder, {"answer.json": build_npm("@inert/phone", "1.0.0", b"other")})


def damaged(folder: Path) -> Path:
    return _release(folder, {"phone-1.0.bin.sigstore": build_blob_bundle(b"other")[:300]})
