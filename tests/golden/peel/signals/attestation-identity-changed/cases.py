"""Two attested releases: by one workflow, by another repository, with one attestation cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.attestations import Identity, build_bundle

OTHER = Identity(repository="https://forge.example.invalid/stranger/phone")


def _release(folder: Path, version: str, identity: Identity, cut: int | None = None) -> Path:
    release = folder / version
    release.mkdir()
    name = f"phone-{version}.bin"
    data = f"inert {version}".encode()
    (release / name).write_bytes(data)
    (release / f"{name}.sigstore.json").write_bytes(build_bundle(name, data, identity)[:cut])
    return release


def good(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "1.0", Identity()), _release(folder, "1.1", Identity())


def bad(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "1.0", Identity()), _release(folder, "1.1", OTHER)


def damaged(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "1.0", Identity()), _release(folder, "1.1", OTHER, cut=500)
