"""The CMS of an Apple code signature: a detached signature over the first CodeDirectory.

Source: RFC 5652, RFC 3161; Apple, TN3126. The signed attributes 1.2.840.113635.100.9.1 (a
property list) and .9.2 name the hashes of all CodeDirectories.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onionskin.errors import DamagedError
from onionskin.model import Value
from onionskin.parse.pki import cms, der
from onionskin.parse.pki.certificates import CODE_SIGNING, common_name, read_certificate
from onionskin.parse.pki.chain import LARGE_CERTIFICATE, Pool, build
from onionskin.parse.pki.public_key import DIGESTS, verify
from onionskin.parse.pki.spc import LARGE_ATTRIBUTE, Verified
from onionskin.parse.pki.timestamp import TOKEN, read_timestamps
from onionskin.parse.signatures.code_directory import HASHES, Directory
from onionskin.parse.texts.property_list import read_properties

_DATA = "1.2.840.113549.1.7.1"
_STAMP = "1.2.840.113549.1.9.16.2.14"
# The critical extensions that say which kind of Apple's certificates one is (Developer ID and others).
_APPLE_KINDS = "1.2.840.113635.100.6."
_HASH_LIST, _HASH_AGILITY = "1.2.840.113635.100.9.1", "1.2.840.113635.100.9.2"


class Foreign(Value, frozen=True):
    """Bytes of a CMS that no signature covers and no honest signer writes. Offsets count in the CMS."""

    offset: int
    length: int
    what: str


@dataclass(slots=True)
class Cms:
    """A CMS, verified. `stated_at` is the signer's own time, `foreign` are bytes that do not belong there."""

    result: Verified
    stated_at: str | None = None
    foreign: list[Foreign] = field(default_factory=list)


def verify_cms(
    blob: bytes,
    payload: bytes,
    alternates: Sequence[Directory] = (),
    also: frozenset[str] = frozenset(),
) -> Cms:
    """Verify a detached CMS over a payload: the first CodeDirectory, or a checksum. Never raises.

    `alternates` are the CodeDirectories whose hashes the signer is to state; `also` the extended
    key usages that serve as well as code signing.
    """
    found = Cms(Verified())
    try:
        node = der.read_node(blob)
    except DamagedError:
        return _unreadable(blob)
    try:
        found.result.data = data = cms.read_signed_data(node)
        _verify_signer(found, data, payload)
        if also:
            _verify_plain(found, data, payload)
        _judge_signer(found, alternates, also)
    except DamagedError:
        return _unreadable(blob)
    found.result.uncovered = sorted(_uncovered(found.result, data), key=lambda each: each.offset)
    found.foreign = list(_foreign(found.result.uncovered))
    rest = len(blob) - node.stop
    if rest:
        found.result.uncovered.append(cms.Uncovered("behind", node.stop, rest))
    if blob[node.stop :].strip(b"\0"):
        found.result.flags.add("bytes-behind-pkcs7")
        found.foreign.append(Foreign(node.stop, rest, "behind the PKCS#7"))
    if not der.is_der(node):
        found.result.flags.add("not-der")
    return found


def _unreadable(blob: bytes) -> Cms:
    return Cms(Verified({"unreadable-pkcs7"}), None, [Foreign(0, len(blob), "no PKCS#7 at all")])


def _verify_signer(found: Cms, data: cms.SignedData, payload: bytes) -> None:
    result, flags = found.result, found.result.flags
    if data.too_many:
        flags.add("too-many-certificates")
    if len(data.signers) > 1:
        flags.add("several-signers")
    if data.content_type != _DATA or data.content is not None:
        flags.add("content-type-wrong")
    if not data.signers:
        flags.add("signer-missing")
        return
    # Apple's attribute for an RFC 3161 token is the standard's own, not Microsoft's.
    signer = data.signers[0]
    unsigned = tuple(replace(a, oid=TOKEN) if a.oid == _STAMP else a for a in signer.unsigned)
    result.signer = signer = replace(signer, unsigned=unsigned)
    result.digest_algorithm = signer.digest
    flags.update(cms.content_flags(signer, _DATA, payload))
    found.stated_at = _stated(signer)
    result.timestamps = read_timestamps(signer, data.pool)
    for each in result.timestamps:
        flags |= each.flags
    if not result.timestamps:
        flags.add("no-timestamp")
    place = cms.find_signer(signer, data.pool)
    if place is None:
        flags.add("signer-missing")
        return
    flags.update(cms.signature_flags(signer, place))
    result.chain = build(place, data.pool, CODE_SIGNING, result.signed_at)
    flags |= result.chain.flags


def _verify_plain(found: Cms, data: cms.SignedData, payload: bytes) -> None:
    """Verify a signature that was made over the payload itself, without signed attributes (RFC 5652, 5.4).

    Apple's packages of 2012 to 2018 carry such; no code signature does.
    """
    flags, signer = found.result.flags, found.result.signer
    place = cms.find_signer(signer, data.pool) if signer else None
    if signer is None or signer.signed is not None or place is None:
        return
    try:
        key = read_certificate(place.node.raw).key
        right = verify(key, signer.algorithm.raw, signer.signature, payload, signer.digest)
    except DamagedError:
        flags.add("algorithm-unknown")
        return
    flags.discard("signed-attributes-missing")
    if not right:
        flags.add("signature-wrong")


def _judge_signer(found: Cms, alternates: Sequence[Directory], also: frozenset[str]) -> None:
    """Compare what the signer states with the alternates, and allow what is Apple's own."""
    result, flags = found.result, found.result.flags
    if result.signer is not None:
        flags.update(_alternates(result.signer, alternates))
    chain = result.chain.certificates
    if chain and also.intersection(chain[0].usages or ()):
        flags.discard("eku-missing")
    unknown = [oid for each in chain for oid in each.unknown_critical]
    if all(each.startswith(_APPLE_KINDS) for each in unknown):
        flags.discard("critical-extension-unknown")


def _stated(signer: cms.SignerInfo) -> str | None:
    try:
        return cms.signing_time(signer)
    except DamagedError:
        return None


def _alternates(signer: cms.SignerInfo, alternates: Sequence[Directory]) -> Iterator[str]:
    """Compare the hashes that the signer states with the further CodeDirectories; the first is signed itself."""
    if not alternates:
        return
    stated = set(_stated_hashes(signer))
    for each in alternates:
        whole = each.digest((each.data,))
        name = HASHES[each.hash_type][0]
        if ("", whole[:20]) not in stated and (name, whole) not in stated:
            yield from ("alternate-directory-not-signed", "digest-mismatch")
            return


def _stated_hashes(signer: cms.SignerInfo) -> Iterator[tuple[str, bytes]]:
    for value in signer.values(_HASH_AGILITY):
        parts = der.fields(value, "a stated hash", 2)
        yield DIGESTS.get(der.oid(parts[0]), ""), der.octets(parts[1])
    for value in signer.values(_HASH_LIST):
        try:
            listed = read_properties(der.octets(value)).get("cdhashes")
        except DamagedError:
            continue
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, bytes) and len(each) == 20:
                yield "", each


def _uncovered(result: Verified, data: cms.SignedData) -> Iterator[cms.Uncovered]:
    yield from data.uncovered
    for number, signer in enumerate(data.signers):
        yield from signer.uncovered
        for each in signer.unsigned:
            if number or each.oid not in (_STAMP, TOKEN):
                yield cms.place("unsigned attribute", each.node, each.oid)
    yield from _unused(data.pool)
    for stamp in result.timestamps:
        yield from stamp.uncovered
        yield from _unused(stamp.pool) if stamp.pool else ()


def _unused(pool: Pool) -> Iterator[cms.Uncovered]:
    for each in pool.outlines:
        if each.offset not in pool.used:
            name = common_name(each.subject)[:80]
            yield cms.Uncovered("unused certificate", each.offset, each.length, name)


_HONEST = {
    "unused certificate": LARGE_CERTIFICATE,
    "unsigned attribute": LARGE_ATTRIBUTE,
    "revocation list": LARGE_ATTRIBUTE,
    "attribute certificate": LARGE_ATTRIBUTE,
}


def _foreign(uncovered: Sequence[cms.Uncovered]) -> Iterator[Foreign]:
    for each in uncovered:
        if each.length > _HONEST.get(each.kind, 0):
            yield Foreign(each.offset, each.length, each.kind)
