"""Claims that cannot hold together, put side by side. Nothing is resolved here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from onionskin.model import Bounds, Claim, Entity
from onionskin.read.counts import counted
from onionskin.read.dates import partial, short
from onionskin.write.reports import Conflict

_SUFFIX = re.compile(r"\s+(?:group|team|apt|groupe|grupo|gruppe)\Z")
_VERSION = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)+(?:[a-z-]\w*)?(?![\w.])")
_PLATFORM = re.compile(r"\b(windows|macos|mac os|os x|linux|android|ios|web)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]{2,}")

WORDINGS = 100
WHY = {
    "denied": "one source asserts what another denies",
    "affected": "one source says that this version is affected, another that it is not",
    "fixed": "one source calls this version the fix, another calls it affected",
    "actor": "attributed to different actors, and no source calls them the same",
    "retired": "retired at times that do not meet",
    "served": "no longer served from times that do not meet",
    "device": "delivered to different kinds of device",
    "when": "said to have happened at times that do not meet",
    "first-seen": "first seen at times that do not meet",
    "role": "an indicator to one source, clean to another",
    "count": "the numbers exclude each other",
}


def conflicts(claims: Iterable[Claim]) -> tuple[Conflict, ...]:
    """Return the groups of claims that contradict one another, sorted by their claims.

    Aliases are never merged: two actors stay two unless one source calls that very pair the
    same. A time or a number contradicts another only where their bounds do not meet.
    """
    found: dict[tuple[str, ...], Conflict] = {}
    claims = sorted(claims, key=lambda each: each.id)
    for kind, group in _groups(claims):
        ids = tuple(sorted({each.id for each in group}))
        sides = tuple(sorted({side_of(kind, each) for each in group}))
        found.setdefault(ids, Conflict(kind, WHY[kind], ids, sides))
    return tuple(found[ids] for ids in sorted(found))


def side_of(kind: str, claim: Claim) -> str:
    """Return in a few words what one claim of a conflict says and the others do not."""
    if kind in ("when", "first-seen", "served"):
        ends = claim.valid.end if kind == "served" else claim.valid.start
        return short(ends) or "no time"
    if kind == "count":
        return _group_name(claim)
    if kind == "fixed":
        return f"{claim.relation} {claim.object.name}"
    return claim.object.name if claim.holds else f"not {claim.object.name}"


def _groups(claims: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    asserted = [each for each in claims if each.holds]
    for group in _grouped(claims, statement_key):
        if len({each.holds for each in group}) > 1:
            yield "denied", group
    for group in _grouped(asserted, statement_key):
        yield from _times(group)
    aliases = _aliases(claims)
    for group in _grouped(asserted, _single_valued):
        kind = _single_valued(group[0])[0]
        if kind == "retired":
            if _apart([_bounds(each.object.name) for each in group]):
                yield kind, group
        elif _differ(group, aliases):
            yield kind, group
    yield from _versions(claims)
    yield from _counts(asserted)


def folded(name: str) -> str:
    """Return a name for comparison: case and blanks do not count, nor a trailing "Group"."""
    return _SUFFIX.sub("", " ".join(name.casefold().split()))


def statement_key(claim: Claim) -> tuple[str, ...]:
    """Return what a claim states, whoever says it and whether it holds; aliases go both ways."""
    one, other = _named(claim.subject), _named(claim.object)
    if claim.relation == "alias-of" and other < one:
        one, other = other, one
    return (*one, claim.relation, *other)


def _named(entity: Entity) -> tuple[str, str]:
    return entity.kind, folded(entity.name)


# --- times --------------------------------------------------------------------------------


def _times(group: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Yield the group if its times contradict: of claims that state the same and hold."""
    relation = group[0].relation
    if relation == "served":
        # Served in April and served in May are both true; ceased in April and ceased in May are not.
        if _apart([each.valid.end for each in group]):
            yield "served", group
    elif relation == "indicates":
        origins = {each.origin.root for each in group}
        if len(origins) > 1 and _apart([each.valid.start for each in group]):
            yield "first-seen", group
    elif _apart([each.valid.start for each in group]):
        yield "when", group


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


# --- what can be only one -----------------------------------------------------------------


def _single_valued(claim: Claim) -> tuple[str, ...]:
    """Return the kind and key under which only one object can be true; empty where many can."""
    subject = _named(claim.subject)
    if claim.relation == "attributed-to" and claim.object.kind == "actor":
        return ("actor", *subject)
    if claim.relation == "retired":
        return ("retired", *subject)
    if claim.relation == "deliver" and claim.object.kind == "device":
        return ("device", *subject)
    if claim.relation == "indicates" and claim.object.name in ("indicator", "clean"):
        return ("role", *subject)
    return ()


def _differ(group: list[Claim], aliases: set[frozenset[str]]) -> bool:
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


# --- versions -----------------------------------------------------------------------------


def _versions(claims: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Yield what is said of one version in different words: affected, not affected, the fix."""
    for group in _grouped(claims, _version_key):
        for kind, one, other in (
            ("affected", _affected(group, holds=True), _affected(group, holds=False)),
            ("fixed", _affected(group, holds=True), [c for c in group if c.relation == "fixed-in" and c.holds]),
        ):  # fmt: skip
            both = {
                each.id: each
                for left in one
                for right in other
                if _same_release(left, right)
                for each in (left, right)
            }
            if both:
                yield kind, list(both.values())


def _affected(group: list[Claim], *, holds: bool) -> list[Claim]:
    """Return one claim for each different wording, at most WORDINGS: who invents more costs us no time."""
    chosen = {
        statement_key(each): each
        for each in reversed(group)
        if each.relation == "affects" and each.holds is holds
    }
    return list(chosen.values())[-WORDINGS:]


def _version_key(claim: Claim) -> tuple[str, ...]:
    if claim.relation not in ("affects", "fixed-in"):
        return ()
    versions = _VERSION.findall(claim.object.name.casefold())
    return ("version", versions[0].removeprefix("v")) if len(versions) == 1 else ()


def _same_release(one: Claim, other: Claim) -> bool:
    """Say whether two names of one version name one release: products nested, platforms not different.

    A number alone is of whatever product its document is about, so the subjects must share a word.
    """
    left, right = _product(one.object.name), _product(other.object.name)
    platforms = _platforms(one.object.name), _platforms(other.object.name)
    if all(platforms) and platforms[0].isdisjoint(platforms[1]):
        return False
    if left and right:
        return left <= right or right <= left
    return not (left | _product(one.subject.name)).isdisjoint(right | _product(other.subject.name))


def _platforms(name: str) -> set[str]:
    return {each.casefold() for each in _PLATFORM.findall(name)}


def _product(name: str) -> set[str]:
    bare = _PLATFORM.sub(" ", _VERSION.sub(" ", name.casefold()))
    return set(_WORD.findall(bare)) - {"version", "release", "build", "for"}


# --- numbers ------------------------------------------------------------------------------


def _counts(asserted: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Yield the claims that count the same things and whose bounds do not meet."""
    for group in _grouped(asserted, _count_key):
        counts = [found for each in group if (found := counted(_group_name(each)))]
        if max(each.least for each in counts) > min(each.most for each in counts):
            yield "count", group


def _group_name(claim: Claim) -> str:
    return claim.subject.name if claim.subject.kind == "group" else claim.object.name


def _count_key(claim: Claim) -> tuple[str, ...]:
    """Return the relation, what is counted and the other side, where one side is a counted group."""
    if "group" not in (claim.subject.kind, claim.object.kind):
        return ()
    found = counted(_group_name(claim))
    if found is None:
        return ()
    other = claim.object if claim.subject.kind == "group" else claim.subject
    return (claim.relation, found.things, *_named(other))


def _grouped(claims: Iterable[Claim], key: Callable[[Claim], tuple[str, ...]]) -> list[list[Claim]]:
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for each in claims:
        if chosen := key(each):
            groups[chosen].append(each)
    return [groups[chosen] for chosen in sorted(groups) if len(groups[chosen]) > 1]
