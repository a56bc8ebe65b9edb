"""iOS applications: honest, hostile, cut short."""

from __future__ import annotations

import plistlib
import zipfile
from pathlib import Path

INFO = plistlib.dumps(
    {"CFBundleName": "Shapes", "CFBundleShortVersionString": "2.1", "CFBundleExecutable": "Shapes"},
    fmt=plistlib.FMT_BINARY,
)


def _written(folder: Path, info: bytes) -> Path:
    path = folder / "shapes.ipa"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (
            ("Payload/Shapes.app/Info.plist", info),
            ("Payload/Shapes.app/notes", b"inert"),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2023, 3, 13, 8, 0, 0)), data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, INFO)


def bad_description(folder: Path) -> Path:
    return _written(
        folder, plistlib.dumps({"CFBundleName": "<script>", "CFBundleVersion": "\u202e1"})
    )


def damaged(folder: Path) -> Path:
    return _written(folder, INFO[:60])
