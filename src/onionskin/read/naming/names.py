"""Names in a text: of actors, malware, campaigns, places; those that are known, and those that it introduces.

A gazetteer is looked up by words in a row, squashed and without case, among words that have a
capital or a digit; so the time grows with the text and not with the names. A name
that is also a word, or very short, counts where the document says once what it is. No name is
ever found by likeness.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.model import Confidence, Named
from onionskin.read.naming.introductions import Introduction, Introductions
from onionskin.read.naming.lexicon import CERTAIN, LONE, Known, Lexicon, note_words
from onionskin.read.naming.name_cues import name_cues, says, shapes
from onionskin.read.naming.name_sights import CROWD, LARGE, Part, Sight, role, small, tokens
from onionskin.terms.gazetteer import Gazetteer, shipped, squashed

MENTIONS = 20_000  # of a document
EACH = 500  # of one name
NEW = 200  # names that one document introduces
NO_NAME = frozenset(
    ("other", "venue", "owned")
)  # what is called so is told to be no name that is sought
GROUP = "group"  # how a malware's name is introduced that the document has for those who use it
LISTED = "list"  # how a name is introduced that stands among known ones
SHAPE = "shape"  # how a name is introduced that tells its kind by itself
CUES = (
    100_000  # words for kinds in a document: with more it is made of them, and introduces nothing
)
_FOLLOWS = re.compile(r"(?:['\u2019]s)?[ \u00a0](?:(?:has|have|also|first|previously) )?([a-z]+)")
_JOINS = frozenset("-/_=@#%")
_TRIES = 64  # places where a text holds the letters of a name: with more it is no name
_UNTOLD: Counter[str] = Counter()
_current: list[Lexicon] = []


def use(gazetteer: Gazetteer) -> Lexicon:
    """Take a gazetteer as that of this process from now on."""
    _current[:] = [Lexicon(gazetteer)]
    return _current[0]


def current() -> Lexicon:
    """Return the gazetteer of this process: the package's own, if none was taken."""
    return _current[0] if _current else use(shipped())


def kind_of(name: str) -> str | None:
    """Return the kind of entity that a name is known as, or None if it is not, or not surely.

    One of `actor`, `malware`, `campaign`, `organisation`, `region`, `sector`, and `product` for a tool.
    """
    found = _sure(current(), name)
    if found is None:
        shape = shapes().pattern.fullmatch(name)
        return shape.lastgroup if shape else None
    return "product" if found == "tool" else found


def _sure(lexicon: Lexicon, name: str) -> str | None:
    key = squashed(name)
    known = lexicon.known.get(key)
    if known is None or name == name.lower():
        return None
    (kind, *others) = known.kinds
    if certain := sorted(CERTAIN & known.kinds.keys()):
        return certain[0]
    if others or len(key) < LONE or key in lexicon.ordinary(()) or key in lexicon.derived:
        return None
    return kind


@dataclass
class Names:
    """Finds the names of one document, in two looks: what it says of names counts for all of it."""

    codes: tuple[str, ...]
    lexicon: Lexicon = field(default_factory=current)
    sights: list[tuple[int, Sight]] = field(default_factory=list)
    votes: dict[str, Counter[str]] = field(default_factory=dict)
    said: dict[str, Counter[str]] = field(default_factory=dict)
    new: dict[str, Introduction] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    cues: int = 0
    guesses: dict[str, tuple[str, str, str, int]] = field(default_factory=dict)

    def look(self, text: str, offset: int) -> None:
        """Look at a part of the text, which stands at `offset`, for names and introductions."""
        part = Part(text, self.lexicon, name_cues(self.codes), self.lexicon.ordinary(self.codes))
        news = Introductions(part)
        previous: Sight | None = None
        for each in part.sights():
            self._note_other(each, news, previous)
            previous = each
            base = self.lexicon.bases.get(each.key)
            if base is not None and base in self.lexicon.known:
                kind = "actor" if "actor" in self.lexicon.known[each.key].kinds else "malware"
                self.votes.setdefault(base, Counter())[kind] += 1
            if each.kind:
                kind = "gang" if each.of else each.kind
                self.votes.setdefault(each.of or each.key, Counter())[kind] += 1
            if each.role:
                self.roles[each.key, each.role] += 1
            self._add(each, offset)
        for each in part.sectors():
            self._add(each, offset)
        self.cues += len(part.hits)
        for one in news.found() if self.cues < CUES else ():
            self._introduce(one)

    def _note_other(self, each: Sight, news: Introductions, previous: Sight | None) -> None:
        """Note what a known name is also called, if it is known as one kind of thing, or called one here."""
        kind, end = self._only_kind(each), each.start + len(each.raw)
        if not kind:
            return
        if other := news.also(end):
            self._introduce(Introduction(kind, *other, sure=True))
        if short := news.short(each.raw, end):
            self._introduce(Introduction(kind, short, each.raw, sure=True))
        if previous and self._only_kind(previous) == kind:
            for name in news.listed(previous.start + len(previous.raw), each.start):
                self._introduce(Introduction(kind, name, LISTED, sure=False))

    def _only_kind(self, each: Sight) -> str:
        """Return the kind of a sight if there is no doubt which, and a new name may be of it."""
        known = self.lexicon.known.get(each.key)
        kinds = {each.kind} if each.kind else set(known.kinds if known and not each.weak else ())
        return next(iter(kinds)) if len(kinds) == 1 and kinds <= {"actor", "malware"} else ""

    def _add(self, each: Sight, offset: int) -> None:
        self.seen[each.key] += 1
        if self.seen[each.key] <= EACH and len(self.sights) < MENTIONS:
            self.sights.append((each.start + offset, each))

    def _introduce(self, one: Introduction) -> None:
        key = squashed(one.name)
        if one.sure and key in self.lexicon.known:
            self.votes.setdefault(key, Counter())[one.kind] += 1
        if key in self.said or len(self.said) < 4 * NEW:
            self.said.setdefault(key, Counter())[one.kind] += 1
        if one.vague or key in self.new or len(self.new) >= NEW:
            return
        if one.sure:
            self.new[key] = one
            return
        count = self.guesses[key][3] if key in self.guesses else 0
        if key in self.guesses or len(self.guesses) < 2 * NEW:
            self.guesses[key] = (one.kind, one.name, one.how, count + 1)

    def settle(self, text: str) -> None:
        """Take the guesses that `text`, the document's beginning, bears out."""
        for key, (kind, name, how, count) in sorted(self.guesses.items()):
            if key in self.new or len(self.new) >= NEW:
                continue
            if (count < 2 and not _is_odd(name)) or _is_word(name.lower(), text):
                continue
            if not self._tells(name, text):
                self.new[key] = Introduction(kind, name, how, sure=False)

    def _settled(self, key: str, kind: str) -> str:
        """Return the kind that the words beside a guessed name, and its part in sentences, speak for most often."""
        votes = self.said.get(key, _UNTOLD)
        return max((kind, "actor", "malware"), key=lambda each: votes[each] + self.roles[key, each])

    def _tells(self, name: str, text: str) -> bool:
        """Say whether a name is of those who tell of groups and of malware: `X researchers found`."""
        at, verbs = text.find(name), name_cues(self.codes).tells
        for _ in range(_TRIES):
            if at < 0:
                return False
            word = _FOLLOWS.match(text, at + len(name))
            if word and word[1] in verbs:
                return True
            at = text.find(name, at + 1)
        return False

    def look_again(self, text: str, offset: int) -> None:
        """Look at a part once more, for the names that the document introduces."""
        lower, cues = small(text), name_cues(self.codes)
        words = [m for m in LARGE.finditer(text) if lower[m.start() : m.end()] in self._firsts]
        for start, end, key, _ in tokens(
            text, lower, words, self._again, self._longest, shaped=False
        ):
            if len(key) >= LONE or text[start:end].isupper():
                more = CROWD.match(lower, end)
                gang = more is not None and more[1] != "group" and more[1] in says()["crowd"]
                stop = more.end() if more and gang else end
                self._add(Sight(start, text[start:stop], key, weak=False), offset)
                if part := role(cues, lower, start, end):
                    self.roles[key, part] += 1

    def prepare(self) -> None:
        """Make ready for the second look."""
        self._again = {key for key in self.new if key not in self.lexicon.known}
        self._longest: dict[str, int] = {}
        for key in self._again:
            note_words(self._longest, self.new[key].name)
        self._firsts = set(self._longest)
        for key in self._again:  # of iVest the part that a search for large letters comes to
            self._firsts |= {part.lower() for part in LARGE.findall(self.new[key].name)}

    def found(self) -> Iterator[Named]:
        """Yield the names that stand, in the order of the text; of two in one place the longer."""
        strong = {each.key for _, each in self.sights if not each.weak}
        last = 0
        for at, each in sorted(self.sights, key=lambda one: (one[0], -len(one[1].raw))):
            known = self.lexicon.known.get(each.key)
            votes = self.votes.get(each.key, _UNTOLD)
            if at < last or _is_venue(known, votes):
                continue
            if each.weak and not (
                self.new.get(each.key) or votes.keys() - NO_NAME or each.key in strong
            ):
                continue
            name = self._unknown(each, at) if known is None else self._known(each, at, known, votes)
            if name is not None:
                last = at + len(each.raw)
                yield name

    def _unknown(self, each: Sight, at: int) -> Named | None:
        if each.key in self.new:
            new, sure = self.new[each.key], Confidence.MODERATE
            kind = new.kind if new.sure else self._settled(each.key, new.kind)
            return Named(kind, new.name, each.raw, at, introduced_by=new.how, confidence=sure)
        if not each.kind:
            return None
        how, sure, name = SHAPE, Confidence.HIGH, each.raw
        if each.of:
            how, sure = each.raw.split()[-1].lower(), Confidence.MODERATE
            known = self.lexicon.known[each.of]
            if self._is_actor(each.of, known, self.votes[each.of]):
                name = known.name
        return Named(each.kind, name, each.raw, at, introduced_by=how, confidence=sure)

    def _known(self, each: Sight, at: int, known: Known, votes: Counter[str]) -> Named:
        if each.kind != "malware" and self._is_actor(each.key, known, votes):
            sure = Confidence.MODERATE
            return Named("actor", known.name, each.raw, at, introduced_by=GROUP, confidence=sure)
        kind = self._chosen(known, each, votes)
        return Named(
            kind,
            known.name,
            each.raw,
            at,
            known_by=tuple(self.lexicon.sources[number] for number in known.kinds[kind]),
            confidence=Confidence.MODERATE if each.weak else Confidence.HIGH,
        )

    def _chosen(self, known: Known, each: Sight, votes: Counter[str]) -> str:
        """Return the kind of one mention: what stands beside it, what the document says, the sources."""
        if each.kind in known.kinds:
            return each.kind
        # Where nothing is said: a maker of products that also lent its name to malware is the maker,
        # and a tool that attackers use as well is a tool, unless its name says otherwise.
        both = {"actor", "malware"} <= known.kinds.keys()  # a tool is employed as malware is
        first = "malware" if each.key.endswith("rat") else "tool"
        return max(
            sorted(known.kinds),
            key=lambda kind: (
                votes[kind] + (self.roles[each.key, kind] if both else 0),
                kind in CERTAIN,
                kind == "organisation",
                kind == first,
                len(known.kinds[kind]),
            ),
        )

    def _is_actor(self, key: str, known: Known, votes: Counter[str]) -> bool:
        """Say whether the document has a malware's name for a group: it is called one, or acts as people do."""
        if "malware" not in known.kinds or "actor" in known.kinds:
            return False
        itself = votes["actor"] + self.roles[key, "actor"]
        malware = votes["malware"] + self.roles[key, "malware"]
        return itself > 0 and itself + votes["gang"] > max(1, malware)


def _is_venue(known: Known | None, votes: Counter[str]) -> bool:
    """Say whether the document calls a name a forum, a shop or the like more than anything else."""
    if (
        "venue" not in votes
        or known is None
        or "organisation" in known.kinds
        or CERTAIN & known.kinds.keys()
    ):
        return False
    return votes["venue"] > sum(votes[kind] for kind in votes.keys() - NO_NAME)


def _is_odd(name: str) -> bool:
    """Say whether a name is written as no word is: a capital or a digit inside, or initials with dots."""
    if "." in name or any(map(str.isdigit, name)):
        return True
    return name[1:] != name[1:].lower() and not name.isupper()


def _is_word(word: str, text: str) -> bool:
    """Say whether a text has a word just so, with nothing of a word or of an address around it."""
    at = text.find(word)
    for _ in range(_TRIES):
        if at < 0:
            return False
        before, behind = text[at - 1 : at], text[at + len(word) : at + len(word) + 2]
        if not (before.isalnum() or behind[:1].isalnum() or _in_address(before, behind)):
            return True
        at = text.find(word, at + 1)
    return True


def _in_address(before: str, behind: str) -> bool:
    """Say whether what stands around a word is of a page's address or of a file's name: there all letters are small."""
    return before in _JOINS or behind[:1] in _JOINS or (behind[:1] == "." and behind[1:].isalnum())
