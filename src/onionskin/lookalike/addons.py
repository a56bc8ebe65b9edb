"""Inert Firefox add-ons, signed twice with TEST-ONLY keys: PKCS#7 and COSE.

Source: RFC 8949 (CBOR), RFC 9052 (COSE_Sign); the layout of META-INF as Mozilla's autograph has it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from onionskin.lookalike.authorities import CODE_SIGNING, Credential, Wanted, issue, root
from onionskin.lookalike.signed_archives import maker, sign_block

MANIFEST, COSE_MANIFEST = "META-INF/manifest.mf", "META-INF/cose.manifest"
SIGN, _DIGEST = 98, hashes.SHA256()
Plain = int | str | bytes | None | Sequence["Plain"] | Mapping[int, "Plain"]


@dataclass(frozen=True)
class CoseRecipe:
    """How to sign: `external` is how no external data is written, `loose` stands in an unprotected header.

    `behind` follows the message, `payload` stands in it. `credential` None is a fictional add-on's own.
    """

    external: bytes | None = None
    loose: Mapping[int, Plain] | None = None
    behind: bytes = b""
    payload: bytes | None = None
    credential: Credential | None = None
    algorithm: int = -7


def cbor(item: Plain) -> bytes:
    """Return an item in the deterministic encoding of CBOR."""
    if item is None:
        return b"\xf6"
    if isinstance(item, int):
        return _head(0, item) if item >= 0 else _head(1, -1 - item)
    if isinstance(item, bytes):
        return _head(2, len(item)) + item
    if isinstance(item, str):
        return _head(3, len(item.encode())) + item.encode()
    if isinstance(item, Mapping):
        return _head(5, len(item)) + b"".join(cbor(key) + cbor(value) for key, value in item.items())  # fmt: skip
    return _head(4, len(item)) + b"".join(map(cbor, item))


def addon_maker(name: str = "inert@example.invalid") -> Credential:
    """Return the credential that a fictional authority issues for one add-on: a key on P-256."""
    wanted = Wanted(name, "Example Addons", usages=(CODE_SIGNING,))
    return issue(wanted, root(), ec.derive_private_key(8, ec.SECP256R1()))


def sign_cose(content: bytes, recipe: CoseRecipe | None = None) -> bytes:
    """Return a COSE_Sign message over content that lies beside it."""
    recipe = recipe or CoseRecipe()
    credential = recipe.credential or addon_maker()
    assert isinstance(credential.key, ec.EllipticCurvePrivateKey)
    body = cbor({4: list(credential.issuers)})
    own = cbor({1: recipe.algorithm, 4: credential.certificate})
    signed = cbor(["Signature", body, own, recipe.external, content])
    made = credential.key.sign(signed, ec.ECDSA(_DIGEST, deterministic_signing=True))
    signature = b"".join(each.to_bytes(32, "big") for each in decode_dss_signature(made))
    loose = recipe.loose or {}
    message: list[Plain] = [body, loose, recipe.payload, [[own, {}, signature]]]
    return _head(6, SIGN) + cbor(message) + recipe.behind


def sign_addon(files: Mapping[str, bytes], recipe: CoseRecipe | None = None) -> dict[str, bytes]:
    """Return an add-on's files with both signatures over them."""
    own = manifest(files)
    cose = {COSE_MANIFEST: own, "META-INF/cose.sig": sign_cose(own, recipe)}
    return {**files, **cose, **sign_whole({**files, **cose})}


def sign_whole(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the three files of the PKCS#7 signature, which is over the whole manifest alone."""
    listed = manifest(files)
    told = base64.b64encode(hashlib.sha256(listed).digest()).decode()
    signed = f"Signature-Version: 1.0\nSHA256-Digest-Manifest: {told}\n\n".encode()
    block = sign_block(signed, maker("Example Addons"))
    return {MANIFEST: listed, "META-INF/mozilla.sf": signed, "META-INF/mozilla.rsa": block}


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Return the manifest that holds the SHA-256 of each file."""
    sections = [
        f"Name: {name}\nDigest-Algorithms: SHA256\nSHA256-Digest: {base64.b64encode(hashlib.sha256(data).digest()).decode()}\n\n"
        for name, data in files.items()
    ]
    return ("Manifest-Version: 1.0\n\n" + "".join(sections)).encode()


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    width = next(each for each in (1, 2, 4, 8) if number < 1 << 8 * each)
    return bytes([kind << 5 | 23 + width.bit_length()]) + number.to_bytes(width, "big")
