"""A signature that the key of its certificate did not make."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.parse.pki.signature_flags import FLAGS
from onionskin.peel.signed import flagged
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A signature that its signer did not make",
    "alias": "H7",
    "family": "broken-signature",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1036.001",
    "formats": [],
    "facts": ["Signature"],
    "misses": "a signature made with a stolen key, or by an authority of the attacker's own: it is right",
    "references": ["RFC 5652, section 5.6", "MITRE ATT&CK T1036.001, Invalid Code Signature"],
    "benign": "a signature made with an algorithm that this version cannot check, or damaged on its way",
}

_FLAGS = frozenset(
    {
        "signature-wrong", "signer-missing", "several-signers", "signed-attributes-missing",
        "message-digest-missing", "message-digest-mismatch", "duplicate-signed-attribute",
        "content-type-wrong", "content-type-attribute-wrong", "algorithm-mismatch",
        "root-impersonated", "certificate-forged", "unsigned-data-in-cose", "unsigned-lines-in-comment",
    }
)  # fmt: skip


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per signature over this file whose signer's part is wrong; nothing else is said of it."""
    del view
    for signed, found in flagged(layer, _FLAGS):
        if signed.facts is not None and signed.facts.entry:
            continue
        why = "; ".join(FLAGS[flag][1] for flag in found)
        whose = f"of {signed.signature.signer} " if signed.signature.signer else ""
        yield Hit(
            f"the signature {whose}is not right: {why}",
            (signed.evidence(", ".join(found)),),
        )
        return
