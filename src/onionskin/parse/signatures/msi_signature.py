"""A package's Authenticode signature: what it says, and which bytes of the file it covers.

Covered are the bytes of the streams that the directory's tree leads to, the directory
where its names and sizes are digested, too, and of the PKCS#7 what a key fixes. Free
sectors, what stands behind a stream's end and behind the last sector are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Signature, Span
from onionskin.parse.archives.cfb import STORAGE, STREAM, ChainView, Compound, Entry
from onionskin.parse.archives.cfb_map import Unowned
from onionskin.parse.holes import joined, outside
from onionskin.parse.pki.chain import authority
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.pki.spc import Verified
from onionskin.parse.signatures.authenticode_facts import facts
from onionskin.parse.signatures.msi_digest import (
    MAX_BLOB,
    SIGNATURE,
    SIGNATURE_EX,
    Member,
    verify_msi,
)


@dataclass
class Node:
    """A stream or storage as the digest takes it (`msi_digest.Member`)."""

    compound: Compound
    entry: Entry
    name: bytes
    class_id: bytes
    state: bytes
    created: bytes
    modified: bytes
    size: int
    inside: list[Node] | None

    @classmethod
    def of(cls, compound: Compound, entry: Entry) -> Node:
        """Take a directory entry's fields as they are stored."""
        raw = entry.raw
        inside: list[Node] | None = None if entry.kind == STREAM else []
        fields = (raw[80:96], raw[96:100], raw[100:108], raw[108:116])
        return cls(compound, entry, stored_name(entry), *fields, entry.size, inside)

    @property
    def members(self) -> Sequence[Member] | None:
        """The members of a storage; None for a stream."""
        return self.inside

    def chunks(self) -> Iterable[bytes]:
        """Yield the content of a stream."""
        return self.compound.open(self.entry).chunks()


def stored_name(entry: Entry) -> bytes:
    """Return a name in UTF-16LE, without its terminator."""
    return entry.raw[: min(max(int.from_bytes(entry.raw[64:66], "little") - 2, 0), 64)]


def tree(compound: Compound) -> Node | None:
    """Return the root storage with all that the directory's tree leads to, or None."""
    if compound.root is None:
        return None
    root = Node.of(compound, compound.root)
    storages: dict[tuple[str, ...], Node] = {(): root}
    reached = [each for each in compound.entries if each.reached and each.path]
    for entry in sorted(reached, key=lambda each: (len(each.path), each.index)):
        node = Node.of(compound, entry)
        above = storages.get(entry.path[:-1])
        if above is not None and above.inside is not None:
            above.inside.append(node)
        if entry.kind == STORAGE:
            storages.setdefault(entry.path, node)
    return root


def examine_msi(compound: Compound) -> Iterator[Signature | Fact | Problem]:
    """Yield each signature of a package, its `Authenticode` fact, and what stands behind it."""
    root = tree(compound)
    members = {each.name: each for each in (root.inside if root else None) or ()}
    signed, extended = members.get(SIGNATURE), members.get(SIGNATURE_EX)
    if root is None or signed is None:
        return
    chain = compound.open(signed.entry)
    blob = chain.read(0, MAX_BLOB)
    more = compound.open(extended.entry).read(0, 1024) if extended else None
    try:
        results = verify_msi(root, blob, more)
    except DamagedError as error:
        yield Problem("damaged", f"the package's signature cannot be checked: {error}")
        return
    whole = chain.whole
    for result in results:
        stated = facts(result, 0, whole.offset if whole else 0)
        yield _signature(result, stated.signer, compound, chain)
        yield Fact.of(stated)
    for span in behind(results[0], blob, chain):
        yield Fact.of(Unowned("behind-signature", span.offset, span.length, "DigitalSignature"))


def behind(result: Verified, blob: bytes, chain: ChainView) -> Iterator[Span]:
    """Yield where in the file something that is not zero stands behind the PKCS#7."""
    for each in result.uncovered:
        if each.kind == "behind" and blob[each.offset :].strip(b"\0"):
            yield from chain.spans(each.offset, each.length)


def _signature(result: Verified, signer: str, compound: Compound, chain: ChainView) -> Signature:
    flags = tuple(sorted(result.flags))
    covered = _covered(result, compound, chain) if result.binds else ()
    digest = result.signed_digest.hex()
    return Signature(
        scheme="authenticode-msi",
        status=status_of(flags),
        signer=signer,
        flags=flags,
        signed_at=result.signed_at,
        digest=f"{result.digest_algorithm}:{digest}" if digest else "",
        covered=covered,
        not_covered=outside(covered, compound.view.size),
        authority=authority(result.chain),
    )


def _covered(result: Verified, compound: Compound, chain: ChainView) -> tuple[Span, ...]:
    """Return what the signature covers."""
    spans: list[Span] = []
    metadata = "metadata-not-covered" not in result.flags
    for entry in compound.streams:
        name = stored_name(entry)
        own = len(entry.path) == 1 and name in (SIGNATURE, SIGNATURE_EX)
        if entry.reached and (not own or (metadata and name == SIGNATURE_EX)):
            spans += compound.open(entry).extents
    if metadata:
        size = compound.header.sector
        spans += [Span(compound.offset(sector), size) for sector in compound.directory_chain]
    if result.data is not None:
        holes = [Span(each.offset, each.length) for each in result.uncovered]
        for span in outside(holes, result.data.node.stop, result.data.node.start):
            spans += chain.spans(span.offset, span.length)
    return joined(spans)
