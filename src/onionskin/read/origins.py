"""Whom a document was copied from: shared sentences, and what it says of itself.

Corroboration counts origins. Two articles copied from one press release are one,
and an article that tells what a vendor said adds nothing to the vendor's word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onionskin.model import Bounds
from onionskin.read.words.shingles import reach

SHARED_SHARE = 0.5
SHARED_LEAST = 2
ALIKE_SHARE = 0.4  # of a document's shingles: what a tenth of its words changed leaves is more
ALIKE_LEAST = 12
PASSAGE_SHARE = 0.5
PASSAGE_LEAST = 4


@dataclass(frozen=True)
class Source:
    """A document, as far as its origin goes.

    `prints` are its sentences' fingerprints, `sketch` its shingles as read/words/shingles.py thins them out.
    """

    document: str
    publisher: str
    said_on: Bounds
    prints: frozenset[int]
    copied: str = ""
    sketch: tuple[int, ...] = ()

    @property
    def root(self) -> str:
        """What corroboration would count it as, if it were original."""
        return self.publisher or self.document


@dataclass(frozen=True)
class Descent:
    """Where a document comes from: `whole` if most of it does, `why`, and the origins of single sentences.

    `sentences` are by fingerprint; `passages` are the origins of shingles that an earlier document holds.
    """

    whole: str | None
    sentences: dict[int, str]
    passages: dict[int, str] = field(default_factory=dict)
    why: str = ""

    def of(self, mark: int, taken: Sequence[int]) -> str | None:
        """Return the origin of a sentence by its fingerprint, or by what of its shingles is shared."""
        if mark in self.sentences:
            return self.sentences[mark]
        roots = Counter(self.passages[each] for each in taken if each in self.passages)
        for root, count in sorted(roots.items(), key=lambda each: (-each[1], each[0])):
            if count >= PASSAGE_LEAST and count >= PASSAGE_SHARE * len(taken):
                return root
        return None


def descents(sources: Sequence[Source]) -> dict[str, Descent]:
    """Return the descent of each document, by its id; the time grows with the documents' lengths only.

    Of two that share a sentence, the later one has it from the earlier; where no date
    decides, the one that names the other; else the order of names. A document is a copy in whole if
    it shares half of its sentences with one origin, or so many shingles that only small edits part them.
    """
    ordered = sorted(sources, key=_age)
    known = {_folded(each.publisher): each.publisher for each in ordered if each.publisher}
    found: dict[str, Descent] = {}
    first_print: dict[int, str] = {}
    first_shingle: dict[int, str] = {}
    reached: dict[str, int] = {}
    for each in ordered:
        sentences = _shared(each.prints, first_print, each.root)
        passages = _shared(each.sketch, first_shingle, each.root)
        whole, why = known.get(_folded(each.copied), each.copied) or None, "it names its source"
        if whole is None:
            whole, why = _copied(each, sentences, passages, reached)
        whole = whole if whole != each.publisher else None
        found[each.document] = Descent(whole, sentences, passages, why if whole else "")
        root = whole or each.root
        for mark in each.prints:
            first_print.setdefault(mark, root)
        for mark in each.sketch:
            first_shingle.setdefault(mark, root)
        reached[root] = max(reached.get(root, 0), reach(each.sketch))
    return found


def _shared(marks: Iterable[int], first: dict[int, str], root: str) -> dict[int, str]:
    return {mark: first[mark] for mark in marks if first.get(mark, root) != root}


def _copied(
    each: Source, sentences: dict[int, str], passages: dict[int, str], reached: dict[str, int]
) -> tuple[str | None, str]:
    """Return the origin that most of a document comes from, and how one knows."""
    for root, count in _counted(sentences):
        if count >= SHARED_LEAST and count >= SHARED_SHARE * len(each.prints):
            return root, f"{count} of its {len(each.prints)} longer sentences stand there, too"
    for root, count in _counted(passages):
        # A long document's sketch leaves out its larger shingles: compare as far as both reach.
        most = min(reach(each.sketch), reached[root])
        held = bisect_right(each.sketch, most)
        if count >= ALIKE_LEAST and count >= ALIKE_SHARE * held:
            return root, f"{count * 100 // held} % of its runs of five words stand there, too"
    return None, ""


def _counted(shared: dict[int, str]) -> list[tuple[str, int]]:
    return sorted(Counter(shared.values()).items(), key=lambda each: (-each[1], each[0]))


def canonical(name: str, publishers: Iterable[str]) -> str:
    """Return a speaker's name as that publisher writes it itself, if it is one of them."""
    for publisher in publishers:
        if _folded(publisher) == _folded(name):
            return publisher
    return name


def _age(source: Source) -> tuple[str, bool, str, str]:
    return (
        source.said_on.earliest or "9999",
        bool(source.copied),
        source.publisher,
        source.document,
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
