"""SPDX 2.2 and 2.3 documents as JSON: packages, and files with their SHA-256. Source: ISO/IEC 5962."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onionskin.parse.locks.listed import Listed, json_object, listed, rows


def read(text: str) -> Iterator[Listed]:
    """Yield the packages, then the files that have a SHA-256; DamagedError if it is no such file."""
    found = json_object(text)
    for number, entry in enumerate(rows(found.get("packages"))):
        if entry.get("name"):
            version = entry.get("versionInfo") or ""
            yield listed(entry["name"], version, f"packages[{number}]", *_hashes(entry))
    for number, entry in enumerate(rows(found.get("files"))):
        made = listed(entry.get("fileName") or "", "", f"files[{number}]", *_hashes(entry))
        if made.sha256:
            yield made


def _hashes(entry: dict[str, Any]) -> Iterator[object]:
    several = rows(entry.get("checksums"))
    return (each.get("checksumValue") for each in several if each.get("algorithm") == "SHA256")
