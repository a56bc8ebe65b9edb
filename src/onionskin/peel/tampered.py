"""The hashes of what PEEL itself found tampered with, as indicators for the sweep."""

from __future__ import annotations

from onionskin.model import Claim, Confidence, Entity, Evidence, Level, Origin, identify
from onionskin.weigh.order import reaches
from onionskin.write.reports import PeelReport

PUBLISHER = "onionskin peel"


def tampered(report: PeelReport) -> tuple[Claim, ...]:
    """Return an `indicates` claim per file with a suspicious finding, and for the release itself.

    The quote is the hash: computed from the bytes, nobody's word.
    """
    if not reaches(report.verdict.level, Level.SUSPICIOUS):
        return ()
    marked = {
        finding.subject: finding.summary
        for finding in report.findings
        if reaches(finding.level, Level.SUSPICIOUS)
    }
    root = report.layers[0].artifact
    if root.media == "file":
        marked.setdefault(root.id, f"the release was judged {report.verdict.level.value}")
    return tuple(
        Claim(
            id=identify("claim", PUBLISHER, layer.artifact.sha256),
            subject=Entity("sha256", layer.artifact.sha256),
            relation="indicates",
            object=Entity("role", "indicator"),
            quote=layer.artifact.sha256,
            evidence=Evidence("hash of these bytes", layer.artifact.id, 0, layer.artifact.size),
            origin=Origin(root.id, PUBLISHER),
            reported_by=PUBLISHER,
            confidence=Confidence.CONFIRMED,
            reason=marked[layer.artifact.id],
        )
        for layer in report.layers
        if layer.artifact.id in marked and layer.artifact.media == "file"
    )
