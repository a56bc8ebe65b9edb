"""Who signed a xar: an RSA signature and a CMS, both over the checksum of its table of contents.

Source: mackyle/xar, "xarformat" and its `--digestinfo-to-sign`; Apple's PKGs carry both, the
CMS with a timestamp. Apple's roots are in no kept package: a chain ends in `root-unknown`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onionskin.errors import DamagedError
from onionskin.model import Fact, Signature, Span, Value
from onionskin.parse.archives.xar_toc import Signed, Toc
from onionskin.parse.holes import joined, outside
from onionskin.parse.pki import der, public_key
from onionskin.parse.pki.certificates import (  # fmt: skip
    CODE_SIGNING,
    Outline,
    name_parts,
    outline,
    read_certificate,
)
from onionskin.parse.pki.chain import Pool, authority, build
from onionskin.parse.pki.spc import Verified
from onionskin.parse.signatures import codesign_flags
from onionskin.parse.signatures.authenticode_facts import CertificateFact, TimestampFact, facts
from onionskin.parse.signatures.codesign_cms import verify_cms
from onionskin.plugins.view import View

# Apple's extended key usage of who signs installer packages.
INSTALLER = frozenset({"1.2.840.113635.100.4.13", "1.2.840.113635.100.4.9", "1.2.840.113635.100.4.3"})  # fmt: skip
MAX_SIGNATURE = 1 << 20
_WEAK = {"sha1": "weak-digest-sha1", "md5": "weak-digest-md5"}


class XarSignature(Value, frozen=True):
    """What one signature of a xar says, beside the verdict in its `Signature`. `style` is `RSA` or `CMS`."""

    style: str
    offset: int
    length: int
    signer: str
    signer_name: str
    team: str
    root: str
    stated_at: str | None
    certificates: tuple[CertificateFact, ...]
    timestamps: tuple[TimestampFact, ...]


def examine(
    view: View, toc: Toc, right: Sequence[Span], *, digest_is_right: bool
) -> Iterator[Signature | Fact]:
    """Yield each signature of a xar and its XarSignature; `right` are the files whose checksum is as stated."""
    checksum = view.read(toc.heap + toc.checksum.offset, min(toc.checksum.size, 64))
    for each in toc.signatures[:4]:
        start, length = toc.heap + each.stored.offset, each.stored.size
        if not each.stored.is_placed or length > MAX_SIGNATURE or start + length > view.size:
            yield _unread(view, "signer-missing")
            continue
        blob = view.read(start, length)
        stated_at = None
        if each.style == "CMS":
            cms = verify_cms(blob, checksum, also=INSTALLER)
            result, stated_at = cms.result, cms.stated_at
        elif each.style == "RSA":
            result = _verify_rsa(toc, each, blob, checksum)
        else:
            yield _unread(view, "algorithm-unknown")
            continue
        if not digest_is_right:
            result.flags.add("digest-mismatch")
        if toc.checksum_style in _WEAK:
            result.flags.add(_WEAK[toc.checksum_style])
        yield from _said(view, toc, each, result, stated_at, right)


def _verify_rsa(toc: Toc, signed: Signed, blob: bytes, checksum: bytes) -> Verified:
    result = Verified(digest_algorithm=toc.checksum_style, signed_digest=checksum)
    pool = Pool(_outlines(signed))
    if not pool.outlines:
        result.flags.add("signer-missing")
        return result
    leaf = pool.outlines[0]
    # An RSA signature states no time at all; the chain is not judged in time.
    result.flags.add("no-timestamp")
    try:
        key = read_certificate(leaf.node.raw).key
        if not _is_by(key, blob, toc.checksum_style, checksum):
            result.flags.add("signature-wrong")
    except DamagedError:
        result.flags.add("algorithm-unknown")
    result.chain = build(leaf, pool, CODE_SIGNING, None)
    result.flags |= result.chain.flags
    chain = result.chain.certificates
    if chain and INSTALLER.intersection(chain[0].usages or ()):
        result.flags.discard("eku-missing")
    unknown = [oid for each in chain for oid in each.unknown_critical]
    if all(oid.startswith("1.2.840.113635.100.6.") for oid in unknown):
        result.flags.discard("critical-extension-unknown")
    return result


def _is_by(key: bytes, blob: bytes, style: str, checksum: bytes) -> bool:
    """Say whether a key signed the checksum: as the digest that it is, as Apple does, or as a message, as rcodesign does."""
    if public_key.verify_digest(key, blob, style, checksum):
        return True
    return public_key.verify_digest(key, blob, "sha256", public_key.digest_of("sha256", checksum))


def _outlines(signed: Signed) -> list[Outline]:
    # In one buffer, since a pool tells certificates by their places.
    joined_up, found, at = b"".join(signed.certificates), [], 0
    for each in signed.certificates:
        try:
            node = der.read_node(joined_up, at, at + len(each))
            found.append(outline(der.expect(node, der.SEQUENCE, "a certificate")))
        except DamagedError:
            pass
        at += len(each)
    return found


def _said(
    view: View,
    toc: Toc,
    signed: Signed,
    result: Verified,
    stated_at: str | None,
    right: Sequence[Span],
) -> Iterator[Signature | Fact]:
    flags = tuple(sorted(result.flags))
    start = toc.heap + signed.stored.offset
    covered: tuple[Span, ...] = ()
    if codesign_flags.binds(flags):
        covered = joined([Span(toc.header, toc.stored), *right])
    said = facts(result, 0, start)
    leaf = next(iter(result.chain.certificates), None)
    yield Signature(
        scheme="apple-xar",
        status=codesign_flags.status_of(flags),
        signer=said.signer,
        flags=flags,
        signed_at=result.signed_at,
        digest=f"{toc.checksum_style}:{_hex(view, toc)}",
        covered=covered,
        not_covered=outside(covered, view.size),
        authority=authority(result.chain),
    )
    yield Fact.of(
        XarSignature(
            style=signed.style,
            offset=start,
            length=signed.stored.size,
            signer=said.signer,
            signer_name=said.signer_name,
            team=name_parts(leaf.subject).get("organizational_unit_name", "") if leaf else "",
            root=said.root,
            stated_at=stated_at,
            certificates=said.certificates,
            timestamps=said.timestamps,
        )
    )


def _hex(view: View, toc: Toc) -> str:
    return view.read(toc.heap + toc.checksum.offset, min(toc.checksum.size, 64)).hex()


def _unread(view: View, flag: str) -> Signature:
    return Signature(
        scheme="apple-xar",
        status="unreadable",
        signer="",
        flags=(flag,),
        not_covered=(Span(0, view.size),),
    )
