"""Where names stand in a part of a text: known ones, shaped ones, and those that it introduces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from onionskin.read.lexicon import CERTAIN, LONE, Known, Lexicon
from onionskin.read.name_cues import TRAILS, TRAILS_CLOSELY, NameCues, says, shapes, vague
from onionskin.terms.gazetteer import squashed

_NEAR = 44  # characters between a kind and its name
_LARGE = re.compile(
    r"[A-Z0-9\u00c0-\u00d6\u00d8-\u00de]\w*"
)  # a word from its first large letter or digit on
_SHAPED = re.compile(r"(?<!\w)(?=\w*[A-Z0-9\u00c0-\u00d6\u00d8-\u00de])\w+")
_TRADE = 28  # characters of what stands beside the word for a sector
_GAP = frozenset((" ", "-", "\u00a0", "_", "."))
_BEFORE = frozenset("@\\=&%#~$+")
_BEHIND = frozenset("@\\=")
_PARTS = frozenset(("loader", "bot"))
_KEPT = re.compile(r"[ \u00a0](\w{3,8})(?!\w)")
_LISTED = re.compile(r",? (?:and |or |et |ou |y |o |und |oder |e |en |of )?\Z|/\Z")


@dataclass(frozen=True)
class Sight:
    """A place where a name may stand, in characters of the document."""

    start: int
    raw: str
    key: str
    weak: bool
    kind: str = ""  # what the words beside it call it


def small(text: str) -> str:
    """Return a text in small letters, character by character: places stay where they are."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have no single small one
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower


def tokens(
    text: str, lower: str, known: Collection[str], longest: dict[str, int]
) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, key, kind) of known names, and of those whose shape tells their kind.

    At each place the longest known name is taken, in `text`; `lower` is the same in small letters.
    """
    spans = [match.span() for match in _LARGE.finditer(text)]
    last = 0
    for number, (large, end) in enumerate(spans):
        if large < last:
            continue
        before = text[large - 1] if large else " "
        start = _begin(text, large) if before.isalnum() or before == "_" else large
        word = lower[start:end]
        most = longest.get(word)
        if most is None and (text[end - 1] > "9" or text[start] <= "9"):
            continue
        if shape := _shaped(text, start, end, word):
            start, last, kind = shape
            yield start, last, squashed(text[start:last]), kind
            continue
        for stop in _stops(text, spans, number, most or 1):
            key = word if stop == end and "_" not in word else squashed(text[start:stop])
            spaced = text[start] <= "9" and " " in text[start:stop]  # 3 AM is an hour
            if key in known and not spaced and _bounded(text, start, stop):
                yield start, stop, key, ""
                last = stop
                break


def _stops(text: str, spans: list[tuple[int, int]], number: int, most: int) -> list[int]:
    """Return where a name of up to `most` words may end that begins with a span, the farthest first."""
    stops = [spans[number][1]]
    for begin, stop in spans[number + 1 : number + most]:
        if begin != stops[-1] + 1 or text[stops[-1]] not in _GAP:
            break
        stops.append(stop)
    return stops[::-1]


def _is_inner(char: str) -> bool:
    return char.isalnum() or char == "_"


def _begin(text: str, at: int) -> int:
    """Return where the word begins whose first large letter or digit is at a place (`njRAT`)."""
    least = max(at - 24, 0)
    while at > least and _is_inner(text[at - 1]):
        at -= 1
    return at


def _shaped(text: str, start: int, end: int, word: str) -> tuple[int, int, str] | None:
    """Return (start, end, kind) of a name that tells its kind by its shape, or None."""
    known = shapes()
    if word in known.second:
        start = _begin(text, max(start - 1, 0)) if text[start - 1 : start] in _GAP else start
    elif text[end - 1] > "9" and word not in known.first:
        return None
    match = known.pattern.match(text, start)
    if match is None or (word in known.second and match[0].split()[0].lower() in known.never):
        return None
    if not _bounded(text, start, match.end()):
        return None
    return start, match.end(), match.lastgroup or ""


def _bounded(text: str, start: int, end: int) -> bool:
    """Say whether a name stands by itself: no part of a word, of a domain or of a file's name.

    It may fill a part of an address (`/blog/NetWire/`): reports keep what they are about there.
    """
    before = text[start - 1] if start else " "
    behind = text[end : end + 2]
    if before == "-" and text[max(start - 40, 0) : start].rsplit(maxsplit=1)[-1].count("-") > 2:
        return False  # a page's address: its words joined by hyphens
    if "-" in (before, behind[:1]) and text[start:end].islower():
        return False
    if before in _BEFORE or (before == "." and text[start - 2 : start - 1].isalnum()):
        return False
    if behind == "[." or (behind and behind[0] in _BEHIND):
        return False
    return not (behind[:1] == "." and behind[1:].isalnum())


def _is_nothing(raw: str) -> bool:
    """Say whether a name is made of words and numbers that name nothing by themselves."""
    never = shapes().never
    return all(word.lower() in never or word.isdigit() for word in re.split(r"[\W_]+", raw))


class Part:
    """One part of a text being looked at."""

    def __init__(
        self, text: str, lexicon: Lexicon, cues: NameCues, ordinary: frozenset[str]
    ) -> None:
        self.text = text
        self.lexicon = lexicon
        self.cues = cues
        self.ordinary = ordinary
        lower = small(text)
        self.hits = [(match.start(), match.end()) for match in cues.cue.finditer(lower)]
        self.lower = lower
        self.starts = [start for start, _ in self.hits]
        self.ends = [end for _, end in self.hits]

    def sights(self) -> Iterator[Sight]:
        """Yield the places of known names, and of names whose shape tells what they are."""
        previous: Sight | None = None
        for start, end, whole_key, shape in tokens(
            self.text, self.lower, self.lexicon.known, self.lexicon.longest
        ):
            whole = self.text[start:end]
            if shape:
                previous = Sight(start, whole, whole_key, weak=False, kind=shape)
                yield previous
                continue
            if self._is_other(whole, whole_key):
                continue
            raw, key, weak = self._cut(start, whole, whole_key)
            kind = self._kind_beside(start, start + len(raw))
            if not kind and previous and weak and self._is_listed(previous, start):
                kind = previous.kind or next(iter(self.lexicon.known[previous.key].kinds))
            if weak and kind and key in self.ordinary and " " not in raw and self._opens(start):
                kind = self._kind_behind(start + len(raw), TRAILS_CLOSELY)
            sight = Sight(start, raw, key, weak, kind)
            previous = sight if not weak or kind else None
            yield sight

    def sectors(self) -> Iterator[Sight]:
        """Yield the sectors that the text speaks of (`the financial sector`), mostly in small letters."""
        done = 0
        for start, end in self.hits:
            if self.cues.kinds.get(self.lower[start:end]) == "sector" and start >= done:
                begin = max(start - _TRADE, done)
                for match in self.cues.trades.finditer(self.lower, begin, end + _TRADE):
                    if match.start() <= start and match.end() >= end:
                        done = match.end()
                        raw = self.text[match.start() : done]
                        yield Sight(match.start(), raw, squashed(raw), weak=False, kind="sector")

    def _is_other(self, raw: str, key: str) -> bool:
        """Say whether the words are no name here: an acronym in small letters, or mere common words."""
        known = self.lexicon.known[key]
        if known.name.isupper() and len(known.name) <= LONE and not raw.isupper():
            return True
        return CERTAIN.isdisjoint(known.kinds) and _is_nothing(raw)

    def _cut(self, start: int, raw: str, key: str) -> tuple[str, str, bool]:
        """Return a name, its key and whether it is weak, with or without a last word that says its kind.

        `Remcos Loader` is Remcos. But where the rest is also a word, it is a part: Raccoon Stealer.
        """
        known = self.lexicon.known[key]
        cut, _, last = raw.replace("\u00a0", " ").rpartition(" ")
        base = squashed(cut)
        if "malware" in known.kinds and self._is_said_again(base, last.lower()):
            return raw[: len(cut)], base, False
        weak = self._is_weak(key, raw, known)
        more = _KEPT.match(self.text, start + len(raw)) if weak else None
        if more and more[1].lower() in says()["kept"]:
            longer = key + more[1].lower()
            own = (
                "malware" in known.kinds
                and more[1].lower() not in says()["group"]
                and key not in self.lexicon.derived
            )
            if longer in self.lexicon.known and not own:
                return self.text[start : more.end()], longer, False
        return raw, key, weak

    def _is_said_again(self, base: str, last: str) -> bool:
        """Say whether a name's last word only says its kind again, since it is known without it."""
        shorter = self.lexicon.known.get(base)
        if shorter is None or "malware" not in shorter.kinds or len(base) < LONE:
            return False
        if last in says()["again"]:
            return base not in self.ordinary
        return last in says()["kept"] and last not in _PARTS and base not in self.lexicon.derived

    def _is_weak(self, key: str, raw: str, known: Known) -> bool:
        if "region" in known.kinds:
            return False
        if known.kinds.keys() == {"sector"}:
            return True
        if key in self.ordinary or key in self.lexicon.derived:
            return True
        return len(key) < LONE and not any(c.isdigit() for c in raw)

    def _is_listed(self, previous: Sight, start: int) -> bool:
        end = previous.start + len(previous.raw)
        return 0 < start - end <= 6 and _LISTED.match(self.text[end:start]) is not None

    def _opens(self, start: int) -> bool:
        """Say whether a place is a sentence's or a line's beginning, where any word has a capital."""
        before = self.text[max(start - 3, 0) : start].rstrip(" \"'\u201c*")
        return not before or before[-1] in ".!?:\n\u2022|#>"

    def _kind_beside(self, start: int, end: int) -> str:
        """Return the kind that the words beside a name call it, or an empty string."""
        if kind := self._kind_behind(end, TRAILS):
            return "" if kind == "other" else kind
        at = bisect_left(self.ends, start + 1) - 1
        if at >= 0 and start - self.ends[at] <= _NEAR:
            before = self.cues.kinds.get(self.lower[slice(*self.hits[at])])
            between = self.lower[self.ends[at] : start]
            if before and (self.cues.joins.match(between) or self.cues.named.match(between)):
                return "" if before == "other" else before
        return ""

    def _kind_behind(self, end: int, joint: re.Pattern[str]) -> str:
        """Return the kind that follows a name, joined as `joint` says, or an empty string."""
        at = bisect_left(self.starts, end)
        if (
            at < len(self.hits)
            and self.starts[at] - end <= 20
            and joint.match(self.text[end : self.starts[at]])
        ):
            return self.cues.kinds.get(self.lower[slice(*self.hits[at])], "")
        return ""

    # -- names that the text introduces

    def introduced(self) -> Iterator[tuple[str, str, str, bool]]:
        """Yield (kind, name, how, sure) of names that the text gives a kind to."""
        for start, end in self.hits:
            word = self.lower[start:end]
            kind = self.cues.kinds.get(word)
            if kind is None:
                yield from self._only(start, end)
            elif kind in ("actor", "malware"):
                yield from self._behind(start, end, kind)
                if word not in vague():
                    yield from self._before(start, kind)

    def _only(self, start: int, end: int) -> Iterator[tuple[str, str, str, bool]]:
        """A new name behind `dubbed`: its kind is the nearest one said before it."""
        name = self._name_at(end, 6)
        if name is None:
            return
        at = bisect_left(self.ends, start) - 1
        while at >= 0 and start - self.ends[at] <= 160:
            kind = self.cues.kinds.get(self.lower[slice(*self.hits[at])])
            if kind:
                if kind != "other" and not re.search(
                    r"[.!?]\s|\n", self.text[self.ends[at] : start]
                ):
                    yield kind, name, self.lower[start:end], True
                return
            at -= 1

    def _behind(self, start: int, end: int, kind: str) -> Iterator[tuple[str, str, str, bool]]:
        """A name behind its kind: `a backdoor called X`; `le maliciel X`, if the language does so."""
        word = next(_SHAPED.finditer(self.text, end, end + _NEAR + 40), None)
        if word is None or word.start() - end > _NEAR:
            return
        name = self._name_at(word.start(), 1)
        if name is None:
            return
        between = self.lower[end : word.start()]
        if self.cues.named.match(between):
            yield kind, name, " ".join(between.split()).strip(" ,:(\"'"), True
        elif self.cues.leads and between.strip("\"'\u00ab\u201c \u00a0") == "":
            yield kind, name, self.lower[start:end], False

    def _before(self, start: int, kind: str) -> Iterator[tuple[str, str, str, bool]]:
        """A name before its kind: `the X ransomware`, or `X, a new ransomware`."""
        line = self.text[max(start - 60, 0) : start]
        words = list(_SHAPED.finditer(line))
        if not words:
            return
        end = words[-1].end()
        between = line[end:]
        how = self.text[start : start + 24].split("\n")[0].split(" ")[0].lower()
        begin = self._run_before(line, words)
        name = self._clean(line[begin:end])
        if name is None or self._holds_known(name):
            return
        at = start - len(line) + begin
        if TRAILS_CLOSELY.match(between) and self.cues.trails_behind:
            led = self.text[max(at - 2, 0) : at]
            odd = name[1:] != name[1:].lower()
            if odd or (len(led) == 2 and led[0].islower() and led[1] in " \u00a0"):
                yield kind, name, how, False
        elif self.cues.is_a.match(between.lower()):
            yield kind, name, how, False

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
        for word in _SHAPED.finditer(self.text, at, at + 60):
            if not found and word.start() - at >= room:
                return None
            if found and (
                word.start() != found[-1].end() + 1 or self.text[found[-1].end()] not in (" ", "-")
            ):
                break
            found.append(word)
            if len(found) == 3:
                break
        if not found:
            return None
        return self._clean(self.text[found[0].start() : found[-1].end()])

    def _holds_known(self, name: str) -> bool:
        """Say whether a run of words is a known name with another word beside it."""
        words = name.split(" ")
        pairs = [" ".join(pair) for pair in pairwise(words)]
        return len(words) > 1 and any(
            squashed(each) in self.lexicon.known for each in (*words, *pairs) if each != name
        )

    def _clean(self, name: str) -> str | None:
        """Return a name without words that are no part of one, or None if nothing is left."""
        never = shapes().never
        words = name.split(" ")
        while words and words[0].lower() in never:
            words.pop(0)
        while words and words[-1].lower() in {*never, *self.cues.kinds}:
            words.pop()
        name = " ".join(words)
        key = squashed(name)
        if (
            len(key) < 3
            or name.isdigit()
            or key in self.ordinary
            or not any(c.isupper() for c in name)
        ):
            return None
        known = self.lexicon.known.get(key)
        return None if known and not {"malware", "actor"} & known.kinds.keys() else name
