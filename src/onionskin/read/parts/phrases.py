"""Noun phrases and lists of a sentence's words, without a parser: where one ends, what stands beside it in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from onionskin.read.syntax.grammar import Grammar
from onionskin.read.syntax.skeleton import Mention

# Senses of words that end a phrase: verbs, unless they are nouns, too, and small words.
_DOING = frozenset(
    {
        "harm", "take", "enter", "insert", "spread", "find", "say", "begin", "make", "use", "fix", "advise", "admit", "blame",
        "unknown", "maybe", "safe",
    }
)  # fmt: skip
_SMALL = frozenset({"of", "in", "at", "to", "by", "with", "from", "for", "on", "like", "and", "the", "that", "is"})  # fmt: skip
# What a plain noun may be: the first sense of a word counts.
NOUNS = ("technique", "malware", "actor", "secret", "data", "product", "customer", "organisation")
_NAMING = frozenset(NOUNS)
_LEADING = frozenset(
    {"of", "the", "and", "with", "from", "for", "by"}
)  # behind these stands no verb
_BEFORE = 2  # words before a noun that belong to it
_BEHIND = 2  # adjectives behind a noun
_WORDS = 4  # words of an item before what "of" adds
_CHAIN = 2  # "copies of documents of clients"
_ITEMS = 24  # of one list
_BACK = 6  # words back to where an item of a list begins
_SIGNS = "\ue000"
_MARKS = frozenset(",;:()")
Span = tuple[int, int]  # the first and the last word


@cache
def _may_describe(meant: tuple[str, ...]) -> bool:
    """Say whether a word of those senses may be part of a phrase."""
    if not _SMALL.isdisjoint(meant):
        return False
    return _DOING.isdisjoint(meant) or not _NAMING.isdisjoint(meant)


class Words(NamedTuple):
    """A sentence as words: each in small letters, its senses; what the signs stand for; its language."""

    words: Sequence[tuple[int, int, str]]
    meant: Sequence[tuple[str, ...]]
    mentions: dict[str, Mention]
    grammar: Grammar

    # -- what a word is

    def is_plain(self, at: int) -> bool:
        """Say whether a place holds a word of letters that is no small one."""
        word = self.words[at][2]
        return word[0].isalpha() and word[0] < _SIGNS and word not in self.grammar.stopwords

    def describes(self, at: int) -> bool:
        """Say whether a word may belong to the noun beside it."""
        return self.is_plain(at) and _may_describe(self.meant[at])

    def _is_noun(self, at: int) -> bool:
        return not _NAMING.isdisjoint(self.meant[at])

    def is_head(self, at: int) -> bool:
        """Say whether a noun leads its phrase: in "update server" the last does, in "código fuente" the first."""
        if self.grammar.adjectives:
            return at == 0 or not self._is_noun(at - 1)
        return at + 1 == len(self.meant) or not self._is_noun(at + 1)

    def mention(self, at: int) -> str:
        """Return the kind of the mention at a place, or an empty string."""
        found = self.mentions.get(self.words[at][2])
        return found.kind if found else ""

    def _means(self, at: int, sense: str) -> bool:
        return at < len(self.words) and sense in self.meant[at]

    # -- one phrase

    def first(self, at: int, least: int, *, named: bool) -> int:
        """Return the first word of a phrase whose noun stands at a place: "stolen credentials", "a Danish bank".

        No word before `least`; with `named` a name may stand in it, too: "Contoso credentials".
        """
        first = at
        while first > max(least, at - _BEFORE):
            sign = self.mention(first - 1)
            if sign == "region" or (named and sign == "name"):
                if self.grammar.adjectives:
                    break
                first -= 1
                if sign == "name":
                    break
            elif self.describes(first - 1) or self._joins_noun(first - 1):
                first -= 1
            else:
                break
        return first

    def _joins_noun(self, at: int) -> bool:
        """Say whether a word of entering is part of a noun, by the word before it: "theft of access tokens", "the login data"."""
        if self.grammar.adjectives or "enter" not in self.meant[at] or at == 0:
            return False
        return self.words[at - 1][2] in _MARKS or not _LEADING.isdisjoint(self.meant[at - 1])

    def alone(self, at: int, *, named: bool) -> Span:
        """Return the phrase whose noun stands at a place, without whose it is: "un proveedor externo" de X."""
        return self.first(at, 0, named=named), self._adjectives(at)

    def last(self, at: int, *, named: bool) -> int:
        """Return the last word of a phrase whose noun stands at a place: "numéros de téléphone", "details of staff"."""
        last = self._adjectives(at)
        for _ in range(_CHAIN):
            further = self._complement(last, named=named)
            if further == last:
                break
            last = further
        return last

    def _adjectives(self, at: int) -> int:
        """Return the last of what describes a noun behind it, where a language writes that there: "code source"."""
        endings, last = self.grammar.adjectives, at
        while (
            endings
            and last - at < _BEHIND
            and last + 1 < len(self.words)
            and self.describes(last + 1)
            and (self.words[last + 1][2].endswith(endings) or self._is_noun(last + 1))
        ):
            last += 1
        return last

    def _complement(self, at: int, *, named: bool) -> int:
        """Return the last word of "of the clients" behind a phrase, or the place where it ends without."""
        if not self._means(at + 1, "of"):
            return at
        begin = at + 2
        while self._means(begin, "the") or self._means(begin, "number"):
            begin += 1
        if begin >= len(self.words):
            return at
        sign = self.mention(begin)
        if sign:
            return begin if sign in ("group", "region") or (named and sign == "name") else at
        if not self.describes(begin):
            return at
        return self._nouns(begin)

    def _nouns(self, begin: int) -> int:
        """Return the last word of the noun that begins at a place, with what describes it."""
        if self.grammar.adjectives:
            return self._adjectives(begin)
        last = begin
        while (
            last + 1 < len(self.words)
            and last + 1 - begin < _WORDS - 1
            and self.describes(last + 1)
        ):
            last += 1
        return last

    # -- lists

    def _parts(self, at: int) -> bool:
        """Say whether a place parts two items."""
        return at < len(self.words) and (self.words[at][2] in (",", ";") or self._means(at, "and"))

    def _item(self, at: int) -> Span | None:
        """Return the item of a list that begins at a place, or None."""
        while self._means(at, "the") and not self._means(at, "of"):
            at += 1
        if at >= len(self.words):
            return None
        if self.mention(at):
            last = at
        elif self.describes(at):
            last = self._nouns(at)
        else:
            return None
        return at, self.last(last, named=True)

    def behind(self, at: int) -> Iterator[Span]:
        """Yield the items of a list behind one that ends before a place."""
        for _ in range(_ITEMS):
            if not self._parts(at):
                return
            joined = False
            while self._parts(at):
                joined = joined or self._means(at, "and")
                at += 1
            found = self._item(at)
            if found is None or not (joined or self._stops(found[1] + 1)):
                return  # behind a comma alone a clause may begin
            yield found
            at = found[1] + 1

    def _stops(self, at: int) -> bool:
        """Say whether an item ends before a place: at the sentence's end, a mark, or what joins the next."""
        return at >= len(self.words) or self.words[at][2] in _MARKS or self._means(at, "and")

    def behind_like(self, at: int) -> Iterator[Span]:
        """Yield the items that a word like "such as" opens."""
        at += 1
        while self._means(at, "like") or self._means(at, "that") or self._parts(at):
            at += 1
        found = self._item(at)
        if found is not None:
            yield found
            yield from self.behind(found[1] + 1)

    def before(self, at: int) -> Iterator[Span]:
        """Yield the items of a list before one that begins at a place, the nearest first."""
        for _ in range(_ITEMS):
            while at > 0 and self._means(at - 1, "the"):
                at -= 1
            if at == 0 or not self._parts(at - 1):
                return
            while at > 0 and self._parts(at - 1):
                at -= 1
            found = self._ending(at - 1)
            if found is None:
                return
            yield found
            at = found[0]

    def _ending(self, end: int) -> Span | None:
        """Return the item of a list that ends at a place, or None."""
        first = end + 1
        while first > max(0, end + 1 - _BACK):
            at = first - 1
            small = self._means(at, "of") or (
                self._means(at, "the") and at > 0 and self._means(at - 1, "of")
            )
            if not (self.mention(at) or self.describes(at) or (small and first <= end)):
                break
            first -= 1
        while first <= end and not (self.mention(first) or self.describes(first)):
            first += 1
        return (first, end) if first <= end else None
