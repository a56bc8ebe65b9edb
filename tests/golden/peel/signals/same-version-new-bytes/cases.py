"""Two wheels: another version, the same version with other bytes, and one cut short."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path


def _wheel(folder: Path, version: str, text: str) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("phone/__init__.py"), text)
        meta = f"Metadata-Version: 2.1\nName: example-phone\nVersion: {version}\n"
        archive.writestr(zipfile.ZipInfo(f"example_phone-{version}.dist-info/METADATA"), meta)
        wheel = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        archive.writestr(zipfile.ZipInfo(f"example_phone-{version}.dist-info/WHEEL"), wheel)
        archive.writestr(zipfile.ZipInfo(f"example_phone-{version}.dist-info/RECORD"), "")
    folder.mkdir()
    path = folder / f"example_phone-{version}-py3-none-any.whl"
    path.write_bytes(out.getvalue())
    return path


def good_another_version(folder: Path) -> tuple[Path, Path]:
    return _wheel(folder / "old", "1.0.0", "ONE = 1\n"), _wheel(
        folder / "new", "1.0.1", "ONE = 2\n"
    )


def good_the_very_same(folder: Path) -> tuple[Path, Path]:
    return _wheel(folder / "old", "1.0.0", "ONE = 1\n"), _wheel(
        folder / "new", "1.0.0", "ONE = 1\n"
    )


def bad(folder: Path) -> tuple[Path, Path]:
    return _wheel(folder / "old", "1.0.0", "ONE = 1\n"), _wheel(
        folder / "new", "1.0.0", "ONE = 2\n"
    )


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad(folder)
    new.write_bytes(new.read_bytes()[:-30])
    return old, new
