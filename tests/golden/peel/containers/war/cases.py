"""Web applications: honest, with a class that is not the one of the manifest, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.war"
    path.write_bytes(data)
    return path


FILES = {"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n", "WEB-INF/web.xml": b"<web-app/>"}


def good(folder: Path) -> Path:
    return _written(folder, build_zip(FILES))


def bad_forged(folder: Path) -> Path:
    return _written(
        folder,
        build_zip(
            FILES
            | {
                "META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n\nName: x\nSHA-256-Digest: AAAA\n",
                "x": b"",
                "../y": b"",
            }
        ),
    )


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip(FILES)[:100])
