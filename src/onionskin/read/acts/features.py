"""What speaks for an act of a sentence: its classes of words and their senses, its mood, how it begins, who is named in it.

The same in every language, since words are seen by their classes and senses only. An act is what a speaker does by saying something
(J. L. Austin, "How to Do Things with Words", 1962): admitting, warning, advising, leaving open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from onionskin.read.parts.features import Known
from onionskin.read.parts.look import Look
from onionskin.read.syntax.grammar import Grammar
from onionskin.read.syntax.plausible import is_akin
from onionskin.read.words.bullets import is_item

# The classes of words (`Cues.frames`) that an act can be told by.
_CLASSES = (
    "advise", "affair", "attack", "confess", "confirm", "extent", "fault", "hurt", "inquiry", "know", "measure", "must", "own", "question", "risk", "say", "unclear", "unknown", "warn",
)  # fmt: skip
_DENIED = frozenset({"say", "admit", "advise", "unknown", "harm", "affair", "fix", "maybe", "safe", "find", "blame", "motive", "take", "customer", "actor", "use", "data", "secret", "product", "enter"})  # fmt: skip
# Senses that a sentence takes over from the one before.
_AROUND = ("admit", "advise", "fix", "maybe", "say", "unknown")
_BESIDE = frozenset({"admits", "attributed-to", "compromised-by", "compromised-through", "supplies", "uses", "victim", "warns"})  # fmt: skip
_DENIED_NEAR = 40  # characters
_NEXT = 200  # characters in which the sentence before stands
_OPENING = 3  # words that open a sentence
_BEGUN = 5  # words in which a verb of order opens it
_LONG = (8, 15, 30)  # words
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_LEADING = re.compile(r"\A[\s\d*+\u2022.)-]+")
_MANY = 3


def features(look: Look, before: Look | None, place: int, known: Known) -> list[str]:
    """Return a sentence's features, each a short name, each once; `place` is how late in the document it stands, 0 to 4."""
    found = {f"place:{place}": None}
    for part in (_words(look), _opening(look), _mood(look), _named(look, known), _read(look)):
        found |= dict.fromkeys(part)
    if before is not None and look.one.offset - before.one.offset - len(before.one.text) < _NEXT:
        found |= dict.fromkeys(_after(before))
    return list(found)


def place_of(at: int, whole: int) -> int:
    """Return how late the sentence `at` of `whole` stands: first, among the first three, in the first half, later, among the last."""
    return (at > 0) + (at >= _MANY) + (2 * at >= whole) + (20 * at >= 17 * whole)


@cache
def _persons(grammar: Grammar) -> tuple[frozenset[str], frozenset[str]]:
    words = grammar.cues.words
    return frozenset(words.get("we", ())), frozenset(words.get("you", ()))


def _words(look: Look) -> Iterator[str]:
    """Yield the senses and classes of its words, whether they are of the first or second person, and what is denied."""
    for sense, places in look.places.items():
        yield f"has:{sense}"
        if sense in _DENIED and look.denials:
            start = look.words[places[0]][0]
            if any(abs(start - each) < _DENIED_NEAR for each in look.denials):
                yield f"denied:{sense}"
    spotted, end = look.spotted, len(look.text)
    for name in _CLASSES:
        if match := spotted.first(name, 0, end):
            yield f"class:{name}"
            if name == "measure" and look.text.count(" ", 0, match.start()) < _BEGUN:
                yield "opens with measure"
    words = frozenset(look.spelled)
    for tag, own in zip(("we", "you"), _persons(look.one.grammar), strict=True):
        if not own.isdisjoint(words):
            yield tag


def _opening(look: Look) -> Iterator[str]:
    """Yield what its first words are."""
    mentions, stopwords = look.one.skeleton.mentions, look.one.grammar.stopwords
    words = look.spelled
    first = next((at for at, word in enumerate(words) if word[0].isalnum() or word in mentions), 0)
    if any(look.spotted.frames["act"].match(look.text, at) for at, _, _ in look.words[first:][:2]):
        yield "opens with act"
    for number, word in enumerate(words[first : first + _OPENING]):
        if word in mentions:
            yield f"o{number}:{mentions[word].kind}"
        elif meant := look.meant[first + number]:
            yield from [f"o{number}:{sense}" for sense in meant]
        elif not word[0].isalpha():
            yield f"o{number}:mark"
        else:
            yield f"o{number}:{'small' if word in stopwords else 'word'}"


def _mood(look: Look) -> Iterator[str]:
    """Yield how it is said: as an item, asked, quoted, denied, hedged, how long."""
    one, text = look.one, look.one.text
    bare = _LEADING.sub("", text, count=1)
    quotes = sum(map(text.count, _QUOTES))
    tests = (
        ("item", is_item(text)), ("lower", bare[:1].islower()), ("?", "?" in text), ("!", "!" in text), ("ends :", text.rstrip(" *_").endswith(":")),
        ("has :", ":" in text), ("quotes", quotes > 0), ("opens quoted", text[:1] in _QUOTES), ("half quoted", quotes % 2 == 1), ("denied", bool(look.denials)),
        ("hedged", one.is_hedged), ("asked", bool(one.asked)), (f"below:{look.below}", bool(look.below)),
    )  # fmt: skip
    yield from [tag for tag, holds in tests if holds]
    yield f"long:{bisect_right(_LONG, len(look.words))}"


def _named(look: Look, known: Known) -> Iterator[str]:
    """Yield what is mentioned, and who speaks."""
    mentioned = [look.one.skeleton.mentions[look.words[at][2]] for at in look.signs]
    yield from [f"mention:{each.kind}" for each in mentioned]
    names = [each.text for each in mentioned if each.kind == "name"]
    yield f"names:{min(len(names), _MANY)}"
    for name in names:
        yield from [f"name {each}" for each in told_of(name, known)]
    if names:
        yield from [f"first {each}" for each in told_of(names[0], known)]
    for tag, name in (("speaker", look.one.speaker), ("earlier", look.one.earlier)):
        if name:
            yield tag
            yield from [f"{tag} {each}" for each in told_of(name, known)]


def told_of(name: str, known: Known) -> Iterator[str]:
    """Yield what the document says of a name: of what kind it is, whether it is what the incident is called after, what is claimed of it."""
    name = known.meant(name)
    low, topic = name.casefold(), known.topic.casefold()
    yield f"is:{known.kind(name) or '-'}"
    if name == known.product or (topic and is_akin(topic, low)):
        yield "topic"
    if known.told[name]:
        yield "told"
    if known.struck[name]:
        yield "struck"
    for relation, end in sorted(known.claimed.get(name, ())):
        if relation in _BESIDE:
            yield f"claimed:{relation} {end}"


def _read(look: Look) -> Iterator[str]:
    for draft in look.drafts:
        yield f"read:{draft.relation}{'' if draft.holds else ' not'}"


def _after(before: Look) -> Iterator[str]:
    """Yield what the sentence before says: its claims, its senses, whether it opens a list."""
    for draft in before.drafts:
        yield f"before:{draft.relation}"
    for sense in _AROUND:
        if sense in before.places:
            yield f"before has:{sense}"
    if before.one.text.rstrip(" *_").endswith(":"):
        yield from [f"before ends : {sense}" for sense in ("", *before.places)]
    if is_item(before.one.text):
        yield "before item"
