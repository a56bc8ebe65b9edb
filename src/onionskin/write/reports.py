"""What the flows hand to the writers: one report per verb. The machine's form.

`PeelReport.document()`-style JSON schemas are generated from these into `docs/`.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from onionskin.model import (
    Claim,
    Coverage,
    Decision,
    Exposure,
    Finding,
    Grade,
    Layer,
    Level,
    Named,
    Outcome,
    Problem,
    Standing,
    TableFile,
    Uncounted,
    Value,
    Verdict,
)  # fmt: skip
from onionskin.plugins.contracts import Report


class Subject(Value, frozen=True):
    """The input a report is about."""

    name: str
    sha256: str
    size: int


class Reason(Value, frozen=True):
    """Why a release was not wholly seen: a fixed token, how often, and the first case of it.

    `path` is the first file's path of layers, () where the reason is no file's; `detail` says what is wrong with it.
    """

    kind: str
    count: int = 1
    path: tuple[str, ...] = ()
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind} ({self.count})"


def counted(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return one reason for each kind, in their order, with the first case of it and how many there are."""
    found: dict[str, Reason] = {}
    for each in reasons:
        first = found.get(each.kind)
        found[each.kind] = structs.replace(first, count=first.count + each.count) if first else each
    return tuple(found[kind] for kind in sorted(found))


class Overlay(Value, frozen=True):
    """How many artifacts stayed as they were at their place, changed, came and went.

    `new` and `gone` name the first few of those that came and went, without what is in them.
    """

    same: int
    changed: int
    came: int
    went: int
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class PeelReport(Report, frozen=True):
    """One release (or file), opened and judged.

    `findings` are all there are; those in `uncounted` the verdict does not stand on.
    `notes` say what was compared and found equal, and what could not be asked.
    """

    subject: Subject
    verdict: Verdict
    complete: bool
    reasons: tuple[Reason, ...]
    isolation: str
    layers: tuple[Layer, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    against: Subject | None = None
    product: str = ""
    version: str = ""
    uncounted: tuple[Uncounted, ...] = ()
    notes: tuple[str, ...] = ()
    overlay: Overlay | None = None

    @property
    def suppressed(self) -> int:
        """How many findings the operator accepted."""
        return sum(each.kind == "accepted" for each in self.uncounted)

    @property
    def expected(self) -> int:
        """How many findings a lock file or an SBOM explains."""
        return sum(each.kind == "expected" for each in self.uncounted)


class HistoryRow(Value, frozen=True):
    """One release of a history, laid over the one before it (the first over none)."""

    subject: Subject
    version: str
    level: Level
    complete: bool
    artifacts: int
    size: int
    changed: int
    added: int
    removed: int


class Course(Value, frozen=True):
    """What one signal said of one place, release by release; "" where it said nothing."""

    signal: str
    lane: str
    place: tuple[str, ...]
    levels: tuple[str, ...]
    finding: str
    summary: str


class HistoryReport(Report, frozen=True):
    """Many releases of one product, each laid over the one before, the oldest first.

    `size` of a row counts the decoded bytes of all its files.
    """

    product: str
    releases: tuple[HistoryRow, ...]
    courses: tuple[Course, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    isolation: str = ""


class Conflict(Value, frozen=True):
    """Claims that cannot hold together, by their ids; `kind` is a fixed token, `why` the sentence.

    `sides` are the different things that are said, those of other documents, too.
    """

    kind: str
    why: str
    claims: tuple[str, ...]
    sides: tuple[str, ...] = ()


class ReadReport(Report, frozen=True):
    """One document read: its claims (indicators are claims of relation `indicates`) and notes.

    `known` are the claims that an earlier document of another origin, or the case, states already;
    `grade` is the source's, and `standings` say how credible each claim is.
    """

    document: Subject
    text: str
    language: str
    publisher: str
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    copied_from: str | None = None
    outcome: Outcome = Outcome.SCANNED
    isolation: str = ""
    known: tuple[str, ...] = ()
    names: tuple[Named, ...] = ()
    grade: Grade = Grade("F", "not graded")
    standings: tuple[Standing, ...] = ()


class Side(Value, frozen=True):
    """One claim of a conflict or of a question, the name of its document, and its Admiralty grade (`B2`).

    `graded` says who gave the grade and what it is by rule, where an operator did.
    """

    document: str
    claim: Claim
    grade: str = ""
    graded: str = ""


class Dispute(Value, frozen=True):
    """A conflict with its claims side by side, the earliest said first."""

    kind: str
    why: str
    sides: tuple[Side, ...]


class ConflictsReport(Report, frozen=True):
    """What the reports contradict one another in. `documents` is how many were looked at."""

    documents: int
    disputes: tuple[Dispute, ...]
    problems: tuple[Problem, ...]
    isolation: str = ""


class OpenReport(Report, frozen=True):
    """What the reports call unknown. A question that a later document answers still stands here."""

    documents: int
    questions: tuple[Side, ...]
    problems: tuple[Problem, ...]
    isolation: str = ""


class HostRow(Value, frozen=True):
    """What a sweep says of one host: `hit`, `nothing-found` or `no-data`."""

    host: str
    state: str
    findings: tuple[str, ...] = ()
    coverage: tuple[Coverage, ...] = ()


class SweepReport(Report, frozen=True):
    """What logs, inventories and disks say, host by host.

    `notes` say what was left out on purpose: roles not hunted for, kinds no table keeps.
    """

    hosts: tuple[HostRow, ...]
    findings: tuple[Finding, ...]
    tables: tuple[TableFile, ...]
    not_evaluable: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    isolation: str = ""


class Hop(Value, frozen=True):
    """One step of the upstream path, cause first. `proof` is `claimed`, `observed` or `latent`."""

    source: str
    mechanism: str
    target: str
    start: str
    end: str
    proof: str
    claims: tuple[str, ...]
    confirm: str = ""


class Moment(Value, frozen=True):
    """One entry of the timeline: when, what, and where it is known from."""

    earliest: str
    latest: str
    what: str
    source: str


class TraceReport(Report, frozen=True):
    """Upstream path, exposures and timeline, out of the case alone.

    `platforms` says what each host runs, as far as an inventory tells.
    """

    path: tuple[Hop, ...]
    exposures: tuple[Exposure, ...]
    timeline: tuple[Moment, ...]
    conflicts: tuple[str, ...]
    problems: tuple[Problem, ...]
    platforms: tuple[tuple[str, str], ...] = ()
    isolation: str = ""


class AlertGroup(Value, frozen=True):
    """Alerts of foreign products about one thing: what was ruled, and what the case says."""

    thing: str
    alerts: tuple[str, ...]
    ruled: str
    stands: str
    origins: tuple[str, ...]
    sentence: str


class PlaybookStep(Value, frozen=True):
    """A playbook's step, filled with the case's hosts."""

    title: str
    why: str
    do: tuple[str, ...]
    undo: str
    check: str
    hosts: tuple[str, ...]


class ActReport(Report, frozen=True):
    """The composition: all five verbs over one incident, on one screen."""

    peeled: tuple[PeelReport, ...]
    read: tuple[ReadReport, ...]
    swept: SweepReport
    traced: TraceReport
    alerts: tuple[AlertGroup, ...]
    playbook: str
    steps: tuple[PlaybookStep, ...]
    decisions: tuple[Decision, ...]
    not_seen: tuple[str, ...]
    agreed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    law: str = ""
