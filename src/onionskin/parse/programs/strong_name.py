"""The strong name of a .NET assembly: whose key made its name, and over which bytes.

A strong name tells two assemblies of one name apart. It proves no publisher (anybody makes a key), is not
asked for by .NET since 5.0, and is therefore a fact of its own and never a `Signature`.

Source: ECMA-335, 6th edition, partition II, section 6.2.1.3 and 25.3.3; PUBLICKEYBLOB in Microsoft's
"RSA/Schannel Key BLOBs". The digest is over the headers with CheckSum and certificate directory as zeros, and
over the sections' raw data without the signature itself. Enhanced strong names: Microsoft, "Enhanced strong naming"
(AssemblySignatureKeyAttribute: a second key in hexadecimal, and the first key's signature of it, both SerString).
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from itertools import islice

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from onionskin.model import Span, Value
from onionskin.parse.pki.public_key import HASHES, MAX_RSA_BITS
from onionskin.parse.programs.clr import Clr
from onionskin.parse.programs.pe import PeLayout
from onionskin.plugins.view import View

_DIGESTS = {0: "sha1", 0x8004: "sha1", 0x800C: "sha256", 0x800D: "sha384", 0x800E: "sha512"}
_STANDARD = bytes.fromhex("00000000000000000400000000000000")
_ATTRIBUTES = 8  # of one assembly that are tried
_HEAD = struct.Struct("<IIIBBHI4sII")
# A custom attribute's prolog, and two texts of hexadecimal digits behind their lengths of one or two bytes; no named ones.
_DIGITS = rb"[\x80-\xbf]?[\x00-\xff](?P<%b>(?:[0-9a-fA-F]{2}){64,2100})"
_ATTRIBUTE = re.compile(rb"\x01\x00" + _DIGITS % b"key" + _DIGITS % b"by" + rb"\x00\x00")


# Mono's builders have no key of Microsoft's, whose names its libraries bear: they sign with their own (token
# 0738eb9f132ed756), and Mono's machine.config takes it for the other. Its private half is in Mono's source, so
# that it tells where an assembly is from as little as none. The modulus, lowest byte first, as such a blob has it.
MONO = rsa.RSAPublicNumbers(
    65537,
    int.from_bytes(
        bytes.fromhex(
            "79159977d2d03a8e6bea7a2e74e8d1afcc93e8851974952bb480a12c9134474d04062447c37e0e68c080536fcf3c3fbe"
            "2ff9c979ce998475e506e8ce82dd5b0f350dc10e93bf2eeecf874b24770c5081dbea7447fddafa277b22de47d6ffea44"
            "9674a4f9fccf84d15069089380284dbdd35f46cdff12a1bd78e4ef0065d016df"
        ),
        "little",
    ),
).public_key()


_Key = tuple[rsa.RSAPublicKey, str]


class StrongName(Value, frozen=True):
    """How an assembly's strong name stands.

    `status` is `valid`, `by-mono` (Mono's own key signed it in place of Microsoft's), `wrong` (the key did not sign these bytes), `delay-signed` (a key, room for a
    signature, and zeros in it), `public-signed` (a key, and the header's flag set over no signature),
    `standard-key` (ECMA's own, which nobody signs with), `compiled-ahead` (the same as `wrong`, of an image that a named
    compiler made ready to run: it leaves the signature of what it compiled) or `unreadable`. `covered` and `not_covered`
    partition the file.
    """

    status: str
    token: str
    digest: str
    offset: int
    length: int
    covered: tuple[Span, ...] = ()
    not_covered: tuple[Span, ...] = ()


def check_strong_name(view: View, layout: PeLayout, clr: Clr) -> StrongName | None:
    """Return how the strong name stands, or None where the assembly has no key."""
    if not clr.key:
        return None
    offset, length = clr.signature
    token = clr.assembly.token
    if clr.key == _STANDARD:
        return StrongName("standard-key", token, "", offset, length)
    if not length or view.is_zero(offset, length):
        status = "public-signed" if clr.assembly.is_signed else "delay-signed"
        return StrongName(status, token, "", offset, length)
    key = _key(clr.key)
    covered = _covered(layout, view.size, offset, offset + length)
    # Sections that lie over each other are no linker's, and could make the digest endless.
    if key is None or sum(each.length for each in covered) > view.size:
        return StrongName("unreadable", token, "", offset, length)
    signature = view.read(offset, length)[::-1]
    status, name = _who_signed(view, layout, clr, key, signature, covered)
    if not name:
        return StrongName(status, token, key[1], offset, length)
    return StrongName(status, token, name, offset, length, covered, _rest(covered, view.size))


def _who_signed(
    view: View, layout: PeLayout, clr: Clr, key: _Key, signature: bytes, covered: tuple[Span, ...]
) -> tuple[str, str]:
    """Return the status of a name that is signed, and over which digest; "" where nobody known signed these bytes."""
    for public, named in (key, *_second_key(clr, key)):
        # Old tools signed with SHA-1 whatever the key's own field says.
        for name in dict.fromkeys((named, "sha1")):
            if _is_signed(public, signature, _digest(view, layout, covered, name), name):
                return "valid", name
    if _is_signed(MONO, signature, _digest(view, layout, covered, "sha1"), "sha1"):
        return "by-mono", "sha1"
    return ("compiled-ahead" if clr.compiler else "wrong"), ""


def _is_signed(public: rsa.RSAPublicKey, signature: bytes, digest: bytes, name: str) -> bool:
    try:
        public.verify(signature, digest, padding.PKCS1v15(), Prehashed(HASHES[name]))
    except InvalidSignature:
        return False
    return True


def _second_key(clr: Clr, first: _Key) -> Iterator[_Key]:  # fmt: skip
    """Yield the key of an enhanced strong name: the one that the assembly's own key has signed."""
    public, name = first
    for found in islice(_ATTRIBUTE.finditer(clr.blobs), _ATTRIBUTES):
        blob, countersignature = (bytes.fromhex(found[each].decode()) for each in ("key", "by"))
        digest = hashlib.new(name, blob, usedforsecurity=False).digest()
        key = _key(blob)
        if key is not None and _is_signed(public, countersignature[::-1], digest, name):
            yield key
            return


def _key(blob: bytes) -> _Key | None:
    """Return the RSA key of a public key blob, and its digest's name; None where it is none."""
    if len(blob) < _HEAD.size:
        return None
    _, hashing, size, kind, _, _, _, magic, bits, exponent = _HEAD.unpack_from(blob)
    modulus = blob[_HEAD.size : _HEAD.size + bits // 8]
    if kind != 6 or magic != b"RSA1" or size != len(blob) - 12 or not 384 <= bits <= MAX_RSA_BITS:
        return None
    if hashing not in _DIGESTS or len(modulus) != bits // 8:
        return None
    try:
        numbers = rsa.RSAPublicNumbers(exponent, int.from_bytes(modulus, "little"))
        return numbers.public_key(), _DIGESTS[hashing]
    except ValueError:
        return None


def _covered(layout: PeLayout, size: int, start: int, end: int) -> tuple[Span, ...]:
    """Return what the digest is over, in its order; the two fields that count as zero are left out."""
    checksum = Span(layout.checksum_offset, 4)
    holes = [checksum]
    if layout.certificate_directory_offset is not None:
        holes.append(Span(layout.certificate_directory_offset, 8))
    found = list(_without(Span(0, min(layout.headers_end, size)), holes))
    for each in layout.sections:
        raw = Span(min(each.offset, size), max(min(each.end, size) - min(each.offset, size), 0))
        found += _without(raw, [Span(start, end - start)])
    return tuple(found)


def _without(whole: Span, holes: list[Span]) -> list[Span]:
    found, at = [], whole.offset
    for hole in sorted(holes, key=lambda one: one.offset):
        if at < hole.end and hole.offset < whole.end:
            found.append(Span(at, max(hole.offset - at, 0)))
            at = max(hole.end, at)
    found.append(Span(at, max(whole.end - at, 0)))
    return [each for each in found if each.length]


def _digest(view: View, layout: PeLayout, covered: tuple[Span, ...], name: str) -> bytes:
    made = hashlib.new(name, usedforsecurity=False)
    at = 0
    for span in covered:
        # Within the headers the two fields are digested as zeros; between sections nothing is.
        if at < span.offset < layout.headers_end:
            made.update(bytes(span.offset - at))
        for part in view.chunks(span.offset, span.length):
            made.update(part)
        at = span.end
    return made.digest()


def _rest(covered: tuple[Span, ...], size: int) -> tuple[Span, ...]:
    return tuple(_without(Span(0, size), list(covered)))
