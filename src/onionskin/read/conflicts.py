"""Claims that cannot hold together, put side by side. Nothing is resolved here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from onionskin.model import Bounds, Claim
from onionskin.read.dates import partial

_SUFFIX = re.compile(r"\s+(?:group|team|apt|groupe|grupo)\Z")


def conflicts(claims: Iterable[Claim]) -> tuple[tuple[str, ...], ...]:
    """Return groups of claim ids that contradict one another, each group and all of them sorted.

    A group holds claims where one asserts what another denies; where one subject is attributed
    to different actors; retired at different times, or delivered to different kinds of device;
    where the same thing is said to have happened at times that do not meet; and where one value
    is an indicator here and clean there.
    """
    found: set[tuple[str, ...]] = set()
    claims = sorted(claims, key=lambda each: each.id)
    asserted = [each for each in claims if each.holds]
    aliases = _aliases(claims)
    for group in _grouped(
        claims,
        lambda c: (
            c.subject.kind,
            folded(c.subject.name),
            c.relation,
            c.object.kind,
            folded(c.object.name),
        ),
    ):
        denied = len({each.holds for each in group}) > 1
        timeless = not group[0].holds or group[0].relation in ("indicates", "served")
        if denied or (not timeless and _apart([each.valid.start for each in group])):
            found.add(_ids(group))
    for group in _grouped(asserted, _single_valued):
        if _differ(group, aliases):
            found.add(_ids(group))
    return tuple(sorted(found))


def folded(name: str) -> str:
    """Return a name for comparison: case and blanks do not count, nor a trailing "Group"."""
    return _SUFFIX.sub("", " ".join(name.casefold().split()))


def _single_valued(claim: Claim) -> tuple[str, ...]:
    """Return the key under which only one object can be true; empty where many can."""
    subject = (claim.subject.kind, folded(claim.subject.name))
    if claim.relation == "attributed-to" and claim.object.kind == "actor":
        return ("attributed-to", "actor", *subject)
    if claim.relation == "retired":
        return ("retired", "date", *subject)
    if claim.relation == "deliver" and claim.object.kind == "device":
        return ("deliver", "device", *subject)
    if claim.relation == "indicates" and claim.object.name in ("indicator", "clean"):
        return ("indicates", "role", *subject)
    return ()


def _differ(group: list[Claim], aliases: set[frozenset[str]]) -> bool:
    if group[0].relation == "retired":
        return _apart([_bounds(each.object.name) for each in group])
    names = sorted({folded(each.object.name) for each in group})
    return any(
        frozenset((one, other)) not in aliases
        for at, one in enumerate(names)
        for other in names[at + 1 :]
    )


def _aliases(claims: Iterable[Claim]) -> set[frozenset[str]]:
    """Return the pairs of names that some source calls the same; pairs only, never their closure."""
    return {
        frozenset((folded(each.subject.name), folded(each.object.name)))
        for each in claims
        if each.relation == "alias-of" and each.holds
    }


def _apart(bounds: list[Bounds]) -> bool:
    """Say whether two of these stretches of time cannot be the same moment."""
    known = [each for each in bounds if each.earliest and each.latest]
    latest_start = max((each.earliest or "" for each in known), default="")
    earliest_end = min((each.latest or "" for each in known), default="")
    return bool(known) and latest_start[:10] > earliest_end[:10]


def _bounds(name: str) -> Bounds:
    if ".." in name:
        first, _, last = name.partition("..")
        return Bounds(first, last)
    return partial(name) or Bounds()


def _grouped(claims: Iterable[Claim], key: Callable[[Claim], tuple[str, ...]]) -> list[list[Claim]]:
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for each in claims:
        if chosen := key(each):
            groups[chosen].append(each)
    return [groups[chosen] for chosen in sorted(groups) if len(groups[chosen]) > 1]


def _ids(group: list[Claim]) -> tuple[str, ...]:
    return tuple(sorted({each.id for each in group}))
