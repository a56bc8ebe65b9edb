"""Build inert xar archives and macOS packages. Source: mackyle/xar, "xarformat"."""

from __future__ import annotations

import bz2
import hashlib
import lzma
import struct
import zlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa, utils

from onionskin.lookalike.authorities import Credential, publisher, timestamp_authority
from onionskin.lookalike.bom import build_bom
from onionskin.lookalike.der_writer import (  # fmt: skip
    algorithm,
    explicit,
    integer,
    octets,
    oid,
    sequence,
    set_of,
    utc_time,
)
from onionskin.lookalike.signing import AT, DATA, attribute, sign, signer_info, timestamp_token
from onionskin.parse.pki.cms import CONTENT_TYPE, MESSAGE_DIGEST, SIGNED_DATA, SIGNING_TIME

_NUMBERS = {"sha1": 1, "md5": 2, "sha256": 3, "sha512": 4}
_STAMP = "1.2.840.113549.1.9.16.2.14"
_CMS_ROOM = 8192
_ENCODED = {
    "application/octet-stream": lambda data: data,
    "application/x-gzip": zlib.compress,
    "application/x-bzip2": bz2.compress,
    "application/x-xz": lzma.compress,
}


@dataclass(frozen=True)
class XarRecipe:
    """How to build a xar. `changed` replaces a file's TOC fields; `raw` is put into the TOC as it is.

    `gap` stands in front of the first file's data, `tail` behind the heap; `ticket` is stapled, and
    `is_notarised` staples one that names this archive. `is_plain` makes the CMS without signed attributes,
    `is_message` the RSA signature over the checksum as a message, as rcodesign does.
    `signer` of "" leaves it unsigned. `header` replaces fields of the header.
    """

    encoding: str = "application/x-gzip"
    checksum: str = "sha1"
    signer: str = ""
    at: str = AT
    gap: bytes = b""
    tail: bytes = b""
    is_message: bool = False
    ticket: bytes = b""
    is_notarised: bool = False
    is_plain: bool = False
    raw: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    header: Mapping[str, int] = field(default_factory=dict)


def build_xar(files: Mapping[str, bytes], recipe: XarRecipe | None = None) -> bytes:
    """Return a xar of these files by path; folders arise from the paths."""
    recipe = recipe or XarRecipe()
    size = hashlib.new(recipe.checksum, usedforsecurity=False).digest_size
    credential = _credential(recipe) if recipe.signer else None
    room = size + (256 + _CMS_ROOM if credential else 0)
    heap = recipe.gap
    body, number = "", 0
    for path, data in files.items():
        stored = _ENCODED[recipe.encoding](data)
        number += 1
        place = room + len(heap)
        heap += stored
        body += _nested(path, _row(recipe, path, (place, data, stored)), number)
    for path, target in recipe.links.items():
        number += 1
        row = f'<type>symlink</type><link type="broken">{escape(target)}</link>'
        body += _nested(path, row, number)
    top = f'<checksum style="{recipe.checksum}"><size>{size}</size><offset>0</offset></checksum>'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<xar><toc>{top}'
    text += _signed(credential, size) + recipe.raw + body + "</toc></xar>"
    table = zlib.compress(text.encode())
    digest = hashlib.new(recipe.checksum, table, usedforsecurity=False).digest()
    made = {"size": 28, "version": 1, "stored": len(table), "stated": len(text.encode()),
            "number": _NUMBERS[recipe.checksum]} | dict(recipe.header)  # fmt: skip
    head = struct.pack(">4sHHQQI", b"xar!", *made.values())
    signatures = _signatures(recipe, credential, digest) if credential else b""
    ticket = build_ticket((digest,)) if recipe.is_notarised else recipe.ticket
    return head + table + digest + signatures + heap + stapled(ticket) + recipe.tail


def stapled(ticket: bytes) -> bytes:
    """Return the trailer that carries a ticket behind a xar; nothing for no ticket."""
    if not ticket:
        return b""
    first = struct.pack("<4sHHII", b"t8lr", 1, 1, 0, 0)
    return first + ticket + struct.pack("<4sHHII", b"t8lr", 1, 2, len(ticket), 0)


def build_ticket(code: tuple[bytes, ...]) -> bytes:
    """Return a ticket look-alike: its magic, filler for certificates, and the listed code hashes."""
    listed = b"".join(b"\x02" + each[:20] for each in code)
    return b"s8ch" + bytes(60) + b"g8tk" + struct.pack("<HHII", 2, 20, len(code), 0) + listed


def build_pkg(scripts: bytes, payload: bytes, recipe: XarRecipe | None = None, version: str = "1.0") -> bytes:  # fmt: skip
    """Return a component package: PackageInfo, a Bom that lists nothing, Payload and Scripts."""
    info = (
        f'<pkg-info identifier="com.example.shapes" version="{version}" install-location="/Applications" auth="root">'
        '<scripts><preinstall file="./preinstall"/><postinstall file="./postinstall"/></scripts></pkg-info>'
    )
    files = {"Bom": build_bom(()), "Payload": payload, "Scripts": scripts}
    return build_xar({"PackageInfo": info.encode(), **files}, recipe)


def _nested(path: str, row: str, number: int) -> str:
    *folders, last = path.split("/")
    out = "".join(f'<file id="{number}{at}"><name>{escape(each)}</name><type>directory</type>' for at, each in enumerate(folders))  # fmt: skip
    out += f'<file id="{number}"><name>{escape(last)}</name>{row}</file>'
    return out + "</file>" * len(folders)


def _row(recipe: XarRecipe, path: str, made: tuple[int, bytes, bytes]) -> str:
    place, data, stored = made

    def digest(raw: bytes) -> str:
        return hashlib.new(recipe.checksum, raw, usedforsecurity=False).hexdigest()

    fields = {"offset": str(place), "length": str(len(stored)), "size": str(len(data)),
              "archived": digest(stored), "extracted": digest(data),
              "encoding": recipe.encoding} | dict(recipe.changed.get(path, {}))  # fmt: skip
    style = recipe.checksum
    return (
        f'<type>file</type><data><archived-checksum style="{style}">{fields["archived"]}</archived-checksum>'
        f'<extracted-checksum style="{style}">{fields["extracted"]}</extracted-checksum>'
        f'<encoding style="{fields["encoding"]}"/><size>{fields["size"]}</size>'
        f"<offset>{fields['offset']}</offset><length>{fields['length']}</length></data>"
    )


def _credential(recipe: XarRecipe) -> Credential:
    year = int(recipe.at[:4])
    return publisher(recipe.signer, f"{year - 1}-01-01T00:00:00Z", f"{year + 2}-01-01T00:00:00Z")


def _signed(credential: Credential | None, size: int) -> str:
    if credential is None:
        return ""
    chain = "".join(f"<X509Certificate>{b64encode(each).decode()}</X509Certificate>" for each in credential.chain)  # fmt: skip
    key = f'<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>{chain}</X509Data></KeyInfo>'
    return (
        f'<signature style="RSA"><offset>{size}</offset><size>256</size>{key}</signature>'
        f'<x-signature style="CMS"><offset>{size + 256}</offset><size>{_CMS_ROOM}</size>{key}</x-signature>'
    )


def _signatures(recipe: XarRecipe, credential: Credential, digest: bytes) -> bytes:
    """Return the RSA signature over the checksum, and the CMS over it in its room."""
    kind = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}[recipe.checksum]  # noqa: S303 - what the format uses
    key = cast("rsa.RSAPrivateKey", credential.key)
    how = hashes.SHA256() if recipe.is_message else utils.Prehashed(kind)
    plain = key.sign(digest, padding.PKCS1v15(), how)
    attributes = [
        attribute(CONTENT_TYPE, oid(DATA)),
        attribute(SIGNING_TIME, utc_time(recipe.at)),
        attribute(MESSAGE_DIGEST, octets(hashlib.sha256(digest).digest())),
    ]
    attributes = [] if recipe.is_plain else attributes
    made = (
        key.sign(digest, padding.PKCS1v15(), hashes.SHA256())
        if recipe.is_plain
        else sign(credential, b"".join(sorted(attributes)), "sha256")
    )
    token = timestamp_token(made, recipe.at, timestamp_authority())
    info = signer_info(credential, attributes, made, "sha256", [attribute(_STAMP, token)])
    inner = sequence(integer(1), set_of(algorithm("2.16.840.1.101.3.4.2.1")), sequence(oid(DATA)),
                     explicit(0, *credential.chain), set_of(info))  # fmt: skip
    return plain + sequence(oid(SIGNED_DATA), explicit(0, inner)).ljust(_CMS_ROOM, b"\0")
