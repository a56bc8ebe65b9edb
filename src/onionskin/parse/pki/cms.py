"""PKCS#7 signed data: its fields with their places, and whether a signer's signature is right.

Source: RFC 5652 (CMS), RFC 2315 (PKCS #7). One reader serves a PE's signature, an MSI's,
their timestamps and the signatures nested in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Span, Value
from onionskin.parse.pki import der
from onionskin.parse.pki.certificates import Outline, outline, read_certificate
from onionskin.parse.pki.chain import MAX_CERTIFICATES, Pool
from onionskin.parse.pki.public_key import DIGESTS, digest_of, verify

SIGNED_DATA = "1.2.840.113549.1.7.2"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
_NULL = b"\x05\x00"
# CertificateChoices that are no X.509 certificate; Microsoft's timestamps carry one such.
_OTHER_CERTIFICATES = (0xA0, 0xA1, 0xA2, 0xA3)


class Uncovered(Value, frozen=True):
    """Bytes of a signature that no signature covers: anybody may change them unseen.

    `kind` is one of KINDS, `what` an OID or a name; `payload` is where the longest
    extension of an unused certificate stands.
    """

    kind: str
    offset: int
    length: int
    what: str = ""
    payload: Span | None = None


KINDS = (
    "algorithm parameters", "attribute certificate", "behind", "extra field", "nested signature",
    "revocation list", "timestamp", "unsigned attribute", "unused certificate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its OID, the whole field, and its values."""

    oid: str
    node: der.Node
    values: tuple[der.Node, ...]


@dataclass(slots=True)
class SignerInfo:
    """One signer's block. `signed` is None where there are no signed attributes."""

    issuer: bytes
    serial: int
    key_id: bytes | None
    digest: str
    signed: der.Node | None
    attributes: tuple[Attribute, ...]
    algorithm: der.Node
    signature: bytes
    unsigned: tuple[Attribute, ...]
    uncovered: list[Uncovered] = field(default_factory=list)

    def values(self, oid: str) -> tuple[der.Node, ...]:
        """Return the values of a signed attribute, of all its occurrences."""
        return tuple(value for each in self.attributes if each.oid == oid for value in each.values)

    def signed_bytes(self) -> bytes:
        """Return the signed attributes as they were signed: as a SET in DER."""
        assert self.signed is not None
        return der.definite(der.SET, self.signed.content)


@dataclass(slots=True)
class SignedData:
    """A PKCS#7 signed data. Offsets count from the start of the bytes it was read from."""

    node: der.Node
    content_type: str
    content: der.Node | None
    pool: Pool
    signers: tuple[SignerInfo, ...]
    too_many: bool
    uncovered: list[Uncovered] = field(default_factory=list)

    def payload(self) -> bytes:
        """Return the content octets that the message digest is made over."""
        if self.content is None:
            return b""
        if self.content.tag in (der.OCTET_STRING, der.OCTET_STRING | der.CONSTRUCTED):
            return der.octets(self.content)
        return self.content.content


def read_signed_data(node: der.Node) -> SignedData:
    """Return the signed data of a ContentInfo, or raise DamagedError."""
    top = der.fields(node, "a PKCS#7", 2)
    if der.oid(top[0]) != SIGNED_DATA:
        raise DamagedError("the PKCS#7 holds no signed data")
    body = der.expect(top[1], 0xA0, "a PKCS#7's content").children()
    if not body:
        raise DamagedError("the PKCS#7 holds nothing")
    parts = der.fields(body[0], "signed data", 4)
    uncovered = [*extra(top, 2), *extra(body, 1), *odd_version(parts[0])]
    for number, each in enumerate(der.fields(parts[1], "digest algorithms", tag=der.SET)):
        if number >= len(DIGESTS):
            uncovered.append(place("algorithm parameters", each))
        else:
            uncovered += odd_parameters(each)
    encapsulated = der.fields(parts[2], "a PKCS#7's inner content", 1)
    uncovered += extra(encapsulated, 2)
    content = None
    if len(encapsulated) > 1:
        inner = der.expect(encapsulated[1], 0xA0, "inner content").children()
        content = inner[0] if inner else None
        uncovered += extra(inner, 1)
    at, too_many = 3, False
    held: list[Outline] = []
    if parts[at].tag == 0xA0:
        held, too_many = _certificates(parts[at], uncovered)
        at += 1
    if at < len(parts) and parts[at].tag == 0xA1:
        uncovered.append(place("revocation list", parts[at]))
        at += 1
    if at >= len(parts):
        raise DamagedError("the signed data has no signers' field")
    uncovered += extra(parts, at + 1)
    infos = der.fields(parts[at], "signers", tag=der.SET)
    return SignedData(
        node=node,
        content_type=der.oid(encapsulated[0]),
        content=content,
        pool=Pool(held),
        signers=tuple(read_signer(each) for each in infos[:8]),
        too_many=too_many,
        uncovered=uncovered,
    )


def read_signer(node: der.Node) -> SignerInfo:
    """Return a SignerInfo (also a PKCS#9 counter-signature), or raise DamagedError."""
    parts = der.fields(node, "a signer", 5)
    issuer, serial, key_id = b"", 0, None
    uncovered = list(odd_version(parts[0]))
    if parts[1].tag == 0x80:
        key_id = parts[1].content
    else:
        named = der.fields(parts[1], "a signer's id", 2)
        issuer, serial = named[0].raw, der.integer(named[1])
        uncovered += extra(named, 2)
    uncovered += odd_parameters(parts[2])
    at, signed = 3, None
    attributes: tuple[Attribute, ...] = ()
    if parts[at].tag == 0xA0:
        signed = parts[at]
        attributes = tuple(_attributes(signed))
        at += 1
    if at + 1 >= len(parts):
        raise DamagedError("a signer is cut short")
    algorithm, signature = parts[at], der.octets(parts[at + 1])
    uncovered += odd_parameters(algorithm)
    unsigned: tuple[Attribute, ...] = ()
    if at + 2 < len(parts) and parts[at + 2].tag == 0xA1:
        unsigned = tuple(_attributes(parts[at + 2]))
        uncovered += [odd for each in unsigned for odd in extra(each.node.children(), 2)]
        at += 1
    uncovered += extra(parts, at + 2)
    digest_oid = der.oid(der.fields(parts[2], "a digest algorithm", 1)[0])
    return SignerInfo(
        issuer=issuer,
        serial=serial,
        key_id=key_id,
        digest=DIGESTS.get(digest_oid, digest_oid),
        signed=signed,
        attributes=attributes,
        algorithm=algorithm,
        signature=signature,
        unsigned=unsigned,
        uncovered=uncovered,
    )


def find_signer(signer: SignerInfo, pool: Pool) -> Outline | None:
    """Return the certificate whose key made the signature, else the first that bears its id."""
    if signer.key_id is None:
        named = pool.numbered(signer.issuer, signer.serial)
    else:
        named = [each for each in pool.outlines[:64] if _key_id(each) == signer.key_id][:4]
    return next((each for each in named if not signature_flags(signer, each)), None) or next(
        iter(named), None
    )


def content_flags(signer: SignerInfo, content_type: str | None, payload: bytes) -> Iterator[str]:
    """Compare the signed attributes with the content that they speak of.

    A `content_type` of None leaves the type out: a counter-signature's is not fixed.
    """
    if signer.digest not in DIGESTS.values():
        yield "digest-unknown"
        return
    if signer.digest == "md5":
        yield "weak-digest-md5"
    if signer.digest == "sha1":
        yield "weak-digest-sha1"
    if signer.signed is None:
        yield "signed-attributes-missing"
        return
    names = [each.oid for each in signer.attributes]
    if len(names) != len(set(names)):
        yield "duplicate-signed-attribute"
    types = signer.values(CONTENT_TYPE)
    if content_type is not None and (len(types) != 1 or der.oid(types[0]) != content_type):
        yield "content-type-attribute-wrong"
    digests = signer.values(MESSAGE_DIGEST)
    if not digests:
        yield "message-digest-missing"
    elif len(digests) > 1 or der.octets(digests[0]) != digest_of(signer.digest, payload):
        yield "message-digest-mismatch"


def signature_flags(signer: SignerInfo, place: Outline) -> tuple[str, ...]:
    """Check the signature over the signed attributes with a certificate's key."""
    if signer.signed is None:
        return ("signed-attributes-missing",)
    try:
        certificate = read_certificate(place.node.raw)
        made_with = verify(
            certificate.key,
            signer.algorithm.raw,
            signer.signature,
            signer.signed_bytes(),
            signer.digest,
        )
    except DamagedError:
        return ("algorithm-unknown",)
    if not made_with:
        return ("signature-wrong",)
    return () if made_with == signer.digest else ("algorithm-mismatch",)


def signing_time(signer: SignerInfo) -> str | None:
    """Return the signed attribute signing-time as ISO 8601 in UTC, or None."""
    values = signer.values(SIGNING_TIME)
    return der.time(values[0]) if values else None


def place(kind: str, node: der.Node, what: str = "") -> Uncovered:
    """Return where a field stands that no signature covers."""
    return Uncovered(kind, node.start, node.stop - node.start, what)


def extra(parts: list[der.Node], expected: int) -> list[Uncovered]:
    """Return the fields beyond those of the grammar."""
    return [place("extra field", each) for each in parts[expected:]]


def odd_version(node: der.Node) -> Iterator[Uncovered]:
    """Yield a version number that is longer than any version."""
    if node.stop - node.start > 4:
        yield place("extra field", node, "version")


def odd_parameters(algorithm: der.Node) -> Iterator[Uncovered]:
    """Yield parameters of an AlgorithmIdentifier that are neither absent nor NULL nor PSS's own."""
    parts = der.fields(algorithm, "an algorithm", 1)
    name = der.oid(parts[0])
    at = 1
    if len(parts) > 1 and (
        parts[1].raw == _NULL or (name == "1.2.840.113549.1.1.10" and _length(parts[1]) <= 80)
    ):
        at = 2
    for each in parts[at:]:
        yield place("algorithm parameters", each, name)


def _length(node: der.Node) -> int:
    return node.stop - node.start


def _certificates(holder: der.Node, uncovered: list[Uncovered]) -> tuple[list[Outline], bool]:
    """Return the embedded certificates, and whether there are more than are read."""
    nodes = holder.children()
    held = []
    for each in nodes[:MAX_CERTIFICATES]:
        if each.tag in _OTHER_CERTIFICATES:
            uncovered.append(place("attribute certificate", each))
            continue
        try:
            held.append(outline(der.expect(each, der.SEQUENCE, "a certificate")))
        except DamagedError:
            uncovered.append(place("extra field", each, "no certificate"))
    uncovered += extra(nodes, MAX_CERTIFICATES)[:1]
    return held, len(nodes) > MAX_CERTIFICATES


def _attributes(holder: der.Node) -> Iterator[Attribute]:
    for each in holder.children():
        parts = der.fields(each, "an attribute", 2)
        values = der.expect(parts[1], der.SET, "an attribute's values").children()
        yield Attribute(der.oid(parts[0]), each, tuple(values))


def _key_id(place: Outline) -> bytes | None:
    try:
        return read_certificate(place.node.raw).key_id
    except DamagedError:
        return None
