"""A candidate that likely plays a part, as a claim."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache

import msgspec
from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.parts.features import Known
from onionskin.read.parts.look import Candidate, Look
from onionskin.read.parts.weights import ABLE, weights
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import (
    PRODUCT,
    TELLERS,
    TOPIC,
    is_akin,
    is_product,
    is_version_of,
)
from onionskin.read.syntax.software import affected
from onionskin.read.wire import Draft
from onionskin.read.words.dates import short

# The part -> the relation that it claims, and at which end it stands.
CLAIMS = {
    "victim": ("victim", "s"),
    "affected": ("affects", "o"),
    "doer": ("attributed-to", "o"),
    "tool": ("employs", "o"),
    "data": ("collects", "o"),
    "began": ("began", "o"),
    "maker": ("supplies", "s"),
}
# A rule's claim below KEEP is dropped, a candidate from ADD on becomes one: chosen by cross-validation (fit_parts.py).
# Makers, intruders and ways in have a second end that must be named, too: see pairs.py.
KEEP = {"victim": 0.2, "affected": 0.2, "doer": 0.2, "began": 0.15, "tool": 0.3, "maker": 0.2}
ADD = {
    "victim": 0.4, "affected": 0.45, "doer": 0.42, "tool": 0.4, "data": 0.39, "began": 0.45,
}  # fmt: skip
# A plain noun names nobody and nothing ("the software", "a supplier"), a group or a platform is counted or named in many
# a sentence: they need more than a name does; of a tool, a name does.
ADD_OF = {
    ("victim", "np-organisation"): 0.7,
    ("victim", "group"): 0.5,
    ("affected", "np-product"): 0.9,
    ("affected", "platform"): 0.7,
    ("affected", "name"): 0.55,
    ("tool", "name"): 0.6,
    ("tool", "np-malware"): 0.6,
    ("tool", "np-technique"): 0.45,
}
# What is denied of these is said of others as often: of organisations, of where no such tool was found.
_NEVER_DENIED = frozenset({"affected", "tool"})
_HARMING = ("harm", "affair")
_BEFORE, _BEHIND = 20, 8  # characters between who was not hit and a denial of that alone
_HARM_NEAR = 80  # characters between who was not hit and the word that says so
_NEWS = frozenset({"say", "admit"})
_HAPPENING = frozenset({"begin", "find"})
_LAST_YEAR = 1
_DONE = frozenset({"harm", "affair", "enter", "take", "insert", "spread"})
_FRESH = 2  # days before the text in which what is told was likelier told than done
_LEFT_NEAR = 24  # characters between a denial and the word of taking that it denies
_LED = 60  # characters before a mention in which stands what leads to it
_NEAR = 40  # characters around a mention in which its part is denied
_REASONS = 3
_SURE = 0.55  # the least chance of what is denied: a part and its denial can both be mistaken
_A_PRODUCT = frozenset(
    {("compromised-through", "o"), ("supplies", "o"), ("affects", "o"), ("retired", "s")}
)
_OF_RELEASES = frozenset({"affects", "fixed-in", "mitigated-by", "served"})
HARMED = {"group": "group", "np-customer": "group", "sector": "sector", "region": "region"}


class Weighed(msgspec.Struct, frozen=True):
    """A candidate, its features, and how likely it plays each part."""

    look: Look
    one: Candidate
    seen: Collection[str]
    chances: dict[str, float]


@cache
def least_of(kind: str) -> tuple[tuple[str, float], ...]:
    """Return the parts that a candidate of a kind may be given, each with the chance from which it is."""
    return tuple(
        (part, ADD_OF.get((part, kind), least))
        for part, least in ADD.items()
        if kind in ABLE.get(part, ())
    )


def is_likely(part: str, each: Weighed) -> bool:
    """Say whether a candidate is likely enough to become a claim that no rule made."""
    least = dict(least_of(each.one.kind)).get(part)
    return least is not None and each.chances[part] >= least


def claim(part: str, each: Weighed, known: Known, sure: float = _SURE) -> Draft | None:
    """Return a claim that a candidate plays a part, or None where it cannot be meant.

    `sure` is the least chance of what is denied.
    """
    if _cannot_be(part, each, known):
        return None
    ends = _ends(part, each.one, known)
    if ends is None or ends[0].name == ends[1].name:
        return None
    subject, thing = ends
    look, one, relation = each.look, each.one, CLAIMS[part][0]
    holds = part == "began" or not (is_denied(look, one) or _is_left(part, look, one))
    if holds and part == "data":
        holds = not _is_list_denied(look, one)
    if not holds and (part in _NEVER_DENIED or each.chances[part] < sure or _is_open(look, one)):
        return None
    if part == "victim" and not holds:
        if not _is_harm_denied(look, one):
            return None
        if is_product(subject.name, known.kind(subject.name)):
            relation, subject, thing = "affects", thing, Entity("product", subject.name)
    draft = claimed(look, relation, subject, thing, (one.start, one.end), known)
    return affected(look.one.grammar, replace(draft, holds=holds))


def reasoned(draft: Draft, part: str, each: Weighed) -> Draft:
    """Return a claim with what speaks most for it."""
    why = ", ".join(weights().reasons(part, each.seen, _REASONS))
    return replace(draft, reason=f"weighed {each.chances[part]:.2f}: {why}")


def claimed(
    look: Look, relation: str, subject: Entity, thing: Entity, span: tuple[int, int], known: Known
) -> Draft:
    """Return a claim on a sentence, where it stands in it, who says so, and its fingerprints."""
    draft = look.one.basic(relation, subject, thing, holds=True, span=span)
    speaker = draft.speaker.replace(TOPIC, known.topic).replace(PRODUCT, known.product)
    return replace(draft, speaker=speaker, print=look.prints[0], shingles=look.prints[1])


def is_denied(look: Look, one: Candidate) -> bool:
    """Say whether what a sentence says of a candidate is denied beside it."""
    near = look.text[max(one.start - _NEAR, 0) : one.end + _NEAR]
    return look.one.denied(look.one.polar_clauses(near)[0])


def _is_list_denied(look: Look, one: Candidate) -> bool:
    """Say whether a denial stands right before the list that an item stands in: "no other data, such as names, cards"."""
    first = look.opening(one)
    if first == one.first or not look.denials:
        return False
    begin = look.words[first][0]
    return any(
        begin - _NEAR < denial <= begin and look.one.parting(look.text, denial, begin) is None
        for denial in look.denials
    )


def _is_open(look: Look, one: Candidate) -> bool:
    """Say whether what is denied is that somebody knows, and a question leads to what is: "we do not know which data were taken"."""
    begin = max(one.start - _LED, 0)
    asks = [each.start() for each in look.one.grammar.whether.finditer(look.text, begin, one.start)]
    asks += [each.start() for each in look.spotted.all("question", begin, one.end)]
    return any(
        look.spotted.first(each, 0, max(asks, default=0)) for each in ("unclear", "unknown", "know")
    )


def _is_left(part: str, look: Look, one: Candidate) -> bool:
    """Say whether the word of taking behind data is denied, as verbs are that stand last: "passwords were not taken"."""
    if part != "data":
        return False
    for at in look.places.get("take", ()):
        verb = look.words[at][0]
        if verb > one.end:
            return any(max(one.end, verb - _LEFT_NEAR) < denial < verb for denial in look.denials)
    return False


def _is_harm_denied(look: Look, one: Candidate) -> bool:
    """Say whether what is denied near a candidate may be that it was hit: "no more than 40" and "not a firm" deny none."""
    if look.spotted.first("spared", 0, len(look.text)) or _is_excepted(look, one):
        return True
    harms = [look.words[at][0] for sense in _HARMING for at in look.places.get(sense, ())]
    return any(
        one.start - _HARM_NEAR < at < one.end + _HARM_NEAR
        and any(abs(at - denial) < _NEAR for denial in look.denials)
        for at in harms
    )


def _is_excepted(look: Look, one: Candidate) -> bool:
    """Say whether a denial stands right beside a candidate: "not against our customers", "X niet, want"."""
    if one.kind == "group":
        return False  # "no more than 40 computers"
    return any(
        0 <= one.start - at < _BEFORE
        or (0 <= at - one.end < _BEHIND and "," not in look.text[one.end : at])
        for at in look.denials
    )


def _cannot_be(part: str, each: Weighed, known: Known) -> bool:
    """Say whether what else was read of a candidate excludes the part."""
    if part == "victim" or each.one.text in known.asides:
        return each.one.text in known.asides or _is_no_victim(each, known)
    if part == "affected":
        if each.one.kind == "version":
            return _is_told(each.one.text, known)
        return each.one.kind == "np-product" and " " not in each.one.text  # "the version"
    if part == "tool":
        named = each.one.kind == "np-malware" and known.names_malware
        return named or not _A_PRODUCT.isdisjoint(known.claimed.get(each.one.text, ()))
    if part == "began":
        return _is_no_beginning(each, known)
    return part == "data" and _is_no_loot(each)


def _is_no_victim(each: Weighed, known: Known) -> bool:
    """Say whether a name only tells where, or who told, or is a part of an adjective: "banks in X"."""
    if each.one.kind == "region" and _is_tied(each):
        return True
    told = (
        each.one.text in TELLERS or each.one.text in known.tellers or is_version_of(each.one.text)
    )
    return told or "place" in each.seen or _is_called(each) or is_bystander(each)


def _is_no_beginning(each: Weighed, known: Known) -> bool:
    bounds = each.one.mention.bounds if each.one.mention else None
    past = bounds is not None and is_long_past(short(bounds), each.look, known)
    return past or is_day_of_telling(each, known)


def _is_tied(each: Weighed) -> bool:
    """Say whether a region is only a part of an adjective: "Russia-linked"."""
    mention = each.one.mention
    return mention is not None and each.look.one.text[mention.end : mention.end + 1] == "-"


def is_day_of_telling(each: Weighed, known: Known) -> bool:
    """Say whether a day is one of the last before the text, and somebody speaks: "disclosed a breach on Wednesday".

    Press tells when something was told; nothing began then, nor was found.
    """
    day = each.one.mention.bounds if each.one.mention else None
    if day is None or day.earliest is None or day.earliest != day.latest or not known.said:
        return False
    near = {seen[4:-1] for seen in each.seen if seen.startswith("near")}
    if _NEWS.isdisjoint(each.look.places) or not near.isdisjoint(_HAPPENING):
        return False
    age = (date.fromisoformat(known.said) - date.fromisoformat(day.earliest[:10])).days
    return 0 <= age <= _FRESH


def is_long_past(day: str, look: Look, known: Known) -> bool:
    """Say whether a day is a bare year well before the text, and no word of harm stands with it: "a group since 2004"."""
    said = known.said[:4]
    if not (day.isdigit() and said) or int(said) - int(day) <= _LAST_YEAR:
        return False
    return _DONE.isdisjoint(look.places)


def is_bystander(each: Weighed) -> bool:
    """Say whether who may be a victim is where a company sits, whom it counts as customers, or an authority that it told."""
    look, one = each.look, each.one
    if one.kind == "group":
        return _is_led(look, one, "clientele")
    if one.kind == "region":
        return _is_led(look, one, "seat")
    authority = look.spotted.first("authority", one.start, one.end) if one.mention is None else None
    if authority is None and one.mention is not None:
        authority = look.spotted.frames["authority"].fullmatch(one.text)
    told = authority is not None and not is_denied(look, one)
    return told or _is_led(look, one, "seat")


def _is_led(look: Look, one: Candidate, name: str) -> bool:
    """Say whether a word of a class leads to a candidate, and no word of harm stands between."""
    begin = max(one.start - _LED, 0)
    led = [*look.spotted.all(name, begin, one.start)]
    if not led or ";" in look.text[led[-1].end() : one.start]:
        return False
    harms = (look.words[at][0] for sense in _HARMING for at in look.places.get(sense, ()))
    return not any(led[-1].end() <= at < one.start for at in harms)


def _is_called(each: Weighed) -> bool:
    """Say whether a plain noun only says what the name right behind it is: "the pharmacy X"."""
    look, one = each.look, each.one
    if one.mention is not None or one.text[:1].isupper() or one.last + 1 >= len(look.words):
        return False
    behind = look.one.skeleton.mentions.get(look.words[one.last + 1][2])
    return behind is not None and behind.kind == "name"


def _is_named(look: Look, known: Known) -> bool:
    """Say whether a sentence names another malware than the incident, so that "a backdoor" in it is that one."""
    mentions = look.one.skeleton.mentions
    named = (mentions[look.words[at][2]] for at in look.signs)
    names = [plain_name(each.text) for each in named if each.kind == "name"]
    topic = known.topic.casefold()
    return any(
        known.kind(each) == "malware" and not is_akin(each.casefold(), topic) for each in names
    )


def _is_told(version: str, known: Known) -> bool:
    """Say whether a rule read of a version already: that it is hit, that it is not, or that it heals."""
    return any(
        version in name and not _OF_RELEASES.isdisjoint(relation for relation, _ in told)
        for name, told in known.claimed.items()
    )


def _is_no_loot(each: Weighed) -> bool:
    """Say whether data are why somebody attacks, what readers should change, or the way in."""
    if "in:motive" in each.seen or "asked" in each.seen:
        return True  # "steals cryptocurrency" says why, not what
    return any(
        draft.relation == "mitigated-by"
        or (draft.relation == "compromised-through" and each.one.text in draft.object.name)
        for draft in each.look.drafts
    )


def _ends(part: str, one: Candidate, known: Known) -> tuple[Entity, Entity] | None:
    """Return the two ends of the claim: the candidate, and the incident."""
    incident, name = Entity("campaign", known.topic), one.text
    if part == "began":
        bounds = one.mention.bounds if one.mention else None
        return (incident, Entity("date", short(bounds))) if bounds else None
    if part != "affected" and name.casefold() == known.topic.casefold():
        return None
    if part == "victim":
        return Entity(HARMED.get(one.kind, "organisation"), name), incident
    return incident, _thing(part, one, known)


def _thing(part: str, one: Candidate, known: Known) -> Entity:
    """Return what the incident affects, employs or takes, or who is behind it."""
    if part == "affected" and one.kind == "version":
        return Entity("release", f"{known.product} {one.text}".strip())
    if part == "tool":
        return Entity("technique" if one.kind == "np-technique" else "malware", one.text)
    if part == "doer":
        return Entity("region" if one.kind == "region" else "actor", one.text)
    return Entity({"affected": "product", "data": "data"}[part], one.text)
