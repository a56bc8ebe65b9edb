"""The word classes of a language that call a scene: "affected" makes victims of whom it stands with.

After C. J. Fillmore's frames: a word calls a scene, and the mentions of the right kinds around it are its
roles (scenes.py). The words are each language's own (`Cues.frames`), the scenes are the same for all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from onionskin.read.syntax.skeleton import GROUPS, NAMES, REGIONS, SECTORS
from onionskin.read.words.gates import Places, matches, openings, surely

_NEVER = re.compile(r"\A(?!)")  # tried at one place only, where (?!) is at each
_LISTED = f"{NAMES}{REGIONS}{SECTORS}{GROUPS}"
# Classes that call a scene alone, and those that call one only beside another class.
CALLING = frozenset(
    {
        "hurt", "spared", "attack", "victims", "tainted", "blame", "state hackers", "unclear", "unknown", "advise", "confess", "confirm", "inquiry", "warn", "heals", "loot", "exposed", "gone", "theft", "kept safe", "lasting", "nothing to do", "no part in", "known tool", "came through", "repudiates", "bereft", "catches", "hardest hit", "goes public", "luck",
    }
)  # fmt: skip
CALLING_WITH = {
    "hackers": frozenset({"home"}),
    "hails from": frozenset({"home"}),
    "origin": frozenset({"home"}),
    "steal": frozenset({"data"}),
    "brace": frozenset({"peril"}),
    "looms": frozenset({"peril"}),
    "misused": frozenset({"peril"}),
    "crooks": frozenset({"may"}),
    "same fate": frozenset({"others"}),
    "drawn into": frozenset({"affair"}),
    "spreads to": frozenset({"affair", "leak"}),
    "aftermath": frozenset({"affair", "leak"}),
    "suffers": frozenset({"affair"}),
    "originates": frozenset({"affair", "leak"}),
    "tied to": frozenset({"affair", "leak"}),
    "flaw in": frozenset({"lets in"}),
    "lays bare": frozenset({"affair", "leak"}),
    "peek": frozenset({"unbidden"}),
    "offered": frozenset({"unbidden", "hackers"}),
    "touches": frozenset({"data"}),
    "must": frozenset({"act", "measure"}),
    "access": frozenset({"way"}),
    "say": frozenset({"own", "fault", "risk", "regret"}),
    "know": frozenset({"not"}),
    "owns up": frozenset({"say", "confess", "quoting"}),
    "will follow": frozenset({"others"}),
    "should have": frozenset({"say", "confess", "quoting"}),
    "regret": frozenset({"say", "confess", "quoting"}),
    "unnoticed": frozenset({"say", "confess", "quoting"}),
    "disowns": frozenset({"had to do"}),
    "insider": frozenset({"it was", "points to", "had to do"}),
    "altered": frozenset({"evidence"}),
    "sound": frozenset({"asset", "estate"}),
    "sells": frozenset({"tainted", "virus"}),
    "makes ware": frozenset({"gear"}),
    "hides": frozenset({"virus", "gear"}),
    "lives on": frozenset({"source code", "bad copy"}),
    "hands out": frozenset({"edition", "site", "gear", "copied", "release number"}),
    "gets in": frozenset({"culprits", "virus", "hackers"}),
    "third party": frozenset({"affair", "leak", "steal", "hurt", "exposed"}),
}
CALLING_NAMES = frozenset(
    {
        "customers", "maker", "deploy", "use", "supplies", "runs", "hosts", "bundles", "supplier of", "maker of", "client of", "product of", "user of",
        "component of", "administrator of", "hoster of", "gateway into", "signs", "flaw in", "byname of", "called", "points to", "comes from", "comes", "crafts", "at risk",
    }
)  # with a name or a number  # fmt: skip
CALLING_NAMES_WITH = {  # with a name, beside another class
    "buys": ("ware",),
    "installs": ("copied",),
    "reaches": ("copied",),
    "pushes": ("copied",),
    "contains": ("component", "gear", "virus"),
    "embedded": ("component", "gear", "virus"),
    "manages": ("estate",),
    "outsources": ("estate",),
    "lies": ("premises",),
    "belongs": ("campaign",),
    "comprises": ("campaign",),
    "stage of": ("campaign",),
    "hits": ("gap",),
    "houses": ("data centre",),
    "inside": ("sits",),
    "one person": ("made alone",),
    "stands behind": ("stays behind",),
    "looks after": ("estate",),
    "spoilt": ("site",),
    "it was": ("opines",),
}
CALLING_DATES = frozenset(
    {
        "find",
        "start",
        "trace",
        "unnoticed",
        "that was",
        "opens",
        "first harm",
        "first ones",
        "discontinued",
        "not kept up",
        "lapses",
    }
)  # with a date
# Small words and others that are looked for only beside those that call: a sentence is not searched for them.
_ASKED_FOR = frozenset(
    {
        "based in", "being", "culprits", "its", "where", "whose", "whereto", "stage whose", "done by", "done at", "bought from", "named as", "passive", "premises", "to do", "cleft end", "it", "one", "stays", "seated in", "nor", "but not", "then not", "not so", "a victim", "single hand", "got away", "some", "some state", "we call", "what left", "some others", "what others", "neither these", "until then", "robbed", "by road", "seal",
    }
)  # fmt: skip
_NAME_OR_NUMBER = re.compile(r"[\w,;:(\"'] ?[\"'(]?(?:[A-Z\u00c0-\u00de]|\d)")


class Classes(dict[str, re.Pattern[str]]):
    """Word classes, compiled as they are asked for: `bodies` are the words of each."""

    def __init__(self, bodies: Mapping[str, str]) -> None:
        self.bodies = bodies

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = re.compile(rf"(?<![\w-])(?:{self.bodies[name]})(?!\w)", re.IGNORECASE)
        return self[name]


class Frames(msgspec.Struct, frozen=True, eq=False):
    """The word classes of a language, or those of them that a sentence can hold; `run` is a list of mentions.

    `names` are the classes that there are, `gated` maps the beginning of a word to the classes that it
    may open, `open` are those that no beginning gates. `openings` are the words with which those of a
    class begin, where that is sure.
    """

    classes: Classes
    names: AbstractSet[str]
    gated: Mapping[str, tuple[str, ...]]
    open: frozenset[str]
    run: re.Pattern[str]
    openings: Mapping[str | int, frozenset[str]]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return a class; one that there is not never matches."""
        return self.classes[name] if name in self.names else _NEVER

    def get(self, name: str) -> re.Pattern[str] | None:
        """Return a class; None for one that there is not."""
        return self.classes[name] if name in self.names else None

    def present(self, heads: AbstractSet[str]) -> set[str]:
        """Return the gated classes of which a word with one of those beginnings may be."""
        return {name for head in self.gated.keys() & heads for name in self.gated[head]}

    def among(self, heads: AbstractSet[str]) -> Frames:
        """Return the classes that a sentence of those word beginnings can hold; the others never match."""
        return self.holding(self.present(heads))

    def holding(self, present: AbstractSet[str]) -> Frames:
        """Return the `present` ones of the gated classes, and all others."""
        names = present | self.open
        return Frames(self.classes, names, self.gated, self.open, self.run, self.openings)

    def over(self, text: str, places: Places) -> Spotted:
        """Return the words of these classes in a text, where those stand that open them."""
        return Spotted(self, text, places)

    def calls(self, sentence: str, present: AbstractSet[str], *, dated: bool) -> bool:
        """Say whether a sentence may call a scene that may hold a word of the classes `present`."""
        if not present.isdisjoint(CALLING):
            return True
        for name in CALLING_WITH.keys() & present:
            if not present.isdisjoint(CALLING_WITH[name]):
                return True
        if dated and not present.isdisjoint(CALLING_DATES):
            return True
        named = not present.isdisjoint(CALLING_NAMES) or (
            not present.isdisjoint(CALLING_NAMES_WITH)
            and any(
                beside in present or beside in self.open
                for name in CALLING_NAMES_WITH.keys() & present
                for beside in CALLING_NAMES_WITH[name]
            )
        )
        return named and _NAME_OR_NUMBER.search(sentence) is not None


class Spotted(msgspec.Struct, frozen=True, eq=False):
    """The words of some classes in a text; `places` has where those of a gated class can begin."""

    frames: Frames
    text: str
    places: Places

    def first(self, name: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first word of a class in a part of the text."""
        frames, places = self.frames, self.places.get(name)
        if places is None:
            sure = name in frames.openings
            return None if sure else frames[name].search(self.text, start, end)
        if name not in frames.names:
            return None
        tried = frames.classes[name].match
        for at in places:
            if at >= start and (match := tried(self.text, at, end)):
                return match
        return None

    def all(self, name: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield every word of a class in a part of the text."""
        if name not in self.frames.openings:
            yield from self.frames[name].finditer(self.text, start, end)
        elif name in self.places and name in self.frames.names:
            yield from matches(self.frames.classes[name], self.text, self.places[name], start, end)


def compiled_frames(listed: Mapping[str, Sequence[str]], both: str) -> Frames:
    """Make a language's word classes ready; `both` are its words for "and". Raises ValueError as gates do."""
    bodies = {name: "|".join(patterns) for name, patterns in listed.items() if patterns}
    gated, ungated = _gates(bodies)
    joint = rf"(?:\s*,\s*(?:(?:{both})\s+)?|\s+(?:{both})\s+|\s*\(\s*)(?:(?:\w{{1,3}}|d[ea]ll\w|alla|dell)(?:'|\s+)){{0,2}}?"
    return Frames(
        Classes(bodies),
        bodies.keys(),
        gated,
        ungated,
        re.compile(rf"(?-i:[{_LISTED}])(?:{joint}(?-i:[{_LISTED}]))*", re.IGNORECASE),
        {
            name: found
            for name, body in bodies.items()
            if name not in _ASKED_FOR and (found := surely(body))
        },
    )


def _gates(bodies: Mapping[str, str]) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Return which classes the beginning of a word may open, and the classes that none gates.

    Raises ValueError where a class that calls a scene cannot be gated.
    """
    gated: dict[str, list[str]] = defaultdict(list)
    ungated = set()
    calling = (
        CALLING | CALLING_NAMES | CALLING_DATES | CALLING_WITH.keys() | CALLING_NAMES_WITH.keys()
    )
    for name, body in bodies.items():
        if name in _ASKED_FOR:
            ungated.add(name)
            continue
        try:
            heads = set(openings(body))
        except ValueError:
            if name in calling:
                raise
            ungated.add(name)
            continue
        for head in heads:
            gated[head].append(name)
    return {head: tuple(names) for head, names in gated.items()}, frozenset(ungated)
