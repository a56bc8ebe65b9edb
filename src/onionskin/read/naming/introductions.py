"""Names that a text introduces, and the kinds that it gives them: `a backdoor called X`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from msgspec import structs

from onionskin.model import Value
from onionskin.read.naming.name_cues import TRAILS_CLOSELY, says, shapes, vague
from onionskin.read.naming.name_sights import NO_KIND, Part
from onionskin.terms.gazetteer import squashed

_NEAR = 44  # characters between a kind and its name
# A word that may be a name, or initials with dots.
_SHAPED = re.compile(
    r"(?<!\w)(?=\w*[A-Z0-9\u00c0-\u00d6\u00d8-\u00de])(?:(?<!\.)[A-Z](?:\.[A-Z]){1,5}(?!\w)|\w+)"
)
_QUOTES = r"[\"'\u201c\u2018\u00ab*_`]"
_LEADS = re.compile(rf"(,)?[ \u00a0]{_QUOTES}{{0,3}}[ \u00a0]?\Z")
_ENDS = re.compile(r"[\"'\u201d\u2019\u00bb*_`]{0,3}(?:[,.;:)\n]|\Z)")
_LIST = re.compile(r",[ \u00a0]((?:(?=\w*[A-Z])\w+,[ \u00a0]){1,3})(?:and |or )?")
_SHORT = re.compile(rf"[ \u00a0]\({_QUOTES}?([A-Z]{{2,5}})[\"'\u201d\u2019]?\)")
_BLANK = (" ", "\u00a0")
_BY = re.compile(r"[ \u00a0]by[ \u00a0](?:\w+[ \u00a0]){1,4}?(as[ \u00a0])|[ \u00a0]by[ \u00a0]")
_NEXT = re.compile(r"[ \u00a0](\w+)")


class Introduction(Value, frozen=True):
    """A name that is given a kind: in what words, surely or as a guess; `vague` words introduce none by themselves."""

    kind: str
    name: str
    how: str
    sure: bool
    vague: bool = False


class Introductions:
    """The introductions in one part of a text."""

    def __init__(self, part: Part) -> None:
        self.part = part

    def found(self) -> Iterator[Introduction]:
        """Yield the names that the text gives a kind to."""
        for start, end in self.part.hits:
            word = self.part.lower[start:end]
            kind = self.part.cues.kinds.get(word)
            if kind is None:
                yield from self._only(start, end)
            elif kind in ("actor", "malware") and not self._is_title(start, end):
                yield from self._behind(start, end, kind)
                if word not in vague() or self._follows_name(start, word):
                    for each in self._before(start, word, kind):
                        yield structs.replace(each, vague=word in vague())

    def _is_title(self, start: int, end: int) -> bool:
        """Say whether the words are a part of some name by themselves: `the Malware Intelligence team`."""
        behind = self.part.text[end : end + 2]
        return (
            self.part.text[start].isupper()
            and behind[:1] in _BLANK
            and behind[1:].isupper()
            and not self.part.text[start:end].isupper()
        )

    def _follows_name(self, start: int, word: str) -> bool:
        """Say whether a word that introduces no name stands right behind one, and tells what it is."""
        text = self.part.text
        last = text[text.rfind(" ", max(start - 30, 0), start - 1) + 1 : start - 1]
        return not last.islower() and word not in says()["owners"]

    def _only(self, start: int, end: int) -> Iterator[Introduction]:
        """A new name behind `dubbed`: its kind is the nearest one said before it."""
        by = _BY.match(self.part.lower, end)
        name = None if by and not by[1] else self._name_at(by.end() if by else end, 6)
        if name is None:
            return
        at = bisect_left(self.part.ends, start) - 1
        while at >= 0 and start - self.part.ends[at] <= 160:
            kind = self.part.cues.kinds.get(self.part.lower[slice(*self.part.hits[at])])
            if kind:
                if kind not in NO_KIND and not re.search(
                    r"[.!?]\s|\n", self.part.text[self.part.ends[at] : start]
                ):
                    yield Introduction(kind, name, self.part.lower[start:end], sure=True)
                return
            at -= 1

    def _behind(self, start: int, end: int, kind: str) -> Iterator[Introduction]:
        """A name behind its kind: `a backdoor called X`; `le maliciel X`, if the language does so."""
        text = self.part.text
        word = next(_SHAPED.finditer(text, end, end + _NEAR + 40), None)
        if word is None or word.start() - end > _NEAR:
            return
        between = self.part.lower[end : word.start()]
        named = self.part.cues.named.match(between)
        lead = None if named else _LEADS.match(between)
        if not named and not lead:
            return
        name = self._name_at(word.start(), 1)
        if name is None:
            return
        if named:
            how = " ".join(between.split()).strip(" ,:(\"'\u201c")
            yield Introduction(kind, name, how, sure=True)
        elif lead and self._leads(text[start:end], word.start(), name, apart=lead[1] is not None):
            yield Introduction(kind, name, self.part.lower[start:end], sure=False)

    def _leads(self, word: str, at: int, name: str, *, apart: bool) -> bool:
        """Say whether the name at a place may be that of the kind right before it: `a new group, X`.

        Where names stand before their kind, that is the exception, and held to more.
        """
        if self.part.cues.leads and not apart:
            return True
        if not word.rsplit(maxsplit=1)[-1].islower() or word[-1] == "s" or self._holds_known(name):
            return False
        behind = at + len(name)
        if apart:
            return _ENDS.match(self.part.text, behind) is not None
        follows = _NEXT.match(self.part.lower, behind)
        return follows is None or follows[1] not in self.part.cues.tells

    def also(self, end: int) -> tuple[str, str] | None:
        """Return (name, how) of a new name that is given as the other name of what ends at a place."""
        match = self.part.cues.aliases.match(self.part.lower, end, end + _NEAR)
        name = self._name_at(match.end(), 1) if match else None
        return (name, " ".join(match[0].split()).strip(" ,:(\"'")) if match and name else None

    def listed(self, end: int, start: int) -> Iterator[str]:
        """Yield the new names of a list between two that are known: `Emotet, X, and Dridex`."""
        if not 4 < start - end <= 2 * _NEAR:
            return
        match = _LIST.fullmatch(self.part.text, end, start)
        for each in _SHAPED.finditer(match[1]) if match else ():
            name = self._clean(each[0])
            if name and squashed(name) not in self.part.lexicon.known:
                yield name

    def short(self, name: str, end: int) -> str | None:
        """Return the initials that stand in brackets behind a name: `Golden Chickens (GC)`."""
        if not self.part.text.startswith("(", end + 1):
            return None
        match = _SHORT.match(self.part.text, end)
        words = re.findall(r"\w+", name)
        initials = "".join(word[0] for word in words).upper()
        return match[1] if match and match[1] == initials and len(words) > 1 else None

    def _before(self, start: int, word: str, kind: str) -> Iterator[Introduction]:
        """A name before its kind: `the X ransomware`, or `X, a new ransomware`."""
        end = start + len(word)
        if self.part.text[start - 1 : start] == "-" == self.part.text[end : end + 1]:
            return  # in a page's address
        line = self.part.text[max(start - 60, 0) : start]
        words = list(_SHAPED.finditer(line))
        if not words:
            return
        end = words[-1].end()
        between = line[end:]
        how = self.part.text[start : start + 24].split("\n")[0].split(" ")[0].lower()
        begin = self._run_before(line, words)
        name = self._clean(line[begin:end])
        if name is None or self._holds_known(name):
            return
        at = start - len(line) + begin
        if TRAILS_CLOSELY.match(between) and self.part.cues.trails_behind:
            led = self.part.text[max(at - 2, 0) : at]
            odd = name[1:] != name[1:].lower()
            if odd or (len(led) == 2 and led[0].islower() and led[1] in " \u00a0"):
                yield Introduction(kind, name, how, sure=False)
        elif self.part.cues.is_a.match(between.lower()):
            yield Introduction(kind, name, how, sure=False)

    def _run_before(self, line: str, words: list[re.Match[str]]) -> int:
        begin = words[-1].start()
        for word in reversed(words[-3:-1]):
            if word.end() + 1 != begin or line[word.end()] not in (" ", "-"):
                break
            if word[0].lower() in shapes().never:
                break
            begin = word.start()
        return begin

    def _name_at(self, at: int, room: int) -> str | None:
        """Return the run of name-like words that begins within `room` characters of a place."""
        found: list[re.Match[str]] = []
        for word in _SHAPED.finditer(self.part.text, at, at + 60):
            if not found and word.start() - at >= room:
                return None
            if found and (
                word.start() != found[-1].end() + 1
                or self.part.text[found[-1].end()] not in (" ", "-")
            ):
                break
            found.append(word)
            if len(found) == 3:
                break
        if not found:
            return None
        return self._clean(self.part.text[found[0].start() : found[-1].end()])

    def _holds_known(self, name: str) -> bool:
        """Say whether a run of words is a known name with another word beside it."""
        words = name.split(" ")
        pairs = [" ".join(pair) for pair in pairwise(words)]
        return len(words) > 1 and any(
            squashed(each) in self.part.lexicon.known for each in (*words, *pairs) if each != name
        )

    def _clean(self, name: str) -> str | None:
        """Return a name without words that are no part of one, or None if nothing is left."""
        never = shapes().never
        words = name.split(" ")
        while words and words[0].lower() in never:
            words.pop(0)
        while words and ((last := words[-1].lower()) in never or last in self.part.cues.kinds):
            words.pop()
        name = " ".join(words)
        key = squashed(name)
        if (
            len(key) < 3
            or name.isdigit()
            or key in self.part.ordinary
            or key in never
            or not any(c.isupper() for c in name)
        ):
            return None
        known = self.part.lexicon.known.get(key)
        return None if known and not {"malware", "actor"} & known.kinds.keys() else name
