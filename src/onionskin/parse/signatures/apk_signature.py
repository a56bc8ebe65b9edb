"""The signatures of an Android package: schemes 2, 3 and 3.1 in its signing block, 1 as in a jar.

A signer of the block signs digests of three parts (all before the block, the central directory, the end
record with the block's own place in it), each hashed in pieces of 1 MiB, or all as one tree. Android asks for no authority:
certificates are self-signed, and what counts is whether the key stays the same, or hands over to the
next in a lineage.

Source: Android Open Source Project, "APK Signature Scheme v2", "v3", "v3.1", sections "Format" and
"Verification"; the v3 proof-of-rotation structure; apksig's constants.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Signature, Span, Value
from onionskin.parse.archive import Item
from onionskin.parse.archives import apk_block
from onionskin.parse.archives.zip_directory import find_end
from onionskin.parse.holes import joined, outside
from onionskin.parse.pki.certificates import (
    Certificate,
    common_name,
    organisation,
    read_certificate,
)
from onionskin.parse.pki.public_key import MAX_RSA_BITS
from onionskin.parse.pki.signature_flags import binds, status_of
from onionskin.parse.signatures import java_archive, merkle
from onionskin.parse.signatures.jar_signature import (
    JarSignature,
    OutsideSignature,
    StrippedSignature,
)
from onionskin.plugins.view import View

SCHEMES = {0x7109871A: "apk-v2", 0xF05368C0: "apk-v3", 0x1B93AD61: "apk-v3.1"}
PIECE, LIMIT, SIGNERS, PAIRS = 1 << 20, 4 << 20, 10, 64
_SALT = bytes(8)
_STRIPPED, _LINEAGE = 0xBEEFF00D, 0x3BA06F8C
# Algorithm id -> key, digest of the content, its length.
ALGORITHMS = {
    0x0101: ("rsa-pss", "sha256"), 0x0102: ("rsa-pss", "sha512"), 0x0103: ("rsa", "sha256"),
    0x0104: ("rsa", "sha512"), 0x0201: ("ecdsa", "sha256"), 0x0202: ("ecdsa", "sha512"), 0x0301: ("dsa", "sha256"),
}  # fmt: skip
# Those that hash the package as fs-verity does sign as their counterparts.
VERITY = {0x0421: 0x0103, 0x0423: 0x0201, 0x0425: 0x0301}
_HASHES: dict[str, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sha512": hashes.SHA512()}
# In a package of Android's, installers write channel names straight into META-INF.
_UNHELD = "META-INF/"


class ApkSigner(Value, frozen=True):
    """One signer of a signing block: its certificate, the SDK versions it is for, and who it was before.

    `lineage` holds the certificates' SHA-256 from the first key to this one. `stronger` is the number of
    the scheme that must stand beside it, 0 for none; `digests` are the stated ones of the package, in hex.
    """

    scheme: str
    subject: str
    certificate: str
    algorithms: tuple[str, ...]
    min_sdk: int = 0
    max_sdk: int = 0
    lineage: tuple[str, ...] = ()
    stronger: int = 0
    digests: tuple[str, ...] = ()


@dataclass
class _Signer:
    """A signer read: what is signed and where it stands, signatures, key; then what was found."""

    signed: bytes
    place: Span
    signatures: list[tuple[int, bytes]]
    key: bytes
    digests: dict[int, bytes] = field(default_factory=dict)
    certificates: list[Certificate] = field(default_factory=list)
    attributes: dict[int, bytes] = field(default_factory=dict)
    sdks: tuple[int, int] = (0, 0)
    lineage: tuple[str, ...] = ()
    flags: set[str] = field(default_factory=set)


def walk(view: View) -> Iterator[Item | Signature]:
    """Yield the zip as a jar, then the signatures of its block, and what is missing of either."""
    block: list[tuple[str, Span]] = []
    try:
        parts, block = _pairs(view)
    except DamagedError as error:
        yield Problem("damaged", f"the signing block: {error}")
        parts = None
    found = {name for name, _ in block}
    stated: set[int] = set()
    for item in java_archive.walk(view, scheme="apk-v1"):
        kept = _android(item, held=bool(found), stated=stated)
        if kept is not None:
            yield kept
    for number in sorted(stated):
        if number in {2, 3} and not any(name.startswith(f"apk-v{number}") for name in found):
            mark = f"X-Android-APK-Signed names scheme {number}"
            yield Fact.of(StrippedSignature(f"the signature of scheme {number}", mark))
    if parts is None:
        return
    cache: dict[str, bytes] = {}
    for name, span in block:
        try:
            yield from _scheme(view, name, span, parts, cache, found)
        except DamagedError as error:
            yield Problem("damaged", f"the signature of {name}: {error}")
            yield Signature(name, "unreadable", "", ("unreadable-pkcs7",), not_covered=(Span(0, view.size),))  # fmt: skip


def _android(item: Item | Signature, *, held: bool, stated: set[int]) -> Item | Signature | None:
    """Return an item of the jar as Android means it: entries in META-INF need no digest."""
    if isinstance(item, Signature):
        # No Android looks at times or chains: the key is the signer.
        flags = {each for each in item.flags if each in _MATTERS}
        return Signature(item.scheme, status_of(flags), item.signer, tuple(sorted(flags)), item.signed_at, item.digest, item.covered, item.not_covered)  # fmt: skip
    if not isinstance(item, Fact):
        return item
    if item.kind == JarSignature.__name__:
        stated.update(item.value["schemes"])
    if item.kind == OutsideSignature.__name__:
        names = tuple(each for each in item.value["names"] if not each.startswith(_UNHELD))
        # The block of a later scheme covers every byte of every entry.
        return None if held or not names else Fact.of(OutsideSignature("apk-v1", names, len(names)))
    # A package that only newer Androids install keeps the manifest of a jar it was built from.
    if item.kind == StrippedSignature.__name__ and held and item.value["what"] == "the signature":
        return None
    return item


_MATTERS = frozenset(
    {
        "unreadable-pkcs7", "digest-mismatch", "message-digest-missing", "message-digest-mismatch", "digest-unknown",
        "signer-missing", "signature-wrong", "algorithm-unknown", "algorithm-mismatch", "weak-digest-md5",
        "weak-digest-sha1", "content-type-attribute-wrong", "duplicate-signed-attribute", "bytes-behind-pkcs7",
    }
)  # fmt: skip


@dataclass(frozen=True)
class _Parts:
    """What a signing block covers: before it, the directory, the end record; and where the block starts."""

    start: int
    directory: Span
    end: Span
    pointer: int


def _pairs(view: View) -> tuple[_Parts | None, list[tuple[str, Span]]]:
    """Return the three signed parts, and where the value of each scheme's pair stands."""
    end = find_end(view)
    if end is None or end.directory.offset < 32:
        return None, []
    stop = end.directory.offset
    if view.read(stop - 16, 16) != apk_block.MAGIC:
        return None, []
    length = int.from_bytes(view.read(stop - 24, 8), "little")
    start = stop - length - 8
    if start < 0 or int.from_bytes(view.read(start, 8), "little") != length:
        raise DamagedError("its two lengths differ")
    record = Span(end.at, view.size - end.at)
    if end.directory.end != end.at:
        raise DamagedError("other bytes stand between the central directory and its end record")
    parts = _Parts(start, end.directory, record, end.at + 16)
    found: list[tuple[str, Span]] = []
    at = start + 8
    for _ in range(PAIRS):
        if at + 12 > stop - 24:
            break
        size = int.from_bytes(view.read(at, 8), "little")
        if size < 4 or at + 8 + size > stop - 24:
            raise DamagedError("a pair is cut short")
        name = SCHEMES.get(int.from_bytes(view.read(at + 8, 4), "little"))
        if name:
            found.append((name, Span(at + 12, size - 4)))
        at += 8 + size
    return parts, found


def _scheme(
    view: View, name: str, span: Span, parts: _Parts, cache: dict[str, bytes], found: set[str]
) -> Iterator[Fact | Signature]:
    if span.length > LIMIT:
        raise DamagedError(f"it has {span.length} bytes")
    raw = view.exactly(span.offset, span.length, "the pair")
    block, _ = _prefixed(raw, 0)
    signers = [_read(each, Span(span.offset + 4 + at, len(each)), name) for at, each in _items(block)]  # fmt: skip
    if not signers:
        raise DamagedError("it holds no signer")
    for signer in signers[:SIGNERS]:
        _check(view, signer, parts, cache)
        stronger = _stronger(signer, found)
        yield Fact.of(_said(name, signer, stronger))
        yield _signature(view, name, signer, parts)


def _read(raw: bytes, place: Span, name: str) -> _Signer:
    """Read one signer of a pair (scheme 3 states the SDK versions twice)."""
    signed, at = _prefixed(raw, 0)
    outer = (0, 0)
    if name != "apk-v2":
        outer = _numbers(raw, at)
        at += 8
    listed, at = _prefixed(raw, at)
    key, at = _prefixed(raw, at)
    made = [(int.from_bytes(each[:4], "little"), _prefixed(each, 4)[0]) for _, each in _items(listed)]  # fmt: skip
    signer = _Signer(signed, Span(place.offset + 4 + 4, len(signed)), made, key)
    digests, at = _prefixed(signed, 0)
    certificates, at = _prefixed(signed, at)
    if name != "apk-v2":
        signer.sdks = _numbers(signed, at)
        at += 8
        if signer.sdks != outer:
            signer.flags.add("content-type-wrong")
    attributes = _prefixed(signed, at)[0] if at < len(signed) else b""
    for _, each in _items(digests):
        signer.digests[int.from_bytes(each[:4], "little")] = _prefixed(each, 4)[0]
    signer.certificates = [read_certificate(each) for _, each in _items(certificates)]
    for _, each in _items(attributes):
        signer.attributes[int.from_bytes(each[:4], "little")] = each[4:]
    return signer


def _check(view: View, signer: _Signer, parts: _Parts, cache: dict[str, bytes]) -> None:
    """Check signatures, key, digests and lineage of one signer; the flags say what is wrong."""
    known = [each for each in signer.signatures if each[0] in ALGORITHMS or each[0] in VERITY]
    if not signer.certificates or signer.certificates[0].key != signer.key:
        signer.flags.add("signer-missing")
    if {each for each, _ in signer.signatures} != set(signer.digests):
        signer.flags.add("algorithm-mismatch")
    if not known:
        signer.flags.add("algorithm-unknown")
    for number, signature in known:
        if not verified(signer.key, number, signature, signer.signed):
            signer.flags.add("signature-wrong")
    _compare(view, signer, parts, cache)
    if _LINEAGE in signer.attributes:
        _check_lineage(signer)


def _compare(view: View, signer: _Signer, parts: _Parts, cache: dict[str, bytes]) -> None:
    """Compare each stated digest with the file's own."""
    for number, stated in signer.digests.items():
        name = "verity" if number in VERITY else ALGORITHMS.get(number, ("", ""))[1]
        if not name:
            continue
        if name not in cache:
            cache[name] = _digest(view, parts, name) if name != "verity" else _root(view, parts)
        if cache[name] != stated:
            signer.flags.add("digest-mismatch")


def _check_lineage(signer: _Signer) -> None:
    """Follow the lineage: each key but the first is signed by the one before; the last is the signer's."""
    held: list[Certificate] = []
    algorithm = 0
    try:
        for _, node in _items(signer.attributes[_LINEAGE][4:]):
            signed, at = _prefixed(node, 0)
            _, following = _numbers(node, at)
            signature, _ = _prefixed(node, at + 8)
            certificate, end = _prefixed(signed, 0)
            stated = int.from_bytes(signed[end : end + 4], "little")
            if held and not (
                stated == algorithm and verified(held[-1].key, algorithm, signature, signed)
            ):
                signer.flags.add("lineage-wrong")
            held.append(read_certificate(certificate))
            algorithm = following
    except DamagedError:
        signer.flags.add("lineage-wrong")
    if not held or not signer.certificates or held[-1].der != signer.certificates[0].der:
        signer.flags.add("lineage-wrong")
    signer.lineage = tuple(hashlib.sha256(each.der).hexdigest() for each in held[:20])


def _stronger(signer: _Signer, found: set[str]) -> int:
    """Return the scheme that the signer says stands beside it; flag it where it does not."""
    value = signer.attributes.get(_STRIPPED, b"")
    number = int.from_bytes(value[:4], "little") if len(value) >= 4 else 0
    if number == 3 and "apk-v3" not in found:
        signer.flags.add("stronger-signature-stripped")
    return number if number < 100 else 0


def _said(name: str, signer: _Signer, stronger: int) -> ApkSigner:
    first = signer.certificates[0] if signer.certificates else None
    return ApkSigner(
        name,
        common_name(first.subject)[:200] if first else "",
        hashlib.sha256(first.der).hexdigest() if first else "",
        tuple(
            sorted(
                " ".join(ALGORITHMS.get(each, (f"{each:#06x}",))) for each, _ in signer.signatures
            )
        ),
        *signer.sdks,
        signer.lineage,
        stronger,
        tuple(sorted(each.hex()[:128] for each in signer.digests.values())),
    )


def _signature(view: View, name: str, signer: _Signer, parts: _Parts) -> Signature:
    flags = tuple(sorted(signer.flags))
    covered: tuple[Span, ...] = ()
    if binds(flags):
        covered = joined([Span(0, parts.start), signer.place, parts.directory, parts.end])
    first = signer.certificates[0] if signer.certificates else None
    known = {each: ALGORITHMS.get(each, ("", "sha256"))[1] for each in signer.digests}
    names = sorted({known[each] for each in known if each in ALGORITHMS or each in VERITY})
    return Signature(
        scheme=name,
        status=status_of(flags),
        signer=organisation(first.subject) if first else "",
        flags=flags,
        digest=" ".join(names),
        covered=covered,
        not_covered=outside(covered, view.size),
    )


def _digest(view: View, parts: _Parts, name: str) -> bytes:
    """Return the digest over the three parts in pieces; the end record points to where the block is."""
    pieces: list[bytes] = []

    def take(piece: bytes) -> None:
        head = b"\xa5" + struct.pack("<I", len(piece))
        pieces.append(hashlib.new(name, head + piece).digest())

    for span in (Span(0, parts.start), parts.directory):
        for at in range(span.offset, span.end, PIECE):
            take(view.read(at, min(PIECE, span.end - at)))
    record = bytearray(view.read(parts.end.offset, parts.end.length))
    record[16:20] = struct.pack("<I", parts.start & 0xFFFFFFFF)
    take(bytes(record))
    return hashlib.new(name, b"\x5a" + struct.pack("<I", len(pieces)) + b"".join(pieces)).digest()


def _root(view: View, parts: _Parts) -> bytes:
    """Return the root of the tree over the three parts, behind a salt of zeros, and how long they are."""
    record = bytearray(view.read(parts.end.offset, parts.end.length))
    record[16:20] = struct.pack("<I", parts.start & 0xFFFFFFFF)
    directory = view.chunks(parts.directory.offset, parts.directory.length)
    tree = merkle.build(chain(view.chunks(0, parts.start), directory, (bytes(record),)), _SALT)
    return tree.root + struct.pack("<Q", tree.size)


def verified(key: bytes, number: int, signature: bytes, message: bytes) -> bool:
    """Check a signature by an algorithm of ALGORITHMS or VERITY with a SubjectPublicKeyInfo."""
    kind, name = ALGORITHMS.get(VERITY.get(number, number), ("", ""))
    try:
        public = serialization.load_der_public_key(key)
        if isinstance(public, rsa.RSAPublicKey) and public.key_size <= MAX_RSA_BITS:
            scheme: padding.AsymmetricPadding = padding.PKCS1v15()
            if kind == "rsa-pss":
                scheme = padding.PSS(padding.MGF1(_HASHES[name]), _HASHES[name].digest_size)
            elif kind != "rsa":
                return False
            public.verify(signature, message, scheme, _HASHES[name])
        elif isinstance(public, ec.EllipticCurvePublicKey) and kind == "ecdsa":
            public.verify(signature, message, ec.ECDSA(_HASHES[name]))
        elif isinstance(public, dsa.DSAPublicKey) and kind == "dsa":
            public.verify(signature, message, _HASHES[name])
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _prefixed(raw: bytes, at: int) -> tuple[bytes, int]:
    """Return bytes behind their length in four bytes, and where the next ones begin."""
    length = int.from_bytes(raw[at : at + 4], "little")
    if at + 4 > len(raw) or at + 4 + length > len(raw):
        raise DamagedError("a field is cut short")
    return raw[at + 4 : at + 4 + length], at + 4 + length


def _items(raw: bytes) -> list[tuple[int, bytes]]:
    """Return the fields of a sequence with where each body begins."""
    found, at = [], 0
    while at < len(raw):
        start = at
        item, at = _prefixed(raw, at)
        found.append((start + 4, item))
        if len(found) > 256:
            raise DamagedError("more than 256 fields")
    return found


def _numbers(raw: bytes, at: int) -> tuple[int, int]:
    if at + 8 > len(raw):
        raise DamagedError("a number is cut short")
    first, second = struct.unpack_from("<II", raw, at)
    return first, second
