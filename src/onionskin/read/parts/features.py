"""What speaks for the part that a candidate plays: the words near it, what it is, what else was read of it.

The same in every language, since words are seen by their senses only. After the features of semantic role
labelling (D. Gildea, D. Jurafsky, "Automatic Labeling of Semantic Roles", 2002), without a parser: order and distance
stand for syntax.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onionskin.read.matcher import plain_name
from onionskin.read.parts.look import Candidate, Look
from onionskin.read.plausible import FAMOUS, HOSTS, MAYBE, SYSTEM, TELLERS, holds_name, shape_of
from onionskin.read.skeleton import SIGN

_CALLS = frozenset(
    {
        "harm", "affair", "victim", "aim", "take", "enter", "means", "insert", "spread", "make", "use", "customer",
        "begin", "find", "say", "admit", "blame", "fix", "advise",
    }
)  # fmt: skip
_SMALL = frozenset({"of", "in", "at", "to", "by", "with", "from", "for", "on", "like", "and", "the", "that", "is"})  # fmt: skip
_DENIED_NEAR = 40  # characters
_FREE = frozenset({"statement", "question", "measure"})
_LONG_ENOUGH = 3  # letters of a name that is looked for in others
_STEP = "001122223333333"  # a number of words to how far that is: up to 1, 3, 7, 14
_CAMEL = re.compile(r"[a-z][A-Z]")
_SIGNS = ((".", "dot"), ("-", "dash"), ("/", "slash"), ("@", "slash"))


@dataclass(frozen=True)
class Known:
    """What the whole document says of its names. `claimed` maps a name to (relation, end) of claims elsewhere.

    `topic` is what the incident is called; where that is a name, `is_named` says so.
    """

    kind: Callable[[str], str]
    is_everyday: Callable[[str], bool]
    topic: str
    product: str
    is_named: bool
    names: Counter[str]
    told: Counter[str]
    struck: Counter[str]
    claimed: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))


def features(look: Look, one: Candidate, known: Known) -> Iterator[str]:
    """Yield a candidate's features, each a short name; some more than once."""
    yield f"kind:{one.kind}"
    yield from _words(look, one)
    yield from _beside(look, one)
    yield from _placed(look, one)
    if one.kind == "name":
        yield from _named(one.text, known)
    yield from _read(look, one, known)


def _step(words: int) -> str:
    return _STEP[words] if words < len(_STEP) else "4"


def _words(look: Look, one: Candidate) -> Iterator[str]:
    """Yield the senses in the sentence: how far the nearest of each stands, on which side, what is between."""
    near: dict[str, int] = {}
    for at, meant in enumerate(look.meant):
        for sense in meant:
            if at < one.first:
                near[f"{sense}<"] = at
            elif at > one.last:
                near.setdefault(f"{sense}>", at)
            else:
                yield f"in:{sense}"
    called: dict[str, list[tuple[int, str]]] = {"<": [], ">": []}
    for name, at in near.items():
        behind = name[-1] == ">"
        words = at - one.last - 1 if behind else one.first - at - 1
        span = (one.last + 1, at) if behind else (at + 1, one.first)
        yield f"l:{name}{_step(words)}"
        if not look.between(*span, look.marks):
            yield f"l:{name}clear"
        if not look.between(*span, look.signs):
            yield f"l:{name}next"
        if name[:-1] in _CALLS:
            called[name[-1]].append((words, name[:-1]))
    yield from _calls(called)


def _calls(called: dict[str, list[tuple[int, str]]]) -> Iterator[str]:
    """Yield which words that tell of an act stand nearest, on each side and at all."""
    for side, listed in called.items():
        least = min(listed, default=(0, ""))[0]
        yield from (f"side{side}{sense}" for words, sense in listed if words == least)
    every = [
        (words, f"{sense}{side}") for side, listed in called.items() for words, sense in listed
    ]
    least = min(every, default=(0, ""))[0]
    yield from (f"near{name}" for words, name in every if words == least)


def _beside(look: Look, one: Candidate) -> Iterator[str]:
    """Yield what the two words before and the two behind are."""
    for tag, at in (
        ("b1", one.first - 1),
        ("b2", one.first - 2),
        ("a1", one.last + 1),
        ("a2", one.last + 2),
    ):
        if not 0 <= at < len(look.words):
            yield f"{tag}:-"
            continue
        yield from (f"{tag}:{sense}" for sense in look.meant[at])
        word = look.words[at][2]
        if SIGN.match(word):
            yield f"{tag}:sign {look.one.skeleton.mentions[word].kind}"
        elif not word[0].isalpha():
            yield f"{tag}:{word[0]}"
        elif _SMALL.isdisjoint(look.meant[at]):
            yield f"{tag}:{'small' if word in look.one.grammar.stopwords else 'word'}"
        if kind := look.one.grammar.kind_of(word):
            yield f"{tag}:kind {kind}"


def _placed(look: Look, one: Candidate) -> Iterator[str]:
    """Yield where in the sentence it stands, and as what of a list."""
    before = sum(1 for at in look.signs if at < one.first)
    yield f"signs before:{min(before, 3)}"
    if one.first <= 1:
        yield "opens"
    text = look.text[: one.start]
    if text.count("(") > text.count(")"):
        yield "in brackets"
    if any(begin <= one.start < stop for begin, stop in look.one.asked):
        yield "asked"
    if any(0 <= one.start - at < _DENIED_NEAR for at in look.denials):
        yield "denied before"
    if any(0 <= at - one.start < _DENIED_NEAR for at in look.denials):
        yield "denied behind"
    if one.mention is None:
        return
    run = look.runs.get(look.words[one.first][2], [""])
    yield f"list:{min(len(run), 3)}"
    if len(run) > 1 and run[0] != look.words[one.first][2]:
        yield "list:later"
    yield from _mentioned(look, one)


def _mentioned(look: Look, one: Candidate) -> Iterator[str]:
    mention, frames = one.mention, look.one.grammar.frames
    if mention is None:
        return
    if speaker := look.one.speaker:
        yield "somebody speaks"
        if speaker in mention.text or mention.text in speaker:
            yield "speaks"
    if mention.kind == "region":
        if look.one.text[mention.start : mention.end] != mention.text:
            yield "adjective"
        if look.one.is_place(mention):
            yield "place"
    if mention.kind == "group":
        if frames["not harmed"].search(mention.text):
            yield "counted:not harmed"
        if frames["customers"].search(look.one.text, max(mention.start - 32, 0), mention.start):
            yield "counted:customers"
        yield f"counted:{'digits' if any(each.isdigit() for each in mention.text) else 'words'}"


def _named(name: str, known: Known) -> Iterator[str]:
    """Yield what a name is, by the document and by its shape."""
    yield f"is:{known.kind(name) or '-'}"
    if shape := shape_of(name):
        yield f"shape:{shape}"
    yield from _of_topic(name, known)
    yield from _written(name)
    if " " not in name and known.is_everyday(name):
        yield "everyday"
    count = known.names[name]
    yield f"count:{count if count <= 1 else '2' if count <= _LONG_ENOUGH else '4'}"
    if known.told[name]:
        yield "told"
    if known.struck[name]:
        yield "struck"


def _written(name: str) -> Iterator[str]:
    """Yield what a name is by itself: on which lists, how it is written."""
    for listed, tag in ((HOSTS, "host"), (TELLERS, "teller"), (FAMOUS, "famous")):
        if name in listed:
            yield tag
    tests = (
        ("system", SYSTEM.match(name)),
        ("words", " " in name),
        ("acronym", name.isupper() and len(name) <= _LONG_ENOUGH + 1),
        ("lower", name.islower()),
        ("digit", any(each.isdigit() for each in name)),
        ("camel", _CAMEL.search(name)),
    )
    yield from (tag for tag, holds in tests if holds)
    yield from sorted({tag for sign, tag in _SIGNS if sign in name})


def _of_topic(name: str, known: Known) -> Iterator[str]:
    if name == known.product:
        yield "product"
    low, topic = name.casefold(), known.topic.casefold()
    if not topic:
        return
    if low == topic:
        yield "topic"
    elif holds_name(topic, low) or holds_name(low, topic):
        yield "of topic"
    elif low.split()[0] == topic.split()[0]:
        yield "topic's family"


def _read(look: Look, one: Candidate, known: Known) -> Iterator[str]:
    """Yield the claims about it in its sentence, those about its neighbours in a list, those elsewhere."""
    mates = set()
    if one.mention is not None:
        sign = look.words[one.first][2]
        run = look.runs.get(sign, [])
        mates = {plain_name(look.one.skeleton.mentions[each].text) for each in run if each != sign}
    for draft in look.drafts:
        for end, entity in (("s", draft.subject), ("o", draft.object)):
            name = entity.name.removeprefix(MAYBE)
            if "\x00" in name:
                continue
            if _same(one, name, entity.kind):
                yield f"read:{draft.relation} {end}{'' if draft.holds else ' not'}"
            if name in mates:
                yield f"mate:{draft.relation} {end}"
    for relation, end in sorted(known.claimed.get(one.text, ())):
        yield f"claimed:{relation} {end}"


def _same(one: Candidate, name: str, kind: str) -> bool:
    if name == one.text or (one.mention is not None and name == one.mention.text):
        return True
    return (
        kind not in _FREE
        and (one.mention is None or len(one.text) > _LONG_ENOUGH)
        and one.text in name
    )
