"""An own, fictional certificate authority: TEST-ONLY keys, the same ones in every run.

The keys are worthless on purpose: anybody can derive them from this file. They sign
inert files with names that no real publisher has, so that a demo's bytes are the same
everywhere. A key's primes are the first ones behind a number that its name gives; the
distances are kept here, so that nobody has to search.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CODE_SIGNING = ExtendedKeyUsageOID.CODE_SIGNING.dotted_string
TIME_STAMPING = ExtendedKeyUsageOID.TIME_STAMPING.dotted_string
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

_BITS = 1024
_EXPONENT = 65_537
_SMALL = [n for n in range(3, 2000, 2) if all(n % d for d in range(3, int(n**0.5) + 1, 2))]
_DISTANCES = {
    ("root", "p"): 938,
    ("root", "q"): 344,
    ("signer", "p"): 846,
    ("signer", "q"): 262,
    ("timestamp", "p"): 350,
    ("timestamp", "q"): 104,
}


@dataclass(frozen=True)
class Credential:
    """A key and its certificate, in DER; `issuers` are the certificates above it."""

    key: Key
    certificate: bytes
    issuers: tuple[bytes, ...] = ()

    @property
    def chain(self) -> tuple[bytes, ...]:
        """The certificate and those above it."""
        return (self.certificate, *self.issuers)


@dataclass(frozen=True)
class Wanted:
    """What a certificate shall say. Times are ISO 8601 in UTC; `path_length` None is no limit.

    `subject` is a whole name, instead of one put together from `name` and `organisation`.
    """

    name: str
    organisation: str = ""
    key: str = ""
    is_authority: bool = False
    usages: tuple[str, ...] = ()
    valid_from: str = "2020-01-01T00:00:00Z"
    valid_until: str = "2030-01-01T00:00:00Z"
    path_length: int | None = None
    extensions: tuple[tuple[str, bytes], ...] = ()
    key_usage: bool = True
    subject: x509.Name | None = None
    key_ids: bool = True


@cache
def worthless_key(name: str) -> rsa.RSAPrivateKey:
    """Return the TEST-ONLY RSA key of 2,048 bits that belongs to a name; always the same."""
    p, q = _prime(name, "p"), _prime(name, "q")
    private = pow(_EXPONENT, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(_EXPONENT, p * q)
    numbers = rsa.RSAPrivateNumbers(
        p=p,
        q=q,
        d=private,
        dmp1=private % (p - 1),
        dmq1=private % (q - 1),
        iqmp=pow(q, -1, p),
        public_numbers=public,
    )
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)


@cache
def issue(wanted: Wanted, issuer: Credential | None = None, key: Key | None = None) -> Credential:
    """Return a certificate as wanted, self-signed or signed by an issuer, with its key."""
    own = key or worthless_key(wanted.key or wanted.name)
    above = x509.load_der_x509_certificate(issuer.certificate) if issuer else None
    subject = _name(wanted)
    serial = hashlib.sha256(repr((wanted, issuer and issuer.certificate)).encode()).digest()[:15]
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.subject if above else subject)
        .public_key(own.public_key())
        .serial_number(int.from_bytes(b"\x01" + serial, "big"))
        .not_valid_before(_time(wanted.valid_from))
        .not_valid_after(_time(wanted.valid_until))
    )
    for extension, critical in _extensions(wanted, own, issuer):
        builder = builder.add_extension(extension, critical=critical)
    signer = issuer.key if issuer else own
    deterministic = True if isinstance(signer, ec.EllipticCurvePrivateKey) else None
    made = builder.sign(signer, hashes.SHA256(), ecdsa_deterministic=deterministic)
    data = made.public_bytes(serialization.Encoding.DER)
    return Credential(own, data, issuer.chain if issuer else ())


def root(name: str = "Example Test Root (worthless)", key: str = "root") -> Credential:
    """Return a fictional root."""
    return issue(
        Wanted(
            name,
            "Onionskin Example Authority",
            key,
            is_authority=True,
            valid_from="2010-01-01T00:00:00Z",
            valid_until="2045-01-01T00:00:00Z",
        )
    )


def publisher(
    organisation: str, valid_from: str, valid_until: str, issuer: Credential | None = None
) -> Credential:
    """Return a code signing certificate of a fictional organisation."""
    return issue(
        Wanted(
            organisation,
            organisation,
            "signer",
            usages=(CODE_SIGNING,),
            valid_from=valid_from,
            valid_until=valid_until,
        ),
        issuer or root(),
    )


def timestamp_authority(issuer: Credential | None = None) -> Credential:
    """Return a fictional timestamp authority."""
    return issue(
        Wanted(
            "Example Timestamp Authority",
            "Onionskin Example Authority",
            "timestamp",
            usages=(TIME_STAMPING,),
            valid_from="2011-01-01T00:00:00Z",
            valid_until="2040-01-01T00:00:00Z",
        ),
        issuer or root(),
    )


def _name(wanted: Wanted) -> x509.Name:
    if wanted.subject:
        return wanted.subject
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, wanted.name)]
    if wanted.organisation:
        parts.insert(0, x509.NameAttribute(NameOID.ORGANIZATION_NAME, wanted.organisation))
    return x509.Name(parts)


def _extensions(
    wanted: Wanted, own: Key, issuer: Credential | None
) -> Sequence[tuple[x509.ExtensionType, bool]]:
    found: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(wanted.is_authority, wanted.path_length), True),
        (x509.SubjectKeyIdentifier.from_public_key(own.public_key()), False),
    ]
    if issuer and wanted.key_ids:
        public = issuer.key.public_key()
        found.append((x509.AuthorityKeyIdentifier.from_issuer_public_key(public), False))
    if wanted.key_usage:
        authority = wanted.is_authority
        found.append(
            (
                x509.KeyUsage(
                    digital_signature=not authority,
                    content_commitment=False,
                    key_encipherment=False,
                    data_encipherment=False,
                    key_agreement=False,
                    key_cert_sign=authority,
                    crl_sign=authority,
                    encipher_only=False,
                    decipher_only=False,
                ),
                True,
            )
        )
    if wanted.usages:
        usages = x509.ExtendedKeyUsage([x509.ObjectIdentifier(each) for each in wanted.usages])
        found.append((usages, False))
    for oid, value in wanted.extensions:
        found.append((x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), value), False))
    return found


def _time(at: str) -> dt.datetime:
    return dt.datetime.fromisoformat(at)


def _prime(name: str, part: str) -> int:
    start = _start(name, part)
    distance = _DISTANCES.get((name, part))
    if distance is None:
        distance = next(d for d in range(0, 1 << 20, 2) if _is_prime(start + d))
    return start + distance


def _start(name: str, part: str) -> int:
    """Return the odd number of 1,024 bits, its first two bits set, that a name gives."""
    seed = f"onionskin TEST-ONLY key {name} {part}".encode()
    raw = b"".join(hashlib.sha512(seed + bytes([n])).digest() for n in range(_BITS // 512))
    return int.from_bytes(raw, "big") | 3 << (_BITS - 2) | 1


def _is_prime(number: int) -> bool:
    if any(number % small == 0 for small in _SMALL) or (number - 1) % _EXPONENT == 0:
        return False
    odd = number - 1
    twos = (odd & -odd).bit_length() - 1
    odd >>= twos
    for base in (2, 3, 5, 7, 11, 13, 17, 19):
        power = pow(base, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True
