"""The signature of a NuGet package: a PKCS#7 in `.signature.p7s`, over the hash of the zip without it.

The content is a small text, `Version:1` and `<OID>-Hash:<base64>`. Hashed is the whole file as it was
before the signature was put in: without its entry, and with the directory's and end record's fields as
they were. A repository may counter-sign an author's signature.

Source: NuGet, "Package signing technical details" and "Package signature hash" (the wiki of
NuGet/Home); RFC 5126 and RFC 5035 for its attributes.
"""

from __future__ import annotations

import hashlib
import re
import struct
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Signature, Span, Value
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives.zip_directory import Entry, find_end, read_local
from onionskin.parse.holes import outside
from onionskin.parse.pki import cms, der, plain_cms
from onionskin.parse.pki.certificates import organisation
from onionskin.parse.pki.chain import Pool, authority
from onionskin.parse.pki.public_key import DIGESTS
from onionskin.parse.pki.signature_flags import binds, status_of
from onionskin.plugins.view import View

NAME = ".signature.p7s"
LIMIT = 1 << 20
_COUNTER = "1.2.840.113549.1.9.6"
_COMMITMENT = "1.2.840.113549.1.9.16.2.16"
_KINDS = {"1.2.840.113549.1.9.16.6.1": "author", "1.2.840.113549.1.9.16.6.2": "repository"}
_HASH = re.compile(r"([0-9.]{1,40})-Hash:([A-Za-z0-9+/=]{1,200})")


class NugetSignature(Value, frozen=True):
    """What the signature says: `kind` is `author` or `repository`, `countersigner` the repository beside an author."""

    kind: str
    algorithm: str
    stated: str
    found: str
    countersigner: str = ""


def examine(view: View) -> Iterator[Signature | Fact | Problem]:
    """Yield the signature of a NuGet package, if it has one, and the repository's over it."""
    entries = archive.entries(view)
    held = [each for each in entries if each.name == NAME]
    if not held:
        return
    try:
        block = archive.read_member(view, held[0], LIMIT)
        spans, parts = _hashed(view, entries, held[0])
    except DamagedError as error:
        yield Problem("damaged", f"{NAME}: {error}")
        yield Signature("nuget", "unreadable", "", ("unreadable-pkcs7",), not_covered=(Span(0, view.size),))  # fmt: skip
        return
    # NuGet has a list of roots of its own, which Microsoft's for Windows is not.
    for each in plain_cms.check(block):
        stated = _stated(each.payload)
        for name, value in stated.items():
            found = _digest(view, parts, name)
            if found != value:
                each.flags.add("digest-mismatch")
        if not stated and "unreadable-pkcs7" not in each.flags:
            each.flags.add("content-type-wrong")
        kind = _kind(each.info)
        flags = tuple(sorted(each.flags))
        covered = spans if binds(flags) else ()
        algorithm, value = next(iter(stated.items()), ("", b""))
        counter = _counter_signer(block, each)
        found = _digest(view, parts, algorithm) if algorithm else b""
        yield Fact.of(NugetSignature(kind, algorithm, value.hex(), found.hex(), counter[0]))
        yield Signature(
            f"nuget-{kind}", status_of(flags), each.signer, flags, each.signed_at,
            f"{algorithm}:{value.hex()}" if algorithm else "", covered, outside(covered, view.size),
            authority(each.chain),
        )  # fmt: skip
        if counter[1]:
            own = tuple(sorted(counter[1]))
            yield Signature(
                "nuget-repository", status_of(own), counter[0], own, None, "", covered if binds(own) else (),
                outside(covered if binds(own) else (), view.size),
            )  # fmt: skip


def _stated(payload: bytes) -> dict[str, bytes]:
    """Return the hashes that the signed text states, by algorithm."""
    found: dict[str, bytes] = {}
    for line in payload.decode("utf-8", "replace").splitlines()[:20]:
        row = _HASH.fullmatch(line.strip())
        name = DIGESTS.get(row[1], "") if row else ""
        if row and name in {"sha256", "sha384", "sha512"}:
            try:
                found[name] = b64decode(row[2])
            except Base64Error:
                found[name] = b""
    return found


def _kind(info: cms.SignerInfo | None) -> str:
    """Return whose signature it says to be by its commitment."""
    for value in info.values(_COMMITMENT) if info else ():
        try:
            return _KINDS.get(der.oid(der.fields(value, "a commitment", 1)[0]), "unknown")
        except DamagedError:
            return "unknown"
    return "unknown"


def _counter_signer(block: bytes, each: plain_cms.Checked) -> tuple[str, set[str]]:
    """Return who counter-signed, and what is wrong with that; no flags where nobody did.

    `no-timestamp` stands for nothing here: the author's own says when.
    """
    unsigned = each.info.unsigned if each.info else ()
    values = [value for one in unsigned if one.oid == _COUNTER for value in one.values]
    if not values or each.info is None:
        return "", set()
    try:
        info = cms.read_signer(values[0])
        if _kind(info) == "unknown":
            return "", set()
        pool: Pool = cms.read_signed_data(der.read_node(block)).pool
        place = cms.find_signer(info, pool)
        flags = set(cms.content_flags(info, None, each.info.signature))
        if place is None:
            return "", flags | {"signer-missing"}
        return organisation(place.subject), flags | set(cms.signature_flags(info, place)) | {"nested-signature"}  # fmt: skip
    except DamagedError:
        return "", {"unreadable-pkcs7"}


def _hashed(
    view: View, entries: list[Entry], own: Entry
) -> tuple[tuple[Span, ...], list[Span | bytes]]:
    """Return what is covered, and the pieces that are hashed: spans of the file, or bytes instead."""
    end = find_end(view)
    local = read_local(view, own.local)
    if sum(each.name == NAME for each in entries) > 1:
        raise DamagedError("there are two of them")
    if end is None or local is None or end.shift:
        raise DamagedError("the archive has no end record, or something stands before it")
    following = min((each.local for each in entries if each.local > own.local), default=end.directory.offset)  # fmt: skip
    gone = following - own.local
    size = 46 + len(own.raw) + sum(struct.unpack("<HH", view.exactly(own.at + 30, 4, "an entry")))
    parts: list[Span | bytes] = [Span(0, own.local), Span(following, end.directory.offset - following)]  # fmt: skip
    covered = [*(each for each in parts if isinstance(each, Span))]
    for each in entries:
        if each is own:
            continue
        head = 46 + len(each.raw) + sum(struct.unpack("<HH", view.exactly(each.at + 30, 4, "an entry")))  # fmt: skip
        parts.append(Span(each.at, 42))
        parts.append(struct.pack("<I", each.local - (gone if each.local > own.local else 0)))
        parts.append(Span(each.at + 46, head - 46))
        covered.append(Span(each.at, head))
    record = bytearray(view.exactly(end.at, 22, "the end record"))
    count, total, length, start = struct.unpack_from("<HHII", record, 8)
    if 0xFFFF in {count, total} or 0xFFFFFFFF in {length, start}:
        raise DamagedError("a package in the form of zip64, which NuGet does not sign")
    struct.pack_into("<HHII", record, 8, count - 1, total - 1, length - size, start - gone)
    parts += [bytes(record), Span(end.at + 22, view.size - end.at - 22)]
    covered.append(Span(end.at, view.size - end.at))
    # Where the signature stands, only its own PKCS#7 vouches for itself.
    covered.append(Span(local.data, own.packed))
    return tuple(covered), parts


def _digest(view: View, parts: list[Span | bytes], name: str) -> bytes:
    if not name:
        return b""
    state = hashlib.new(name)
    for part in parts:
        if isinstance(part, bytes):
            state.update(part)
        else:
            for chunk in view.chunks(part.offset, part.length):
                state.update(chunk)
    return state.digest()
