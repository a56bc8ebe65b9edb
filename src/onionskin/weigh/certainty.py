"""How surely one host is hit: the ladder of certainties, with reasons and what would change it.

UNKNOWN < POSSIBLE < PLAUSIBLE < CORROBORATED < CONFIRMED is climbed by kinds of
proof, never by their number: ten alerts of one collector are one trace. A
supplier's denial sets NOT_AFFECTED only where no technical trace contradicts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onionskin.model import Certainty, Evidence, Stage, distinct, identify
from onionskin.weigh.order import STAGES

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Trace:
    """A technical trace on a host: what it shows, where it was collected, how far the attack was.

    `collector` is who recorded it (a log source, a disk); `thing` what was seen, so
    that one thing seen twice is one.
    """

    text: str
    collector: str
    thing: str
    stage: Stage | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Standing:
    """What inventory and claims say of a host, before any trace.

    `uses`, `affected` and `denied` are sentences, empty where it is not so, and kept
    side by side where sources disagree; `in_window` says whether the affected version came while it was served.
    """

    uses: str = ""
    affected: str = ""
    in_window: bool = False
    denied: str = ""
    seen: bool = True


@dataclass(frozen=True)
class Weighed:
    """The result: where the host stands, why, and what would raise or clear it."""

    certainty: Certainty
    stage: Stage | None
    reasons: tuple[str, ...]
    raises: tuple[str, ...]
    clears: tuple[str, ...]


def weigh(standing: Standing, traces: Sequence[Trace]) -> Weighed:
    """Return the certainty and stage of one host."""
    certainty = _certainty(standing, traces)
    stages = [trace.stage for trace in traces if trace.stage]
    if standing.affected and certainty is not Certainty.NOT_AFFECTED:
        stages.append(Stage.INSTALLED)
    stage = max(stages, key=STAGES.index, default=None)
    return Weighed(
        certainty,
        stage,
        _reasons(standing, traces),
        _raises(certainty, standing),
        _clears(certainty, standing),
    )


def _certainty(standing: Standing, traces: Sequence[Trace]) -> Certainty:
    if traces:
        # Two collectors that saw two things: neither can have caused the other's record.
        pairs = {(_collector(trace), trace.thing) for trace in traces}
        collectors, things = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
        independent = len(collectors) > 1 and len(things) > 1
        return Certainty.CONFIRMED if independent else Certainty.CORROBORATED
    if standing.denied and not standing.affected:
        return Certainty.NOT_AFFECTED
    if standing.affected:
        return Certainty.PLAUSIBLE if standing.in_window else Certainty.POSSIBLE
    return Certainty.POSSIBLE if standing.uses else Certainty.UNKNOWN


def _collector(trace: Trace) -> str:
    """Return who recorded it: files that differ in numbers only are one log of several days."""
    return _DIGITS.sub("#", trace.collector.casefold())


def proofs(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return an id per piece of evidence: what it says, not in which table file it lies by now."""
    return distinct(identify("proof", each.note) for each in evidence)


def _reasons(standing: Standing, traces: Sequence[Trace]) -> tuple[str, ...]:
    own = [standing.denied, standing.affected, standing.uses]
    if not standing.seen:
        own.append("no log of this host was given: nothing can be said either way")
    return tuple(
        dict.fromkeys([*(trace.text for trace in traces), *(each for each in own if each)])
    )


def _raises(certainty: Certainty, standing: Standing) -> tuple[str, ...]:
    if not standing.seen:
        return ("logs of this host for the time of the incident", "an image of its disk")
    return {
        Certainty.UNKNOWN: ("an inventory of this host",),
        Certainty.POSSIBLE: ("the installed version and when it was installed",),
        Certainty.PLAUSIBLE: (
            "the tampered file's hash on its disk",
            "a connection to an indicator",
        ),
        Certainty.CORROBORATED: (
            "a second, independent collector that saw another trace",
            "forensics",
        ),
        Certainty.NOT_AFFECTED: (
            "a technical trace on this host",
            "a changed list of affected versions",
        ),
    }.get(certainty, ())


def _clears(certainty: Certainty, standing: Standing) -> tuple[str, ...]:
    if certainty in {Certainty.UNKNOWN, Certainty.NOT_AFFECTED}:
        return ()
    items = ["the hash of every installed file equals that of an untampered release"]
    if certainty in {Certainty.CORROBORATED, Certainty.CONFIRMED}:
        items.append("an innocent cause for each trace, found on the host")
    if standing.affected:
        items.append("proof that the version was not installed while it was served")
    return tuple(items)
