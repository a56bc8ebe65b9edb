"""What an Authenticode signature says, as facts that signals and reports read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Span, Value
from onionskin.parse.pki import cms, der
from onionskin.parse.pki.certificates import (
    Certificate,
    Outline,
    common_name,
    organisation,
    read_certificate,
)
from onionskin.parse.pki.spc import Verified

_OPUS = "1.3.6.1.4.1.311.2.1.12"


class CertificateFact(Value, frozen=True):
    """One embedded certificate. `role` is `signer`, `issuer`, `timestamp` or `unused`.

    `serial` is in hex, `sha1` and `sha256` are the thumbprints; `offset` and `length`
    count in the PKCS#7 (in the file, for a PE).
    """

    role: str
    subject: str
    issuer: str
    serial: str
    not_before: str
    not_after: str
    usages: tuple[str, ...]
    sha1: str
    sha256: str
    offset: int
    length: int
    largest_extension: int


class AttributeFact(Value, frozen=True):
    """One unsigned attribute: its OID, place and length."""

    oid: str
    offset: int
    length: int


class TimestampFact(Value, frozen=True):
    """One timestamp: `rfc3161` or `pkcs9`; `at` is None if it cannot be believed."""

    kind: str
    at: str | None
    authority: str
    flags: tuple[str, ...]


class Authenticode(Value, frozen=True):
    """What one Authenticode signature says, beside the verdict in its `Signature`.

    `entry` is the number of the certificate entry and `nested` the number of the
    signature in it (0: the outer one). `signed_digest` and `actual_digest` are hex, the
    second empty where the file could not be digested. `identity` holds the durable
    identity usages of Microsoft's Trusted Signing (1.3.6.1.4.1.311.97.*): the
    certificates of one publisher change every three days, this does not.
    """

    entry: int
    nested: int
    digest_algorithm: str
    signed_digest: str
    actual_digest: str
    signer: str
    signer_name: str
    valid_from: str
    valid_until: str
    identity: tuple[str, ...]
    root: str
    program_name: str
    more_info: str
    page_hashes: bool
    certificates: tuple[CertificateFact, ...]
    timestamps: tuple[TimestampFact, ...]
    unsigned_attributes: tuple[AttributeFact, ...]
    uncovered: tuple[cms.Uncovered, ...]


def facts(result: Verified, entry: int = 0, shift: int = 0) -> Authenticode:
    """Return what a verified signature says, with its offsets moved by `shift`."""
    leaf = result.chain.certificates[0] if result.chain.certificates else None
    usages = (leaf.usages or ()) if leaf else ()
    program, more = _opus(result.signer)
    root = result.chain.root
    return Authenticode(
        entry=entry,
        nested=result.nested,
        digest_algorithm=result.digest_algorithm,
        signed_digest=result.signed_digest.hex(),
        actual_digest=result.actual_digest.hex(),
        signer=organisation(leaf.subject) if leaf else "",
        signer_name=common_name(leaf.subject) if leaf else "",
        valid_from=leaf.not_before if leaf else "",
        valid_until=leaf.not_after if leaf else "",
        identity=tuple(each for each in usages if each.startswith("1.3.6.1.4.1.311.97.")),
        root=root.name if root else "",
        program_name=program,
        more_info=more,
        page_hashes=result.page_hashes,
        certificates=tuple(_certificate_facts(result, shift)),
        timestamps=tuple(
            TimestampFact(each.kind, each.at, each.authority, tuple(sorted(each.flags)))
            for each in result.timestamps
        ),
        unsigned_attributes=tuple(
            AttributeFact(each.oid, each.node.start + shift, each.node.stop - each.node.start)
            for each in (result.signer.unsigned if result.signer else ())[:64]
        ),
        uncovered=tuple(moved(each, shift) for each in result.uncovered[:256]),
    )


def moved(item: cms.Uncovered, shift: int) -> cms.Uncovered:
    """Return uncovered bytes with their offsets moved."""
    payload = (
        None if item.payload is None else Span(item.payload.offset + shift, item.payload.length)
    )
    return cms.Uncovered(item.kind, item.offset + shift, item.length, item.what, payload)


def _certificate_facts(result: Verified, shift: int) -> Iterator[CertificateFact]:
    own = {each.der for each in result.chain.certificates}
    leaf = result.chain.certificates[0].der if own else b""
    stamping = {each.der for stamp in result.timestamps for each in stamp.chain.certificates}
    pools = [result.data.pool] if result.data else []
    pools += [stamp.pool for stamp in result.timestamps if stamp.pool]
    for pool in pools:
        for place in pool.outlines[:64]:
            raw = place.node.raw
            role = "signer" if raw == leaf else "issuer" if raw in own else ""
            role = role or ("timestamp" if raw in stamping else "")
            role = role or ("issuer" if place.offset in pool.used else "unused")
            try:
                yield _certificate_fact(place, read_certificate(raw), role, shift)
            except DamagedError:
                continue


def _certificate_fact(
    place: Outline, certificate: Certificate, role: str, shift: int
) -> CertificateFact:
    data = certificate.der
    return CertificateFact(
        role=role,
        subject=common_name(certificate.subject),
        issuer=common_name(certificate.issuer),
        serial=f"{certificate.serial & ((1 << 256) - 1):x}",
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        usages=certificate.usages or (),
        sha1=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        sha256=hashlib.sha256(data).hexdigest(),
        offset=place.offset + shift,
        length=place.length,
        largest_extension=certificate.largest_extension.length,
    )


def _opus(signer: cms.SignerInfo | None) -> tuple[str, str]:
    """Return the program's name and address out of SpcSpOpusInfo, "" where there are none."""
    values = signer.values(_OPUS) if signer else ()
    name = more = ""
    try:
        for part in der.fields(values[0], "opus info") if values else ():
            inner = der.read_node(part.data, part.body, part.end)
            if part.tag == 0xA0:
                name = _spc_string(inner)
            elif part.tag == 0xA1:
                more = _spc_string(inner)
    except DamagedError:
        pass
    return name[:500], more[:500]


def _spc_string(node: der.Node) -> str:
    if node.tag == 0x80 and not (node.end - node.body) % 2:
        text = node.content.decode("utf-16-be", "replace")
        return text if text.isprintable() else node.content.decode("latin-1")
    if node.is_constructed:
        return _spc_string(der.read_node(node.data, node.body, node.end))
    return node.content.decode("utf-8", "replace")
