"""Build inert asar archives, honest or self-contradicting. Source: electron/asar, README."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping
from typing import Any

BLOCK = 4 << 20


def integrity(data: bytes, block: int = BLOCK) -> dict[str, Any]:
    """Return the integrity entry of a file's bytes."""
    blocks = [data[at : at + block] for at in range(0, max(len(data), 1), block)]
    return {
        "algorithm": "SHA256",
        "hash": hashlib.sha256(data).hexdigest(),
        "blockSize": block,
        "blocks": [hashlib.sha256(each).hexdigest() for each in blocks],
    }


def build_asar(  # noqa: PLR0913 - each is one thing that a header can say or get wrong
    files: Mapping[str, bytes],
    *,
    forged: Mapping[str, bytes] | None = None,
    changed: Mapping[str, Mapping[str, Any]] | None = None,
    unpacked: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    hashed: bool = True,
    block: int = BLOCK,
    gap: bytes = b"",
    tail: bytes = b"",
) -> bytes:
    """Return an asar of these files, folders by `/`.

    `forged` are bytes of the same length that stand in place of the hashed ones;
    `changed` replaces keys of an entry (None takes a key away); `gap` stands in front
    of each file.
    """
    root: dict[str, Any] = {"files": {}}
    body = b""
    for name, data in files.items():
        body += gap
        node: dict[str, Any] = {"size": len(data), "offset": str(len(body))}
        if hashed:
            node["integrity"] = integrity(data, block)
        node |= dict((changed or {}).get(name, {}))
        _put(root, name, {key: value for key, value in node.items() if value is not None})
        body += (forged or {}).get(name, data)
    for name, data in (unpacked or {}).items():
        _put(root, name, {"size": len(data), "unpacked": True, "integrity": integrity(data)})
    for name, target in (links or {}).items():
        _put(root, name, {"link": target})
    return build_pickles(json.dumps(root, separators=(",", ":")).encode()) + body + tail


def build_pickles(header: bytes) -> bytes:
    """Return the two Pickles around a JSON header."""
    aligned = -(-len(header) // 4) * 4
    sizes = struct.pack("<4I", 4, aligned + 8, aligned + 4, len(header))
    return sizes + header.ljust(aligned, b"\0")


def _put(root: dict[str, Any], name: str, node: dict[str, Any]) -> None:
    *folders, last = name.split("/")
    for folder in folders:
        root = root["files"].setdefault(folder, {"files": {}})
    root["files"][last] = node
