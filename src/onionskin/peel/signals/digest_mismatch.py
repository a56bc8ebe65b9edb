"""A signature that was made over other bytes than the file's."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.peel.signed import flagged
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "The file is not the one that was signed",
    "alias": "H7",
    "family": "broken-signature",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1036.001",
    "formats": [],
    "facts": ["Signature"],
    "misses": "an edit where the signature does not look: behind it, in it, or in the checksum; a file "
    "that was signed again",
    "references": [
        "Microsoft, Windows Authenticode Portable Executable Signature Format (2008)",
        "MITRE ATT&CK T1036.001, Invalid Code Signature",
    ],
    "benign": "a build that stamps an icon or a version into a component that its vendor had signed, or a "
    "download that was cut or altered on its way",
}

_FLAGS = frozenset({"digest-mismatch", "metadata-digest-mismatch"})


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit for the first signature whose digest is not the file's; further entries have a signal of their own."""
    del view
    for signed, found in flagged(layer, _FLAGS):
        facts = signed.facts
        if facts is not None and facts.entry:
            continue
        what = "bytes" if "digest-mismatch" in found else "names, sizes or times"
        note = "the signature"
        if facts is not None and facts.actual_digest:
            note += (
                f": signed {facts.signed_digest[:16]}..., the file's {facts.actual_digest[:16]}..."
            )
        signer = signed.signature.signer or "an unknown signer"
        yield Hit(
            f"the signature of {signer} was made over other {what} than this file's",
            (signed.evidence(note),),
        )
        return
