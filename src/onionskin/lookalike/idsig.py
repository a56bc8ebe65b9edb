"""Signatures of scheme 4 beside inert Android packages, with TEST-ONLY keys.

Source: Android Open Source Project, "APK Signature Scheme v4".
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from onionskin.lookalike.authorities import Credential
from onionskin.lookalike.signed_archives import content_digest, maker, sign_apk

BLOCK = 4096


@dataclass(frozen=True)
class IdsigRecipe:
    """How to sign. `inside` replaces the digest of the package's own signature, `hashing` the algorithm's number.

    `tail` stands behind the tree; `tree` replaces it (None: the right one). `blocks` are ids of further signers.
    """

    credential: Credential | None = None
    inside: bytes | None = None
    hashing: int = 1
    algorithm: int = 0x0103
    tree: bytes | None = None
    tail: bytes = b""
    blocks: tuple[int, ...] = ()


def sign_both(plain: bytes, recipe: IdsigRecipe | None = None) -> tuple[bytes, bytes]:
    """Return a zip signed by schemes 2 and 3, and the file of scheme 4 beside it."""
    signed = sign_apk(plain)
    return signed, sign_idsig(signed, plain, recipe)


def sign_idsig(package: bytes, plain: bytes, recipe: IdsigRecipe | None = None) -> bytes:
    """Return the file of scheme 4 for a package; `plain` is the package before it was signed."""
    recipe = recipe or IdsigRecipe()
    credential = recipe.credential or maker()
    assert isinstance(credential.key, rsa.RSAPrivateKey)
    root, tree = hash_tree(package)
    inside = content_digest(plain) if recipe.inside is None else recipe.inside
    hashing = struct.pack("<iB", recipe.hashing, 12) + _sized(b"") + _sized(root)
    told = _sized(inside) + _sized(credential.certificate) + _sized(b"")
    body = struct.pack("<q", len(package)) + hashing + told
    signature = credential.key.sign(struct.pack("<i", len(body) + 4) + body, padding.PKCS1v15(), hashes.SHA256())  # fmt: skip
    public = x509.load_der_x509_certificate(credential.certificate).public_key()
    key = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    signer = told + _sized(key) + struct.pack("<I", recipe.algorithm) + _sized(signature)
    more = b"".join(struct.pack("<I", each) + _sized(signer) for each in recipe.blocks)
    held = tree if recipe.tree is None else recipe.tree
    return struct.pack("<i", 2) + _sized(hashing) + _sized(signer + more) + _sized(held) + recipe.tail  # fmt: skip


def hash_tree(data: bytes) -> tuple[bytes, bytes]:
    """Return the root and the tree of a file's hashes, level by level from the top."""
    level = _level(data)
    levels: list[bytes] = []
    while True:
        levels.insert(0, level + bytes(-len(level) % BLOCK))
        if len(level) <= BLOCK:
            return hashlib.sha256(levels[0]).digest(), b"".join(levels)
        level = _level(level)


def _level(data: bytes) -> bytes:
    pieces = (data[at : at + BLOCK] for at in range(0, len(data), BLOCK))
    return b"".join(hashlib.sha256(each.ljust(BLOCK, b"\0")).digest() for each in pieces)


def _sized(data: bytes) -> bytes:
    return struct.pack("<i", len(data)) + data
