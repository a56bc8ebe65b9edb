"""Claims that cannot hold together, put side by side. Nothing is resolved here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product

from onionskin.model import Bounds, Claim, Entity
from onionskin.read.words.counts import counted
from onionskin.read.words.dates import partial, short
from onionskin.terms.products import vendor_key
from onionskin.terms.version_ranges import Stretch, bare, meet, stretch
from onionskin.write.reports import Conflict

_SUFFIX = re.compile(r"\s+(?:group|team|apt|groupe|grupo|gruppe)\Z")
_VERSION = re.compile(r"(?<![\w.])v?\d+(?:\.\d+)+(?:[a-z-]\w*)?(?![\w.])")
_PLATFORM = re.compile(r"\b(windows|macos|mac os|os x|linux|android|ios|web)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]{2,}")

_FLAWS = frozenset({"cve", "vulnerability"})
_COUNTRIES = {
    name: code
    for code, names in {
        "kp": "north korea|dprk|democratic people's republic of korea|corée du nord|rpdc|corea del norte|nordkorea|corea del nord|coreia do norte|noord-korea",
        "kr": "south korea|republic of korea|corée du sud|corea del sur|südkorea|corea del sud|coreia do sul|zuid-korea",
        "cn": "china|prc|people's republic of china|chine|volksrepublik china|cina|repubblica popolare cinese",
        "ru": "russia|russian federation|russie|rusia|russland|rússia|rusland",
        "ir": "iran|islamic republic of iran|irán|irã|irão",
        "us": "united states|usa|us|u.s.|united states of america|états-unis|estados unidos|ee. uu.|vereinigte staaten|stati uniti|verenigde staten",
        "il": "israel|israël|israele",
        "in": "india|inde|indien|índia",
        "pk": "pakistan|pakistán|paquistão",
        "vn": "vietnam|viet nam|viêt nam|vietnã",
        "by": "belarus|biélorussie|bielorrusia|weißrussland|bielorussia|bielorrússia|wit-rusland",
        "ua": "ukraine|ucrania|ucraina|ucrânia|oekraïne",
        "tr": "turkey|türkiye|turquie|turquía|türkei|turchia|turquia|turkije",
    }.items()
    for name in names.split("|")
}  # fmt: skip

WORDINGS = 100
WHY = {
    "denied": "one source asserts what another denies",
    "affected": "one source says that this version is affected, another that it is not",
    "fixed": "one source calls this version the fix, another calls it affected",
    "range": "one source says that a range of versions is affected, another that some of them are not",
    "fix": "different versions are called the fix of the same branch",
    "actor": "attributed to different actors, which a source keeps apart or places in different countries",
    "region": "attributed to different countries",
    "signer": "said to be signed by different companies",
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

    Aliases are never merged: two actors stay two, which is a contradiction only where a source denies
    that very pair or places them in different countries. A time or a number contradicts another only where their bounds do not meet.
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
    if kind in ("when", "first-seen", "served") and claim.object.kind != "date":
        ends = claim.valid.end if kind == "served" else claim.valid.start
        return short(ends) or "no time"
    if kind == "count":
        return _group_name(claim)
    if kind in ("fixed", "range"):
        denied = "" if claim.holds else "not "
        return f"{denied}{claim.relation} {claim.object.name}"
    return claim.object.name if claim.holds else f"not {claim.object.name}"


def _groups(claims: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    asserted = [each for each in claims if each.holds]
    for group in _grouped(claims, statement_key):
        if len({each.holds for each in group}) > 1:
            yield "denied", group
    for group in _grouped(asserted, statement_key):
        yield from _times(group)
    for group in _grouped(asserted, _single_valued):
        kind = _single_valued(group[0])[0]
        if kind in ("retired", "when"):
            if _apart([_bounds(each.object.name) for each in group]):
                yield kind, group
        elif len({_value(kind, each) for each in group}) > 1:
            yield kind, group
    yield from _actors(claims)
    yield from _versions(claims)
    yield from _ranges(claims)
    yield from _fixes(asserted)
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


_ONE_OF = {"retired": "retired", "began": "when", "discovered": "when", "signed-by": "signer"}


def _single_valued(claim: Claim) -> tuple[str, ...]:
    """Return the kind and key under which only one object can be true; empty where many can."""
    subject = _named(claim.subject)
    if claim.relation == "attributed-to" and country(claim.object):
        return ("region", *subject)
    if kind := _ONE_OF.get(claim.relation, ""):
        return (kind, claim.relation, *subject)
    if claim.relation == "deliver" and claim.object.kind == "device":
        return ("device", *subject)
    if claim.relation == "indicates" and claim.object.name in ("indicator", "clean"):
        return ("role", *subject)
    return ()


def _value(kind: str, claim: Claim) -> str:
    """Return what is compared of a claim of which only one can be true."""
    if kind == "region":
        return country(claim.object)
    return vendor_key(claim.object.name) if kind == "signer" else folded(claim.object.name)


def country(entity: Entity) -> str:
    """Return the code of the country that an attribution names, in any language of the house, or nothing."""
    return _COUNTRIES.get(folded(entity.name), "") if entity.kind in ("region", "group") else ""


# --- actors -------------------------------------------------------------------------------


def kept_apart(claims: Iterable[Claim]) -> tuple[tuple[str, ...], ...]:
    """Return the names of actors under which one thing goes, where no source calls any two the same or denies it.

    Different names are no contradiction: vendors name what they see, each its own way.
    """
    claims = [each for each in claims if each.holds]
    same = _aliases(claims, holds=True)
    found = []
    for group in _grouped(claims, _attributed):
        names = {folded(each.object.name): each.object.name for each in group}
        if any(frozenset((a, b)) not in same for a in names for b in names if a != b):
            found.append(tuple(names[each] for each in sorted(names)))
    return tuple(sorted(set(found)))


def _actors(claims: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Yield the attributions to actors that cannot be one: an alias denied, or a country each.

    Aliases are n:m and never followed from pair to pair.
    """
    denied, same = _aliases(claims, holds=False), _aliases(claims, holds=True)
    placed: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each in claims:
        if each.relation == "attributed-to" and each.holds and (code := country(each.object)):
            placed[(*_named(each.subject), each.origin.root)].add(code)
    for group in _grouped([each for each in claims if each.holds], _attributed):
        by_name: dict[str, list[Claim]] = defaultdict(list)
        for each in group[:WORDINGS]:
            by_name[folded(each.object.name)].append(each)
        apart: dict[str, Claim] = {}
        for one, other in combinations(sorted(by_name), 2):
            pair = frozenset((one, other))
            places = [
                {
                    code
                    for each in by_name[name]
                    for code in placed[(*_named(each.subject), each.origin.root)]
                }
                for name in (one, other)
            ]
            elsewhere = all(places) and places[0].isdisjoint(places[1])
            if pair in denied or (elsewhere and pair not in same):
                apart |= {each.id: each for name in pair for each in by_name[name]}
        if apart:
            yield "actor", list(apart.values())


def _attributed(claim: Claim) -> tuple[str, ...]:
    actor = claim.relation == "attributed-to" and claim.object.kind == "actor"
    return ("actor", *_named(claim.subject)) if actor else ()


def _aliases(claims: Iterable[Claim], *, holds: bool) -> set[frozenset[str]]:
    """Return the pairs of names that some source calls the same, or denies to be; never their closure."""
    return {
        frozenset((folded(each.subject.name), folded(each.object.name)))
        for each in claims
        if each.relation == "alias-of" and each.holds is holds
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
    found = stretch(claim.object.name)
    return ("version", repr(found.low)) if found is not None and found.single else ()


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
    plain = _PLATFORM.sub(" ", _VERSION.sub(" ", bare(name.casefold())))
    return set(_WORD.findall(plain)) - {"version", "release", "build", "for"}


# --- ranges of versions -------------------------------------------------------------------


def _ranges(claims: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Yield pairs of which one says that a stretch of versions is affected, the other that some of it is not."""
    buckets = _by_word(claims)
    seen: set[frozenset[str]] = set()
    for word, spared in sorted(buckets):
        others = {} if spared else buckets.get((word, True), {})
        for (one, left), (other, right) in product(buckets[word, spared].values(), others.values()):
            pair = frozenset((one.id, other.id))
            both_single = left.single and right.single
            if pair in seen or both_single or not meet(left, right):
                continue
            seen.add(pair)
            if _same_product(one, other):
                yield "range", [one, other]


_Bucket = dict[tuple[str, ...], tuple[Claim, Stretch]]


def _by_word(claims: Iterable[Claim]) -> dict[tuple[str, bool], _Bucket]:
    """Return (word of a product, whether it is spared) -> wordings, at most WORDINGS of each."""
    buckets: dict[tuple[str, bool], _Bucket] = defaultdict(dict)
    for each in claims:
        fixes = each.relation == "fixed-in"
        found = stretch(each.object.name) if fixes or each.relation == "affects" else None
        if found is None or (fixes and not each.holds):
            continue
        for word in _words_of(each):
            bucket = buckets[word, fixes or not each.holds]
            if len(bucket) < WORDINGS:
                bucket.setdefault(statement_key(each), (each, found))
    return buckets


def _words_of(claim: Claim) -> list[str]:
    """Return the words of a claim's product; of its subject, where the release is a bare number."""
    return sorted(_product(claim.object.name) or _product(claim.subject.name))[:8]


def _same_product(one: Claim, other: Claim) -> bool:
    """Say whether two claims are of one product and platform, and not of two flaws of it."""
    flaws = {each.subject.name for each in (one, other) if each.subject.kind in _FLAWS}
    if len(flaws) > 1 or (flaws and {one.relation, other.relation} != {"affects"}):
        return False
    return _same_release(one, other)


def _fixes(asserted: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Yield the fixes of one branch of a product that differ from origin to origin.

    A vendor that repairs several branches names several versions: only where each origin names
    one version of a branch do they contradict.
    """
    for group in _grouped(asserted, _fix_key):
        named: dict[str, dict[object, Claim]] = defaultdict(dict)
        for each in group:
            found = stretch(each.object.name)
            named[each.origin.root].setdefault(found, each)
        alone = {root: fixes for root, fixes in named.items() if len(fixes) == 1}
        chosen = [next(iter(fixes.values())) for _, fixes in sorted(alone.items())]
        if len({stretch(each.object.name) for each in chosen}) > 1:
            yield "fix", chosen


def _fix_key(claim: Claim) -> tuple[str, ...]:
    """Return product, platform and branch (the first number) of a fix; nothing where it is no single version."""
    if claim.relation != "fixed-in":
        return ()
    found = stretch(claim.object.name)
    branch = re.search(r"\d+", claim.object.name[_start_of_version(claim.object.name) :])
    if found is None or not found.single or branch is None:
        return ()
    platforms = "|".join(sorted(_platforms(claim.object.name)))
    return ("fix", folded(claim.subject.name), platforms, branch[0])


def _start_of_version(name: str) -> int:
    found = _VERSION.search(name.casefold())
    return found.start() if found else 0


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
