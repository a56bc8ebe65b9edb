"""OpenPGP signature packets made by nobody's key: right in form, with the right first bits of a digest.

Layout after RFC 9580, sections 4.2.1 and 5.2.3.
"""

from __future__ import annotations

import base64
import hashlib
import struct

KEY_ID = bytes.fromhex("0123456789abcdef")
_MADE = 1_735_689_600  # 2025-01-01


def build_signature(data: bytes, *, kind: int = 0, digest: int = 8) -> bytes:
    """Return a version 4 packet over `data`. Its two digest bytes are right, its RSA number filler."""
    hashed = _subpacket(2, struct.pack(">I", _MADE)) + _subpacket(33, b"\4" + bytes(12) + KEY_ID)
    body = struct.pack(">4BH", 4, kind, 1, digest, len(hashed)) + hashed
    name = {2: "sha1", 8: "sha256", 10: "sha512"}[digest]
    trailer = body + b"\4\xff" + struct.pack(">I", len(body))
    start = hashlib.new(name, data + trailer, usedforsecurity=False).digest()[:2]
    unhashed = _subpacket(16, KEY_ID)
    body += struct.pack(">H", len(unhashed)) + unhashed + start + struct.pack(">H", 64) + b"\xa5" * 8  # fmt: skip
    return b"\xc2" + bytes([len(body)]) + body


def armoured(packet: bytes) -> bytes:
    """Return a packet in ASCII armour."""
    text = base64.encodebytes(packet)
    return b"-----BEGIN PGP SIGNATURE-----\n\n" + text + b"-----END PGP SIGNATURE-----\n"


def _subpacket(kind: int, body: bytes) -> bytes:
    return bytes([len(body) + 1, kind]) + body
