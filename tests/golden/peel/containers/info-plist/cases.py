"""Descriptions of bundles: honest, hostile, cut short."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Any


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "Info.plist"
    path.write_bytes(data)
    return path


INFO: dict[str, Any] = {
    "CFBundleIdentifier": "com.example.shapes",
    "CFBundleName": "Shapes",
    "CFBundleShortVersionString": "2.1",
    "CFBundleExecutable": "Shapes",
    "LSMinimumSystemVersion": "11.0",
    "SMPrivilegedExecutables": {"com.example.helper": "anchor apple"},
    "NSAppTransportSecurity": {
        "NSExceptionDomains": {"example.test": {"NSExceptionAllowsInsecureHTTPLoads": True}}
    },
    "CFBundleURLTypes": [{"CFBundleURLSchemes": ["shapes"]}],
}


def good(folder: Path) -> Path:
    return _written(folder, plistlib.dumps(INFO))


def good_binary(folder: Path) -> Path:
    return _written(folder, plistlib.dumps(INFO, fmt=plistlib.FMT_BINARY))


def bad_types(folder: Path) -> Path:
    odd = {key: [{"<script>": 1}] for key in INFO} | {"CFBundleName": "\u202eshapes"}
    return _written(folder, plistlib.dumps(odd))


def bad_holds_itself_many_times(folder: Path) -> Path:
    """Each list holds the next one twice: written out it would have a million million parts."""
    objects = [b"\xd1\x01\x02", b"\x5dLSEnvironment", b"\xd1\x03\x04", b"\x51A"]
    objects += [bytes((0xA2, number + 1, number + 1)) for number in range(4, 44)] + [b"\x51x"]
    body, offsets = b"bplist00", b""
    for each in objects:
        offsets += len(body).to_bytes(2, "big")
        body += each
    end = bytes(6) + b"\x02\x01" + len(objects).to_bytes(8, "big") + bytes(8)
    return _written(folder, body + offsets + end + len(body).to_bytes(8, "big"))


def damaged(folder: Path) -> Path:
    return _written(folder, plistlib.dumps(INFO)[:300])


def damaged_binary(folder: Path) -> Path:
    return _written(folder, plistlib.dumps(INFO, fmt=plistlib.FMT_BINARY)[:-40])
