"""OpenPGP signature packets: who says to have signed, when, and over what kind of digest.

A signature is verified with the signer's public key, which no package carries (parse/signatures/keyring.py does, for
keys that the operator gives). What can be said without it: the packet states the first 16 bits of the
digest that was signed, so bytes that were altered under a signature are seen (but for one change in 65,536).

Sources: RFC 9580 (OpenPGP), sections 4.2, 5.2.2 to 5.2.4, 6.2 and 9.5.
"""

from __future__ import annotations

import binascii
import hashlib
import struct
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from onionskin.errors import DamagedError
from onionskin.model import Signature, Span, Value

HASHES = {
    1: "md5", 2: "sha1", 3: "ripemd160", 8: "sha256", 9: "sha384", 10: "sha512", 11: "sha224",
    12: "sha3-256", 14: "sha3-512",
}  # fmt: skip
KEYS = {
    1: "RSA",
    2: "RSA",
    3: "RSA",
    17: "DSA",
    19: "ECDSA",
    22: "EdDSA",
    27: "Ed25519",
    28: "Ed448",
}
_HASHLIB = {"sha3-256": "sha3_256", "sha3-512": "sha3_512"}
_WEAK = {"md5": "weak-digest-md5", "sha1": "weak-digest-sha1"}
# How many packets a signature block may hold, and how long one may be.
PACKETS, LONGEST = 32, 1 << 20
_SIGNATURE = 2


class OpenpgpSignature(Value, frozen=True):
    """One signature packet. `key_id` is 16 hex digits, `fingerprint` 40 or 64, "" where not stated.

    `kind` is the signature type (0 binary document, 1 text document); `digest_start` the
    first 16 bits of the signed digest in hex. `salt` and `trailer` (hex) are what it adds to the digest
    before and behind the data, `numbers` (hex) the signature itself by its algorithm.
    """

    version: int
    kind: int
    key: str
    digest: str
    key_id: str
    fingerprint: str = ""
    signed_at: str | None = None
    digest_start: str = ""
    salt: str = ""
    trailer: str = ""
    numbers: str = ""

    def digest_over(self, parts: Iterable[bytes]) -> bytes | None:
        """Return the digest that was signed if `parts` were; None for a digest unknown here."""
        try:
            state = hashlib.new(_HASHLIB.get(self.digest, self.digest), usedforsecurity=False)
        except ValueError:
            return None
        state.update(bytes.fromhex(self.salt))
        for part in parts:
            state.update(part)
        state.update(bytes.fromhex(self.trailer))
        return state.digest()

    def signature(
        self,
        scheme: str,
        digest: bytes | None,
        covered: tuple[Span, ...],
        not_covered: tuple[Span, ...],
    ) -> Signature:
        """Return the signature as far as it can be verified without its key; `digest` is the data's."""
        flags = [_WEAK[self.digest]] if self.digest in _WEAK else []
        flags.append("key-not-at-hand")
        same = digest is None or digest[:2].hex() == self.digest_start
        if not same:
            flags.insert(0, "digest-mismatch")
        signer = f"OpenPGP key {(self.fingerprint or self.key_id or 'of no stated id').upper()}"
        stated = f"{self.digest}:{digest.hex()}" if digest else self.digest
        return Signature(scheme, "unverified" if same else "invalid", signer, tuple(flags), self.signed_at, stated, covered, not_covered)  # fmt: skip


@dataclass(frozen=True)
class Packet:
    """A signature packet: what it says, and its subpackets (RFC 9580, 5.2.3.7) by type, signed and not."""

    says: OpenpgpSignature
    signed: dict[int, bytes]
    loose: dict[int, bytes]


def packets(data: bytes) -> Iterator[Packet]:
    """Yield the signature packets of a block; raise DamagedError where one is broken."""
    for tag, body in split(data):
        if tag == _SIGNATURE:
            yield read(body)


def split(data: bytes, most: int = PACKETS) -> Iterator[tuple[int, bytes]]:
    """Yield tag and body of each packet (RFC 9580, 4.2); raise DamagedError where one is broken."""
    at = count = 0
    while at < len(data):
        tag, start, length = _header(data, at)
        if start + length > len(data):
            raise DamagedError("an OpenPGP packet is cut short")
        yield tag, data[start : start + length]
        at = start + length
        count += 1
        if count > most:
            raise DamagedError(f"more than {most} OpenPGP packets")


def dearmored(data: bytes, what: bytes = b"SIGNATURE") -> bytes:
    """Return the packets in an ASCII-armoured signature (RFC 9580, 6.2), or the data itself."""
    begin, close = b"-----BEGIN PGP " + what + b"-----", b"-----END PGP " + what + b"-----"
    start = data.find(begin)
    if start < 0:
        return data
    end = data.find(close, start)
    if end < 0:
        raise DamagedError("an armoured OpenPGP signature has no end")
    text = data[start + len(begin) : end].replace(b"\r\n", b"\n").lstrip(b"\n")
    head, blank, body = text.partition(b"\n\n")
    lines = (body if blank else head).split()
    try:
        return b64decode(b"".join(line for line in lines if not line.startswith(b"=")))
    except binascii.Error as error:
        raise DamagedError(f"an armoured OpenPGP signature is no base64: {error}") from error


def _header(data: bytes, at: int) -> tuple[int, int, int]:
    """Return a packet's tag, where its body begins, and how long that is (4.2)."""
    first = data[at]
    if not first & 0x80:
        raise DamagedError("no OpenPGP packet stands where one is due")
    if first & 0x40:
        length, used = _length(data, at + 1)
        return first & 0x3F, at + 1 + used, length
    size = (1, 2, 4, 0)[first & 3]
    if not size:
        return first >> 2 & 15, at + 1, len(data) - at - 1
    return first >> 2 & 15, at + 1 + size, int.from_bytes(data[at + 1 : at + 1 + size], "big")


def _length(data: bytes, at: int) -> tuple[int, int]:
    first = data[at] if at < len(data) else 0
    if first < 192:
        return first, 1
    if first < 224:
        return (first - 192 << 8) + int.from_bytes(data[at + 1 : at + 2]) + 192, 2
    if first < 255:
        raise DamagedError("an OpenPGP packet of partial lengths, which a signature never has")
    return int.from_bytes(data[at + 1 : at + 5], "big"), 5


def read(body: bytes) -> Packet:
    """Read the body of a signature packet."""
    try:
        if body[0] == 3:
            return _version3(body)
        if body[0] in {4, 6}:
            return _version4(body)
    except (IndexError, ValueError, struct.error) as error:
        raise DamagedError("an OpenPGP signature packet is cut short") from error
    raise DamagedError(f"an OpenPGP signature of the unknown version {body[0]}")


def _version3(body: bytes) -> Packet:
    length, kind, made, key_id, key, digest, start = struct.unpack_from(">xBBI8sBB2s", body)
    if length != 5:
        raise DamagedError("an OpenPGP signature of version 3 hashes no five bytes")
    says = OpenpgpSignature(
        3, kind, KEYS.get(key, str(key)), HASHES.get(digest, str(digest)), key_id.hex(), "", _time(made), start.hex(),
        "", body[2:7].hex(), body[19:].hex(),
    )  # fmt: skip
    return Packet(says, {}, {})


def _version4(body: bytes) -> Packet:
    """Read a packet of version 4 or 6: two areas of subpackets, the first of which is signed."""
    version, kind, key, digest = body[:4]
    form, width = (">I", 4) if version == 6 else (">H", 2)
    (signed,) = struct.unpack_from(form, body, 4)
    hashed_end = 4 + width + signed
    (unsigned,) = struct.unpack_from(form, body, hashed_end)
    end = hashed_end + width + unsigned
    start = body[end : end + 2]
    salt, numbers = b"", body[end + 2 :]
    if version == 6:
        salt = body[end + 3 : end + 3 + body[end + 2]]
        numbers = body[end + 3 + body[end + 2] :]
    if len(start) < 2:
        raise DamagedError("an OpenPGP signature packet is cut short")
    sealed = dict(_subpackets(body[4 + width : hashed_end]))
    loose = dict(_subpackets(body[hashed_end + width : end]))
    found = loose | sealed
    made = int.from_bytes(found[2], "big") if len(found.get(2, b"")) == 4 else None
    fingerprint = found.get(33, b"")[1:33].hex()
    key_id = found.get(16, b"")[:8].hex() or (fingerprint[-16:] if version == 4 else fingerprint[:16])  # fmt: skip
    trailer = body[:hashed_end] + bytes([version, 0xFF]) + struct.pack(">I", hashed_end)
    says = OpenpgpSignature(
        version, kind, KEYS.get(key, str(key)), HASHES.get(digest, str(digest)), key_id, fingerprint, _time(made), start.hex(),
        salt.hex(), trailer.hex(), numbers.hex(),
    )  # fmt: skip
    return Packet(says, sealed, loose)


def _subpackets(area: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(area):
        first = area[at]
        if first < 192:
            length, used = first, 1
        elif first < 255:
            length, used = (first - 192 << 8) + int.from_bytes(area[at + 1 : at + 2]) + 192, 2
        else:
            length, used = int.from_bytes(area[at + 1 : at + 5], "big"), 5
        body = area[at + used : at + used + length]
        if not body:
            return
        yield body[0] & 0x7F, body[1:]
        at += used + length


def _time(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # fmt: skip
