"""MSIX bundles: honest, with another manifest than the block map's, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.packages import build_msix


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.msixbundle"
    path.write_bytes(data)
    return path


NAME = "AppxMetadata/AppxBundleManifest.xml"
FILES: dict[str, bytes] = {}
INNER = {"inert_x64.msix": build_msix("Inert.App", "1.0.0.0", {"a.txt": b"inert"})}


def good(folder: Path) -> Path:
    return _written(
        folder, build_msix("Inert.App", "1.0.0.0", FILES, manifest_name=NAME, forged=INNER)
    )


def bad_forged(folder: Path) -> Path:
    return _written(
        folder,
        build_msix("Inert.App", "1.0.0.0", FILES, manifest_name=NAME, forged={NAME: b"<Bundle/>"}),
    )


def damaged(folder: Path) -> Path:
    return _written(folder, build_msix("Inert.App", "1.0.0.0", FILES, manifest_name=NAME)[:300])
