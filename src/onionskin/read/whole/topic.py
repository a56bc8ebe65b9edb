"""After what a document's incident is called: the product or maker that was hit, or what carried it.

Each name of the document has features (how often, how early, whether "the attack on" stands beside it, whether
it mostly speaks); their weighted sum chooses. The weights were fitted on the labelled texts that the grammar is
tuned on, never on frozen ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from onionskin.read.naming.persons import is_given_name, is_person
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS, TOPIC, is_akin, shape_of
from onionskin.read.wire import Draft
from onionskin.terms.gazetteer import squashed

_BYLINE = re.compile(
    r"(?:^|[|\u00b7\u2013\u2014(-] ?)(?:By|Par|Por|Von|Door|Di) ([^\W\d_][^\n,|(]{2,40}?)(?=[,|(\n]|\Z)",
    re.MULTILINE,
)
_DATELINE = re.compile(
    r"^\W*[^\W\d][^\n,.:\u2013\u2014]{1,40}(?:[,.:] | [\u2013\u2014-] )(?:\w{3,10} )?\d{1,2}[ .]",
    re.MULTILINE,
)  # "(Agency) Geneva, 9 November"
_NO_NAME = re.compile(r"[\d./:-]+|GHSA-[\w-]+")  # a date, an advisory
_CODE = re.compile(r"CVE-\d|.*\.(?:com|org|net|io|gov|exe|dll|js|py|sh|json|yml)\Z", re.IGNORECASE)
_TWO_WORDS = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+ (?:[A-Z]\. )?[^\W\d_a-z][^\W\d_A-Z]+")
_VERSION = re.compile(r"(?<=[ (@v])\d{1,5}\.\d[\w.]*")
_VERSION_WORD = re.compile(r"(?:,? vers\w+)?,? ?[(@]? ?v?\Z")
_OF = re.compile(r"\A (?:of|de|von|van|di|do) (?:(?:the|le|la|el) )?")
_INFLECTED = re.compile(r"(?:e?s)?(?![^\W_])")  # "Samsungs", "Bordeaux"
_LONGEST_NAME = 80
OPENING, CANDIDATES, COUNTED = 600, 200, 1 << 16
_ACRONYM = 3  # letters: "PDF", "EDR"
_LONGEST_TITLE = 160  # characters; a longer first line is a paragraph
_TELLERS = frozenset(each.casefold() for each in TELLERS)
_NO_TOPIC = frozenset({"actor", "person", "file"})
_HEADLINE = 120  # characters at the beginning in which a headline stands
_OFTEN = 8
_LEAST = 2.0  # below it, the chosen name was wrong more often than right
_HARMED = (
    "struck",
    "hit",
    "carried",
    "product",
)  # without one of these no host names an incident: "Google and Apple removed the app"
_SOFT, _LIKELY = 1.5, 0.5  # weights to chances (that of the fit); from which chance a name is taken
# Any name with one of these may name an incident: the hit firm, the product that carried it, its malware.
_PARTS = ("struck", "product", "hit", "carried", "malware", "given")

# A name that stands once names an incident only with one of these.
_MARKED = ("title", "headline", "first", "struck", "hit", "carried", "product", "supplying", "victim", "versioned", "given", "malware")  # fmt: skip
_HOST_TAILS = frozenset(
    each.split(" ", 1)[1] for each in HOSTS if each.count(" ") > 1 and each.endswith("Store")
)

WEIGHTS: Mapping[str, float] = {
    "count": 3.0,
    "often": -0.5,
    "title": 0.2,
    "headline": 1.3,
    "begun": 3.1,
    "first": 1.0,
    "struck": 1.8,
    "struck again": 0.6,
    "product": 3.2,
    "versioned": 1.8,
    "hit": 1.9,
    "carried": 3.6,
    "supplying": 2.3,
    "victim": 0.3,
    "victim alone": 2.0,
    "spoken": 0.2,
    "speaks mostly": -2.7,
    "host": -4.8,
    "teller": -5.4,
    "once": -2.4,
    "opens only": -1.5,
    "ordinary": -3.3,
    "aside": -5.9,
    "acronym": -1.0,
    "malware": 1.0,
    "code": 0.2,
    "blamed": -2.0,
    "called otherwise": -2.0,
    "person": -4.5,
    "given": 6.0,
}


@dataclass
class Topics:
    """Chooses a document's topic. `kind` says what the document calls a name."""

    text: str
    title: str
    names: Counter[str]
    products: Counter[str]
    struck: Counter[str]
    told: Counter[str]
    kind: Callable[[str], str]
    is_everyday: Callable[[str], bool]
    regions: frozenset[str] = frozenset()
    tellers: AbstractSet[str] = frozenset()
    given: AbstractSet[str] = frozenset()
    drafts: list[Draft] = field(default_factory=list)

    @cached_property
    def product(self) -> str:
        """Return the product of which releases are affected: the most often, or in title or opening."""
        begun = self.text[:OPENING]
        weight = {
            name: count + 3 * (name in self.title) + 2 * (name in begun)
            for name, count in self.products.items()
            if not self.is_everyday(name) and "\x00" not in name
        }
        return min(weight, key=lambda each: (-weight[each], each), default="")

    @cached_property
    def _weighed(self) -> tuple[dict[str, dict[str, float]], dict[str, float], str]:
        """The features of each name, the weights of those that can be meant, and the heaviest, if it weighs enough."""
        features = self.features()
        weight = {
            name: sum(WEIGHTS[feature] * value for feature, value in found.items())
            for name, found in features.items()
            if (not found["host"] or any(found[each] for each in _HARMED))
            and not (found["opens only"] and self._is_word(name, found))
        }
        best = min(weight, key=lambda each: (-weight[each], each), default="")
        if best and (weight[best] < _LEAST or _is_one_of_many(features[best])):
            best = ""
        return features, weight, best

    @property
    def likeliest(self) -> str:
        """Return the heaviest name though others may be meant as well: where a document has no word for its incident."""
        return self._weighed[2]

    def chosen(self) -> str:
        """Return the name with the largest weight, or an empty string where none weighs enough to be meant.

        A wrong name makes nearly every claim of a document wrong; without one they speak of "the attack".
        """
        features, weight, best = self._weighed
        if not best:
            return ""
        chances = {each: math.exp((weight[each] - weight[best]) / _SOFT) for each in weight}
        alike = sum(chance for each, chance in chances.items() if _agree(best, each, features))
        if alike < _LIKELY * sum(chances.values()):
            return ""
        makers = [each for each in weight if best.startswith(f"{each} ") and self.names[each] > 1]
        return makers[0] if makers else best

    def features(self) -> dict[str, dict[str, float]]:
        """Return what speaks for and against each name that can be meant."""
        product = self.product
        spoken = Counter(each.speaker for each in self.drafts if each.speaker) | self.told
        title = self.title if len(self.title) <= _LONGEST_TITLE else ""
        hit, carried = self._ways()
        supplying = self._subjects("supplies")
        victims = self._subjects("victim")
        blamed = {each.object.name for each in self.drafts if each.relation == "attributed-to"}
        blamed |= {  # of "an employee of X" is X blamed
            name for name in self.names if any(each.endswith(f" {name}") for each in blamed)
        }
        candidates = sorted({product, *hit, *carried, *self.struck, *self.names} - {""})
        begun = self.text[:OPENING]
        aside = self._aside(begun)
        first = self._first((each for each in candidates if each not in blamed), begun, aside)
        versioned = self._versioned(candidates[:CANDIDATES])
        played = self._played(hit)
        found: dict[str, dict[str, float]] = {}
        for name, count in self._able(candidates[:CANDIDATES], played):
            teller = _tells(name) or name in self.tellers
            acronym = len(name) <= _ACRONYM and name.isalpha() and name.isupper()
            found[name] = {
                "count": math.log2(1 + count),
                "often": min(count, _OFTEN),
                "title": name in title,
                "headline": name in begun[:_HEADLINE],
                "begun": name in begun,
                "first": name == first,
                "struck": min(self.struck[name], 1),
                "struck again": min(max(self.struck[name] - 1, 0), 4),
                "product": name == product and not teller,
                "versioned": name in versioned,
                "hit": min(hit[name], 2),
                "carried": min(carried[name], 2),
                "supplying": min(supplying[name], 2),
                "victim": min(victims[name], 3) * (name != first and not hit[name]),
                "victim alone": set(victims) == {name} and name in begun,
                "spoken": min(spoken[name], _OFTEN) * (not self.struck[name]),
                "speaks mostly": not (hit[name] or self.struck[name] or name == product)
                and 2 * self.told[name] >= count,
                "host": _is_host(name),
                "teller": teller,
                "once": count < 2 and name not in title and name != product,
                "opens only": name not in hit and self._only_opens(name),
                "ordinary": " " not in name and self.is_everyday(name),
                "aside": any(name in each for each in aside),
                "acronym": acronym and name not in title and not hit[name],
                "malware": self.kind(name) == "malware",
                "person": self._is_person(name, spoken[name]),
                "given": name in self.given,
                "code": _CODE.match(name) is not None,
                "blamed": name in blamed and name not in self.given,
                "called otherwise": self.kind(name) in _NO_TOPIC and name not in self.given,
            }
        return found

    def _able(self, candidates: Iterable[str], played: set[str]) -> Iterator[tuple[str, int]]:
        """Yield the candidates that can be meant, and how often the text holds each."""
        for name in candidates:
            if "\x00" in name or name in self.regions:
                continue
            if shape_of(name) in _NO_TOPIC or _NO_NAME.fullmatch(name):
                continue
            count = max(_counted(self.text, name), self.names[name])
            if count > 1 or name not in played:
                yield name, count

    @cached_property
    def asides(self) -> frozenset[str]:
        """The names that stand in the dateline or among the authors alone: they end no claim."""
        aside = self._aside(self.text[:OPENING])
        return frozenset(
            name
            for name, count in self.names.items()
            if count == 1 and any(name in each for each in aside)
        )

    def _is_person(self, name: str, spoken: int) -> bool:
        """Say whether a name is a person's: a family name that stands with a given one, or two plain words that speak."""
        if self.struck[name] or name in self.products:
            return False
        if is_given_name(name) or any(map(is_person, self._longer.get(name, ()))):
            return True
        return spoken > 0 and _TWO_WORDS.fullmatch(name) is not None

    @cached_property
    def _longer(self) -> dict[str, list[str]]:
        """The names that end with a name, by what they end with."""
        found: dict[str, list[str]] = defaultdict(list)
        for each in self.names:
            words = each.split(" ")
            for at in range(1, len(words)):
                found[" ".join(words[at:])].append(each)
        return found

    def _ways(self) -> tuple[Counter[str], Counter[str]]:
        """Return how often each name is what was hit, and what carried it."""
        ways = {
            (each.subject.name, each.object.name)
            for each in self.drafts
            if each.relation in ("compromised-through", "compromised-by")
            and each.holds
            and each.object.kind != "technique"
        }
        named = {plain_name(each) for each in self.names}  # a plain noun names no incident
        who = Counter(who for who, _ in ways if who in named or "\x00" in who)
        return who, Counter(what for _, what in ways if what in named)

    def _played(self, hit: Counter[str]) -> set[str]:
        """Return the tools and the listed victims of the unnamed incident in a text that is no more than an opening.

        Named once, none of them names it, unless it was hit. Nor does a victim, a tool, who is blamed, or who tells
        it, where no other sentence states anything.
        """
        if len(self.text) > OPENING:
            return set()
        listed: dict[int, set[str]] = defaultdict(set)
        for each in self.drafts:
            if each.relation == "victim" and TOPIC in each.object.name and each.holds:
                listed[each.offset].add(each.subject.name)
        alone = len({each.offset for each in self.drafts}) == 1
        tools = {
            each.object.name
            for each in self.drafts
            if each.relation == "employs" and TOPIC in each.subject.name
        }
        victims = {name for names in listed.values() if alone or len(names) > 1 for name in names}
        played = {name for name in victims | tools if not hit[name]}
        if alone:
            played |= tools | {each.speaker for each in self.drafts if not hit[each.speaker]}
            played |= {each.object.name for each in self.drafts if each.relation == "attributed-to"}
        return played

    def _subjects(self, relation: str) -> Counter[str]:
        return Counter(each.subject.name for each in self.drafts if each.relation == relation)

    def _aside(self, begun: str) -> list[str]:
        """Return the dateline and the authors of a document's opening."""
        dateline = _DATELINE.search(begun)
        authors = [each[1] for each in _BYLINE.finditer(begun)]
        return [*([dateline[0]] if dateline else []), *authors]

    def _first(self, candidates: Iterable[str], begun: str, aside: list[str]) -> str:
        """Return the first name of a document's opening that could name an incident, its dateline left out."""
        text = begun.replace(aside[0], "\n", 1) if aside else begun
        able = (each for each in candidates if each in text and self.kind(each) not in _NO_TOPIC)
        return min(able, key=begun.index, default="")

    def _versioned(self, names: list[str]) -> set[str]:
        """Return the names that have versions: "X 1.2.3", "1.2.3 of X"."""
        text, found = self.text[:COUNTED], set()
        for match in islice(_VERSION.finditer(text), CANDIDATES):
            before = _VERSION_WORD.sub(
                "", text[max(match.start() - _LONGEST_NAME, 0) : match.start()]
            )
            behind = _OF.sub("", text[match.end() : match.end() + _LONGEST_NAME])
            of = len(behind) < len(text[match.end() : match.end() + _LONGEST_NAME])
            found |= {
                name for name in names if before.endswith(name) or (of and behind.startswith(name))
            }
        return found

    def _is_word(self, name: str, found: Mapping[str, float]) -> bool:
        """Say whether a word that only begins sentences is no name: the text writes it small, too, or has it once and late."""
        return _counted(self.text, name.lower()) > 0 or bool(
            found["once"] and not found["headline"]
        )

    def _only_opens(self, name: str) -> bool:
        """Say whether a name is one plain word that has its capital only where any word has one."""
        if " " in name or not name.istitle() or name in self.products:
            return False
        text = self.text[:COUNTED]
        at = -1
        while (at := text.find(name, at + 1)) >= 0:
            behind = text[at + len(name) : at + len(name) + 1]
            before = text[max(at - 2, 0) : at]
            if behind.isalnum() or behind == "_":
                continue
            if before[-1:] in ("'", "(") or (before[-1:] == " " and before[0] not in ".!?: \n-*"):
                return False
        return True


def _agree(best: str, other: str, features: Mapping[str, Mapping[str, float]]) -> bool:
    """Say whether a second name makes the best one no less likely: both mean the same, or both play a part in what happened."""
    if is_akin(other.casefold(), best.casefold()) or squashed(other) == squashed(best):
        return True
    return all(any(features[name][part] > 0 for part in _PARTS) for name in (best, other))


def _is_one_of_many(found: Mapping[str, float]) -> bool:
    """Say whether nothing said of it marks the name of one who tells, nor its place a name that stands once."""
    tells = found["teller"] and not any(found[each] for each in _HARMED)
    return bool(tells or (found["once"] and not any(found[each] for each in _MARKED)))


def _is_host(name: str) -> bool:
    """Say whether a name is of where software is kept, or ends such a name: "Web Store" of "Chrome Web Store"."""
    return name in HOSTS or name in _HOST_TAILS


def _counted(text: str, name: str) -> int:
    """Return how often a text holds a name, and not a longer word: "Nederland" is none in "Nederlandse"."""
    found, at = 0, text.find(name, 0, COUNTED)
    while at >= 0:
        end = at + len(name)
        tail = _INFLECTED.match(text, end)
        found += not text[at - 1 : at].isalnum() and tail is not None
        at = text.find(name, end, COUNTED)
    return found


def _tells(name: str) -> bool:
    """Say whether a name is that of one who finds and tells, or begins with it: "Eset", "Huntress Labs"."""
    words = name.casefold().split(" ")
    return any(" ".join(words[:end]) in _TELLERS for end in range(1, len(words) + 1))
