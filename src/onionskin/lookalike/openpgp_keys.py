"""OpenPGP keys that anybody can derive, and signatures by them: TEST-ONLY, the same in every run.

Layout after RFC 9580, sections 5.2, 5.5 and 10.1 (version 4, Ed25519 in its older form, and RSA).
"""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from onionskin.lookalike.authorities import worthless_key

MADE, SIGNED = 1_704_067_200, 1_735_689_600  # 2024-01-01, 2025-01-01
_ED25519 = bytes.fromhex("092b06010401da470f01")
SIGN, CERTIFY = 2, 1


@dataclass(frozen=True)
class PgpKey:
    """A key: its name is its seed. `life` are seconds from its making, 0 for ever."""

    name: str = "Example Phone Ltd"
    life: int = 0
    flags: int = SIGN | CERTIFY
    is_rsa: bool = False

    @property
    def body(self) -> bytes:
        """The body of the key's packet."""
        head = b"\4" + struct.pack(">I", MADE)
        if self.is_rsa:
            numbers = worthless_key("signer").public_key().public_numbers()
            return head + b"\1" + _number(numbers.n) + _number(numbers.e)
        point = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return head + b"\x16" + _ED25519 + _number(int.from_bytes(b"\x40" + point, "big"))

    @property
    def _private(self) -> ed25519.Ed25519PrivateKey:
        seed = hashlib.sha256(f"onionskin TEST-ONLY {self.name}".encode()).digest()
        return ed25519.Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def framed(self) -> bytes:
        """The key as signatures over it digest it."""
        return b"\x99" + struct.pack(">H", len(self.body)) + self.body

    @property
    def fingerprint(self) -> bytes:
        """The fingerprint of version 4."""
        return hashlib.sha1(self.framed, usedforsecurity=False).digest()

    def public(self, *, subkeys: Sequence[bytes] = (), revoked: int | None = None) -> bytes:
        """Return the public key with its name and the owner's signature; `revoked` is a reason's number."""
        user = self.name.encode()
        about = self.framed + b"\xb4" + struct.pack(">I", len(user)) + user
        out = _packet(6, self.body)
        if revoked is not None:
            out += self.sign(self.framed, kind=0x20, more=_sub(29, bytes([revoked])))
        stated = _sub(27, bytes([self.flags])) + (_sub(9, struct.pack(">I", self.life)) if self.life else b"")  # fmt: skip
        out += _packet(13, user) + self.sign(about, kind=0x13, more=stated, at=MADE)
        return out + b"".join(subkeys)

    def subkey(self, other: PgpKey, *, back: bool = True) -> bytes:
        """Return another key bound as a subkey that signs; without `back` it does not agree."""
        about = self.framed + other.framed
        inner = other.sign(about, kind=0x19, at=MADE, bare=True)
        more = _sub(27, bytes([SIGN])) + (_sub(32, inner) if back else b"")
        return _packet(14, other.body) + self.sign(about, kind=0x18, more=more, at=MADE)

    def sign(
        self, data: bytes, *, kind: int = 0, more: bytes = b"", at: int = SIGNED, bare: bool = False
    ) -> bytes:
        """Return a signature packet over data by SHA-256 (`bare`: its body alone)."""
        hashed = _sub(2, struct.pack(">I", at)) + _sub(33, b"\4" + self.fingerprint) + more
        head = struct.pack(">4BH", 4, kind, 1 if self.is_rsa else 22, 8, len(hashed)) + hashed
        trailer = head + b"\4\xff" + struct.pack(">I", len(head))
        digest = hashlib.sha256(data + trailer).digest()
        body = head + b"\0\0" + digest[:2] + self._numbers(digest)
        return body if bare else _packet(2, body)

    def _numbers(self, digest: bytes) -> bytes:
        if self.is_rsa:
            key: rsa.RSAPrivateKey = worthless_key("signer")
            made = key.sign(digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))
            return _number(int.from_bytes(made, "big"))
        made = self._private.sign(digest)
        return b"".join(_number(int.from_bytes(half, "big")) for half in (made[:32], made[32:]))


def armoured_key(data: bytes) -> bytes:
    """Return public keys in ASCII armour."""
    text = base64.encodebytes(data)
    return b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n" + text + b"-----END PGP PUBLIC KEY BLOCK-----\n"  # fmt: skip


def _packet(tag: int, body: bytes) -> bytes:
    return bytes([0xC0 | tag, 0xFF]) + struct.pack(">I", len(body)) + body


def _number(value: int) -> bytes:
    return struct.pack(">H", value.bit_length()) + value.to_bytes((value.bit_length() + 7) // 8, "big")  # fmt: skip


def _sub(kind: int, body: bytes) -> bytes:
    if len(body) < 191:
        return bytes([len(body) + 1, kind]) + body
    return b"\xff" + struct.pack(">I", len(body) + 1) + bytes([kind]) + body
