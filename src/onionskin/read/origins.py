"""Whom a document was copied from: shared sentences, and what it says of itself.

Corroboration counts origins. Two articles copied from one press release are one,
and an article that tells what a vendor said adds nothing to the vendor's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onionskin.model import Bounds

SHARED_SHARE = 0.5
SHARED_LEAST = 2


@dataclass(frozen=True)
class Source:
    """A document, as far as its origin goes. `prints` are its sentences' fingerprints."""

    document: str
    publisher: str
    said_on: Bounds
    prints: frozenset[int]
    copied: str = ""

    @property
    def root(self) -> str:
        """What corroboration would count it as, if it were original."""
        return self.publisher or self.document


@dataclass(frozen=True)
class Descent:
    """Where a document comes from: `whole` if all of it does, `sentences` for single ones."""

    whole: str | None
    sentences: dict[int, str]


def descents(sources: Sequence[Source]) -> dict[str, Descent]:
    """Return the descent of each document, by its id.

    Of two that share a sentence, the later one has it from the earlier; where no date
    decides, the one that names the other; else the order of names.
    """
    ordered = sorted(sources, key=_age)
    known = {_folded(each.publisher): each.publisher for each in ordered if each.publisher}
    found: dict[str, Descent] = {}
    for at, each in enumerate(ordered):
        sentences: dict[int, str] = {}
        whole = known.get(_folded(each.copied), each.copied) or None
        for earlier in ordered[:at]:
            shared = each.prints & earlier.prints
            root = (found[earlier.document].whole or earlier.root) if shared else ""
            if not shared or root == each.root:
                continue
            least = min(len(each.prints), len(earlier.prints))
            if len(shared) >= SHARED_LEAST and len(shared) >= SHARED_SHARE * least:
                whole = whole or root
            for mark in sorted(shared):
                sentences.setdefault(mark, root)
        found[each.document] = Descent(whole if whole != each.publisher else None, sentences)
    return found


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
