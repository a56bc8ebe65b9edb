"""Names in a text: of actors, malware, campaigns, places; those that are known, and those that it introduces.

A gazetteer is looked up by words in a row, squashed and without case, among words that have a
capital or a digit; so the time grows with the text and not with the names. A name
that is also a word, or very short, counts where the document says once what it is. No name is
ever found by likeness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.model import Confidence
from onionskin.read.lexicon import CERTAIN, LONE, Known, Lexicon, note_words
from onionskin.read.name_cues import name_cues, shapes
from onionskin.read.name_sights import Part, Sight, small, tokens
from onionskin.terms.gazetteer import Gazetteer, shipped, squashed
from onionskin.write.reports import Named

MENTIONS = 20_000  # of a document
EACH = 500  # of one name
NEW = 200  # names that one document introduces
SHAPE = "shape"  # how a name is introduced that tells its kind by itself
CUES = (
    100_000  # words for kinds in a document: with more it is made of them, and introduces nothing
)
_TRIES = 64  # places where a text holds the letters of a name: with more it is no name
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
    sights: list[Sight] = field(default_factory=list)
    votes: dict[str, Counter[str]] = field(default_factory=dict)
    new: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    cues: int = 0
    guesses: dict[str, tuple[str, str, str, int]] = field(default_factory=dict)

    def look(self, text: str, offset: int) -> None:
        """Look at a part of the text, which stands at `offset`, for names and introductions."""
        part = Part(text, self.lexicon, name_cues(self.codes), self.lexicon.ordinary(self.codes))
        for each in part.sights():
            base = self.lexicon.bases.get(each.key)
            if base is not None and base in self.lexicon.known:
                kind = "actor" if "actor" in self.lexicon.known[each.key].kinds else "malware"
                self.votes.setdefault(base, Counter())[kind] += 1
            if each.kind:
                self.votes.setdefault(each.key, Counter())[each.kind] += 1
            self._add(each, offset)
        for each in part.sectors():
            self._add(each, offset)
        self.cues += len(part.hits)
        for kind, name, how, sure in part.introduced() if self.cues < CUES else ():
            self._introduce(kind, name, how, sure=sure)

    def _add(self, each: Sight, offset: int) -> None:
        self.seen[each.key] += 1
        if self.seen[each.key] <= EACH and len(self.sights) < MENTIONS:
            self.sights.append(Sight(each.start + offset, each.raw, each.key, each.weak, each.kind))

    def _introduce(self, kind: str, name: str, how: str, *, sure: bool) -> None:
        key = squashed(name)
        if key in self.new or len(self.new) >= NEW:
            return
        if sure:
            self.new[key] = (kind, name, how)
            return
        count = self.guesses[key][3] if key in self.guesses else 0
        if key in self.guesses or len(self.guesses) < 2 * NEW:
            self.guesses[key] = (kind, name, how, count + 1)

    def settle(self, text: str) -> None:
        """Take the guesses that `text`, the document's beginning, bears out."""
        for key, (kind, name, how, count) in sorted(self.guesses.items()):
            if key in self.new or len(self.new) >= NEW:
                continue
            odd = (name[1:] != name[1:].lower() and not name.isupper()) or any(
                map(str.isdigit, name)
            )
            if (odd or count > 1) and not _is_word(name.lower(), text):
                self.new[key] = (kind, name, how)

    def look_again(self, text: str, offset: int) -> None:
        """Look at a part once more, for the names that the document introduces."""
        for start, end, key, shape in tokens(text, small(text), self._again, self._longest):
            if not shape:
                self._add(Sight(start, text[start:end], key, weak=False), offset)

    def prepare(self) -> None:
        """Make ready for the second look."""
        self._again = {key for key in self.new if key not in self.lexicon.known}
        self._longest: dict[str, int] = {}
        for key in self._again:
            note_words(self._longest, self.new[key][1])

    def found(self) -> Iterator[Named]:
        """Yield the names that stand, in the order of the text; of two in one place the longer."""
        strong = {each.key for each in self.sights if not each.weak}
        last = 0
        for each in sorted(self.sights, key=lambda s: (s.start, -len(s.raw))):
            known = self.lexicon.known.get(each.key)
            votes = self.votes.get(each.key, Counter())
            told = each.key in self.new or bool(votes) or each.key in strong
            if each.start < last or (each.weak and not told):
                continue
            name = self._unknown(each) if known is None else self._known(each, known, votes)
            if name is not None:
                last = each.start + len(each.raw)
                yield name

    def _unknown(self, each: Sight) -> Named | None:
        if each.key in self.new:
            kind, name, how = self.new[each.key]
            sure = Confidence.MODERATE
            return Named(kind, name, each.raw, each.start, introduced_by=how, confidence=sure)
        if not each.kind:
            return None
        high = Confidence.HIGH
        return Named(
            each.kind, each.raw, each.raw, each.start, introduced_by=SHAPE, confidence=high
        )

    def _known(self, each: Sight, known: Known, votes: Counter[str]) -> Named:
        kind = _chosen(known, each, votes)
        return Named(
            kind,
            known.name,
            each.raw,
            each.start,
            known_by=tuple(self.lexicon.sources[number] for number in known.kinds[kind]),
            confidence=Confidence.MODERATE if each.weak else Confidence.HIGH,
        )


def _is_word(word: str, text: str) -> bool:
    """Say whether a text has a word just so, with nothing of a word around it."""
    at = text.find(word)
    for _ in range(_TRIES):
        if at < 0:
            return False
        around = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
        if not any(char.isalnum() for char in around):
            return True
        at = text.find(word, at + 1)
    return True


def _chosen(known: Known, each: Sight, votes: Counter[str]) -> str:
    """Return the kind of one mention: what stands beside it, what the document says, the sources."""
    if each.kind in known.kinds:
        return each.kind
    # Where nothing is said: a maker of products that also lent its name to malware is the maker,
    # and a tool that attackers use as well is a tool, unless its name says otherwise.
    first = "malware" if each.key.endswith("rat") else "tool"
    return max(
        sorted(known.kinds),
        key=lambda kind: (
            votes[kind],
            kind in CERTAIN,
            kind == "organisation",
            kind == first,
            len(known.kinds[kind]),
        ),
    )
