"""Sign inert archives with TEST-ONLY keys: jars with their signature files, Android packages with a block.

Source: JAR File Specification, Java SE 21; Android Open Source Project, APK Signature Schemes v2 and v3.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Mapping, Sequence

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from onionskin.lookalike.authorities import Credential, Wanted, issue
from onionskin.lookalike.der_writer import algorithm, explicit, oid, sequence, set_of
from onionskin.lookalike.signing import DATA, signer_info
from onionskin.parse.pki.cms import SIGNED_DATA

MANIFEST, _SHA256 = "META-INF/MANIFEST.MF", "2.16.840.1.101.3.4.2.1"
SCHEMES = {2: 0x7109871A, 3: 0xF05368C0, 31: 0x1B93AD61}
_MAGIC = b"APK Sig Block 42"


def maker(name: str = "Example Android Maker", key: str = "signer") -> Credential:
    """Return a self-signed credential, as jars and Android packages have."""
    return issue(Wanted(name, name, key))


def sign_block(content: bytes, credential: Credential, *, attached: bool = False) -> bytes:
    """Return a PKCS#7 over content, which is not in it unless `attached`; no signed attributes."""
    assert isinstance(credential.key, rsa.RSAPrivateKey)
    signature = credential.key.sign(content, padding.PKCS1v15(), hashes.SHA256())
    held = explicit(0, b"\x04" + _length(content) + content) if attached else b""
    inner = sequence(
        b"\x02\x01\x01",
        set_of(algorithm(_SHA256)),
        sequence(oid(DATA), held),
        explicit(0, *credential.chain),
        set_of(signer_info(credential, [], signature)),
    )
    return sequence(oid(SIGNED_DATA), explicit(0, inner))


def sign_jar(
    files: Mapping[str, bytes],
    credential: Credential | None = None,
    *,
    stem: str = "INERT",
    head: str = "",
    only: Sequence[str] | None = None,
) -> dict[str, bytes]:
    """Return a jar's files with a manifest and a signature over all of them (or `only` some).

    `head` are further lines of the signature file's main section.
    """
    named = [name for name in files if only is None or name in only]
    sections = {name: _section(name, "SHA-256-Digest", files[name]) for name in named}
    manifest = b"Manifest-Version: 1.0\r\n\r\n" + b"".join(sections.values())
    lines = f"Signature-Version: 1.0\r\n{head}SHA-256-Digest-Manifest: {_hash(manifest)}\r\n\r\n"
    signed = lines.encode() + b"".join(
        _section(name, "SHA-256-Digest", raw) for name, raw in sections.items()
    )
    block = sign_block(signed, credential or maker())
    return {
        MANIFEST: manifest,
        f"META-INF/{stem}.SF": signed,
        f"META-INF/{stem}.RSA": block,
        **files,
    }


def sign_apk(
    data: bytes, credential: Credential | None = None, schemes: Sequence[int] = (2, 3), *, promises: int = 0,
    rotation: bytes = b"",
) -> bytes:  # fmt: skip
    """Return a zip with a signing block of these schemes; scheme 2 `promises` another beside it.

    `rotation` is the attribute of scheme 3 by which an older key hands over (`lineage`).
    """
    end = data.rindex(b"PK\5\6")
    (directory,) = struct.unpack_from("<I", data, end + 16)
    parts = (data[:directory], data[directory:end], data[end:])
    pairs = b""
    for number in schemes:
        attributes = _prefix(struct.pack("<II", 0xBEEFF00D, promises)) if promises and number == 2 else b""  # fmt: skip
        attributes = attributes or (rotation if number != 2 else b"")
        value = _signer(parts, credential or maker(), number, attributes)
        pairs += struct.pack("<QI", len(value) + 4, SCHEMES[number]) + value
    size = struct.pack("<Q", len(pairs) + 24)
    block = size + pairs + size + _MAGIC
    moved = bytearray(parts[2])
    struct.pack_into("<I", moved, 16, directory + len(block))
    return parts[0] + block + parts[1] + bytes(moved)


def lineage(old: Credential, new: Credential) -> bytes:
    """Return the attribute by which an old key hands over to a new one."""
    assert isinstance(old.key, rsa.RSAPrivateKey)
    first = _prefix(_prefix(old.certificate) + bytes(4)) + struct.pack("<II", 0, 0x0103) + _prefix(b"")  # fmt: skip
    signed = _prefix(new.certificate) + struct.pack("<I", 0x0103)
    made = old.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
    second = _prefix(signed) + struct.pack("<II", 0, 0x0103) + _prefix(made)
    nodes = struct.pack("<I", 1) + _prefix(first) + _prefix(second)
    return _prefix(struct.pack("<I", 0x3BA06F8C) + nodes)


def _signer(parts: tuple[bytes, bytes, bytes], credential: Credential, scheme: int, attributes: bytes) -> bytes:  # fmt: skip
    assert isinstance(credential.key, rsa.RSAPrivateKey)
    sdks = b"" if scheme == 2 else struct.pack("<II", 24, 0x7FFFFFFF)
    digest = _prefix(struct.pack("<I", 0x0103) + _prefix(_content_digest(parts)))
    signed = _prefix(digest) + _prefix(_prefix(credential.certificate)) + sdks + _prefix(attributes)
    made = credential.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
    public = x509.load_der_x509_certificate(credential.certificate).public_key()
    key = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    signature = _prefix(struct.pack("<I", 0x0103) + _prefix(made))
    return _prefix(_prefix(_prefix(signed) + sdks + _prefix(signature) + _prefix(key)))


def content_digest(data: bytes) -> bytes:
    """Return the digest of a zip that its signers of schemes 2 and 3 sign, in pieces of 1 MiB."""
    end = data.rindex(b"PK\5\6")
    (directory,) = struct.unpack_from("<I", data, end + 16)
    return _content_digest((data[:directory], data[directory:end], data[end:]))


def _content_digest(parts: tuple[bytes, bytes, bytes]) -> bytes:
    pieces = [part[at : at + (1 << 20)] for part in parts for at in range(0, len(part), 1 << 20)]
    hashed = [hashlib.sha256(b"\xa5" + struct.pack("<I", len(each)) + each).digest() for each in pieces]  # fmt: skip
    return hashlib.sha256(b"\x5a" + struct.pack("<I", len(hashed)) + b"".join(hashed)).digest()


def _prefix(data: bytes) -> bytes:
    return struct.pack("<I", len(data)) + data


def _hash(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def _section(name: str, key: str, data: bytes) -> bytes:
    return _folded(f"Name: {name}") + f"{key}: {_hash(data)}\r\n\r\n".encode()


def _folded(line: str) -> bytes:
    """Return a line of a manifest, broken after 70 bytes as the specification has it."""
    raw = line.encode()
    pieces = [raw[:70], *(raw[at : at + 69] for at in range(70, len(raw), 69))]
    return b"\r\n ".join(pieces) + b"\r\n"


def _length(data: bytes) -> bytes:
    size = len(data)
    if size < 0x80:
        return bytes([size])
    raw = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(raw)]) + raw
