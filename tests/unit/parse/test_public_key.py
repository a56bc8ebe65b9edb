"""One signature, one key: the schemes, their quirks, and what is refused."""

from __future__ import annotations

import hashlib
import math

import pytest
from asn1crypto.algos import SignedDigestAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

from onionskin.errors import DamagedError
from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.der_writer import algorithm, field, octets, oid, sequence
from onionskin.parse.pki.public_key import verify

MESSAGE = b"what was signed"
RSA, SHA256_RSA = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11"
SHA256 = "2.16.840.1.101.3.4.2.1"


def spki(key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


KEY = worthless_key("signer")
PUBLIC = spki(KEY.public_key())


def raw_rsa(block: bytes) -> bytes:
    numbers = KEY.private_numbers()
    modulus = numbers.public_numbers.n
    return pow(int.from_bytes(block, "big"), numbers.d, modulus).to_bytes(256, "big")


def padded(info: bytes) -> bytes:
    return b"\0\1" + b"\xff" * (253 - len(info)) + b"\0" + info


def test_a_right_signature_names_its_digest() -> None:
    made = KEY.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    assert verify(PUBLIC, algorithm(SHA256_RSA), made, MESSAGE) == "sha256"
    assert verify(PUBLIC, algorithm(RSA), made, MESSAGE, "sha256") == "sha256"


def test_another_message_key_or_digest_is_wrong() -> None:
    made = KEY.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    other = spki(worthless_key("root").public_key())
    assert verify(PUBLIC, algorithm(SHA256_RSA), made, b"other") == ""
    assert verify(other, algorithm(SHA256_RSA), made, MESSAGE) == ""
    assert verify(PUBLIC, algorithm(RSA), made, MESSAGE, "sha384") == ""


def test_a_digest_info_without_null_parameters_is_right() -> None:
    digest = octets(hashlib.sha256(MESSAGE).digest())
    made = raw_rsa(padded(sequence(sequence(oid(SHA256)), digest)))
    assert verify(PUBLIC, algorithm(RSA), made, MESSAGE, "sha256") == "sha256"


def test_a_bare_digest_is_right_as_some_timestamp_authorities_sign_it() -> None:
    made = raw_rsa(padded(hashlib.sha1(MESSAGE).digest()))
    assert verify(PUBLIC, algorithm(RSA), made, MESSAGE, "sha1") == "sha1"
    assert verify(PUBLIC, algorithm(RSA), made, b"other", "sha1") == ""


@pytest.mark.parametrize("garbage", [b"\0", b"garbage"])
def test_a_digest_info_with_something_behind_it_is_wrong(garbage: bytes) -> None:
    digest = octets(hashlib.sha256(MESSAGE).digest())
    made = raw_rsa(padded(sequence(algorithm(SHA256), digest) + garbage))
    assert verify(PUBLIC, algorithm(RSA), made, MESSAGE, "sha256") == ""


def test_a_signature_forged_for_the_exponent_three_is_wrong() -> None:
    """Bleichenbacher 2006: a cube root whose cube begins like a right block."""
    numbers = KEY.public_key().public_numbers()
    weak = rsa.RSAPublicNumbers(3, numbers.n).public_key()
    digest = octets(hashlib.sha256(MESSAGE).digest())
    start = b"\0\1" + b"\xff" * 8 + b"\0" + sequence(algorithm(SHA256), digest)
    target = int.from_bytes(start.ljust(256, b"\xff"), "big")
    guess = 1 << (target.bit_length() // 3 + 1)
    while guess**3 > target:
        guess = min(guess - 1, (2 * guess + target // guess**2) // 3)
    assert (guess**3).to_bytes(256, "big").startswith(start[:-1])
    assert math.log2(guess) < 700
    made = guess.to_bytes(256, "big")
    assert verify(spki(weak), algorithm(RSA), made, MESSAGE, "sha256") == ""


def test_pss_is_checked_with_its_own_parameters() -> None:
    made = KEY.sign(MESSAGE, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
    stated = SignedDigestAlgorithm(
        {
            "algorithm": "rsassa_pss",
            "parameters": {
                "hash_algorithm": {"algorithm": "sha256"},
                "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": "sha256"}},
                "salt_length": 32,
            },
        }
    ).dump()
    assert verify(PUBLIC, stated, made, MESSAGE) == "sha256"
    assert verify(PUBLIC, stated, made, b"other") == ""


def test_elliptic_curves_are_checked() -> None:
    key = ec.derive_private_key(7, ec.SECP256R1())
    made = key.sign(MESSAGE, ec.ECDSA(hashes.SHA256()))
    stated = sequence(oid("1.2.840.10045.4.3.2"))
    assert verify(spki(key.public_key()), stated, made, MESSAGE) == "sha256"
    r, s = utils.decode_dss_signature(made)
    assert verify(spki(key.public_key()), stated, utils.encode_dss_signature(s, r), MESSAGE) == ""
    assert verify(spki(key.public_key()), stated, b"no signature", MESSAGE) == ""


@pytest.mark.parametrize(
    ("key", "stated", "digest"),
    [
        (PUBLIC, algorithm("1.2.3.4"), "sha256"),
        (PUBLIC, algorithm(RSA), "1.2.3.4"),
        (PUBLIC, algorithm("1.2.840.10045.4.3.2"), "sha256"),
        (b"no key", algorithm(RSA), "sha256"),
        (PUBLIC, b"no algorithm", "sha256"),
        (PUBLIC, sequence(field(6, b"\x81" * 5000 + b"\1")), "sha256"),
    ],
)
def test_what_cannot_be_checked_is_said_to_be_so(key: bytes, stated: bytes, digest: str) -> None:
    with pytest.raises(DamagedError):
        verify(key, stated, bytes(256), MESSAGE, digest)


def test_a_key_beyond_all_measure_is_refused() -> None:
    huge = rsa.RSAPublicNumbers(65537, (1 << 9000) | 1).public_key()
    with pytest.raises(DamagedError, match="9001 bits"):
        verify(spki(huge), algorithm(RSA), bytes(1126), MESSAGE, "sha256")
