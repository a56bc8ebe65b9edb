"""Catalogue files (.cat): a signed list of digests, by which Windows trusts files that hold no signature.

Source: Microsoft Learn, "Catalog files and digital signatures"; the Windows SDK's mscat.h (members and
their attributes) and wincrypt.h (CTL_INFO).
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Signature, Span, Value
from onionskin.parse.holes import outside
from onionskin.parse.pki import cms, der, plain_cms
from onionskin.parse.pki.chain import authority
from onionskin.parse.pki.public_key import DIGESTS
from onionskin.parse.pki.signature_flags import binds, status_of
from onionskin.plugins.view import View

TRUST_LIST = "1.3.6.1.4.1.311.10.1"
SIGNED = bytes.fromhex("06092a864886f70d010702")
_MARK = bytes.fromhex("06092b060104018237") + b"\x0a\x01"
_INDIRECT, _PAIR = "1.3.6.1.4.1.311.2.1.4", "1.3.6.1.4.1.311.12.2.1"
LIMIT, MEMBERS = 64 << 20, 20_000


class CatalogueMember(Value, frozen=True):
    """One file that the catalogue vouches for. `digest` is hex: of the bytes, or a program's Authenticode digest."""

    digest: str
    algorithm: str
    name: str = ""


class Catalogue(Value, frozen=True):
    """A catalogue: when it was made, and its members in order."""

    made: str
    members: tuple[CatalogueMember, ...]


def fits(view: View) -> bool:
    """Say whether this is signed data whose content is a list of trust."""
    head = view.read(0, 256)
    return head[:1] == b"\x30" and 0 < head.find(SIGNED) <= 6 and _MARK in head


def walk(view: View) -> Iterator[Region | Fact | Signature | Problem]:
    """Yield the list and the signature over it. Raises DamagedError."""
    if view.size > LIMIT:
        raise DamagedError(f"a catalogue of {view.size} bytes")
    block = view.read(0, view.size)
    node = der.read_node(block)
    data = cms.read_signed_data(node)
    yield Region("signed list", 0, node.stop)
    if data.content_type != TRUST_LIST or data.content is None:
        raise DamagedError("it holds no list")
    yield from _listed(data.content)
    for each in plain_cms.check(block[: node.stop], foreign=False):
        flags = tuple(sorted(each.flags))
        covered = (Span(0, node.stop),) if binds(flags) else ()
        yield Signature(
            "catalogue", status_of(flags), each.signer, flags, each.signed_at, each.digest, covered,
            outside(covered, view.size), authority(each.chain),
        )  # fmt: skip


def _listed(content: der.Node) -> Iterator[Fact | Problem]:
    parts = der.fields(content, "a list of trust", 4)
    made, members, broken = "", [], 0
    for part in parts[1:]:
        if part.tag in {der.UTC_TIME, der.GENERALIZED_TIME}:
            made = made or der.time(part)
    # The last sequence of sequences holds the subjects; their digests' algorithm stands before it.
    holder = next((each for each in reversed(parts) if each.tag == der.SEQUENCE), parts[0])
    subjects = holder.children()
    for each in subjects[:MEMBERS]:
        try:
            members.append(_member(each))
        except DamagedError:
            broken += 1
    yield Fact.of(Catalogue(made, tuple(members)))
    if broken:
        yield Problem("damaged", f"{broken} members of the catalogue cannot be read")
    if len(subjects) > MEMBERS:
        yield Problem("limit:facts", f"{len(subjects) - MEMBERS} more members of the catalogue were not read")  # fmt: skip


def _member(node: der.Node) -> CatalogueMember:
    parts = der.fields(node, "a member", 1)
    tag = der.octets(parts[0])
    algorithm, digest, name = "", b"", ""
    for each in der.fields(parts[1], "attributes", tag=der.SET) if len(parts) > 1 else ():
        held = der.fields(each, "an attribute", 2)
        kind = der.oid(held[0])
        value = der.fields(held[1], "an attribute's values", 1, tag=der.SET)[0]
        if kind == _INDIRECT:
            stated = der.fields(der.fields(value, "indirect data", 2)[1], "a digest", 2)
            oid = der.oid(der.fields(stated[0], "an algorithm", 1)[0])
            algorithm, digest = DIGESTS.get(oid, oid), der.octets(stated[1])
        elif kind == _PAIR:
            name = _pair(value) or name
    if not digest:
        text = tag.decode("utf-16-le", "replace").strip("\0")
        digest = bytes.fromhex(text) if _is_hex(text) else tag
        algorithm = {20: "sha1", 32: "sha256"}.get(len(digest), "")
    return CatalogueMember(digest[:64].hex(), algorithm, name[:300])


def _pair(value: der.Node) -> str:
    """Return the file's name out of a pair of name and value, both UTF-16."""
    held = der.fields(value, "a pair", 3)
    key = held[0].content.decode("utf-16-be", "replace").strip("\0")
    if key != "File":
        return ""
    return der.octets(held[2]).decode("utf-16-le", "replace").strip("\0")


def _is_hex(text: str) -> bool:
    return len(text) % 2 == 0 and bool(text) and all(each in "0123456789abcdefABCDEF" for each in text)  # fmt: skip
