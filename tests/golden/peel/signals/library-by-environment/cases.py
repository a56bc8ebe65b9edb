"""A description with a plain environment, and with one that loads a library."""

from __future__ import annotations

import plistlib
from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "Info.plist"
    path.write_bytes(data)
    return path


def _info(environment: dict[str, str], form: plistlib.PlistFormat = plistlib.FMT_XML) -> bytes:
    return plistlib.dumps({"CFBundleName": "Shapes", "LSEnvironment": environment}, fmt=form)


LOADS = {"DYLD_INSERT_LIBRARIES": "@executable_path/../Resources/extra.dylib"}


def good(folder: Path) -> Path:
    return _written(folder, _info({"LANG": "C"}))


def bad(folder: Path) -> Path:
    return _written(folder, _info(LOADS))


def bad_binary(folder: Path) -> Path:
    return _written(folder, _info(LOADS, plistlib.FMT_BINARY))


def damaged(folder: Path) -> Path:
    return _written(folder, _info(LOADS)[:200])
