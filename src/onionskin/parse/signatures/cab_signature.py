"""A cabinet's Authenticode signature, which stands behind the cabinet and is found by the header's reserve.

Digested is the whole cabinet up to the signature, but the header's first reserved
word, its number in the set, and the sizes and place that the reserve states.

Source: Microsoft, "Authenticode signing of cabinets" (Cabinet SDK); the ranges as they
are publicly known from osslsigncode.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from onionskin.model import Fact, Region, Signature, Span
from onionskin.parse.archives.cab import Cabinet
from onionskin.parse.archives.cfb_map import Unowned
from onionskin.parse.holes import outside
from onionskin.parse.pki.chain import authority
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.pki.spc import Verified, verify_blob
from onionskin.parse.signatures.authenticode_facts import facts

CABINET = "1.3.6.1.4.1.311.2.1.25"  # SPC_CAB_DATA
MAX_BLOB = 16 << 20
# Not digested: reserved1; iCabinet, the reserve's sizes and what it states of the signature.
_HOLES = (Span(4, 4), Span(34, 22))


def examine_cabinet(cabinet: Cabinet) -> Iterator[Signature | Fact | Region]:
    """Yield each signature of a cabinet, its `Authenticode` fact, and the region of its PKCS#7."""
    place = cabinet.signature
    if place is None:
        return
    digests: dict[str, bytes] = {}

    def digest(name: str) -> bytes:
        if name not in digests:
            digests[name] = cabinet_digest(cabinet, name)
        return digests[name]

    blob = cabinet.view.read(place.offset, min(place.length, MAX_BLOB))
    for result in verify_blob(blob, digest, frozenset({CABINET})):
        stated = facts(result, 0, place.offset)
        yield _signature(result, stated.signer, cabinet, place)
        yield Fact.of(stated)
        if result.data is not None and result.nested == 0:
            yield from _own(cabinet, place, result.data.node.stop)


def _own(cabinet: Cabinet, place: Span, length: int) -> Iterator[Region | Fact]:
    """Own the PKCS#7 and zeros behind it; whatever else follows it to the file's end is nobody's."""
    end = place.offset + length
    rest = cabinet.view.size - end
    zero = cabinet.view.is_zero(end, rest)
    yield Region("signature", place.offset, length + (rest if zero else 0))
    if not zero:
        yield Fact.of(Unowned("behind-signature", end, rest, "signature"))


def cabinet_digest(cabinet: Cabinet, name: str) -> bytes:
    """Return the digest that a cabinet's signature must hold, by an algorithm of hashlib."""
    running = hashlib.new(name, usedforsecurity=False)
    for span in _digested(cabinet):
        for chunk in cabinet.view.chunks(span.offset, span.length):
            running.update(chunk)
    return running.digest()


def _digested(cabinet: Cabinet) -> tuple[Span, ...]:
    end = cabinet.signature.offset if cabinet.signature else cabinet.view.size
    return outside(_HOLES, end)


def _signature(result: Verified, signer: str, cabinet: Cabinet, place: Span) -> Signature:
    flags = tuple(sorted(result.flags))
    covered: tuple[Span, ...] = ()
    if result.binds and result.data is not None:
        node = result.data.node
        holes = [Span(each.offset, each.length) for each in result.uncovered]
        own = outside(holes, node.stop, node.start)
        covered = (*_digested(cabinet), *(Span(place.offset + s.offset, s.length) for s in own))
    digest = result.signed_digest.hex()
    return Signature(
        scheme="authenticode-cab",
        status=status_of(flags),
        signer=signer,
        flags=flags,
        signed_at=result.signed_at,
        digest=f"{result.digest_algorithm}:{digest}" if digest else "",
        covered=covered,
        not_covered=outside(covered, cabinet.view.size),
        authority=authority(result.chain),
    )
