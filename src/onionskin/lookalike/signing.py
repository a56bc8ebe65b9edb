"""Sign inert files with the fictional authority: whole signatures, and their parts for tests.

Everything is deterministic: TEST-ONLY keys, RSA PKCS #1 v1.5 signatures, given times.

Source: Microsoft, "Windows Authenticode Portable Executable Signature Format" (2008),
RFC 5652, RFC 3161.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, replace

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from onionskin.lookalike.authorities import Credential, publisher, timestamp_authority
from onionskin.lookalike.der_writer import (
    algorithm,
    explicit,
    field,
    generalized_time,
    integer,
    octets,
    oid,
    sequence,
    set_of,
    utc_time,
)
from onionskin.lookalike.pe import with_checksum
from onionskin.parse.pki.cms import CONTENT_TYPE, MESSAGE_DIGEST, SIGNED_DATA, SIGNING_TIME
from onionskin.parse.pki.public_key import DIGESTS, HASHES
from onionskin.parse.pki.spc import INDIRECT_DATA, NESTED, PE_IMAGE, SIP_INFO
from onionskin.parse.pki.timestamp import COUNTER_SIGNATURE, TOKEN, TST_INFO

OPUS_INFO = "1.3.6.1.4.1.311.2.1.12"
DATA = "1.2.840.113549.1.7.1"
SIGNER = "Example Phone Ltd"
AT = "2023-03-13T08:00:00Z"

_DIGEST_OIDS = {name: dotted for dotted, name in DIGESTS.items()}
_RSA, _ECDSA_SHA256 = "1.2.840.113549.1.1.1", "1.2.840.10045.4.3.2"
_MSI_CLASS = bytes.fromhex("f1100c0000000000c000000000000046")


@dataclass(frozen=True)
class Plan:
    """How to sign. `timestamp` is `rfc3161`, `pkcs9` or "" (none); `at` is its time.

    The signer's certificate is valid for a year before and after `at` unless said.
    `unsigned` are further unsigned attributes as (OID, one value in DER), and
    `extra_certificates` further embedded certificates.
    """

    signer: str = SIGNER
    at: str = AT
    timestamp: str = "rfc3161"
    digest: str = "sha256"
    valid_from: str = ""
    valid_until: str = ""
    program: str = ""
    nested: Plan | None = None
    unsigned: tuple[tuple[str, bytes], ...] = ()
    extra_certificates: tuple[bytes, ...] = ()
    credential: Credential | None = None
    authority: Credential | None = None

    def signing(self) -> Credential:
        """Return the credential that signs."""
        year = int(self.at[:4])
        return self.credential or publisher(
            self.signer,
            self.valid_from or f"{year - 1}-01-01T00:00:00Z",
            self.valid_until or f"{year + 2}-01-01T00:00:00Z",
        )


def sign_pe(
    data: bytes,
    *,
    signer: str = SIGNER,
    at: str = AT,
    timestamp: bool = True,
    plan: Plan | None = None,
) -> bytes:
    """Return an unsigned PE, signed, with its CheckSum right. A `plan` says all the rest."""
    plan = plan or Plan(signer, at, "rfc3161" if timestamp else "")
    data = data.ljust(-(-len(data) // 8) * 8, b"\0")
    return attach(data, sign_image(data, plan))


def sign_image(data: bytes, plan: Plan) -> bytes:
    """Return the PKCS#7 over a PE file that ends where its certificate table would start."""
    inner = plan.nested
    if inner is not None:
        nested = (NESTED, sign_image(data, inner))
        plan = _with_unsigned(plan, nested)
    return sign_digest(image_digest(data, plan.digest), PE_IMAGE, plan)


def sign_digest(digest: bytes, kind: str, plan: Plan) -> bytes:
    """Return the PKCS#7 over a digest of a PE (`PE_IMAGE`) or of an MSI (`SIP_INFO`)."""
    credential = plan.signing()
    content = indirect_data(digest, kind, plan.digest)
    payload = content[_header_length(content) :]
    opus = explicit(0, field(0x80, plan.program.encode("utf-16-be"))) if plan.program else b""
    attributes = [
        attribute(CONTENT_TYPE, oid(INDIRECT_DATA)),
        attribute(MESSAGE_DIGEST, octets(hashlib.new(plan.digest, payload).digest())),
        attribute(OPUS_INFO, sequence(opus)),
    ]
    signature = sign(credential, b"".join(sorted(attributes)), plan.digest)
    unsigned = [attribute(name, value) for name, value in plan.unsigned]
    certificates = [*credential.chain, *plan.extra_certificates]
    authority = plan.authority or timestamp_authority()
    if plan.timestamp == "rfc3161":
        unsigned.insert(0, attribute(TOKEN, timestamp_token(signature, plan.at, authority)))
    elif plan.timestamp == "pkcs9":
        counter = counter_signature(signature, plan.at, authority)
        unsigned.insert(0, attribute(COUNTER_SIGNATURE, counter))
        certificates += authority.chain
    info = signer_info(credential, attributes, signature, plan.digest, unsigned)
    return signed_data(INDIRECT_DATA, content, certificates, [info], plan.digest)


def attach(data: bytes, *blobs: bytes) -> bytes:
    """Return an unsigned PE of a length divisible by 8 with these PKCS#7s as its entries."""
    table = b""
    for blob in blobs:
        entry = struct.pack("<IHH", 8 + -(-len(blob) // 8) * 8, 0x200, 2) + blob
        table += entry.ljust(-(-len(entry) // 8) * 8, b"\0")
    at = _places(data)[1]
    directory = struct.pack("<II", len(data), len(table))
    return with_checksum(data[:at] + directory + data[at + 8 :] + table)


def image_digest(data: bytes, name: str) -> bytes:
    """Return the Authenticode digest of a PE without a certificate table."""
    checksum, directory = _places(data)
    signed = data[:checksum] + data[checksum + 4 : directory] + data[directory + 8 :]
    return hashlib.new(name, signed).digest()


# --- parts ---------------------------------------------------------------------------


def indirect_data(digest: bytes, kind: str, name: str) -> bytes:
    """Return the SpcIndirectDataContent that holds a digest."""
    if kind == SIP_INFO:
        zeros = [integer(0)] * 5
        value = sequence(integer(1), octets(_MSI_CLASS), *zeros)
    else:
        link = explicit(2, field(0x80, "<<<Obsolete>>>".encode("utf-16-be")))
        value = sequence(b"\x03\x01\x00", explicit(0, link))
    stated = sequence(algorithm(_DIGEST_OIDS[name]), octets(digest))
    return sequence(sequence(oid(kind), value), stated)


def attribute(name: str, *values: bytes) -> bytes:
    """Return an attribute with these values."""
    return sequence(oid(name), set_of(*values))


def sign(credential: Credential, attributes: bytes, digest: str) -> bytes:
    """Return the signature over signed attributes (the fields inside the SET)."""
    message = field(0x31, attributes)
    scheme = HASHES[digest]
    if isinstance(credential.key, rsa.RSAPrivateKey):
        return credential.key.sign(message, padding.PKCS1v15(), scheme)
    return credential.key.sign(message, ec.ECDSA(scheme, deterministic_signing=True))


def signer_info(
    credential: Credential,
    attributes: list[bytes],
    signature: bytes,
    digest: str = "sha256",
    unsigned: list[bytes] | None = None,
) -> bytes:
    """Return a SignerInfo that names the credential's certificate."""
    certificate = x509.load_der_x509_certificate(credential.certificate)
    issuer = certificate.issuer.public_bytes(serialization.Encoding.DER)
    is_rsa = isinstance(credential.key, rsa.RSAPrivateKey)
    scheme = algorithm(_RSA) if is_rsa else sequence(oid(_ECDSA_SHA256))
    return sequence(
        integer(1),
        sequence(issuer, integer(certificate.serial_number)),
        algorithm(_DIGEST_OIDS[digest]),
        explicit(0, *sorted(attributes)) if attributes else b"",
        scheme,
        octets(signature),
        explicit(1, *unsigned) if unsigned else b"",
    )


def signed_data(
    content_type: str,
    content: bytes,
    certificates: list[bytes],
    signers: list[bytes],
    digest: str = "sha256",
) -> bytes:
    """Return a ContentInfo with signed data."""
    inner = sequence(
        integer(3 if content_type == TST_INFO else 1),
        set_of(algorithm(_DIGEST_OIDS[digest])),
        sequence(oid(content_type), explicit(0, content)),
        explicit(0, *dict.fromkeys(certificates)) if certificates else b"",
        set_of(*signers),
    )
    return sequence(oid(SIGNED_DATA), explicit(0, inner))


def timestamp_token(signature: bytes, at: str, authority: Credential) -> bytes:
    """Return an RFC 3161 token over a signature."""
    imprint = sequence(
        algorithm(_DIGEST_OIDS["sha256"]), octets(hashlib.sha256(signature).digest())
    )
    serial = int.from_bytes(hashlib.sha256(signature).digest()[:8], "big")
    info = sequence(
        integer(1), oid("1.3.6.1.4.1.32473.1"), imprint, integer(serial), generalized_time(at)
    )
    attributes = [
        attribute(CONTENT_TYPE, oid(TST_INFO)),
        attribute(MESSAGE_DIGEST, octets(hashlib.sha256(info).digest())),
    ]
    made = sign(authority, b"".join(sorted(attributes)), "sha256")
    signer = signer_info(authority, attributes, made)
    return signed_data(TST_INFO, octets(info), list(authority.chain), [signer])


def counter_signature(signature: bytes, at: str, authority: Credential) -> bytes:
    """Return a PKCS#9 counter-signature over a signature."""
    attributes = [
        attribute(CONTENT_TYPE, oid(DATA)),
        attribute(SIGNING_TIME, utc_time(at)),
        attribute(MESSAGE_DIGEST, octets(hashlib.sha256(signature).digest())),
    ]
    return signer_info(
        authority, attributes, sign(authority, b"".join(sorted(attributes)), "sha256")
    )


def _with_unsigned(plan: Plan, item: tuple[str, bytes]) -> Plan:
    return replace(plan, nested=None, unsigned=(*plan.unsigned, item))


def _header_length(data: bytes) -> int:
    return 2 if data[1] < 0x80 else 2 + (data[1] & 0x7F)


def _places(data: bytes) -> tuple[int, int]:
    """Return the offsets of the CheckSum and of the certificate table's directory entry."""
    optional = int(struct.unpack_from("<I", data, 0x3C)[0]) + 24
    plus = struct.unpack_from("<H", data, optional)[0] == 0x20B
    return optional + 64, optional + (112 if plus else 96) + 32
