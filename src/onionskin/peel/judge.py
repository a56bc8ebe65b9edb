"""From what signals saw to findings: run release and change signals, add ids, judge."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import msgspec

from onionskin.errors import BudgetError
from onionskin.model import Evidence, Finding, Lane, Level, Problem, identify
from onionskin.peel.layover import lay_over
from onionskin.peel.wire import Seen
from onionskin.plugins.contracts import Hit, Pairs, Tree
from onionskin.plugins.scan import Plugin, plugin, plugins
from onionskin.weigh.order import reaches


def findings_of(
    new: Tree, seen: dict[str, tuple[Seen, ...]], old: Tree | None, pairs: Pairs | None = None
) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """Return every finding on a release, in the order of its files, and the signals that failed.

    `pairs` are the two releases laid over each other, where they are not yet.
    """
    found: dict[str, Finding] = {}
    failed: list[Problem] = []
    for subject, several in seen.items():
        for one in several:
            hit = Hit(one.summary, one.evidence, one.level, subject)
            _add(found, finding(plugin("signal", one.signal), hit, subject))
    new = replace(new, findings=tuple(sorted(found.values(), key=lambda each: each.id)))
    if pairs is None and old is not None:
        pairs = lay_over(old, new)
    kinds = frozenset(fact.kind for layer in new.layers for fact in layer.facts)
    for each in plugins("signal"):
        try:
            for hit in _run(each, kinds, new, old, pairs):
                _add(found, finding(each, hit, hit.subject or new.root.artifact.id))
        except BudgetError as error:
            detail = f"signal {each.id} did not finish: {error.what}"
            failed.append(Problem(f"limit:{error.where}", detail, new.root.artifact.id))
        except Exception as error:  # noqa: BLE001 - one broken signal must not silence the others
            detail = f"signal {each.id} stopped: {type(error).__name__}: {str(error)[:200]}"
            failed.append(Problem("signal-failed", detail, new.root.artifact.id))
    place = {layer.artifact.id: number for number, layer in enumerate(new.layers)}
    sizes = {layer.artifact.id: layer.artifact.size for layer in new.layers}
    about: dict[str, list[Finding]] = {}
    for made in found.values():
        about.setdefault(made.subject, []).append(made)
    kept = [
        each for each in found.values() if not _is_said_better(each, about[each.subject], sizes)
    ]
    ordered = sorted(kept, key=lambda each: (place.get(each.subject, -1), each.id))
    return tuple(ordered), tuple(failed)


def _add(found: dict[str, Finding], made: Finding) -> None:
    """Keep a finding; of two that one signal has of one place, the graver says the other's, too."""
    before = found.setdefault(made.id, made)
    if before.summary != made.summary:
        grave, other = (made, before) if not reaches(before.level, made.level) else (before, made)
        if other.summary not in grave.summary:
            grave = msgspec.structs.replace(grave, summary=f"{grave.summary}; {other.summary}")
        found[made.id] = grave


def _run(
    each: Plugin, kinds: frozenset[str], new: Tree, old: Tree | None, pairs: Pairs | None
) -> Iterator[Hit]:
    """Run a signal of a release or a change; `kinds` are those of the release's facts."""
    if each.scope == "release" and each.sees_among(kinds):
        yield from each.load().release(new)
    elif each.scope == "change" and old is not None:
        yield from each.load().change(old, new, pairs)


def finding(each: Plugin, hit: Hit, subject: str) -> Finding:
    """Give a hit its id, family, lane and technique from the signal's META."""
    places = tuple(_place(evidence) for evidence in hit.evidence)
    return Finding(
        id=identify("finding", each.id, subject, *places),
        signal=each.id,
        family=each.meta["family"],
        lane=Lane(each.meta["lane"]),
        level=hit.level or Level(each.meta["level"]),
        subject=subject,
        technique=each.meta["technique"],
        summary=hit.summary,
        benign=each.meta["benign"],
        evidence=hit.evidence,
    )


def _place(evidence: Evidence) -> str:
    return f"{evidence.artifact}:{evidence.offset}:{evidence.length}"


def _is_said_better(
    general: Finding, others: Collection[Finding], sizes: Mapping[str, int]
) -> bool:
    """Say whether a signal that yields only repeats what a specific one says of the same bytes.

    `others` are the findings about the same subject. Evidence that is a whole file points at no bytes in it.
    """
    if not plugin("signal", general.signal).meta.get("yields"):
        return False
    specific = [
        evidence
        for other in others
        if other.signal != general.signal
        for evidence in other.evidence
        if evidence.length < sizes.get(evidence.artifact or "", 0)
    ]
    return all(any(_touches(one, two) for two in specific) for one in general.evidence)


def _touches(one: Evidence, two: Evidence) -> bool:
    return (
        one.artifact == two.artifact
        and one.offset < two.offset + two.length
        and two.offset < one.offset + one.length
    )
