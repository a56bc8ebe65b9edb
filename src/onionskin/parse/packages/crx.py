"""Chrome extensions: the Cr24 header with its proofs, and the zip behind it.

Source: Chromium, `components/crx_file/crx3.proto` and `crx_verifier.cc`; the CRX2 format as it
was published ("CRX Package Format"). Every proof is checked, by RSA and by ECDSA.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Signature, Span, Value
from onionskin.parse.archive import Item
from onionskin.parse.pki.public_key import verify_digest
from onionskin.parse.pki.signature_flags import status_of
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MAGIC = b"Cr24"
LIMIT = 1 << 20
RSA, ECDSA, SIGNED = 2, 3, 10_000
CONTEXT = b"CRX3 SignedData\0"
PROOFS = 64


class CrxHeader(Value, frozen=True):
    """The header: the format's version, the extension's id, and how many proofs of each kind it holds."""

    version: int
    ident: str
    rsa: int
    ecdsa: int


@dataclass(frozen=True)
class Proof:
    """A public key in DER, and its signature over the archive."""

    key: bytes
    signature: bytes


def walk(view: View) -> Iterator[Item | Signature]:
    """Yield the header, its signatures, and the archive as a member."""
    version, length = struct.unpack("<4xII", view.exactly(0, 12, "the header"))
    if version == 2:
        yield from _second(view, length)
    elif version == 3:
        yield from _third(view, length)
    else:
        yield Problem("no-opener", f"version {version} of the format is not known")


def _second(view: View, key_length: int) -> Iterator[Item | Signature]:
    (length,) = struct.unpack("<I", view.exactly(12, 4, "the header"))
    if key_length > LIMIT or length > LIMIT:
        raise DamagedError("a key or a signature of more than 1 MiB")
    proof = Proof(
        view.exactly(16, key_length, "the key"),
        view.exactly(16 + key_length, length, "the signature"),
    )
    start = 16 + key_length + length
    yield Region("header", 0, 16)
    yield Region("public key", 16, key_length)
    yield Region("signature", 16 + key_length, length)
    ident = hashlib.sha256(proof.key).digest()[:16]
    yield Fact.of(CrxHeader(2, shown(ident), 1, 0))
    yield from _archive(view, start)
    yield _signature(view, start, "CRX2", ident, [proof], hashlib.sha1(usedforsecurity=False))


def _third(view: View, length: int) -> Iterator[Item | Signature]:
    if length > LIMIT:
        raise DamagedError(f"a header of {length} bytes")
    fields = list(protobuf(view.exactly(12, length, "the header")))
    start = 12 + length
    proofs = [_proof(value) for tag, value in fields if tag == RSA]
    count = sum(tag == ECDSA for tag, _ in fields)
    signed = next((value for tag, value in fields if tag == SIGNED), b"")
    ident = next((value for tag, value in protobuf(signed) if tag == 1), b"")
    yield Region("header", 0, 12)
    yield from _owned(view, length)
    yield Fact.of(CrxHeader(3, shown(ident), len(proofs), count))
    yield from _archive(view, start)
    state = hashlib.sha256(CONTEXT + struct.pack("<I", len(signed)) + signed)
    every = [_proof(value) for tag, value in fields if tag in {RSA, ECDSA}]
    yield _signature(view, start, "CRX3", ident, every, state)


def _owned(view: View, length: int) -> Iterator[Region]:
    """Own the header's fields of known numbers; one of another number stays without an owner."""
    names = {RSA: "RSA proof", ECDSA: "ECDSA proof", 4: "verified contents", SIGNED: "signed data"}
    raw, at = view.read(12, length), 0
    while at < len(raw):
        following, tag, value = _field(raw, at)
        if tag in names and _has_grammar(tag, value or b""):
            yield Region(names[tag], 12 + at, following - at)
        at = following


def _has_grammar(tag: int, value: bytes) -> bool:
    """Say whether a proof holds a key and a signature, and the signed data an id, and nothing else."""
    known = {RSA: {1, 2}, ECDSA: {1, 2}, SIGNED: {1}}.get(tag)
    return known is None or {each for each, _ in protobuf(value)} <= known


def _archive(view: View, start: int) -> Iterator[Item]:
    yield Region("archive", start, view.size - start)
    yield Child("extension.zip", span=(start, view.size - start))


def _proof(raw: bytes) -> Proof:
    fields = dict(protobuf(raw))
    return Proof(fields.get(1, b""), fields.get(2, b""))


def _signature(
    view: View, start: int, scheme: str, ident: bytes, proofs: list[Proof], state: hashlib._Hash
) -> Signature:
    """Check every proof; one of them must be of the key that the id is made of."""
    for chunk in view.chunks(start):
        state.update(chunk)
    flags = set()
    own = False
    for proof in proofs[:PROOFS]:
        own |= hashlib.sha256(proof.key).digest()[:16] == ident
        try:
            right = verify_digest(proof.key, proof.signature, state.name, state.digest())
        except DamagedError:
            flags.add("unreadable-pkcs7")
            continue
        if not right:
            flags.add("signature-wrong")
    if not own:
        flags.add("signer-missing")
    return Signature(
        scheme=scheme,
        status=status_of(flags),
        signer=shown(ident),
        flags=tuple(sorted(flags)),
        digest=state.name,
        covered=(Span(start, view.size - start),),
        not_covered=(Span(0, start),),
    )


def shown(ident: bytes) -> str:
    """Return an extension's id as Chrome writes it: 32 letters from a to p."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in ident.hex())[:32]


def protobuf(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each field with a length; those of other types are passed."""
    at = 0
    while at < len(raw):
        at, tag, value = _field(raw, at)
        if value is not None:
            yield tag, value


def _field(raw: bytes, at: int) -> tuple[int, int, bytes | None]:
    head, at = _varint(raw, at)
    kind, tag = head & 7, head >> 3
    if kind == 0:
        return _varint(raw, at)[1], tag, None
    if kind in {1, 5}:
        at += 8 if kind == 1 else 4
        value = None
    elif kind == 2:
        length, at = _varint(raw, at)
        value = raw[at : at + length]
        at += length
    else:
        raise DamagedError(f"a field of type {kind} in the header")
    if at > len(raw):
        raise DamagedError("a field of the header is cut short")
    return at, tag, value


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(raw):
            break
        value |= (raw[at] & 0x7F) << shift
        at += 1
        if not raw[at - 1] & 0x80:
            return value, at
    raise DamagedError("a number in the header is cut short")
