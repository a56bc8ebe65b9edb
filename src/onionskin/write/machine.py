"""The machine's form of each report: the Structs that the JSON schemas in `docs/` are made of."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import msgspec

from onionskin.model import Claim, Layer, Signature, Value
from onionskin.plugins.contracts import Report
from onionskin.write.reports import PeelReport, ReadReport, Subject


class Named(Value, frozen=True):
    """The release laid under."""

    name: str
    sha256: str


class SignatureForm(Value, frozen=True):
    """A signature, in short."""

    status: str
    signer: str
    flags: tuple[str, ...]
    signed_at: str | None


class RegionForm(Value, frozen=True):
    """An owner of bytes."""

    name: str
    offset: int
    length: int


class GapForm(Value, frozen=True):
    """Bytes without an owner; entropy in bits per byte."""

    offset: int
    length: int
    entropy: float
    head: str


class ArtifactForm(Value, frozen=True):
    """An artifact with its ledger."""

    id: str
    parent: str | None
    path: tuple[str, ...]
    sha256: str
    size: int
    format: str
    outcome: str
    signature: SignatureForm | None
    regions: tuple[RegionForm, ...]
    unexplained: tuple[GapForm, ...]


class EvidenceForm(Value, frozen=True):
    """Where exactly."""

    artifact: str | None
    offset: int
    length: int
    note: str


class FindingForm(Value, frozen=True):
    """What a signal says."""

    id: str
    signal: str
    family: str
    lane: str
    level: str
    artifact: str
    technique: str
    summary: str
    benign: str
    evidence: tuple[EvidenceForm, ...]


class ProblemForm(Value, frozen=True):
    """What could not be read."""

    artifact: str | None
    reason: str
    detail: str


class PeelForm(Value, frozen=True):
    """The JSON of peel, `onionskin.peel/1`."""

    schema: str
    verdict: str
    rule: str
    complete: bool
    reasons: tuple[str, ...]
    isolation: str
    subject: Subject
    against: Named | None
    product: str
    version: str
    artifacts: tuple[ArtifactForm, ...]
    findings: tuple[FindingForm, ...]
    problems: tuple[ProblemForm, ...]
    suppressed: int


@singledispatch
def machine(report: Report) -> Any:
    """Return the machine's form of a report, as builtins or a Struct."""
    name = type(report).__name__.removesuffix("Report").lower()
    return {"schema": f"onionskin.{name}/1", **msgspec.to_builtins(report)}


@machine.register
def _peel(report: PeelReport) -> PeelForm:
    return PeelForm(
        schema="onionskin.peel/1",
        verdict=report.verdict.level.name,
        rule=report.verdict.rule,
        complete=report.complete,
        reasons=report.reasons,
        isolation=report.isolation,
        subject=report.subject,
        against=Named(report.against.name, report.against.sha256) if report.against else None,
        product=report.product,
        version=report.version,
        artifacts=tuple(_artifact(layer) for layer in report.layers),
        findings=tuple(
            FindingForm(
                each.id,
                each.signal,
                each.family,
                each.lane.value,
                each.level.value,
                each.subject,
                each.technique,
                each.summary,
                each.benign,
                tuple(
                    EvidenceForm(where.artifact, where.offset, where.length, where.note)
                    for where in each.evidence
                ),
            )
            for each in report.findings
        ),
        problems=tuple(
            ProblemForm(each.artifact, each.reason, each.detail) for each in report.problems
        ),
        suppressed=report.suppressed,
    )


def _artifact(layer: Layer) -> ArtifactForm:
    signature = layer.first(Signature)
    return ArtifactForm(
        id=layer.artifact.id,
        parent=layer.artifact.parent,
        path=layer.artifact.path,
        sha256=layer.artifact.sha256,
        size=layer.artifact.size,
        format=layer.format,
        outcome=layer.outcome.value,
        signature=_signature(signature) if signature else None,
        regions=tuple(RegionForm(each.name, each.offset, each.length) for each in layer.regions),
        unexplained=tuple(
            GapForm(each.offset, each.length, each.entropy, each.head) for each in layer.unexplained
        ),
    )


def _signature(signature: Signature) -> SignatureForm:
    return SignatureForm(signature.status, signature.signer, signature.flags, signature.signed_at)


@machine.register
def _read(report: ReadReport) -> dict[str, Any]:
    indicators = [each for each in report.claims if each.relation == "indicates"]
    claims = [each for each in report.claims if each.relation != "indicates"]
    return {
        "schema": "onionskin.read/1",
        "document": {
            **msgspec.to_builtins(report.document),
            "language": report.language,
            "publisher": report.publisher,
            "copied_from": report.copied_from,
        },
        "claims": [_claim(each) for each in claims],
        "indicators": [_indicator(each) for each in indicators],
        "conflicts": report.conflicts,
        "problems": msgspec.to_builtins(report.problems),
        "notes": report.notes,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "subject": {"type": claim.subject.kind, "name": claim.subject.name},
        "relation": claim.relation,
        "object": {"type": claim.object.kind, "name": claim.object.name},
        "quote": claim.quote,
        "offset": claim.evidence.offset,
        "confidence": claim.confidence.value,
        "hedge": claim.hedge,
        "polarity": claim.holds,
        "reported_by": claim.reported_by,
        "said_on": msgspec.to_builtins(claim.said_on),
        "valid_from": msgspec.to_builtins(claim.valid.start),
        "valid_to": msgspec.to_builtins(claim.valid.end),
        "origin": claim.origin.root,
    }


def _indicator(claim: Claim) -> dict[str, Any]:
    return {
        "type": claim.subject.kind,
        "value": claim.subject.name,
        "raw": claim.quote,
        "offset": claim.evidence.offset,
        "role": claim.object.name,
        "reason": claim.reason,
        "confidence": claim.confidence.value,
    }
