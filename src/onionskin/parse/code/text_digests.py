"""Digests of the words of a script, the same however they are spaced: by which two releases are compared, place by place."""

from __future__ import annotations

import hashlib

DIGEST = 6  # bytes


def digest_of(text: str) -> bytes:
    """Return the digest of a text without its blanks: six bytes of BLAKE2b."""
    raw = "".join(text.split()).encode("utf-8", "replace")
    return hashlib.blake2b(raw, digest_size=DIGEST).digest()
