"""`peel`: open releases, lay each over the one before, judge. The Python API of the verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from msgspec import structs

from onionskin import __version__
from onionskin.case.folder import Case
from onionskin.errors import InputError
from onionskin.flows.gate import Gate, Opened, first_note, opened
from onionskin.jail.pool import Pool
from onionskin.model import (
    Claim,
    Finding,
    Judgement,
    Layer,
    Outcome,
    Problem,
    Reference,
    ReleaseName,
    Run,
    Signature,
    Value,
    identify,
)
from onionskin.peel.by_tool import ASKED, HINT, OpenedByTool, Tool
from onionskin.peel.judge import findings_of
from onionskin.peel.keys import Keys, given_keys
from onionskin.peel.references import CASE, of_layer
from onionskin.peel.rule_packs import RulePack, prepared
from onionskin.peel.second_look import alone, compared
from onionskin.peel.steps import stated
from onionskin.peel.uncollected import uncollected
from onionskin.peel.walk import Budget, Walk, Walked, check
from onionskin.plugins.contracts import Pairs, Tree, base_name
from onionskin.terms import products, versions
from onionskin.weigh.verdict import judge
from onionskin.write.reports import Overlay, PeelReport, Reason, Subject, counted


@dataclass(frozen=True)
class World:
    """What is known besides the release: claims, files of other releases, and rules or why there are none."""

    claims: tuple[Claim, ...] = ()
    references: tuple[Reference, ...] = ()
    pack: RulePack | Problem | None = None


def of_case(case: Case) -> tuple[Reference, ...]:
    """Return the signed files of every release in a case; nobody says that these are good."""
    roots = {each.artifact: each for each in case.all(Judgement)}
    layers = case.all(Layer)
    names = {
        each.artifact.path[0]: (root.product or root.name, root.version)
        for each in layers
        if (root := roots.get(each.artifact.id)) is not None
    }
    rows = (
        of_layer(each, *names.get(each.artifact.path[0], (each.artifact.path[0], "")), CASE)
        for each in layers
        if each.first(Signature) is not None
    )
    return tuple(sorted(rows, key=structs.astuple))


def peel(  # noqa: PLR0913 - keyword-only, an option each
    paths: Sequence[Path],
    *,
    pool: Pool,
    against: Sequence[Path] = (),
    case: Case | None = None,
    budget: Budget | None = None,
    claims: Sequence[Claim] | None = None,
    by_product: bool = False,
    first: bool = False,
    references: Sequence[Reference] = (),
    gate: Gate | None = None,
    rules: Sequence[Path] = (),
    tool: Tool | None = None,
    keyring: Sequence[Path] = (),
) -> Iterator[PeelReport]:
    """Yield one report per path: a file or a directory is one release.

    `against` are releases before: one is laid under every path (not `by_product`), of
    several the one of the same product with the highest lower version. With a case, layers, findings
    and judgements are recorded, and bytes that findings stand on are kept. `claims`
    say what is known of the world, a product's retirement for one; None takes the case's.
    `references` are files of known releases (peel/references.py); what the case holds is added.
    What files can do is looked at where they differ from the release before; with `first`, of all
    files of a release that has none. `gate` holds the operator's papers (flows/gate.py).
    `rules` are YARA files, or folders of them, run over what differs beside the house's own.
    `tool` is 7-Zip (peel/by_tool.py), for what no plugin opens. `keyring` are files of OpenPGP public
    keys: signatures by these are verified.

    Raises:
        InputError: a path is not there or is not a regular file or directory; rules were given, and
            there is no release before, or none of them can be run.
    """
    if rules and not against and not first:
        what = "rules are run over what differs from the release before"
        raise InputError(
            what, where="--rules", hint="give the release before with --against, or --first"
        )
    budget, gate = budget or Budget(), gate or Gate()
    every = claims if claims is not None else case.all(Claim) if case else ()
    # Never indicators of the incident: the verdict is to be a line of evidence of its own.
    known = World(
        tuple(each for each in every if each.relation != "indicates"),
        (*references, *(of_case(case) if case else ())),
    )
    for path in (*against, *paths, *gate.paths):
        check(path)
    with ExitStack() as stack:
        pack = stack.enter_context(prepared(pool, rules)) if against or first else None
        keys = stack.enter_context(given_keys(pool, keyring)) if keyring else None
        known = replace(known, pack=pack)
        before: dict[Path, _Under] = {}
        for path in against:
            walk = stack.enter_context(_walk(pool, budget, pack, tool, keys))
            before[path] = _opened(path, walk)
        trees = [_tree(each.walked, each.walk, known) for each in before.values()]
        papers = stack.enter_context(
            opened(gate, pool, budget, case, lambda path, walk: _tree(walk.run(path), walk, known))
        )
        for path in paths:
            choose = _previous if by_product or len(trees) != 1 else _only
            previous = partial(choose, trees) if trees else None
            with ExitStack() as own, uncollected():
                # A release of a history is the one before another, too: it is opened once.
                under = before.get(path) or _opened(
                    path, own.enter_context(_walk(pool, budget, pack, tool, keys))
                )
                report = _peel_one(under, previous, case, known, papers, first=first)
            yield _with_tool(report, tool)


@dataclass(frozen=True)
class _Under:
    """A release that was opened, and the walk that holds its members until it is closed."""

    walk: Walk
    walked: Walked


def _opened(path: Path, walk: Walk) -> _Under:
    return _Under(walk, walk.run(path))


def _with_tool(report: PeelReport, tool: Tool | None) -> PeelReport:
    """Say what a program that is not ours opened, or which one could open what was not."""
    told = sum(each.first(OpenedByTool) is not None for each in report.layers)
    notes = list(report.notes)
    if told:
        version = tool.version if tool else ""
        notes.append(
            f"7zz {version} opened {told} of these artifacts: of their own bytes it is not known which it did not read"
        )
    if tool is None and any(each.reason in ASKED for each in report.problems):
        notes.append(HINT)
    return structs.replace(report, notes=tuple(notes))


def _walk(
    pool: Pool,
    budget: Budget,
    pack: RulePack | Problem | None,
    tool: Tool | None = None,
    keys: Keys | None = None,
) -> Walk:
    walk = Walk(pool, budget)
    walk.use_tool(tool)
    walk.use_keys(keys)
    if isinstance(pack, RulePack):
        walk.use(pack)
    return walk


def _with_rules(report: PeelReport, pack: RulePack | Problem | None) -> PeelReport:
    """Say that no rule was run, or which are broken: what these would have seen is not known."""
    if isinstance(pack, Problem):
        return structs.replace(report, notes=(*report.notes, pack.detail))
    if pack is None or not pack.problems:
        return report
    return structs.replace(
        report,
        problems=(*report.problems, *pack.problems),
        complete=False,
        reasons=(
            *report.reasons,
            *counted(Reason("broken-rule", detail=each.detail) for each in pack.problems),
        ),
    )


def _peel_one(
    under: _Under,
    previous: Callable[[Tree], Tree | None] | None,
    case: Case | None,
    known: World,
    papers: Opened,
    *,
    first: bool,
) -> PeelReport:
    walk = under.walk
    new = _tree(under.walked, walk, known)
    old, new, pairs = compared(previous(new) if previous else None, new)
    if first and old is None:
        new = alone(new)
    findings, failed = findings_of(new, under.walked.seen, old, pairs)
    report = _report(new, old, findings, failed, walk.isolation)
    report = structs.replace(report, overlay=_overlay(pairs) if pairs else None)
    if previous and old is None:
        report = structs.replace(report, problems=(*report.problems, UNCOMPARED))
    if first and old is None:
        report = structs.replace(report, notes=(*report.notes, first_note()))
    report = papers.apply(_with_rules(report, known.pack), new, old, pairs, walk)
    if case is not None:
        _record(case, walk, report)
    return report


NAMED = 8


def _overlay(pairs: Pairs) -> Overlay:
    """Return how much stayed and changed, with the first names of what came and went."""
    new, gone = (_outermost(each) for each in (pairs.added, pairs.removed))
    return Overlay(
        len(pairs.same), len(pairs.changed), len(pairs.added), len(pairs.removed), new, gone
    )


def _outermost(layers: Sequence[Layer]) -> tuple[str, ...]:
    """Return the first names among layers that are in none of the others."""
    paths = {each.artifact.path for each in layers}
    outer = (each for each in layers if each.artifact.path[:-1] not in paths)
    return tuple(base_name(each) for each in islice(outer, NAMED))


UNCOMPARED = Problem(
    "not-compared",
    "none of the releases given with --against is an earlier version of this product",
)


def _only(before: Sequence[Tree], new: Tree) -> Tree | None:
    """Return the one release before: whoever names it knows that it belongs."""
    del new
    return before[0]


def _previous(before: Sequence[Tree], new: Tree) -> Tree | None:
    """Return the release of the same product with the highest version below, if there is one."""
    named = stated(new)
    found: Tree | None = None
    best = ""
    for tree in before:
        other = stated(tree)
        if named is None or other is None or not products.same(named.product, other.product):
            continue
        below = versions.compare(other.version, named.version) == -1
        if below and (found is None or versions.compare(best, other.version) == -1):
            found, best = tree, other.version
    return found


def _tree(walked: Walked, walk: Walk, known: World) -> Tree:
    return Tree(
        tuple(walked.layers),
        walk.search,
        claims=known.claims,
        references=known.references,
        featured=walk.featured,
        passages=walk.passages,
        weigh=walk.weigh,
    )


def _report(
    new: Tree,
    old: Tree | None,
    findings: tuple[Finding, ...],
    failed: tuple[Problem, ...],
    isolation: str,
) -> PeelReport:
    problems = (*failed, *(each for layer in new.layers for each in layer.problems))
    reasons = counted(
        (*_unseen(new), *(Reason(each.reason, detail=each.detail) for each in failed))
    )
    if old is not None:
        reasons += counted(_unseen(old, "the release before: "))
    named = stated(new) or ReleaseName("", "")
    return PeelReport(
        subject=_subject(new),
        verdict=judge(findings),
        complete=not reasons,
        reasons=reasons,
        isolation=isolation,
        layers=new.layers,
        findings=findings,
        problems=problems,
        against=_subject(old) if old else None,
        product=named.product,
        version=named.version,
    )


def _subject(tree: Tree) -> Subject:
    artifact = tree.root.artifact
    return Subject(artifact.path[0], artifact.sha256, artifact.size)


def _unseen(tree: Tree, said: str = "") -> Iterator[Reason]:
    """Yield why layers were not wholly seen: the outcome of each, and what its problems say beyond it."""
    for layer in tree.layers:
        if layer.outcome is Outcome.SCANNED:
            continue
        outcome = layer.outcome.value
        for each in layer.problems:
            kind = outcome if each.reason == outcome else f"{outcome}: {each.reason}"
            yield Reason(f"{said}{kind}", 1, layer.artifact.path, each.detail)


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
        # What the verdict does not stand on is to be known wherever the verdict is.
        options=tuple((each.kind, f"{each.finding} by {each.source}") for each in report.uncounted),
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
        reasons=tuple(str(each) for each in report.reasons),
        product=report.product,
        version=report.version,
        against=report.against.sha256 if report.against else None,
    )
