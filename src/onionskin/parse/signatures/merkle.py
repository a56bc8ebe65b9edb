"""The tree of hashes that Android keeps of a package, as fs-verity has it.

Data and every level are cut in blocks of 4 KiB, the last one filled with zeros; a level is the SHA-256 of each
block of the one below, behind the salt. The tree is written from its top; its root is the hash of the top block.

Source: Linux, Documentation/filesystems/fsverity.rst, "Merkle tree"; Android Open Source Project, "APK
Signature Scheme v4", section "APK hash tree".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

BLOCK = 4096


@dataclass(frozen=True)
class Tree:
    """A tree's root, the bytes of all its levels, and how much data it is over."""

    root: bytes
    levels: bytes
    size: int


def build(chunks: Iterable[bytes], salt: bytes = b"") -> Tree:
    """Return the tree over data that comes in pieces. It takes a hundred-and-twenty-eighth of the data's memory."""
    size, carried, found = 0, b"", bytearray()
    for chunk in chunks:
        size += len(chunk)
        data = carried + chunk
        whole = len(data) // BLOCK * BLOCK
        found += _hashed(data[:whole], salt)
        carried = data[whole:]
    level = bytes(found + _hashed(carried, salt))
    levels = [_filled(level)]
    while len(level) > BLOCK:
        level = _hashed(level, salt)
        levels.append(_filled(level))
    tree = b"".join(reversed(levels))
    return Tree(hashlib.sha256(salt + tree[:BLOCK]).digest(), tree, size)


def _hashed(data: bytes, salt: bytes) -> bytes:
    blocks = (data[at : at + BLOCK].ljust(BLOCK, b"\0") for at in range(0, len(data), BLOCK))
    return b"".join(hashlib.sha256(salt + each).digest() for each in blocks)


def _filled(level: bytes) -> bytes:
    return level + bytes(-len(level) % BLOCK)
