r"""The Authenticode digest of a Windows Installer package: its streams and storages, in order.

A package's signature does not cover the file's bytes but the compound file's tree:
the content of each stream, and of each storage its class id behind its members. Members
are ordered by the bytes of their names in UTF-16LE; where one name begins with the other
the longer comes last. Of the root, `\x05DigitalSignature` (the PKCS#7) and
`\x05MsiDigitalSignatureEx` are left out. If the latter is there, it holds a digest over
names, sizes and times of the members, which comes first in the digest that is signed.

Bytes of the file that no stream holds (free sectors, a tail) are covered by nothing.

Source: Microsoft, [MS-CFB]; the order and the two digests as they are publicly known
from the documentation of osslsigncode ("MSI digital signatures").
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from onionskin.errors import DamagedError
from onionskin.parse.pki.spc import SIP_INFO, Verified, verify_blob

SIGNATURE = "\x05DigitalSignature".encode("utf-16-le")
SIGNATURE_EX = "\x05MsiDigitalSignatureEx".encode("utf-16-le")
MAX_DEPTH = 32
MAX_BLOB = 16 << 20


class Member(Protocol):
    """A stream or storage of a compound file, as its directory entry states it.

    `name` is UTF-16LE without its terminator. `class_id` has 16 bytes, `state` 4,
    `created` and `modified` 8 each, as they stand in the entry. `members` is None for a
    stream, and `chunks` yields a stream's content; `size` is its length in bytes.
    """

    name: bytes
    class_id: bytes
    state: bytes
    created: bytes
    modified: bytes
    size: int

    @property
    def members(self) -> Sequence[Member] | None:
        """The members of a storage; None for a stream."""

    def chunks(self) -> Iterable[bytes]:
        """Yield the content of a stream."""


def msi_digest(root: Member, name: str) -> bytes:
    """Return the digest that a package's signature must hold, by an algorithm of hashlib."""
    running = hashlib.new(name, usedforsecurity=False)
    if any(each.name == SIGNATURE_EX for each in root.members or ()):
        running.update(extended_digest(root, name))
    for chunk in _content(root, 0):
        running.update(chunk)
    return running.digest()


def extended_digest(root: Member, name: str) -> bytes:
    r"""Return the digest over the metadata, which `\x05MsiDigitalSignatureEx` must hold."""
    running = hashlib.new(name, usedforsecurity=False)
    for chunk in _metadata(root, 0):
        running.update(chunk)
    return running.digest()


def verify_msi(root: Member, blob: bytes, extended: bytes | None = None) -> list[Verified]:
    r"""Verify a package's signature; the outer one first, then those nested in it.

    `blob` is the content of `\x05DigitalSignature`, `extended` that of
    `\x05MsiDigitalSignatureEx` or None. Offsets in the result count in `blob`.
    """
    digests: dict[str, bytes] = {}

    def digest(name: str) -> bytes:
        if name not in digests:
            digests[name] = msi_digest(root, name)
        return digests[name]

    if len(blob) > MAX_BLOB:
        return [Verified({"unreadable-pkcs7"})]
    results = verify_blob(blob, digest, frozenset({SIP_INFO}))
    for each in results:
        if extended is None:
            each.flags.add("metadata-not-covered")
        elif each.actual_digest and extended != extended_digest(root, each.digest_algorithm):
            each.flags.add("metadata-digest-mismatch")
    return results


def _content(storage: Member, depth: int) -> Iterator[bytes]:
    for each in _ordered(storage, depth):
        if each.members is None:
            yield from each.chunks()
        else:
            yield from _content(each, depth + 1)
    yield storage.class_id


def _metadata(storage: Member, depth: int) -> Iterator[bytes]:
    yield from _described(storage, is_root=depth == 0)
    for each in _ordered(storage, depth):
        if each.members is None:
            yield from _described(each, is_root=False)
        else:
            yield from _metadata(each, depth + 1)


def _described(member: Member, *, is_root: bool) -> Iterator[bytes]:
    if not is_root:
        yield member.name
    if member.members is None:
        yield (member.size & 0xFFFFFFFF).to_bytes(4, "little")
    else:
        yield member.class_id
    yield member.state
    if not is_root:
        yield member.created
        yield member.modified


def _ordered(storage: Member, depth: int) -> list[Member]:
    if depth > MAX_DEPTH:
        raise DamagedError(f"storages nested more than {MAX_DEPTH} deep")
    members = storage.members or ()
    if depth == 0:
        members = [each for each in members if each.name not in (SIGNATURE, SIGNATURE_EX)]
    # The terminator takes part, as Windows compares: it puts a name behind those it begins.
    return sorted(members, key=lambda each: each.name + b"\0\0")
