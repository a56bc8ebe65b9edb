"""Bytes inside the PKCS#7 that no signature covers, more of them than honest signers leave."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.pki.cms import Uncovered
from onionskin.peel.signed import signatures
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View
from onionskin.terms.installer_tags import padded_tag

META = {
    "title": "Data hidden inside the signature itself",
    "alias": "H6",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": [],
    "facts": ["Signature"],
    "misses": "less than 8 KiB in certificates and revocation lists that no chain uses, less than 1 KiB in "
    "unsigned attributes; whatever a signer of the attacker's own signs as an attribute",
    "references": [
        "RFC 5652, section 11; Chromium, chrome/updater/certificate_tag (dummy certificates)",
        "peers.md, section 1, signal H6",
    ],
    "benign": "an installer whose server writes a campaign tag into a dummy certificate; tags that follow "
    "the published grammar are left out",
}

# Of 315 genuine signatures the largest left 1,395 bytes, in one cross-certificate.
MOST_TOGETHER = 8_192
MOST_ATTRIBUTES = 1_024
# No genuine signature has fields where the grammar has none, nor parameters of another kind.
MOST_OUTSIDE_GRAMMAR = 32
DUMMY_CERTIFICATE = 2_048

_OUTSIDE_GRAMMAR = {"extra field", "algorithm parameters"}
_ATTRIBUTES = {"unsigned attribute", "timestamp", "nested signature"}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit with every uncovered place of the artifact's signatures, if they are too large."""
    found = {
        (each.offset, each.length): each
        for signed in signatures(layer)
        if signed.facts is not None and signed.signature.covered
        for each in signed.facts.uncovered
        if each.kind != "behind" and not _is_tag(view, each)
    }
    places = [found[key] for key in sorted(found)]
    if not _is_too_much(places):
        return
    total = sum(each.length for each in places)
    yield Hit(
        f"{total:,} bytes inside the signature are covered by no signature "
        f"({', '.join(sorted({each.kind for each in places}))})",
        tuple(
            Evidence(f"{each.kind} {each.what}".strip(), None, each.offset, each.length)
            for each in places[:20]
        ),
    )


def _is_too_much(places: list[Uncovered]) -> bool:
    def total(kinds: set[str]) -> int:
        return sum(each.length for each in places if each.kind in kinds)

    return (
        total({each.kind for each in places}) > MOST_TOGETHER
        or total(_ATTRIBUTES) > MOST_ATTRIBUTES
        or total(_OUTSIDE_GRAMMAR) > MOST_OUTSIDE_GRAMMAR
    )


def _is_tag(view: View, place: Uncovered) -> bool:
    """Say whether an unused certificate is a dummy that holds an installer tag and no more."""
    payload = place.payload
    if place.kind != "unused certificate" or payload is None:
        return False
    if place.length - payload.length > DUMMY_CERTIFICATE:
        return False
    return padded_tag(view.read(payload.offset, payload.length)) is not None
