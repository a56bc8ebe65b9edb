"""Sign inert scripts, NuGet packages, app packages and catalogues with TEST-ONLY keys.

Source: Microsoft Learn, about_Signing; NuGet, "Package signing technical details"; Microsoft Learn, "Catalog
Files and Digital Signatures"; the digests of an app package as osslsigncode documents them.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onionskin.lookalike.archives import ZipMember, build_zip
from onionskin.lookalike.authorities import Credential
from onionskin.lookalike.der_writer import (
    field,
    integer,
    octets,
    oid,
    sequence,
    set_of,
    utc_time,
)
from onionskin.lookalike.signed_archives import maker
from onionskin.lookalike.signing import (
    Plan,
    attribute,
    indirect_data,
    sign,
    sign_digest,
    signed_data,
    signer_info,
)
from onionskin.parse.pki.cms import CONTENT_TYPE, MESSAGE_DIGEST
from onionskin.parse.pki.spc import PE_IMAGE, SIP_INFO

_SHA256, _DATA, _CTL = "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.7.1", "1.3.6.1.4.1.311.10.1"
_AUTHOR = "1.2.840.113549.1.9.16.6.1"


@dataclass(frozen=True)
class ScriptRecipe:
    """How a script is signed: `sign` begins a comment's line. `behind` stands behind the block and is signed.

    With `place` the digest ends with where the block stands, as Windows' script host has it.
    """

    sign: str = "# "
    encoding: str = "utf-8"
    behind: str = ""
    place: bool = False


def sign_script(text: bytes, plan: Plan | None = None, *, encoding: str = "utf-8") -> bytes:
    """Return a PowerShell script (its bytes, a byte order mark included) with its signature behind."""
    return sign_as(text, ScriptRecipe(encoding=encoding), plan)


def sign_hosted(text: bytes, sign: str = "// SIG // ", *, behind: str = "", encoding: str = "utf-8") -> bytes:  # fmt: skip
    """Return a script for Windows' script host with its signature, as that host digests it."""
    return sign_as(text, ScriptRecipe(sign, encoding, behind, place=True))


def sign_as(text: bytes, recipe: ScriptRecipe, plan: Plan | None = None) -> bytes:
    """Return a script with a signature block behind its text."""
    words = text.decode(recipe.encoding)
    before = (words.removeprefix("\ufeff") if recipe.place else words).encode("utf-16-le")
    signed = before + recipe.behind.encode("utf-16-le")
    signed += struct.pack("<I", len(before) // 2) if recipe.place else b""
    made = sign_digest(hashlib.sha256(signed).digest(), SIP_INFO, plan or Plan(timestamp=""))
    block = base64.b64encode(made)
    lines = [block[at : at + 64].decode() for at in range(0, len(block), 64)]
    mark = "SIG # " if recipe.sign == "# " else ""
    comment = [f"{mark}Begin signature block", *lines, f"{mark}End signature block"]
    rows = [f"{recipe.sign}{line}" for line in comment]
    if recipe.sign == "** SIG ** ":
        rows = ["<signature>", *rows[1:-1], "</signature>"]
    behind = "".join(f"\r\n{row}" for row in rows) + "\r\n" + recipe.behind
    wide = "utf-16-le" if text[:2] == b"\xff\xfe" else recipe.encoding
    return text + behind.encode(wide)


def sign_nupkg(data: bytes, credential: Credential | None = None) -> bytes:
    """Return a package with the author's signature as its last, stored entry."""
    text = base64.b64encode(hashlib.sha256(data).digest()).decode()
    content = f"Version:1\n\n{_SHA256}-Hash:{text}\n\n".encode()
    commitment = attribute("1.2.840.113549.1.9.16.2.16", sequence(oid(_AUTHOR)))
    block = _signed(_DATA, octets(content), content, credential or maker(), [commitment])
    return with_entry(data, ".signature.p7s", block)


def sign_msix(data: bytes, plan: Plan | None = None) -> bytes:
    """Return an app package with its signature as its last entry."""
    import io
    import zipfile

    end = data.rindex(b"PK\5\6")
    (directory,) = struct.unpack_from("<I", data, end + 16)
    parts = {b"AXPC": data[:directory], b"AXCD": data[directory:]}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts[b"AXCT"] = archive.read("[Content_Types].xml")
        parts[b"AXBM"] = archive.read("AppxBlockMap.xml")
    blob = b"APPX" + b"".join(mark + hashlib.sha256(part).digest() for mark, part in parts.items())
    signed = sign_digest(blob, SIP_INFO, plan or Plan(timestamp=""))
    return with_entry(data, "AppxSignature.p7x", b"PKCX" + signed)


def build_catalogue(
    files: Mapping[str, bytes], credential: Credential | None = None, *, at: str = "2024-01-01T00:00:00Z",
    digests: Sequence[tuple[str, bytes]] = (),
) -> bytes:  # fmt: skip
    """Return a catalogue that lists these files by SHA-256 and name, and digests that are given as such."""
    members = [_member(name, hashlib.sha256(data).digest()) for name, data in files.items()]
    members += [_member(name, digest) for name, digest in digests]
    content = b"".join(
        (
            sequence(oid("1.3.6.1.4.1.311.12.1.1")),
            octets(hashlib.md5(at.encode(), usedforsecurity=False).digest()),
            utc_time(at),
            sequence(oid("1.3.6.1.4.1.311.12.1.3"), b"\x05\x00"),
            sequence(*members),
        )
    )
    return _signed(_CTL, sequence(content), content, credential or maker())


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    """Return a zip with one more, stored entry behind the others."""
    end = data.rindex(b"PK\5\6")
    count, _, size, directory = struct.unpack_from("<HHII", data, end + 8)
    made = build_zip([ZipMember(name, content, method=0)])
    stop = made.rindex(b"PK\5\6")
    (start,) = struct.unpack_from("<I", made, stop + 16)
    entry = bytearray(made[start:stop])
    struct.pack_into("<I", entry, 42, directory)
    record = bytearray(data[end:])
    struct.pack_into("<HHII", record, 8, count + 1, count + 1, size + len(entry), directory + start)
    return data[:directory] + made[:start] + data[directory:end] + bytes(entry) + bytes(record)


def _signed(
    kind: str,
    content: bytes,
    payload: bytes,
    credential: Credential,
    more: list[bytes] | None = None,
) -> bytes:
    attributes = [
        attribute(CONTENT_TYPE, oid(kind)),
        attribute(MESSAGE_DIGEST, octets(hashlib.sha256(payload).digest())),
        *(more or []),
    ]
    signature = sign(credential, b"".join(sorted(attributes)), "sha256")
    info = signer_info(credential, attributes, signature)
    return signed_data(kind, content, list(credential.chain), [info])


def _member(name: str, digest: bytes) -> bytes:
    pair = sequence(
        field(0x1E, "File".encode("utf-16-be")),
        integer(0x10010001),
        octets(name.encode("utf-16-le") + b"\0\0"),
    )
    return sequence(
        octets(digest.hex().upper().encode("utf-16-le")),
        set_of(
            attribute("1.3.6.1.4.1.311.2.1.4", indirect_data(digest, PE_IMAGE, "sha256")),
            attribute("1.3.6.1.4.1.311.12.2.1", pair),
        ),
    )
