"""What an operator says of a build besides its bytes: the gate of a release engineer.

Acceptances, what lock files explain, and the other forms of the same build. It is applied to the
report of a peel: findings are added or counted apart, never taken away, and `complete` stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
from msgspec import structs

from onionskin import __version__
from onionskin.case.folder import Case
from onionskin.errors import InputError, JailError
from onionskin.jail.pool import Job, Pool
from onionskin.jail.regular import open_regular
from onionskin.model import (
    Artifact,
    Decision,
    Evidence,
    Finding,
    Layer,
    Outcome,
    Problem,
    Run,
    distinct,
    identify,
)
from onionskin.parse.locks.listed import Listed
from onionskin.peel.builds import OTHER, causes
from onionskin.peel.difference import Both, Difference, SameBuild
from onionskin.peel.expectations import Expectations, Expected, Listing, difference
from onionskin.peel.judge import finding
from onionskin.peel.layover import lay_over
from onionskin.peel.readings import Looked, Place, Trial
from onionskin.peel.same_build import beyond_signing, containers, files
from onionskin.peel.source_tree import compare
from onionskin.peel.walk import Budget, Walk
from onionskin.plugins.contracts import Pairs, Tree, base_name
from onionskin.plugins.scan import plugin, plugins
from onionskin.weigh.acceptances import (
    RULING,
    Acceptance,
    apply,
    fault_of_decision,
    of_decision,
    read_acceptances,
)
from onionskin.weigh.rivals import rival
from onionskin.weigh.verdict import judge
from onionskin.write.reports import PeelReport, Reason, counted

Differ = Callable[[Layer, Layer], Difference | None]

SECONDS = 60.0
SHOWN = 20
SIGNALS = {
    "unsigned": "signing-changed-more",
    "second-build": "not-reproducible",
    "source": "differs-from-source",
}


@dataclass(frozen=True)
class Gate:
    """The operator's papers. `expects` are (lock file or SBOM, the one before it or None).

    `on` is the day that acceptances are held against, today if None. `unsigned` is the same build
    before it was signed, `second_build` another build of the same source, `source` that source.
    """

    accepts: tuple[Path, ...] = ()
    expects: tuple[tuple[Path, Path | None], ...] = ()
    on: date | None = None
    unsigned: Path | None = None
    second_build: Path | None = None
    source: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The other forms of the build, and its source, to be opened like releases."""
        every = (self.unsigned, self.second_build, self.source)
        return tuple(each for each in every if each is not None)


@dataclass(frozen=True)
class Opened:
    """A gate with its papers read and its other builds walked."""

    acceptances: tuple[Acceptance, ...]
    expected: tuple[Expected, ...]
    today: date
    others: tuple[tuple[str, Tree, Walk], ...]
    pool: Pool

    def apply(
        self, report: PeelReport, new: Tree, old: Tree | None, pairs: Pairs | None, walk: Walk
    ) -> PeelReport:
        """Return the report with the other builds' findings, what does not count, and the rival."""
        added, notes, problems = self._compared(new, walk)
        findings = (*report.findings, *added)
        artifacts = _artifacts(new, old)
        aside, said = apply(self.acceptances, findings, artifacts, self.today)
        expectations = Expectations(self.expected, new, pairs)
        accepted = {each.finding for each in aside}
        expected = tuple(
            made
            for each in findings
            if each.id not in accepted and (made := expectations.explain(each))
        )
        uncounted = tuple(sorted((*aside, *expected), key=lambda each: (each.kind, each.finding)))
        report = structs.replace(
            report,
            findings=findings,
            problems=(*report.problems, *problems, *said),
            complete=report.complete and not problems,
            reasons=(
                *report.reasons,
                *counted(Reason(each.reason, detail=each.detail) for each in problems),
            ),
            uncounted=uncounted,
            notes=(*report.notes, *notes),
        )
        return self._judged(report, new, old, pairs, walk)

    def _judged(
        self,
        report: PeelReport,
        new: Tree,
        old: Tree | None,
        pairs: Pairs | None,
        walk: Walk,
    ) -> PeelReport:
        apart = {each.finding for each in report.uncounted}
        verdict = judge([each for each in report.findings if each.id not in apart])
        first = next((each for each in report.findings if each.id in verdict.because[:1]), None)
        if first is not None:
            trial = Trial(new, old, pairs, lambda evidence: self._look(evidence, walk))
            verdict = structs.replace(verdict, rival=rival(first, trial.of(first)))
        return structs.replace(report, verdict=verdict)

    def _look(self, evidence: Evidence, walk: Walk) -> Looked | None:
        source = walk.content(evidence.artifact or "")
        if source is None or not evidence.length:
            return None
        asked = Place(source.base, source.size, evidence.offset, evidence.length)
        with source.opened() as descriptor:
            job = Job("onionskin.peel.readings:look", msgspec.msgpack.encode(asked), (descriptor,), "readings", SECONDS)  # fmt: skip
            reply = self.pool.call(job)
        if reply.outcome is not Outcome.SCANNED:
            return None
        return msgspec.msgpack.decode(reply.result, type=Looked)

    # --- the other forms of the build ----------------------------------------------------

    def _compared(
        self, new: Tree, walk: Walk
    ) -> tuple[tuple[Finding, ...], tuple[str, ...], tuple[Problem, ...]]:
        findings: list[Finding] = []
        notes: list[str] = []
        problems: list[Problem] = []
        for kind, other, others in self.others:
            given = {each.name: getattr(new, each.name) for each in fields(Tree)}
            tree = SameBuild(**given, kind=kind, differ=_once(self._differ(walk, others)))
            pairs = lay_over(other, tree)
            signal = plugin("signal", SIGNALS[kind])
            hits = signal.load().change(other, tree, pairs)
            made = [finding(signal, each, each.subject or new.root.artifact.id) for each in hits]
            findings += made
            notes += _NOTES[kind](other, tree, pairs, made)
            problems += _unseen(kind, other)
        return tuple(findings), tuple(notes), tuple(problems)

    def _differ(self, walk: Walk, other: Walk) -> Differ:
        def differ(old: Layer, new: Layer) -> Difference | None:
            before, after = other.content(old.artifact.id), walk.content(new.artifact.id)
            if before is None or after is None:
                return None
            asked = Both(before.base, before.size, after.base, after.size)
            with before.opened() as one, after.opened() as two:
                job = Job("onionskin.peel.difference:compare", msgspec.msgpack.encode(asked), (one, two), "difference", SECONDS)  # fmt: skip
                reply = self.pool.call(job)
            if reply.outcome is not Outcome.SCANNED:
                return None
            return msgspec.msgpack.decode(reply.result, type=Difference)

        return differ


def _once(differ: Differ) -> Differ:
    """Return a comparison that compares each pair once, for the signal and for the notes."""
    said: dict[tuple[str, str], Difference | None] = {}

    def once(old: Layer, new: Layer) -> Difference | None:
        key = (old.artifact.id, new.artifact.id)
        if key not in said:
            said[key] = differ(old, new)
        return said[key]

    return once


def _unseen(kind: str, other: Tree) -> Iterator[Problem]:
    """Yield a problem where the other build itself was not wholly seen."""
    # Of a source, only names and hashes are compared: what lies inside its files does not matter.
    layers = [other.root] if kind == "source" else other.layers
    unseen = [each for each in layers if each.outcome is not Outcome.SCANNED]
    if unseen:
        names = ", ".join(base_name(each) for each in unseen[:3])
        yield Problem(f"the {kind}: not wholly seen", f"of the {kind}, {len(unseen)} files could not be read: {names}")  # fmt: skip


def _signing_notes(
    old: Tree, new: SameBuild, pairs: Pairs, made: Sequence[Finding]
) -> Iterator[str]:
    name = old.root.artifact.path[0]
    compared = [(one, two, new.differ(one, two)) for one, two in files(pairs, new)]
    signed = sum(
        found is not None and not beyond_signing(one, two, found) for one, two, found in compared
    )
    if made:
        return
    holders = sum(1 for _ in containers(pairs, new))
    same = sum(two.artifact.media == "file" for _, two in pairs.same)
    if not pairs.changed and not pairs.added:
        yield f"against the unsigned build {name}: every byte is the same; nothing was signed"
        return
    around = f" and {holders} containers around the same members" if holders else ""
    yield f"against the unsigned build {name}: only signature fields differ, in {signed} files{around}; {same} files are the same"  # fmt: skip


def _build_notes(old: Tree, new: SameBuild, pairs: Pairs, made: Sequence[Finding]) -> Iterator[str]:
    del made
    name = old.root.artifact.path[0]
    lines = []
    for one, two in files(pairs, new):
        found = new.differ(one, two)
        named = sorted({f"{each.cause} at {each.offset:#x} ({each.owner})" for each in causes(one, two, found) if each.cause != OTHER} if found else ())  # fmt: skip
        if named:
            lines.append(f"not reproducible, but named: {base_name(two)}: {'; '.join(named[:5])}")
    around = [base_name(two) for _, two in containers(pairs, new)]
    if not pairs.changed and not pairs.added and not pairs.removed:
        yield f"against the second build {name}: every byte is the same"
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"and {len(lines) - SHOWN} more files that differ in stamps only"
    if around:
        names = ", ".join(around[:5])
        yield f"against the second build {name}: {len(around)} containers differ, by what they hold or by how (order, times): {names}"  # fmt: skip


def _source_notes(
    old: Tree, new: SameBuild, pairs: Pairs, made: Sequence[Finding]
) -> Iterator[str]:
    del pairs, made
    found = compare(new, old)
    written = [each.path for each in found.differences if each.kind == "generated"]
    built = sum(each.kind == "built" for each in found.differences)
    where = f" (its folder {found.folder})" if found.folder else ""
    yield f"against the source {old.root.artifact.path[0]}{where}: {found.same} files are the same, {built} built"
    if written:
        more = f" and {len(written) - SHOWN} more" if len(written) > SHOWN else ""
        yield f"written by packaging tools, and not held to the source: {', '.join(written[:SHOWN])}{more}"


_NOTES = {"unsigned": _signing_notes, "second-build": _build_notes, "source": _source_notes}


# --- papers ---------------------------------------------------------------------------------


@contextmanager
def opened(
    gate: Gate, pool: Pool, budget: Budget, case: Case | None, tree: Callable[[Path, Walk], Tree]
) -> Iterator[Opened]:
    """Give the gate with its papers read; `tree(path, walk)` walks another form of the build.

    Raises:
        InputError: a paper cannot be read, or says what none may say.
    """
    kinds = {
        "unsigned": gate.unsigned,
        "second-build": gate.second_build,
        "source": gate.source,
    }
    with ExitStack() as stack:
        others = []
        for kind, path in kinds.items():
            if path is not None:
                walk = stack.enter_context(Walk(pool, budget))
                others.append((kind, tree(path, walk), walk))
        decided = (of_decision(each) for each in case.all(Decision)) if case else ()
        accepted = [each for path in gate.accepts for each in _accepted(path)]
        yield Opened(
            (*accepted, *(each for each in decided if each is not None)),
            tuple(each for pair in gate.expects for each in _expected(*pair, pool)),
            gate.on or datetime.now(UTC).date(),
            tuple(others),
            pool,
        )


def _accepted(path: Path) -> tuple[Acceptance, ...]:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("is no text in UTF-8", where=str(path), hint="write TOML") from error
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise InputError(what, where=str(path), hint="check the path") from error
    return read_acceptances(text, path.name)


def _expected(after: Path, before: Path | None, pool: Pool) -> tuple[Expected, ...]:
    was = _listed(before, pool) if before is not None else None
    return difference(_listed(after, pool), after.name, was)


def _listed(path: Path, pool: Pool) -> tuple[Listed, ...]:
    """Read a lock file in the jail: whoever wrote a dependency may have written lines of it."""
    descriptor = open_regular(path)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        size = file.seek(0, 2)
        asked = msgspec.msgpack.encode(Listing(path.name, size))
        job = Job("onionskin.peel.expectations:read_listing", asked, (descriptor,), path.name, SECONDS)  # fmt: skip
        try:
            reply = pool.call(job)
        except JailError as error:
            raise InputError(str(error), where=str(path), hint="is it a lock file?") from error
    if reply.outcome is not Outcome.SCANNED:
        hint = "give a lock file, or a CycloneDX or SPDX document as JSON"
        what = reply.detail.removeprefix("DamagedError: ").removeprefix("BudgetError: ")
        raise InputError(what, where=str(path), hint=hint)
    return msgspec.msgpack.decode(reply.result, type=tuple[Listed, ...])


@dataclass(frozen=True)
class Acceptor:
    """Who accepts a finding, when (ISO 8601), why, and until which day."""

    by: str
    at: str
    why: str
    until: str


def accept(case: Case, about: str, wanted: Acceptor) -> Decision:
    """Record that a finding of the case is accepted, for the bytes that it stands on.

    Raises:
        InputError: no finding, or several, have that id; or the acceptance is none.
    """
    found = [
        each for each in case.all(Finding) if each.id == about or _digits(each.id).startswith(about)
    ]
    if len(found) != 1:
        hint = "`onionskin peel --case` records findings; give the id or its first digits"
        raise InputError(f"{len(found)} findings have that id", where=about, hint=hint)
    (own,) = found
    named = {own.subject, *(each.artifact or "" for each in own.evidence)}
    artifacts = (case.get(Artifact, each) for each in sorted(named))
    made = Decision(
        id=identify("decision", own.id, RULING, wanted.by, wanted.at),
        about=own.id,
        ruling=RULING,
        by=wanted.by,
        at=wanted.at,
        why=wanted.why,
        evidence=distinct(each.sha256 for each in artifacts if each is not None),
        until=wanted.until,
    )
    fault = fault_of_decision(made)
    if fault:
        raise InputError(fault, where=own.id, hint="give --by, --why and --until DATE")
    run = Run(
        id=identify("run", "accept", made.id), verb="act", version=__version__, isolation="none"
    )
    case.commit(run, [made])
    return made


def _digits(ident: str) -> str:
    return ident.partition("-")[2]


def _artifacts(new: Tree, old: Tree | None) -> dict[str, Artifact]:
    layers = (*(old.layers if old else ()), *new.layers)
    return {each.artifact.id: each.artifact for each in layers}


def first_note() -> str:
    """Return what cannot be asked of a release that none came before."""
    asked = [each.id for each in plugins("signal") if each.scope == "change"]
    asked = [each for each in asked if each not in SIGNALS.values()]
    return f"a first release: {len(asked)} signals compare with the release before, and could not be asked: {', '.join(asked)}"
