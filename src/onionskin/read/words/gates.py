"""Gates: the word beginnings without which a pattern cannot match, read off its cue.

Most sentences hold none, and are left after one look at their words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

_HEAD = 4  # letters of a word that open a gate
_COMMON_WORD, _COMMON_WORDS = 24, 1 << 14  # letters of a word that is remembered, and such words
_OPTIONAL = re.compile(r"([^\W\d_]{2,})\?")  # "says?": a word with and without its last letter
_ENDED = re.compile(r"([^\W\d_]{2,})\[([^\W\d_]+)\](\??)")  # "signe[zr]?": a word and its endings
_BEHIND = re.compile(r"\A(?:\(\?<[!=][^()]*\))+")  # what is asked of the text before a pattern
_SURE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")  # a token that every match holds as it is
_SLOT = re.compile(
    r"<(\w+)!?>(?!\?)"
)  # at the beginning of a part: a mention that every match holds there
_FIRST_LETTER = re.compile(r"[^\W\d_](?![?*{])")  # one that every match begins with
_WHOLE_WORD = re.compile(r"[^\W\d_]+")
_PARTED = re.compile(
    r"(?:[-' ]|\[- \]|\[ -\])[?*]"
)  # a sign between two words that may be left out
_BARS = re.compile(r"[()|]")
_SIGNS = re.compile(r"[()|\[\]\\ ]")
_CUE = re.compile(r"\(\?P<cue>((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)")


Places = Mapping[str | int, Sequence[int]]  # where a text has words that open patterns


class _Beginnings(dict[str, str]):
    """The beginnings of words that were asked for before, as far as there is room."""

    def __missing__(self, word: str) -> str:
        beginning = f"{word[:_HEAD]}*"
        if len(self) >= _COMMON_WORDS:
            self.clear()
        if len(word) <= _COMMON_WORD:
            self[word] = beginning
        return beginning


_BEGINNINGS = _Beginnings()


class Gate(dict[str, bool]):
    """Whether a word opens any of some gates, for words that were asked for before, as far as there is room."""

    def __init__(self, heads: Iterable[str]) -> None:
        self.heads = frozenset(heads)

    def __missing__(self, word: str) -> bool:
        opened = word in self.heads or f"{word[:_HEAD]}*" in self.heads
        if len(self) >= _COMMON_WORDS:
            self.clear()
        if len(word) <= _COMMON_WORD:
            self[word] = opened
        return opened

    def is_opened(self, words: Iterable[str]) -> bool:
        """Say whether any of these words, in small letters, opens one: for most sentences none does."""
        return True in map(self.__getitem__, words)


class Openers(dict[str, tuple[str | int, ...]]):
    """Which patterns, by name or number, a word opens, for words that were asked for before, as far as there is room."""

    def __init__(self, openings: Mapping[str | int, Iterable[str]]) -> None:
        self._opened: dict[
            str, list[str | int]
        ] = {}  # by word, and by the beginning of longer ones
        self._runs = _Opening(self)
        for name, heads in openings.items():
            for head in heads:
                self._opened.setdefault(head, []).append(name)

    def __missing__(self, word: str) -> tuple[str | int, ...]:
        longer = self._opened.get(f"{word[:_HEAD]}*", ())
        opened = (*dict.fromkeys((*self._opened.get(word, ()), *longer)),)
        if len(self) >= _COMMON_WORDS:
            self.clear()
        if len(word) <= _COMMON_WORD:
            self[word] = opened
        return opened

    def places(self, text: str) -> Places:
        """Return where in a text words stand that open each pattern, in order: it begins nowhere else."""
        found: dict[str | int, list[int]] = {}
        at, runs = 0, self._runs
        for run in text.split(" "):
            for start, names in runs[run]:
                for name in names:
                    if name in found:
                        found[name].append(at + start)
                    else:
                        found[name] = [at + start]
            at += len(run) + 1
        return found


class _Opening(dict[str, tuple[tuple[int, tuple[str | int, ...]], ...]]):
    """Where in a run without a blank words stand that open patterns, for runs met before, as far as there is room."""

    def __init__(self, openers: Openers) -> None:
        self._openers = openers

    def __missing__(self, run: str) -> tuple[tuple[int, tuple[str | int, ...]], ...]:
        words = (
            (each.start(), self._openers[each[0].lower()]) for each in _WHOLE_WORD.finditer(run)
        )
        found = tuple(each for each in words if each[1])
        if len(self) >= _COMMON_WORDS:
            self.clear()
        if len(run) <= _COMMON_WORD:
            self[run] = found
        return found


def matches(
    pattern: re.Pattern[str], text: str, places: Iterable[int], start: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield what a pattern matches in a part of a text that begins at one of some places, without overlap."""
    for at in places:
        if at >= start and (match := pattern.match(text, at, end)):
            yield match
            start = match.end()


def surely(pattern: str) -> frozenset[str] | None:
    """Return the word beginnings without which a pattern cannot match, or None where that is not sure."""
    try:
        return frozenset(openings(pattern, joined=True))
    except ValueError:
        return None


def heads_of(words: Collection[str]) -> set[str]:
    """Return what opens gates: the words themselves, and the beginnings of longer ones."""
    return {*words, *map(_BEGINNINGS.__getitem__, words)}


def cue_of(pattern: str) -> str:
    """Return the inside of a pattern's cue; an empty string where it has none."""
    cue = _CUE.search(pattern)
    return cue[1] if cue else ""


def heads(pattern: str) -> Iterator[str]:
    """Yield the word beginnings of a pattern's cue; none where it has no cue."""
    cue = cue_of(pattern)
    for alternative in _alternatives(cue) if cue else ():
        if short := _OPTIONAL.fullmatch(alternative.lower()):
            yield from (short[1], short[1][:-1])
            continue
        if ended := _ENDED.fullmatch(alternative.lower()):
            yield from (f"{ended[1]}{last}" for last in (*ended[2], *([""] if ended[3] else [])))
            continue
        sure = [
            word
            for token in alternative.lower().partition("(")[0].split(" ")
            if _SURE.fullmatch(token)
            for word in re.findall(r"[^\W\d_]+", token)
        ]
        if " " in alternative and sure:
            yield max(sure, key=len)
            continue
        plain = re.split(r"[(\[\\?*+]", alternative.lower(), maxsplit=1)[0]
        cut = alternative[len(plain) : len(plain) + 1]
        words = re.findall(r"[^\W\d_]+", plain)
        found = {word: word for word in words}
        if cut and words and plain.endswith(words[-1]):
            stem = words[-1][:-1] if cut == "?" else words[-1]
            found.pop(words[-1])
            if len(stem) >= _HEAD:
                found[stem] = f"{stem[:_HEAD]}*"
        if not found:
            raise ValueError(f"the cue {alternative!r} needs {_HEAD} plain letters in a row")
        yield found[max(sorted(found), key=len)]


def openings(pattern: str, *, joined: bool = False) -> Iterator[str]:
    """Yield the word beginnings with which a pattern can begin; raise ValueError where one is too short.

    `joined` asks for those, too, with which "zero-?day" begins where it is written as one word.
    """
    for part in (_BEHIND.sub("", each) for each in _alternatives(pattern)):
        if part.startswith("(?:"):
            inner, rest = _closed(part)
            behind = rest[1:] if rest.startswith(("?", "*")) else rest
            if behind != rest:  # the part in brackets may be left out
                yield from openings(behind, joined=joined)
            for each in _alternatives(inner):
                yield from openings(each + behind, joined=joined)
            continue
        if short := _OPTIONAL.fullmatch(part.lower()):
            yield from (short[1], short[1][:-1])
            continue
        plain = re.match(r"[^\W\d_]*", part)
        word = plain[0].lower() if plain else ""
        follows = part[len(word) :]
        if joined and (parted := _PARTED.match(follows)):
            yield from openings(word + follows[parted.end() :], joined=True)
        if not follows or follows[0] in " -'&0123456789" or follows.startswith(("\\b", "[- ]")):
            found = word or ""
        else:
            stem = word[:-1] if follows.startswith("?") else word
            found = f"{stem[:_HEAD]}*" if len(stem) >= _HEAD else ""
        if not found:
            raise ValueError(f"{part!r} needs a whole word or {_HEAD} plain letters first")
        yield found


def slots_around(pattern: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the slots that every match of a pattern fills before its cue, and those behind it."""
    parts = _parts(pattern)
    at = next((at for at, part in enumerate(parts) if "(?P<cue>" in part), len(parts))
    found = [slot[1] if (slot := _SLOT.match(part)) else "" for part in parts]
    before, behind = found[:at], found[at + 1 :] if at < len(parts) else []
    return tuple(filter(None, before)), tuple(filter(None, behind))


def required(pattern: str) -> Iterator[frozenset[str]]:
    """Yield sets of word beginnings of each of which every match of a pattern holds one.

    They are read off the parts between two blanks: "was" or "(?:was|were)". What stands first or last
    may be the piece of a longer word.
    """
    for part, behind in pairwise(_parts(pattern)[1:]):
        if behind.startswith("?"):
            continue  # a blank that may be left out parts no words
        if _WHOLE_WORD.fullmatch(part):
            yield frozenset((part.lower(),))
        elif part.startswith("(?:"):
            try:
                inner, rest = _closed(part)
                found = frozenset(openings(inner))
            except ValueError:
                continue  # it may begin with anything
            if rest in ("", ","):
                yield found


def _parts(pattern: str) -> list[str]:
    """Split a pattern at the blanks outside its groups; return nothing for one of several alternatives."""
    parts, begun, depth, classed, escaped_at = [], 0, 0, False, -1
    for sign in _SIGNS.finditer(pattern):
        char, at = sign[0], sign.start()
        if at == escaped_at:
            continue
        if char == "\\":
            escaped_at = at + 1
        elif char in "[]":
            classed = char == "["
        elif classed:
            continue
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif not depth:
            if char == "|":
                return []
            parts.append(pattern[begun:at])
            begun = at + 1
    return [*parts, pattern[begun:]]


class ByLetter:
    """Patterns that whole words are asked for: of them only those are compiled that begin with a word's letter."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._bodies: dict[str, list[str]] = defaultdict(list)  # by letter; "" for those without
        for each in sorted({one for pattern in patterns for one in _alternatives(pattern)}):
            plain = _FIRST_LETTER.match(each)
            self._bodies[plain[0].lower() if plain else ""].append(each)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def matches(self, word: str) -> bool:
        """Say whether one of them is the whole of a word in small letters."""
        letter = word[:1]
        if letter not in self._compiled:
            bodies = [*self._bodies.get(letter, ()), *(self._bodies.get("", ()) if letter else ())]
            self._compiled[letter] = re.compile("|".join(bodies) or r"(?!)", re.IGNORECASE)
        return self._compiled[letter].fullmatch(word) is not None


def by_letter(words: Iterable[str]) -> str:
    """Return an alternation of word beginnings that is entered by the first letter."""
    groups: dict[str, list[str]] = {}
    for each in sorted(words):
        groups.setdefault(each[0], []).append(re.escape(each[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


def _closed(text: str) -> tuple[str, str]:
    """Return what is inside the group that a text begins with, and what follows it."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if not depth:
            return text[3:at], text[at + 1 :]
    raise ValueError(f"{text!r} has an open group")


def _alternatives(text: str) -> list[str]:
    """Split at the outermost bars."""
    if "(" not in text and ")" not in text:
        return text.split("|")
    parts, begun, depth = [], 0, 0
    for sign in _BARS.finditer(text):
        if sign[0] == "(":
            depth += 1
        elif sign[0] == ")":
            depth -= 1
        elif not depth:
            parts.append(text[begun : sign.start()])
            begun = sign.end()
    return [*parts, text[begun:]]
