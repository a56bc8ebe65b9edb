"""`peel`: open releases, lay each over the one before, judge. The Python API of the verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from onionskin import __version__
from onionskin.case.folder import Case
from onionskin.jail.pool import Pool
from onionskin.model import (
    Claim,
    Finding,
    Judgement,
    Outcome,
    Problem,
    ReleaseName,
    Run,
    Value,
    identify,
)
from onionskin.peel.judge import findings_of
from onionskin.peel.walk import Budget, Walk, Walked
from onionskin.plugins.contracts import Tree
from onionskin.weigh.verdict import judge
from onionskin.write.reports import PeelReport, Subject


def peel(
    paths: Sequence[Path],
    *,
    pool: Pool,
    against: Path | None = None,
    case: Case | None = None,
    budget: Budget | None = None,
    claims: Sequence[Claim] = (),
) -> Iterator[PeelReport]:
    """Yield one report per path: a file or a directory is one release.

    `against` is the release before, laid under each of the paths. With a case, layers,
    findings and judgements are recorded, and bytes that findings stand on are kept.
    `claims` are known besides those of the case: a product's retirement, say.

    Raises:
        InputError: a path is not there or is not a regular file or directory.
    """
    budget = budget or Budget()
    known = (*claims, *(case.all(Claim) if case else ()))
    if against is None:
        for path in paths:
            yield _peel_one(path, None, pool, budget, case, known)
        return
    with Walk(pool, budget) as before:
        old = _tree(before.run(against), before, known)
        for path in paths:
            yield _peel_one(path, old, pool, budget, case, known)


def _peel_one(
    path: Path,
    old: Tree | None,
    pool: Pool,
    budget: Budget,
    case: Case | None,
    claims: tuple[Claim, ...],
) -> PeelReport:
    with Walk(pool, budget) as walk:
        walked = walk.run(path)
        new = _tree(walked, walk, claims)
        findings, failed = findings_of(new, walked.seen, old)
        report = _report(new, old, findings, failed, pool.isolation)
        if case is not None:
            _record(case, walk, report)
        return report


def _tree(walked: Walked, walk: Walk, claims: tuple[Claim, ...]) -> Tree:
    return Tree(tuple(walked.layers), walk.search, claims=claims)


def _report(
    new: Tree,
    old: Tree | None,
    findings: tuple[Finding, ...],
    failed: tuple[Problem, ...],
    isolation: str,
) -> PeelReport:
    problems = (*failed, *(each for layer in new.layers for each in layer.problems))
    named = release_name(new)
    return PeelReport(
        subject=_subject(new),
        verdict=judge(findings),
        complete=not _reasons(new, failed),
        reasons=_reasons(new, failed),
        isolation=isolation,
        layers=new.layers,
        findings=findings,
        problems=problems,
        against=_subject(old) if old else None,
        product=named.product,
        version=named.version,
    )


def release_name(tree: Tree) -> ReleaseName:
    """Return what the release says it is: the outermost layer that names a product."""
    for layer in sorted(tree.layers, key=lambda each: len(each.artifact.path)):
        named = layer.first(ReleaseName)
        if named is not None:
            return named
    return ReleaseName("", "")


def _subject(tree: Tree) -> Subject:
    artifact = tree.root.artifact
    return Subject(artifact.path[0], artifact.sha256, artifact.size)


def _reasons(tree: Tree, failed: tuple[Problem, ...]) -> tuple[str, ...]:
    """Return why the release was not wholly seen, once per outcome and kind of problem."""
    counts: dict[str, int] = {}
    for layer in tree.layers:
        if layer.outcome is Outcome.SCANNED:
            continue
        for reason in sorted({each.reason for each in layer.problems}):
            key = reason if reason == layer.outcome.value else f"{layer.outcome.value}: {reason}"
            counts[key] = counts.get(key, 0) + 1
    for each in failed:
        counts[each.reason] = counts.get(each.reason, 0) + 1
    return tuple(f"{key} ({count})" for key, count in sorted(counts.items()))


def _record(case: Case, walk: Walk, report: PeelReport) -> None:
    """Commit a report to the case, and keep the bytes of every artifact with a finding."""
    layers = {layer.artifact.id: layer for layer in report.layers}
    for subject in sorted({each.subject for each in report.findings}):
        source = walk.content(subject)
        if source is not None:
            with source.copied() as descriptor:
                case.put_blob(descriptor)
    run = Run(
        id=identify("run", "peel", report.subject.name, report.subject.sha256, report.against),
        verb="peel",
        version=__version__,
        isolation=report.isolation,
        inputs=(report.subject.sha256,),
    )
    records: list[Value] = [layer.artifact for layer in layers.values()]
    records += [*layers.values(), *report.findings, judgement(report)]
    case.commit(run, records)


def judgement(report: PeelReport) -> Judgement:
    """Return what the case keeps of a peel beside layers and findings."""
    root = report.layers[0].artifact
    return Judgement(
        id=identify("judgement", root.id, report.against.sha256 if report.against else ""),
        artifact=root.id,
        name=report.subject.name,
        sha256=report.subject.sha256,
        verdict=report.verdict,
        complete=report.complete,
        reasons=report.reasons,
        product=report.product,
        version=report.version,
        against=report.against.sha256 if report.against else None,
    )
