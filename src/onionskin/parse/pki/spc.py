"""The signed content of Authenticode: one verifier for every kind of signed file.

The caller gives the PKCS#7 and a function that digests the signed content. The result
names each failure (the table is `signature_flags.FLAGS`), never a bare yes or no.
There is no clock: a certificate is judged at the time that a verified timestamp proves;
without one its validity is not judged, which is said.

Not looked at: revocation, which needs a network; catalogues; page hashes, which the
whole file's digest includes.

Source: Microsoft, "Windows Authenticode Portable Executable Signature Format" (2008),
RFC 5652, RFC 3161.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.pki import cms, der
from onionskin.parse.pki.certificates import CODE_SIGNING, Outline, common_name, read_certificate
from onionskin.parse.pki.chain import LARGE_CERTIFICATE, NO_CHAIN, Chain, Pool, build
from onionskin.parse.pki.public_key import DIGESTS, HASHES
from onionskin.parse.pki.signature_flags import binds, status_of
from onionskin.parse.pki.timestamp import COUNTER_SIGNATURE, TOKEN, Timestamp, read_timestamps

MAX_NESTED, MAX_NESTED_DEPTH = 4, 1
# A package for Windows has five digests with their names for one.
MAX_DIGEST = 512
# Honest attribute certificates, measured: up to 900 bytes.
LARGE_ATTRIBUTE = 1_024
LARGE_ATTRIBUTE_CERTIFICATE = 2_048

INDIRECT_DATA = "1.3.6.1.4.1.311.2.1.4"
PE_IMAGE = "1.3.6.1.4.1.311.2.1.15"
SIP_INFO = "1.3.6.1.4.1.311.2.1.30"  # MSI, scripts and other subject interface packages
NESTED = "1.3.6.1.4.1.311.2.4.1"
_PAGE_HASHES = (
    bytes.fromhex("060a2b060104018237020301"),  # 1.3.6.1.4.1.311.2.3.1, page hashes in SHA-1
    bytes.fromhex("060a2b060104018237020302"),  # 1.3.6.1.4.1.311.2.3.2, in SHA-256
)


@dataclass(slots=True)
class Verified:
    """One signature of a PKCS#7, verified. Offsets count from the start of the PKCS#7.

    `binds` says whether the content is what some key signed: the digest, the signed
    attributes and the signature are right, whoever's key it is.
    """

    flags: set[str] = field(default_factory=set)
    digest_algorithm: str = ""
    signed_digest: bytes = b""
    actual_digest: bytes = b""
    chain: Chain = NO_CHAIN
    timestamps: list[Timestamp] = field(default_factory=list)
    uncovered: list[cms.Uncovered] = field(default_factory=list)
    signer: cms.SignerInfo | None = None
    data: cms.SignedData | None = None
    nested: int = 0
    page_hashes: bool = False

    @property
    def binds(self) -> bool:
        """Whether the content is what the key signed."""
        return self.data is not None and binds(self.flags)

    @property
    def signed_at(self) -> str | None:
        """The time that a verified timestamp proves, or None."""
        return next((each.at for each in self.timestamps if each.at), None)


# Kind -> its flag, the length up to which honest ones go, and the flag beyond that.
_UNCOVERED = {
    "extra field": ("trailing-data-in-pkcs7", 0, "trailing-data-in-pkcs7"),
    "algorithm parameters": ("odd-algorithm-parameters", 0, "odd-algorithm-parameters"),
    "revocation list": ("revocation-list", 0, "revocation-list"),
    "timestamp": ("timestamp-not-covered", 0, "timestamp-not-covered"),
    "unsigned attribute": (
        "unknown-unsigned-attribute",
        LARGE_ATTRIBUTE,
        "oversized-unsigned-attribute",
    ),
    "unused certificate": (
        "unused-certificate",
        LARGE_CERTIFICATE,
        "unused-certificate-with-large-extension",
    ),
    "attribute certificate": (
        "attribute-certificate",
        LARGE_ATTRIBUTE_CERTIFICATE,
        "oversized-attribute-certificate",
    ),
}

Digest = Callable[[str], bytes]


def verify_blob(blob: bytes, digest: Digest, kinds: frozenset[str]) -> list[Verified]:
    """Verify a PKCS#7 and the signatures nested in it; the outer one first. Never raises.

    `digest(name)` returns the digest of the signed content by `md5`, `sha1`, `sha256`,
    `sha384` or `sha512`; `kinds` are the content types that fit (`PE_IMAGE`, `SIP_INFO`).
    """
    try:
        node = der.read_node(blob)
    except DamagedError:
        return [Verified({"unreadable-pkcs7"})]
    found = _verify(node, digest, kinds, 0)
    rest = blob[node.stop :]
    if rest:
        found[0].uncovered.append(cms.Uncovered("behind", node.stop, len(rest)))
        if rest.strip(b"\0"):
            found[0].flags.add("bytes-behind-pkcs7")
    for number, each in enumerate(found):
        each.nested = number
    return found


def _verify(node: der.Node, digest: Digest, kinds: frozenset[str], depth: int) -> list[Verified]:
    result = Verified()
    try:
        result.data = data = cms.read_signed_data(node)
        _verify_content(result, data, digest, kinds)
        _verify_signer(result, data)
        inner = _verify_nested(result, digest, kinds, depth)
    except DamagedError:
        return [Verified({"unreadable-pkcs7"})]
    _find_uncovered(result, data)
    if not der.is_der(node):
        result.flags.add("not-der")
    return [result, *inner]


def _verify_content(
    result: Verified, data: cms.SignedData, digest: Digest, kinds: frozenset[str]
) -> None:
    """Compare the digest in the SpcIndirectDataContent with the file's own."""
    if data.content_type != INDIRECT_DATA or data.content is None:
        result.flags.add("content-type-wrong")
        return
    parts = der.fields(data.content, "indirect data", 2)
    subject = der.fields(parts[0], "indirect data's kind", 1)
    if der.oid(subject[0]) not in kinds:
        result.flags.add("content-type-wrong")
    if any(marker in parts[0].raw for marker in _PAGE_HASHES):
        result.page_hashes = True
        result.flags.add("page-hashes")
    signed = der.fields(parts[1], "a digest", 2)
    oid = der.oid(der.fields(signed[0], "a digest algorithm", 1)[0])
    result.digest_algorithm = name = DIGESTS.get(oid, oid)
    result.signed_digest = der.octets(signed[1])[:MAX_DIGEST]
    if name not in HASHES:
        result.flags.add("digest-unknown")
        return
    if name in ("md5", "sha1"):
        result.flags.add(f"weak-digest-{name}")
    result.actual_digest = digest(name)
    if result.actual_digest != result.signed_digest:
        result.flags.add("digest-mismatch")


def _verify_signer(result: Verified, data: cms.SignedData) -> None:
    """Verify the signer's signature, timestamps and chain, the latter at the time they prove."""
    if data.too_many:
        result.flags.add("too-many-certificates")
    if len(data.signers) > 1:
        result.flags.add("several-signers")
    if not data.signers:
        result.flags.add("signer-missing")
        return
    result.signer = signer = data.signers[0]
    result.flags.update(cms.content_flags(signer, data.content_type, data.payload()))
    result.timestamps = read_timestamps(signer, data.pool)
    for each in result.timestamps:
        result.flags |= each.flags
    if not result.timestamps:
        result.flags.add("no-timestamp")
    place = cms.find_signer(signer, data.pool)
    if place is None:
        result.flags.add("signer-missing")
        return
    result.flags.update(cms.signature_flags(signer, place))
    result.chain = build(place, data.pool, CODE_SIGNING, result.signed_at)
    result.flags |= result.chain.flags
    if result.chain.root and "timestamp-root-unknown" in result.flags:
        result.flags.add("timestamp-authority-untrusted")


def _verify_nested(
    result: Verified, digest: Digest, kinds: frozenset[str], depth: int
) -> list[Verified]:
    """Verify the signatures inside this one. Those that bind nothing are bytes that nobody covers."""
    unsigned = result.signer.unsigned if result.signer else ()
    values = [value for each in unsigned if each.oid == NESTED for value in each.values]
    if not values:
        return []
    result.flags.add("nested-signature")
    readable = MAX_NESTED if depth < MAX_NESTED_DEPTH else 0
    if len(values) > readable:
        result.flags.add("nested-too-deep")
        result.uncovered += [cms.place("nested signature", each) for each in values[readable:]]
    found = []
    for value in values[:readable]:
        inner = _verify(value, digest, kinds, depth + 1)
        found += inner
        if status_of(inner[0].flags) != "valid":
            result.flags.add("nested-signature-invalid")
        if result.chain.root and not inner[0].chain.root:
            result.flags.add("nested-signature-untrusted")
        elif inner[0].binds:
            continue
        result.uncovered.append(cms.place("nested signature", value))
    return found


def _find_uncovered(result: Verified, data: cms.SignedData) -> None:
    """List the fields that no signature covers, and flag those that honest signers do not write."""
    found = [*data.uncovered]
    for signer in data.signers:
        found += signer.uncovered
    for signer in data.signers[1:]:
        found += [cms.place("unsigned attribute", each.node, each.oid) for each in signer.unsigned]
    for each in result.signer.unsigned if result.signer else ():
        if each.oid not in (TOKEN, COUNTER_SIGNATURE, NESTED):
            found.append(cms.place("unsigned attribute", each.node, each.oid))
    found += _unused(data.pool)
    for stamp in result.timestamps:
        found += stamp.uncovered
        found += _unused(stamp.pool) if stamp.pool else ()
    result.uncovered += found
    result.uncovered.sort(key=lambda each: (each.offset, each.kind))
    result.flags.update(_uncovered_flags(found))


def _unused(pool: Pool) -> Iterator[cms.Uncovered]:
    for each in pool.outlines:
        if each.offset not in pool.used:
            yield cms.Uncovered(
                "unused certificate",
                each.offset,
                each.length,
                common_name(each.subject)[:80],
                _payload(each),
            )


def _payload(place: Outline) -> Span | None:
    try:
        longest = read_certificate(place.node.raw).largest_extension
    except DamagedError:
        return None
    return Span(place.offset + longest.offset, longest.length) if longest.length else None


def _uncovered_flags(found: Iterable[cms.Uncovered]) -> Iterator[str]:
    for each in found:
        always, limit, beyond = _UNCOVERED[each.kind]
        yield always
        if each.length > limit:
            yield beyond
