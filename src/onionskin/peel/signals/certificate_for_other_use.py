"""A signature by a certificate that may not sign code, or under an authority that is none."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.parse.pki.signature_flags import FLAGS
from onionskin.peel.signed import flagged
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A certificate that may not sign code",
    "alias": "H7",
    "family": "certificate-use",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": [],
    "facts": ["Signature"],
    "misses": "a code signing certificate that its authority gave to the wrong person",
    "references": ["RFC 5280, sections 4.2.1.3, 4.2.1.9 and 4.2.1.12"],
    "benign": "a company's own authority that issues certificates without stating their use with care",
}

_FLAGS = frozenset(
    {
        "eku-missing", "issuer-eku-missing", "issuer-not-ca", "key-usage-wrong", "path-too-long",
        "root-not-for-code-signing",
    }
)  # fmt: skip


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit for the first signature over this file whose certificates are for something else."""
    del view
    for signed, found in flagged(layer, _FLAGS):
        if signed.facts is not None and signed.facts.entry:
            continue
        why = "; ".join(FLAGS[flag][1] for flag in found)
        yield Hit(
            f"the certificate of {signed.signature.signer or 'nobody who is named'}: {why}",
            (signed.evidence(", ".join(found)),),
        )
        return
