"""Signatures of scheme 4 for Android: a file `.idsig` beside a package, with the tree of its hashes.

Signed are the package's length, the root of the tree over all of its bytes, the digest that its own
signature of scheme 3 (or 2) is over, and the certificate. The file is read here; what it says is held to
the package when the whole release is known. The tree lets a system check blocks while they arrive.

Source: Android Open Source Project, "APK Signature Scheme v4", section "Format"; apksig's V4Signature as
its public documentation and files made by apksigner have it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Region, Signature, Span
from onionskin.parse.archive import StrayBytes
from onionskin.parse.pki.certificates import common_name, organisation, read_certificate
from onionskin.parse.pki.signature_flags import binds, status_of
from onionskin.parse.signatures import merkle
from onionskin.parse.signatures.apk_signature import ALGORITHMS, VERITY, verified
from onionskin.parse.signatures.idsig_facts import SCHEME, Idsig, IdsigSigner
from onionskin.plugins.view import View

VERSION = 2
_SHA256, _BLOCK_BITS = 1, 12
HEAD, FIELD, SIGNERS = 1 << 20, 1 << 17, 4


@dataclass
class _Cursor:
    data: bytes
    at: int = 0

    def number(self, form: str = "<i") -> int:
        size = struct.calcsize(form)
        (value,) = struct.unpack(form, self.take(size))
        return int(value)

    def sized(self, limit: int = FIELD) -> bytes:
        length = self.number()
        if not 0 <= length <= limit:
            raise DamagedError(f"a field of {length} bytes")
        return self.take(length)

    def take(self, length: int) -> bytes:
        if length > len(self.data) - self.at:
            raise DamagedError("a field is cut short")
        self.at += length
        return self.data[self.at - length : self.at]


def fits(view: View) -> bool:
    """Say whether it begins with this version's number; what follows is read, or is damage."""
    return view.read(0, 4) == struct.pack("<i", VERSION)


def walk(view: View) -> Iterator[Region | Fact]:
    """Yield the parts and what they state. Raises DamagedError where the headers cannot be read."""
    told, hashing, signing = _read(view)
    yield Region("version", 0, 4)
    yield Region("hashing info", 4, hashing - 4)
    yield Region("signing info", hashing, signing - hashing)
    end, tree = signing, ""
    if view.size >= signing + 4:
        length = int.from_bytes(view.read(signing, 4), "little", signed=True)
        if length < 0 or signing + 4 + length > view.size:
            raise DamagedError(f"a tree of {length} bytes, {view.size - signing - 4} are there")
        yield Region("tree of hashes", signing, 4 + length)
        running = hashlib.sha256()
        for chunk in view.chunks(signing + 4, length):
            running.update(chunk)
        tree, end = running.hexdigest() if length else "", signing + 4 + length
    if end < view.size:
        yield Fact.of(StrayBytes("behind", end, view.size - end))
    yield Fact.of(Idsig(*told, tree))


def _read(view: View) -> tuple[tuple[int, int, str, str, tuple[IdsigSigner, ...]], int, int]:
    """Return what both headers state, and where each ends."""
    cursor = _Cursor(view.read(0, HEAD))
    if cursor.number() != VERSION:
        raise DamagedError("another version than 2")
    hashing = _Cursor(cursor.sized())
    first = cursor.at
    number, bits = hashing.number(), hashing.take(1)[0]
    salt, root = hashing.sized(64), hashing.sized(64)
    signing = _Cursor(cursor.sized(HEAD))
    signers = [_signer(signing, 0)]
    while signing.at < len(signing.data):
        if len(signers) == SIGNERS:
            raise DamagedError(f"more than {SIGNERS} signers")
        block = signing.number("<I")
        inner = _Cursor(signing.sized())
        signers.append(_signer(inner, block))
        if inner.at != len(inner.data):
            raise DamagedError("a signer has other fields")
    if hashing.at != len(hashing.data) or len(root) != 32:
        raise DamagedError("the hashing info has other fields")
    return (number, bits, salt.hex(), root.hex(), tuple(signers)), first, cursor.at


def _signer(cursor: _Cursor, block: int) -> IdsigSigner:
    inside, certificate, additional, key = (cursor.sized().hex() for _ in range(4))
    return IdsigSigner(block, inside, certificate, additional, key, cursor.number("<I"), cursor.sized().hex())  # fmt: skip


def settle(view: View, said: Idsig) -> tuple[Signature, ...]:
    """Return what becomes of each signer over the package's bytes."""
    common: set[str] = set()
    if said.hashing != _SHA256 or said.block_bits != _BLOCK_BITS:
        common.add("digest-unknown")
    else:
        found = merkle.build(view.chunks(), bytes.fromhex(said.salt))
        own = hashlib.sha256(found.levels).hexdigest()
        if found.root.hex() != said.root or said.tree not in {"", own}:
            common.add("digest-mismatch")
    return tuple(_settled(view, said, each, common) for each in said.signers)


def _settled(view: View, said: Idsig, signer: IdsigSigner, common: set[str]) -> Signature:
    flags, name = set(common), ""
    key = bytes.fromhex(signer.key)
    try:
        certificate = read_certificate(bytes.fromhex(signer.certificate))
        name = organisation(certificate.subject) or common_name(certificate.subject)
        if certificate.key != key:
            flags.add("signer-missing")
    except DamagedError:
        flags.add("certificate-unreadable")
    number = signer.algorithm
    if number not in ALGORITHMS and number not in VERITY:
        flags.add("algorithm-unknown")
    elif not verified(
        key, number, bytes.fromhex(signer.signature), signed_bytes(said, signer, view.size)
    ):
        flags.add("signature-wrong")
    whole = (Span(0, view.size),)
    right = binds(flags)
    return Signature(
        SCHEME, status_of(flags), name, tuple(sorted(flags)), None, f"sha256:{said.root}",
        whole if right else (), () if right else whole,
    )  # fmt: skip


def signed_bytes(said: Idsig, signer: IdsigSigner, size: int) -> bytes:
    """Return what one signer signs of a package of that size."""
    fields = (said.salt, said.root, signer.inside, signer.certificate, signer.additional)
    raws = [bytes.fromhex(each) for each in fields]
    sized = [struct.pack("<i", len(each)) + each for each in raws]
    body = struct.pack("<qiB", size, said.hashing, said.block_bits) + b"".join(sized)
    return struct.pack("<i", len(body) + 4) + body
