"""Inert packages of languages and shops: sdist, crate, gem, MSIX, CRX, APK. Seeded, no clock.

Layouts after the PyPA specifications, The Cargo Book, RubyGems' `Gem::Package`, Microsoft Learn
(block map), Chromium's crx3.proto and AOSP's ResourceTypes.h.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from collections.abc import Mapping, Sequence

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from onionskin.lookalike.archives import build_gzip, build_tar, build_zip

BLOCK = 64 << 10


def build_sdist(name: str, version: str, files: Mapping[str, bytes]) -> bytes:
    """Return a Python source distribution."""
    info = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\nInert.\n".encode()
    every = {"PKG-INFO": info} | dict(files)
    return build_gzip(build_tar({f"{name}-{version}/{key}": data for key, data in every.items()}))


def build_crate(name: str, version: str, files: Mapping[str, bytes], *, more: str = "") -> bytes:
    """Return a Rust crate; `more` stands behind the manifest's package table."""
    manifest = f'[package]\nname = "{name}"\nversion = "{version}"\n{more}'.encode()
    every = {
        ".cargo_vcs_info.json": json.dumps({"git": {"sha1": "0" * 40}, "path_in_vcs": ""}).encode(),
        "Cargo.toml": manifest,
        "Cargo.toml.orig": manifest,
    } | dict(files)
    return build_gzip(build_tar({f"{name}-{version}/{key}": data for key, data in every.items()}))


def build_gem(
    name: str,
    version: str,
    files: Mapping[str, bytes],
    *,
    extensions: Sequence[str] = (),
    forged: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a gem. `forged` members replace others behind the checksums' back, or join."""
    spec = f"--- !ruby/object:Gem::Specification\nname: {name}\n"
    spec += f"version: !ruby/object:Gem::Version\n  version: {version}\nplatform: ruby\n"
    spec += "extensions:\n" + "".join(f"- {each}\n" for each in extensions)
    every = {
        "metadata.gz": build_gzip(spec.encode()),
        "data.tar.gz": build_gzip(build_tar(files)),
    }
    lines = ["---"]
    for algorithm in ("SHA256", "SHA512"):
        lines.append(f"{algorithm}:")
        for key, data in every.items():
            lines.append(f"  {key}: {hashlib.new(algorithm.lower(), data).hexdigest()}")
    sums = build_gzip(("\n".join(lines) + "\n").encode())
    return build_tar(every | dict(forged or {}) | {"checksums.yaml.gz": sums})


def build_msix(
    name: str,
    version: str,
    files: Mapping[str, bytes],
    *,
    forged: Mapping[str, bytes] | None = None,
    manifest_name: str = "AppxManifest.xml",
) -> bytes:
    """Return an MSIX package (a bundle, by its manifest's name). `forged` files are not those of the map."""
    root = "Package" if manifest_name == "AppxManifest.xml" else "Bundle"
    manifest = f'<{root}><Identity Name="{name}" Publisher="CN=Inert" Version="{version}" ProcessorArchitecture="x64"/></{root}>'
    every = {manifest_name: manifest.encode()} | dict(files)
    rows = []
    for key, data in every.items():
        blocks = "".join(
            f'<Block Hash="{base64.b64encode(hashlib.sha256(data[at : at + BLOCK]).digest()).decode()}"/>'
            for at in range(0, len(data), BLOCK)
        )
        path = key.replace("/", "\\")
        rows.append(f'<File Name="{path}" Size="{len(data)}" LfhSize="30">{blocks}</File>')
    method = "http://www.w3.org/2001/04/xmlenc#sha256"
    listed = f'<BlockMap HashMethod="{method}">{"".join(rows)}</BlockMap>'
    return build_zip(
        every
        | dict(forged or {})
        | {"AppxBlockMap.xml": listed.encode(), "[Content_Types].xml": b"<Types/>"}
    )


def build_crx(archive: bytes, key: rsa.RSAPrivateKey, *, forged: bytes | None = None) -> bytes:
    """Return a Chrome extension of format 3; `forged` replaces the archive behind the proof's back."""
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    signed = _field(1, hashlib.sha256(public).digest()[:16])
    message = b"CRX3 SignedData\0" + struct.pack("<I", len(signed)) + signed + archive
    proof = key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    header = _field(2, _field(1, public) + _field(2, proof)) + _field(10_000, signed)
    lead = b"Cr24" + struct.pack("<II", 3, len(header)) + header
    return lead + (archive if forged is None else forged)


def _field(number: int, data: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def build_binary_xml(tags: Sequence[tuple[str, Mapping[str, str]]]) -> bytes:
    """Return a binary XML of start tags alone, with its strings in UTF-16."""
    strings = sorted({word for name, found in tags for word in (name, *found, *found.values())})
    index = {word: number for number, word in enumerate(strings)}
    body, offsets = b"", []
    for word in strings:
        offsets.append(len(body))
        body += struct.pack("<H", len(word)) + word.encode("utf-16-le") + b"\0\0"
    body += bytes(-len(body) % 4)
    start = 28 + 4 * len(strings)
    pool = struct.pack("<5I", len(strings), 0, 0, start, 0)
    pool += b"".join(struct.pack("<I", each) for each in offsets) + body
    chunks = struct.pack("<HHI", 1, 28, 8 + len(pool)) + pool
    for name, found in tags:
        tag = struct.pack(
            "<IIIIHHHHHH", 1, 0xFFFFFFFF, 0xFFFFFFFF, index[name], 20, 20, len(found), 0, 0, 0
        )
        for key, value in found.items():
            tag += struct.pack(
                "<IIIHBBI", 0xFFFFFFFF, index[key], index[value], 8, 0, 3, index[value]
            )
        chunks += struct.pack("<HHI", 0x102, 16, 8 + len(tag)) + tag
    return struct.pack("<HHI", 3, 8, 8 + len(chunks)) + chunks
