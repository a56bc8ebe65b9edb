"""A certificate that was not valid at the time that its timestamp proves."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.parse.pki.signature_flags import FLAGS
from onionskin.peel.signed import Signed, flagged
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A certificate that was not valid when it signed",
    "alias": "H7",
    "family": "certificate-time",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": [],
    "facts": ["Signature"],
    "misses": "a certificate that was revoked, which needs a network; a signature without a timestamp",
    "references": [
        "RFC 5280, section 6.1.3",
        "incident facts, section 1: the certificate of the first tier expired in October 2022",
    ],
    "benign": "a computer that signed with a wrong clock and got a right timestamp",
}

_FLAGS = frozenset(
    {
        "certificate-expired-at-signing", "certificate-not-yet-valid", "issuer-expired-at-signing",
        "issuer-not-yet-valid", "root-disallowed",
    }
)  # fmt: skip


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit for the first signature over this file whose certificates were not valid at its time."""
    del view
    for signed, found in flagged(layer, _FLAGS):
        if signed.facts is not None and signed.facts.entry:
            continue
        why = "; ".join(FLAGS[flag][1] for flag in found)
        yield Hit(
            f"signed at {signed.signature.signed_at} by {signed.signature.signer}: {why}",
            (signed.evidence(_validity(signed)),),
        )
        return


def _validity(signed: Signed) -> str:
    if signed.facts is None:
        return "the signature"
    return (
        f"the certificate was valid from {signed.facts.valid_from} until {signed.facts.valid_until}"
    )
