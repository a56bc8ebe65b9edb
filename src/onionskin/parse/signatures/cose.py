"""A COSE_Sign message over content that lies beside it, signed by certificates that it carries.

The message's protected header names the intermediate certificates (`kid`, a list), each signature's names
the signer's certificate (`kid`) and the algorithm. Signed is the Sig_structure: both protected headers as
they are written, and the content. External data, of which there is none, is an empty byte string for the
RFC and null in what Mozilla signs (measured); both are taken. What is not in a protected header is covered
by nobody.

Source: RFC 9052, sections 4.1 and 4.4; RFC 9053, section 2.1; RFC 8230 (PS256); for the certificates in
`kid`, Mozilla's autograph (signer/xpi, public) as its documentation and tests describe the format.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from onionskin.errors import DamagedError
from onionskin.parse.pki import der
from onionskin.parse.pki.certificates import (
    CODE_SIGNING,
    Outline,
    common_name,
    organisation,
    outline,
    read_certificate,
)
from onionskin.parse.pki.chain import Pool, build
from onionskin.parse.pki.plain_cms import FOREIGN
from onionskin.parse.pki.public_key import MAX_RSA_BITS
from onionskin.parse.texts import cbor

SIGN = 98
_ALG, _KID = 1, 4
SIGNERS, CERTIFICATES = 8, 16
_NULL, _EMPTY = b"\xf6", b"\x40"
ALGORITHMS: dict[int, tuple[str, hashes.HashAlgorithm]] = {
    -7: ("ES256", hashes.SHA256()),
    -35: ("ES384", hashes.SHA384()),
    -36: ("ES512", hashes.SHA512()),
    -37: ("PS256", hashes.SHA256()),
}


@dataclass
class CoseSigner:
    """One signature of a message, checked: who, by which algorithm, and what is wrong with it."""

    flags: set[str] = field(default_factory=set)
    algorithm: str = ""
    signer: str = ""
    subject: str = ""
    certificate: bytes = b""


def check(message: bytes, content: bytes) -> list[CoseSigner]:
    """Check every signature of a COSE_Sign message over content: one entry at least, or DamagedError."""
    document = cbor.read_item(message)
    top = document.item
    if not isinstance(top, cbor.Tagged) or top.tag != SIGN:
        raise DamagedError("no COSE_Sign message")
    body, loose, payload, signatures = _fields(top.item, 4)
    if not isinstance(body, bytes) or not isinstance(signatures, list):
        raise DamagedError("a COSE_Sign message of other fields")
    flags: set[str] = set()
    if loose or payload is not None or message[document.length :]:
        flags.add("unsigned-data-in-cose")
    if not document.is_shortest:
        flags.add("cbor-not-shortest")
    above = _certificates(_header(body).get(_KID))
    found = [_signer(each, body, above, content, flags) for each in signatures[:SIGNERS]]
    return found or [CoseSigner(flags | {"signer-missing"})]


def _signer(item: object, body: bytes, above: list[bytes], content: bytes, common: set[str]) -> CoseSigner:  # fmt: skip
    protected, loose, signature = _fields(item, 3)
    if not isinstance(protected, bytes) or not isinstance(signature, bytes):
        raise DamagedError("a COSE signature of other fields")
    header = _header(protected)
    found = CoseSigner(set(common))
    if loose:
        found.flags.add("unsigned-data-in-cose")
    number = header.get(_ALG)
    known = ALGORITHMS.get(number) if isinstance(number, int) else None
    own = header.get(_KID)
    if not isinstance(own, bytes):
        found.flags.add("signer-missing")
        return found
    leaf, pool = _pool([own, *above])
    certificate = read_certificate(own)
    found.algorithm = known[0] if known else ""
    found.signer, found.subject = organisation(certificate.subject), common_name(certificate.subject)  # fmt: skip
    found.certificate = own
    # Nothing proves when it was signed, so no certificate is judged in time.
    found.flags |= {"no-timestamp"} | (build(leaf, pool, CODE_SIGNING, None).flags - FOREIGN)
    if known is None:
        found.flags.add("algorithm-unknown")
    else:
        forms = [_signed(body, protected, content, none) for none in (_NULL, _EMPTY)]
        wrong = [_wrong(certificate.key, known, signature, each) for each in forms]
        found.flags |= min(wrong, key=len)
    return found


def _fields(item: object, count: int) -> list[object]:
    if not isinstance(item, list) or len(item) != count or not isinstance(item[1], dict):
        raise DamagedError(f"a COSE structure that has no {count} fields")
    return item


def _header(raw: bytes) -> dict[object, object]:
    """Return a protected header: a map in a byte string, which may be empty."""
    if not raw:
        return {}
    document = cbor.read_item(raw)
    if not isinstance(document.item, dict) or document.length != len(raw):
        raise DamagedError("a protected header of COSE is no map")
    return document.item


def _certificates(listed: object) -> list[bytes]:
    found = listed if isinstance(listed, list) else []
    if len(found) > CERTIFICATES:
        raise DamagedError(f"more than {CERTIFICATES} certificates")
    return [each for each in found if isinstance(each, bytes)]


def _pool(certificates: list[bytes]) -> tuple[Outline, Pool]:
    """Return the first certificate, and all of them as one pool; they are told apart by where they stand."""
    data, places = b"".join(certificates), []
    at = 0
    for each in certificates:
        places.append(outline(der.read_node(data, at, at + len(each))))
        at += len(each)
    return places[0], Pool(places)


def _signed(body: bytes, protected: bytes, content: bytes, external: bytes) -> bytes:
    """Return the Sig_structure: context, both protected headers, no external data, the content."""
    first, second, last = (_head(2, len(each)) + each for each in (body, protected, content))
    return _head(4, 5) + _head(3, 9) + b"Signature" + first + second + external + last


def _head(kind: int, number: int) -> bytes:
    """Return the shortest head of an item."""
    if number < 24:
        return bytes([kind << 5 | number])
    width = next(each for each in (1, 2, 4, 8) if number < 1 << 8 * each)
    return bytes([kind << 5 | 23 + width.bit_length()]) + number.to_bytes(width, "big")


def _wrong(
    key: bytes, algorithm: tuple[str, hashes.HashAlgorithm], signature: bytes, signed: bytes
) -> set[str]:
    name, digest = algorithm
    try:
        der.check_bounded(key)
        public = serialization.load_der_public_key(key)
        if isinstance(public, ec.EllipticCurvePublicKey) and name.startswith("ES"):
            half = (public.key_size + 7) // 8
            if len(signature) != 2 * half:
                return {"signature-wrong"}
            first, second = (int.from_bytes(each, "big") for each in (signature[:half], signature[half:]))  # fmt: skip
            public.verify(encode_dss_signature(first, second), signed, ec.ECDSA(digest))
        elif isinstance(public, rsa.RSAPublicKey) and name == "PS256" and public.key_size <= MAX_RSA_BITS:  # fmt: skip
            scheme = padding.PSS(padding.MGF1(digest), digest.digest_size)
            public.verify(signature, signed, scheme, digest)
        else:
            return {"algorithm-unknown"}
    except InvalidSignature:
        return {"signature-wrong"}
    except (UnsupportedAlgorithm, ValueError, TypeError, DamagedError):
        return {"algorithm-unknown"}
    return set()
