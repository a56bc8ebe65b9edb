"""The machine's form of each report: the Structs that the JSON schemas in `docs/` are made of."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import msgspec

from onionskin.model import (
    OBSERVABLES,
    Bounds,
    Claim,
    Entity,
    Grade,
    Layer,
    Problem,
    Signature,
    Standing,
    Uncounted,
    Value,
)
from onionskin.plugins.contracts import Report
from onionskin.terms.stix import Saying, Telling
from onionskin.write.reports import (
    ActReport,
    Conflict,
    ConflictsReport,
    HistoryReport,
    OpenReport,
    PeelReport,
    ReadReport,
    Side,
    Subject,
    SweepReport,
    TraceReport,
)


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
    expected: int
    uncounted: tuple[Uncounted, ...]
    rival: str
    notes: tuple[str, ...]


class Typed(Value, frozen=True):
    """An entity: its kind and its name as written."""

    type: str
    name: str


class Thing(Value, frozen=True):
    """What a claim says of its subject: an entity has a `name`, a date or an observable a `value`."""

    type: str
    name: str | msgspec.UnsetType = msgspec.UNSET
    value: str | msgspec.UnsetType = msgspec.UNSET


class DocumentForm(Value, frozen=True):
    """The document that was read."""

    name: str
    sha256: str
    size: int
    language: str
    publisher: str
    copied_from: str | None
    grade: Grade


class ClaimForm(Value, frozen=True):
    """A claim; `offset` counts characters of the extracted text, where `quote` stands.

    `grade` is its Admiralty grade (`B2`), `graded` why its digit, `corroborated_by` the independent origins that state it;
    `reason` is there where the claim was weighed: its chance, and what spoke most for it.
    """

    id: str
    subject: Typed
    relation: str
    object: Thing
    quote: str
    offset: int
    confidence: str
    hedge: str
    polarity: bool
    reported_by: str
    said_on: Bounds
    valid_from: Bounds
    valid_to: Bounds
    origin: str
    reason: str = ""
    grade: str = ""
    graded: str = ""
    corroborated_by: tuple[str, ...] = ()


class IndicatorForm(Value, frozen=True):
    """An indicator; `raw` is how the text writes it."""

    type: str
    value: str
    raw: str
    offset: int
    role: str
    reason: str
    confidence: str
    grade: str = ""
    corroborated_by: tuple[str, ...] = ()


class NameForm(Value, frozen=True):
    """A name in the text, as the sources (`known_by`) or the text's own words (`introduced_by`) know it.

    `introduced_by` is `shape` where the name itself tells what it is.
    """

    type: str
    value: str
    raw: str
    offset: int
    known_by: tuple[str, ...]
    introduced_by: str
    confidence: str


class ReadForm(Value, frozen=True):
    """The JSON of read, `onionskin.read/1`."""

    schema: str
    document: DocumentForm
    claims: tuple[ClaimForm, ...]
    indicators: tuple[IndicatorForm, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[ProblemForm, ...]
    notes: tuple[str, ...]
    outcome: str
    isolation: str
    known: tuple[str, ...]
    names: tuple[NameForm, ...]


class SideForm(Value, frozen=True):
    """A claim and the document that it stands in."""

    document: str
    claim: ClaimForm


class DisputeForm(Value, frozen=True):
    """Claims that cannot hold together, side by side."""

    kind: str
    why: str
    sides: tuple[SideForm, ...]


class ConflictsForm(Value, frozen=True):
    """The JSON of `read --conflicts`, `onionskin.conflicts/1`."""

    schema: str
    documents: int
    disputes: tuple[DisputeForm, ...]
    problems: tuple[ProblemForm, ...]
    isolation: str


class OpenForm(Value, frozen=True):
    """The JSON of `read --open`, `onionskin.open/1`."""

    schema: str
    documents: int
    questions: tuple[SideForm, ...]
    problems: tuple[ProblemForm, ...]
    isolation: str


SCHEMAS: dict[str, type[Value]] = {
    "onionskin.peel/1": PeelForm,
    "onionskin.history/1": HistoryReport,
    "onionskin.read/1": ReadForm,
    "onionskin.conflicts/1": ConflictsForm,
    "onionskin.open/1": OpenForm,
    "onionskin.sweep/1": SweepReport,
    "onionskin.trace/1": TraceReport,
    "onionskin.act/1": ActReport,
    "onionskin.stix-claim/1": Saying,
    "onionskin.stix-report/1": Telling,
}


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
        reasons=tuple(str(each) for each in report.reasons),
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
        problems=_problems(report.problems),
        suppressed=report.suppressed,
        expected=report.expected,
        uncounted=report.uncounted,
        rival=report.verdict.rival,
        notes=report.notes,
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
def _read(report: ReadReport) -> ReadForm:
    own = report.document
    standings = {each.claim: each for each in report.standings}
    letter = report.grade.letter
    return ReadForm(
        schema="onionskin.read/1",
        document=DocumentForm(
            own.name,
            own.sha256,
            own.size,
            report.language,
            report.publisher,
            report.copied_from,
            report.grade,
        ),
        claims=tuple(
            _claim(each, letter, standings.get(each.id))
            for each in report.claims
            if each.relation != "indicates"
        ),
        indicators=tuple(
            _indicator(each, letter, standings.get(each.id))
            for each in report.claims
            if each.relation == "indicates"
        ),
        conflicts=report.conflicts,
        problems=_problems(report.problems),
        notes=report.notes,
        outcome=report.outcome.value,
        isolation=report.isolation,
        known=report.known,
        names=tuple(
            NameForm(
                each.kind,
                each.value,
                each.raw,
                each.offset,
                each.known_by,
                each.introduced_by,
                each.confidence.value,
            )
            for each in report.names
        ),
    )


@machine.register
def _conflicts(report: ConflictsReport) -> ConflictsForm:
    return ConflictsForm(
        schema="onionskin.conflicts/1",
        documents=report.documents,
        disputes=tuple(
            DisputeForm(each.kind, each.why, _sides(each.sides)) for each in report.disputes
        ),
        problems=_problems(report.problems),
        isolation=report.isolation,
    )


@machine.register
def _open(report: OpenReport) -> OpenForm:
    return OpenForm(
        schema="onionskin.open/1",
        documents=report.documents,
        questions=_sides(report.questions),
        problems=_problems(report.problems),
        isolation=report.isolation,
    )


def _sides(sides: tuple[Side, ...]) -> tuple[SideForm, ...]:
    return tuple(
        SideForm(
            each.document,
            msgspec.structs.replace(_claim(each.claim), grade=each.grade, graded=each.graded),
        )
        for each in sides
    )


def _problems(problems: tuple[Problem, ...]) -> tuple[ProblemForm, ...]:
    return tuple(ProblemForm(each.artifact, each.reason, each.detail) for each in problems)


def _claim(claim: Claim, letter: str = "", standing: Standing | None = None) -> ClaimForm:
    return ClaimForm(
        id=claim.id,
        subject=Typed(claim.subject.kind, claim.subject.name),
        relation=claim.relation,
        object=_thing(claim.object),
        quote=claim.quote,
        offset=claim.evidence.offset,
        confidence=claim.confidence.value,
        hedge=claim.hedge,
        polarity=claim.holds,
        reported_by=claim.reported_by,
        said_on=claim.said_on,
        valid_from=claim.valid.start,
        valid_to=claim.valid.end,
        origin=claim.origin.root,
        reason=claim.reason,
        grade=f"{letter}{standing.credibility}" if standing else "",
        graded=standing.why if standing else "",
        corroborated_by=standing.origins if standing else (),
    )


def _thing(entity: Entity) -> Thing:
    if entity.kind in OBSERVABLES or entity.kind == "date":
        return Thing(entity.kind, value=entity.name)
    return Thing(entity.kind, name=entity.name)


def _indicator(claim: Claim, letter: str, standing: Standing | None) -> IndicatorForm:
    return IndicatorForm(
        type=claim.subject.kind,
        value=claim.subject.name,
        raw=claim.quote,
        offset=claim.evidence.offset,
        role=claim.object.name,
        reason=claim.reason,
        confidence=claim.confidence.value,
        grade=f"{letter}{standing.credibility}" if standing else "",
        corroborated_by=standing.origins if standing else (),
    )
