"""Check one signature with one public key: RSA (PKCS #1 v1.5 and PSS), ECDSA and DSA.

Source: RFC 8017 (PKCS #1), RFC 5480 and RFC 5758 (elliptic curves, DSA), RFC 4055 (PSS).
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache, lru_cache

from asn1crypto.algos import SignedDigestAlgorithm
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from onionskin.errors import DamagedError
from onionskin.parse.pki import der

# What asn1crypto raises on bytes that contradict their types, found by mutation.
ASN1_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)

HASHES: dict[str, hashes.HashAlgorithm] = {
    "md5": hashes.MD5(),  # noqa: S303 - old signatures are made with it, and flagged
    "sha1": hashes.SHA1(),  # noqa: S303 - as above
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
DIGESTS = {
    "1.2.840.113549.2.5": "md5",
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_EC_KEY = "1.2.840.10045.2.1"
MAX_RSA_BITS = 8_192  # a longer one only costs time
KEPT = 16 << 10  # bytes of a signature and what it signs, up to which the answer is kept
_OIDS = {name: oid for oid, name in DIGESTS.items()}


def digest_of(name: str, data: bytes) -> bytes:
    """Return the digest of some bytes by an algorithm of HASHES."""
    return hashlib.new(name, data, usedforsecurity=False).digest()


def verify(key: bytes, algorithm: bytes, signature: bytes, message: bytes, digest: str = "") -> str:
    """Check a signature over a message; return the digest it was made with, or "" if it is wrong.

    `key` is a SubjectPublicKeyInfo and `algorithm` an AlgorithmIdentifier, both in DER;
    `digest` is used where the algorithm names none. DamagedError means "cannot be checked":
    an unreadable key or an algorithm that is not known here.
    """
    # Whoever looks for the signer asks what is asked again of the one that was found.
    check = _verify_kept if len(message) + len(signature) <= KEPT else _verify
    return check(key, algorithm, signature, message, digest)


def _verify(key: bytes, algorithm: bytes, signature: bytes, message: bytes, digest: str) -> str:
    try:
        scheme, name, parsed = (_kept_form if len(algorithm) <= 64 else _form)(algorithm)
        public = _load(key)
    except ASN1_FAULTS as error:
        raise DamagedError("a signature algorithm that cannot be read") from error
    name = name or digest
    if name not in HASHES:
        raise DamagedError(f"the digest {name or 'of the signature'} is not known")
    if scheme == "rsassa_pkcs1v15" and isinstance(public, rsa.RSAPublicKey):
        right = _verify_pkcs1(public, signature, name, message)
    elif scheme == "rsassa_pss" and isinstance(public, rsa.RSAPublicKey):
        right = _verify_pss(public, signature, parsed, message)
    elif scheme == "ecdsa" and isinstance(public, ec.EllipticCurvePublicKey):
        right = _verify_ecdsa(public, signature, name, message)
    elif scheme == "dsa" and isinstance(public, dsa.DSAPublicKey):
        right = _verify_dsa(public, signature, name, message)
    else:
        raise DamagedError(f"{scheme} with such a key is not known")
    return name if right else ""


_verify_kept = lru_cache(maxsize=64)(_verify)


def _form(algorithm: bytes) -> tuple[str, str, SignedDigestAlgorithm]:
    """Return the scheme, the digest's name (empty: none is named) and what else an AlgorithmIdentifier says."""
    der.check_bounded(algorithm)
    parsed = SignedDigestAlgorithm.load(algorithm)
    # Signers of jars name the key alone, not what is done with it.
    if parsed["algorithm"].dotted == _EC_KEY:
        return "ecdsa", "", parsed
    return parsed.signature_algo, _digest_name(parsed), parsed


_kept_form = lru_cache(maxsize=64)(_form)


def _digest_name(parsed: SignedDigestAlgorithm) -> str:
    try:
        return str(parsed.hash_algo)
    except ValueError:  # plain rsaEncryption names none
        return ""


@lru_cache(maxsize=256)
def _load(key: bytes) -> object:
    try:
        der.check_bounded(key)
        public = serialization.load_der_public_key(key)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise DamagedError("a public key that cannot be read") from error
    if isinstance(public, rsa.RSAPublicKey) and public.key_size > MAX_RSA_BITS:
        raise DamagedError(f"an RSA key of {public.key_size} bits")
    return public


def verify_digest(key: bytes, signature: bytes, name: str, digest: bytes) -> bool:
    """Check an RSA (PKCS #1 v1.5) or ECDSA signature over a digest that is given, not made here.

    DamagedError means "cannot be checked": an unreadable key, one of another kind, an unknown digest.
    """
    public = _load(key)
    if isinstance(public, ec.EllipticCurvePublicKey) and name in _OIDS:
        try:
            public.verify(signature, digest, ec.ECDSA(Prehashed(HASHES[name])))
        except (InvalidSignature, ValueError, UnsupportedAlgorithm):
            return False
        return True
    if not isinstance(public, rsa.RSAPublicKey) or name not in _OIDS:
        raise DamagedError(f"a signature over {name} with such a key is not known")
    return _verify_pkcs1_digest(public, signature, name, digest)


def _verify_pkcs1(key: rsa.RSAPublicKey, signature: bytes, name: str, message: bytes) -> bool:
    return _verify_pkcs1_digest(key, signature, name, digest_of(name, message))


def _verify_pkcs1_digest(key: rsa.RSAPublicKey, signature: bytes, name: str, digest: bytes) -> bool:
    """Compare the DigestInfo in the signature; some signers leave out the NULL parameters.

    An authority that time-stamped much of 2012 to 2018 signs the bare digest.
    """
    try:
        info = key.recover_data_from_signature(signature, padding.PKCS1v15(), None)
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    forms = (*(_digest_info(name, digest, null) for null in (b"\x05\0", b"")), digest)
    return any(hmac.compare_digest(info, form) for form in forms)


def _digest_info(name: str, digest: bytes, parameters: bytes) -> bytes:
    return der.definite(
        der.SEQUENCE, _algorithm(name, parameters) + der.definite(der.OCTET_STRING, digest)
    )


@cache
def _algorithm(name: str, parameters: bytes) -> bytes:
    """Return the DER of a digest's AlgorithmIdentifier."""
    arcs = [int(arc) for arc in _OIDS[name].split(".")]
    body = bytes([40 * arcs[0] + arcs[1]])
    for arc in arcs[2:]:
        septets, rest = [arc & 0x7F], arc >> 7
        while rest:
            septets.append(rest & 0x7F | 0x80)
            rest >>= 7
        body += bytes(reversed(septets))
    return der.definite(der.SEQUENCE, der.definite(der.OID, body) + parameters)


def _verify_pss(
    key: rsa.RSAPublicKey, signature: bytes, parsed: SignedDigestAlgorithm, message: bytes
) -> bool:
    try:
        parameters = parsed["parameters"]
        mask = HASHES[parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native]
        salt = int(parameters["salt_length"].native)
        scheme = padding.PSS(padding.MGF1(mask), salt)
        key.verify(signature, message, scheme, HASHES[str(parsed.hash_algo)])
    except (InvalidSignature, UnsupportedAlgorithm, *ASN1_FAULTS):
        return False
    return True


def _verify_ecdsa(
    key: ec.EllipticCurvePublicKey, signature: bytes, name: str, message: bytes
) -> bool:
    try:
        key.verify(signature, message, ec.ECDSA(HASHES[name]))
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True


def _verify_dsa(key: dsa.DSAPublicKey, signature: bytes, name: str, message: bytes) -> bool:
    try:
        key.verify(signature, message, HASHES[name])
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True
