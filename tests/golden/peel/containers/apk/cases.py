"""Android packages: honest, with a manifest that contradicts itself, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.packages import build_binary_xml


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.apk"
    path.write_bytes(data)
    return path


TAGS = [
    ("manifest", {"package": "example.inert", "versionName": "1.0"}),
    ("uses-permission", {"name": "android.permission.INTERNET"}),
]
FILES = {"AndroidManifest.xml": build_binary_xml(TAGS), "classes.dex": b"inert"}


def good(folder: Path) -> Path:
    return _written(folder, build_zip(FILES))


def good_library(folder: Path) -> Path:
    text = b'<?xml version="1.0" encoding="utf-8"?>\n<manifest xmlns:android="urn:a" package="example.inert" android:versionName="1.0"><uses-permission android:name="android.permission.INTERNET"/></manifest>'
    path = folder / "inert.aar"
    path.write_bytes(build_zip({"AndroidManifest.xml": text, "classes.jar": b"inert"}))
    return path


def bad_manifest(folder: Path) -> Path:
    return _written(
        folder,
        build_zip(FILES | {"AndroidManifest.xml": FILES["AndroidManifest.xml"][:60], "../x": b""}),
    )


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip(FILES)[:100])
