"""OpenPGP public keys that the operator gives, and what they make of a signature.

A key is taken with what its owner signed of it: binding of subkeys, expiry, revocation. A signature that was
only read becomes `valid` or `invalid`. There is no clock: a key is judged at the time of the signature.

Source: RFC 9580 (OpenPGP), sections 5.2.1, 5.2.3, 5.2.4, 5.5 and 11; RFC 4880.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from msgspec import convert, structs

from onionskin.errors import DamagedError
from onionskin.model import Fact, Signature
from onionskin.parse.pki.public_key import MAX_RSA_BITS
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.signatures import openpgp
from onionskin.parse.signatures.openpgp import OpenpgpSignature, Packet

LIMIT, PACKETS, KEYS = 32 << 20, 200_000, 20_000
_KEY, _SUBKEY, _USER, _SIGNATURE = 6, 14, 13, 2
_CERTIFICATIONS, _DIRECT, _BINDING = frozenset({0x10, 0x11, 0x12, 0x13}), 0x1F, 0x18
_REVOKED, _SUBKEY_REVOKED, _BACK = 0x20, 0x28, 0x19
_EXPIRES, _FLAGS, _REASON, _EMBEDDED = 9, 27, 29, 32
_SIGNS = 2
# Superseded and retired keys were good until then; of others nobody knows since when.
_SOFT = frozenset({1, 3})
_CURVES: dict[bytes, ec.EllipticCurve] = {
    bytes.fromhex("2a8648ce3d030107"): ec.SECP256R1(),
    bytes.fromhex("2b81040022"): ec.SECP384R1(),
    bytes.fromhex("2b81040023"): ec.SECP521R1(),
    bytes.fromhex("2b8104000a"): ec.SECP256K1(),
    bytes.fromhex("2b2403030208010107"): ec.BrainpoolP256R1(),
    bytes.fromhex("2b240303020801010b"): ec.BrainpoolP384R1(),
    bytes.fromhex("2b240303020801010d"): ec.BrainpoolP512R1(),
}
_ED25519 = bytes.fromhex("2b06010401da470f01")
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "md5": hashes.MD5(), "sha1": hashes.SHA1(), "sha224": hashes.SHA224(), "sha256": hashes.SHA256(),  # noqa: S303
    "sha384": hashes.SHA384(), "sha512": hashes.SHA512(), "sha3-256": hashes.SHA3_256(), "sha3-512": hashes.SHA3_512(),
}  # fmt: skip
Public = (
    rsa.RSAPublicKey
    | dsa.DSAPublicKey
    | ec.EllipticCurvePublicKey
    | ed25519.Ed25519PublicKey
    | ed448.Ed448PublicKey
)


@dataclass
class Key:
    """A key or subkey. Times are seconds since 1970; `primary` is the key that it belongs to.

    `expires` and `soft` are 0 for never; `hard` says that it was revoked for good.
    """

    version: int
    created: int
    body: bytes
    fingerprint: str
    key_id: str
    public: Public | None
    user: str = ""
    expires: int = 0
    soft: int = 0
    hard: bool = False
    signs: bool = True
    bound: bool = True
    primary: Key | None = None
    newest: int = 0


@dataclass
class Keyring:
    """The keys of some files, by fingerprint and id."""

    by_fingerprint: dict[str, Key] = field(default_factory=dict)
    by_id: dict[str, list[Key]] = field(default_factory=dict)

    def add(self, key: Key) -> None:
        """Take a key; the same key out of another file may bring a revocation."""
        held = self.by_fingerprint.get(key.fingerprint)
        if held is not None:
            held.hard |= key.hard
            held.soft = min(filter(None, (held.soft, key.soft)), default=0)
            if key.newest > held.newest:
                held.newest, held.expires, held.signs, held.bound = (
                    key.newest,
                    key.expires,
                    key.signs,
                    key.bound,
                )
            return
        self.by_fingerprint[key.fingerprint] = key
        self.by_id.setdefault(key.key_id, []).append(key)

    def find(self, says: OpenpgpSignature) -> list[Key]:
        """Return the keys that may have made a signature."""
        if says.fingerprint:
            held = self.by_fingerprint.get(says.fingerprint)
            return [held] if held else []
        return self.by_id.get(says.key_id, [])[:4]


def read_keys(data: bytes) -> list[Key]:
    """Return the keys of one file, armoured or binary, subkeys behind their primary key.

    Raises DamagedError for what holds no key, or is cut short.
    """
    blocks = list(_blocks(data))
    found: list[Key] = []
    for block in blocks:
        found += _Reader().run(openpgp.split(block, PACKETS))
        if len(found) > KEYS:
            raise DamagedError(f"more than {KEYS} keys")
    if not found:
        raise DamagedError("it holds no OpenPGP public key of version 4 or 6")
    return found


def settle(signature: Signature, says: OpenpgpSignature, ring: Keyring) -> Signature:
    """Return a signature as the keyring has it; unchanged where its key is not in there."""
    keys = ring.find(says)
    name, _, digest = signature.digest.partition(":")
    if not keys or not digest or "digest-mismatch" in signature.flags:
        return signature
    flags = set(signature.flags) - {"key-not-at-hand"}
    key = next((each for each in keys if verified(each, says, name, bytes.fromhex(digest))), None)
    if key is None:
        unknown = all(each.public is None for each in keys) or name not in _HASHES
        return _as(signature, flags | {"algorithm-unknown" if unknown else "signature-wrong"}, keys[0])  # fmt: skip
    return _as(signature, flags | set(_judged(key, says)), key)


def settled(facts: Iterable[Fact], ring: Keyring) -> list[Fact]:
    """Return facts with every OpenPGP signature settled whose own statement stands right before it."""
    found: list[Fact] = []
    says: OpenpgpSignature | None = None
    for each in facts:
        if each.kind == Signature.__name__ and says is not None:
            signature = convert(each.value, Signature)
            found.append(Fact.of(settle(signature, says, ring)))
        else:
            found.append(each)
        is_one = each.kind == OpenpgpSignature.__name__
        says = convert(each.value, OpenpgpSignature) if is_one else None
    return found


def _as(signature: Signature, flags: set[str], key: Key) -> Signature:
    primary = key.primary or key
    user = f"{primary.user} " if primary.user else ""
    signer = f"{user}(OpenPGP key {primary.fingerprint.upper()})"
    return structs.replace(signature, flags=tuple(sorted(flags)), status=status_of(flags), signer=signer)  # fmt: skip


def _judged(key: Key, says: OpenpgpSignature) -> Iterator[str]:
    """Yield what was wrong with a key, and with the one above it, when the signature was made."""
    from datetime import datetime

    at = int(datetime.fromisoformat(says.signed_at).timestamp()) if says.signed_at else 0
    if not key.signs or not key.bound:
        yield "key-may-not-sign"
    for each in filter(None, (key, key.primary)):
        if at and at < each.created:
            yield "key-not-yet-made"
        if each.expires and at >= each.expires:
            yield "key-expired-at-signing"
        if each.hard or (each.soft and at >= each.soft):
            yield "key-revoked"


# --- one signature, one key ------------------------------------------------------------


def verified(key: Key, says: OpenpgpSignature, name: str, digest: bytes) -> bool:
    """Check a signature over a digest."""
    if key.public is None or name not in _HASHES or openpgp.KEYS.get(key.body[5]) != says.key:
        return False
    raw = bytes.fromhex(says.numbers)
    try:
        _check(key.public, raw, _HASHES[name], digest)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, OverflowError, DamagedError):
        return False  # a number too large for its key is no signature by it either
    return True


def _check(public: Public, raw: bytes, scheme: hashes.HashAlgorithm, digest: bytes) -> None:
    if isinstance(public, rsa.RSAPublicKey):
        made = _number(raw, 0)[0].to_bytes((public.key_size + 7) // 8, "big")
        public.verify(made, digest, padding.PKCS1v15(), Prehashed(scheme))
    elif isinstance(public, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
        size = 64 if isinstance(public, ed25519.Ed25519PublicKey) else 114
        if len(raw) != size:
            first, at = _number(raw, 0)
            raw = first.to_bytes(size // 2, "big") + _number(raw, at)[0].to_bytes(size // 2, "big")
        public.verify(raw, digest)
    else:
        first, at = _number(raw, 0)
        made = encode_dss_signature(first, _number(raw, at)[0])
        if isinstance(public, dsa.DSAPublicKey):
            public.verify(made, digest, Prehashed(scheme))
        else:
            public.verify(made, digest, ec.ECDSA(Prehashed(scheme)))


def _number(raw: bytes, at: int) -> tuple[int, int]:
    """Return a multiprecision integer and where the next begins (3.2)."""
    size = (int.from_bytes(raw[at : at + 2], "big") + 7) // 8
    if at + 2 + size > len(raw):
        raise DamagedError("a number of an OpenPGP packet is cut short")
    return int.from_bytes(raw[at + 2 : at + 2 + size], "big"), at + 2 + size


# --- keys -------------------------------------------------------------------------------


def _blocks(data: bytes) -> Iterator[bytes]:
    if len(data) > LIMIT:
        raise DamagedError(f"a keyring of {len(data)} bytes")
    mark = b"-----BEGIN PGP PUBLIC KEY BLOCK-----"
    if mark not in data:
        yield data
        return
    for part in data.split(mark)[1:]:
        yield openpgp.dearmored(mark + part, b"PUBLIC KEY BLOCK")


class _Reader:
    """Read the packets of transferable public keys (RFC 9580, 10.1)."""

    def __init__(self) -> None:
        self.found: list[Key] = []
        self.primary: Key | None = None
        self.current: Key | None = None
        self.user = b""

    def run(self, packets: Iterable[tuple[int, bytes]]) -> list[Key]:
        for tag, body in packets:
            if tag == _KEY:
                self.primary = self.current = _key(body)
                self.user = b""
                self.found += [self.primary] if self.primary else []
            elif tag == _SUBKEY and self.primary:
                self.current = _key(body)
                if self.current:
                    self.current.primary, self.current.bound = self.primary, False
                    self.found.append(self.current)
            elif tag == _USER:
                self.user = body
            elif tag == _SIGNATURE and self.primary and self.current:
                self._signed(body, self.primary, self.current)
        return self.found

    def _signed(self, body: bytes, primary: Key, current: Key) -> None:
        """Take what the owner says of his key, if it is his signature."""
        try:
            packet = openpgp.read(body)
        except DamagedError:
            return
        kind, framed = packet.says.kind, _framed(primary)
        if kind in _CERTIFICATIONS and current is primary:
            framed += b"\xb4" + len(self.user).to_bytes(4, "big") + self.user
        elif kind in {_BINDING, _SUBKEY_REVOKED} and current is not primary:
            framed += _framed(current)
        elif kind not in {_DIRECT, _REVOKED}:
            return
        digest = packet.says.digest_over([framed])
        if digest is None or not verified(primary, packet.says, packet.says.digest, digest):
            return
        if kind in {_REVOKED, _SUBKEY_REVOKED}:
            _revoke(primary if kind == _REVOKED else current, packet)
        elif kind == _BINDING:
            self._bind(current, packet, framed)
        else:
            if kind != _DIRECT and not primary.user:
                primary.user = self.user.decode("utf-8", "replace")[:200]
            _state(primary, packet)

    @staticmethod
    def _bind(subkey: Key, packet: Packet, framed: bytes) -> None:
        """Take a subkey; one that signs must have signed its primary key, too (0x19)."""
        _state(subkey, packet)
        subkey.bound = not subkey.signs
        inner = packet.signed.get(_EMBEDDED) or packet.loose.get(_EMBEDDED)
        if inner and subkey.signs:
            try:
                back = openpgp.read(inner).says
            except DamagedError:
                return
            digest = back.digest_over([framed])
            subkey.bound = back.kind == _BACK and digest is not None and verified(subkey, back, back.digest, digest)  # fmt: skip


def _state(key: Key, packet: Packet) -> None:
    """Take expiry and purpose out of the newest of the owner's statements."""
    made = int.from_bytes(packet.signed.get(2, b""), "big")
    if made < key.newest:
        return
    key.newest = made
    life = int.from_bytes(packet.signed.get(_EXPIRES, b""), "big")
    key.expires = key.created + life if life else 0
    flags = packet.signed.get(_FLAGS)
    key.signs = flags is None or bool(flags[:1] and flags[0] & _SIGNS)


def _revoke(key: Key, packet: Packet) -> None:
    reason = packet.signed.get(_REASON, b"\0")
    made = int.from_bytes(packet.signed.get(2, b""), "big")
    if reason[:1] and reason[0] in _SOFT and made:
        key.soft = min(key.soft or made, made)
    else:
        key.hard = True


def _framed(key: Key) -> bytes:
    """Return a key as signatures over it digest it (5.2.4)."""
    if key.version == 6:
        return b"\x9b" + len(key.body).to_bytes(4, "big") + key.body
    return b"\x99" + len(key.body).to_bytes(2, "big") + key.body


def _key(body: bytes) -> Key | None:
    """Read a public key of version 4 or 6; None for an older one, which signs nothing of today."""
    if len(body) < 12 or body[0] not in {4, 6} or len(body) > 0xFFFF:
        return None
    version, created = body[0], int.from_bytes(body[1:5], "big")
    key = Key(version, created, body, "", "", _public(body[5], body[10 if version == 6 else 6 :]))
    framed = _framed(key)
    if version == 6:
        key.fingerprint = hashlib.sha256(framed).hexdigest()
        key.key_id = key.fingerprint[:16]
    else:
        key.fingerprint = hashlib.sha1(framed, usedforsecurity=False).hexdigest()
        key.key_id = key.fingerprint[-16:]
    return key


def _public(algorithm: int, raw: bytes) -> Public | None:
    """Return the key's numbers as a public key; None for one that is not known here."""
    made = _MAKERS.get(algorithm)
    try:
        return made(raw) if made else None
    except (ValueError, IndexError, UnsupportedAlgorithm, DamagedError):
        return None


def _rsa(raw: bytes) -> rsa.RSAPublicKey | None:
    modulus, at = _number(raw, 0)
    if modulus.bit_length() > MAX_RSA_BITS:
        return None
    return rsa.RSAPublicNumbers(_number(raw, at)[0], modulus).public_key()


def _dsa(raw: bytes) -> dsa.DSAPublicKey:
    numbers, at = [], 0
    for _ in range(4):
        value, at = _number(raw, at)
        numbers.append(value)
    parameters = dsa.DSAParameterNumbers(numbers[0], numbers[1], numbers[2])
    return dsa.DSAPublicNumbers(numbers[3], parameters).public_key()


def _curve(raw: bytes) -> Public | None:
    oid = raw[1 : 1 + raw[0]]
    value, _ = _number(raw, 1 + raw[0])
    point = value.to_bytes((value.bit_length() + 7) // 8, "big")
    if oid == _ED25519:
        return ed25519.Ed25519PublicKey.from_public_bytes(point[1:33])
    curve = _CURVES.get(oid)
    return ec.EllipticCurvePublicKey.from_encoded_point(curve, point) if curve else None


_MAKERS: dict[int, Callable[[bytes], Public | None]] = {
    1: _rsa,
    3: _rsa,
    17: _dsa,
    19: _curve,
    22: _curve,
    27: lambda raw: ed25519.Ed25519PublicKey.from_public_bytes(raw[:32]),
    28: lambda raw: ed448.Ed448PublicKey.from_public_bytes(raw[:57]),
}
