"""A timestamp that does not prove the time it states."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.parse.pki.signature_flags import FLAGS, Severity
from onionskin.peel.signed import flagged
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A timestamp that proves nothing",
    "alias": "H7",
    "family": "certificate-time",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": [],
    "facts": ["Signature"],
    "misses": "a timestamp authority that is trusted and lies; a signature without any timestamp, which "
    "is a doubt of its own (no-timestamp)",
    "references": ["RFC 3161", "RFC 5652, section 11.4"],
    "benign": "a vendor that uses an authority of its own beside a publicly trusted certificate",
}

_FLAGS = frozenset(
    flag
    for flag, (severity, _) in FLAGS.items()
    if flag.startswith("timestamp-") and severity is Severity.FAILURE
)


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit for the first signature over this file whose timestamp is wrong, forged or another's."""
    del view
    for signed, found in flagged(layer, _FLAGS):
        if signed.facts is not None and signed.facts.entry:
            continue
        why = "; ".join(FLAGS[flag][1] for flag in found)
        yield Hit(f"when it was signed is not proven: {why}", (signed.evidence(", ".join(found)),))
        return
