"""A package that still says it was signed, and is not any more."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.signatures.jar_signature import StrippedSignature
from onionskin.peel.signed import flagged
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A signature that was taken out",
    "alias": "H7",
    "family": "broken-signature",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": [],
    "facts": ["StrippedSignature", "Signature"],
    "misses": "a signature taken out together with every trace of it; see part-lost-its-publisher for two releases",
    "references": [
        "Android Open Source Project, APK Signature Scheme v2, section Rollback protections",
        "JAR File Specification, Java SE 21, section Signed JAR File",
    ],
    "benign": "a build that repacks a signed jar and leaves the old manifest in place, an app package built and not signed yet: only REVIEW; tools for Android "
    "repack applications for tests",
}

# Builders write these marks before anybody signs (jars; openappx does so in app packages).
WRITTEN_BEFORE = frozenset({"the signature", "the signature of the package"})
_FLAGS = frozenset({"stronger-signature-stripped"})


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit for a missing part; a manifest's digests alone are REVIEW, a scheme's own mark is more."""
    for each in layer.all(StrippedSignature):
        level = Level.REVIEW if each.what in WRITTEN_BEFORE else Level.SUSPICIOUS
        evidence = Evidence(f"{each.mark}", None, 0, view.size)
        yield Hit(f"{each.what} is missing: {each.mark}", (evidence,), level)
    for signed, found in flagged(layer, _FLAGS):
        del found
        scheme = signed.signature.scheme
        yield Hit(f"the {scheme} signature says that a stronger one stands beside it, which is not there", (signed.evidence("stripping protection"),))  # fmt: skip
