"""Where names stand in a part of a text: known ones, shaped ones, and those that it introduces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

from onionskin.model import Value
from onionskin.read.naming.lexicon import CERTAIN, LONE, Known, Lexicon
from onionskin.read.naming.name_cues import TRAILS, TRAILS_CLOSELY, NameCues, nothing, says, shapes
from onionskin.terms.gazetteer import squashed

NO_KIND = frozenset(("other", "venue", "owned"))  # what words beside a name say that is no kind
CROWD = re.compile(r"[ \u00a0]([a-z]{4,9})(?![\w-])(?! tags?\b)")  # a group tag is a setting
_SLUG = re.compile(r"(?:-\w{1,32}){3}")  # a page's address, or a file's name
# What may stand between a name and the word that gives it a part in the sentence.
_BESIDE = re.compile(
    r"[ \u00a0](?:(?:the|a|an|le|la|el|il|o|den|der|die|das|de|het) )?[\"'\u201c\u2018\u00ab*_`\[]{0,3}\Z|[\u00a0\n]"
)
_ROLE = 28  # characters before a name that tell its part in the sentence
_NEAR = 44  # characters between a kind and its name
LARGE = re.compile(
    r"[A-Z0-9\u00c0-\u00d6\u00d8-\u00de]\w*"
)  # a word from its first large letter or digit on
_LONGEST = 48  # characters of one word of a name
_SERVICE = re.compile(r"-as-a-service(?: \(raas\))?")
_APART = re.compile(r"[\W_]+")
_TRADE = 28  # characters of what stands beside the word for a sector
_GAP = frozenset((" ", "-", "\u00a0", "_", "."))
_BEFORE = frozenset("@\\=&%#~$+")
_BEHIND = frozenset("@\\=")
_PARTS = frozenset(("loader", "bot"))
_KEPT = re.compile(r"[ \u00a0](\w{3,8})(?!\w)")
_LISTED = re.compile(r",? (?:and |or |et |ou |y |o |und |oder |e |en |of )?\Z|/\Z")


class Sight(Value, frozen=True):
    """A place where a name may stand, in characters of the part that was looked at."""

    start: int
    raw: str
    key: str
    weak: bool
    kind: str = ""  # what the words beside it call it: a kind, or one of NO_KIND
    of: str = ""  # the key of the name that this is named after: the TrickBot gang
    role: str = ""  # the kind that its part in the sentence speaks for


def small(text: str) -> str:
    """Return a text in small letters, character by character: places stay where they are."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have no single small one
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower


def tokens(
    text: str,
    lower: str,
    words: Iterable[re.Match[str]],
    known: Collection[str],
    longest: dict[str, int],
    *,
    shaped: bool,
) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, key, kind) of known names, and with `shaped` of those whose shape tells their kind.

    At each place the longest known name is taken, in `text`; `lower` is the same in small letters, and
    `words` are those with a capital or a digit, from the first one on.
    """
    last = 0
    for match in words:
        start, end = match.span()
        if (before := text[start - 1]).isalnum():
            if end - start > _LONGEST:
                continue
            start = _begin(text, start)
        word = lower[start:end]
        most = longest.get(word)
        if most is None and (text[end - 1] > "9" or not shaped or not text[start].isupper()):
            continue
        if start < last or (before == "_" and start):
            continue
        if shaped and (shape := _shaped(text, start, end, word)):
            start, last, kind = shape
            yield start, last, squashed(text[start:last]), kind
            continue
        if most is None and "_" not in word:
            continue
        for stop in _stops(text, end, most or 1):
            key = word if stop == end and "_" not in word else squashed(text[start:stop])
            spaced = text[start] <= "9" and " " in text[start:stop]  # 3 AM is an hour
            if key in known and not spaced and _bounded(text, start, stop):
                yield start, stop, key, ""
                last = stop
                break


def _stops(text: str, end: int, most: int) -> list[int]:
    """Return where a name of up to `most` words may end whose first one ends at a place, the farthest first."""
    stops = [end]
    for _ in range(most - 1):
        if text[end : end + 1] not in _GAP or (match := LARGE.match(text, end + 1)) is None:
            break
        end = match.end()
        stops.append(end)
    return stops[::-1]


def _begin(text: str, at: int) -> int:
    """Return where the word begins whose first large letter or digit is at a place (`njRAT`)."""
    least = max(at - 24, 0)
    while at > least and (text[at - 1].isalnum() or text[at - 1] == "_"):
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
    if behind[:1] == "-" and _SLUG.match(text, end):
        return False
    if "-" in (before, behind[:1]) and text[start:end].islower():
        return False
    if before in _BEFORE or (before == "." and text[start - 2 : start - 1].isalnum()):
        return False
    if behind == "[." or (behind and behind[0] in _BEHIND):
        return False
    return not (behind[:1] == "." and behind[1:].isalnum())


def _is_nothing(raw: str) -> bool:
    """Say whether a name is made of words and numbers that name nothing by themselves."""
    never = nothing()
    words = (raw,) if raw.isalpha() else _APART.split(raw)
    return all(word.lower() in never or word.isdigit() for word in words)


def role(cues: NameCues, lower: str, start: int, end: int) -> str:
    """Return the kind that a name's part in its sentence speaks for: who says, what is employed; or nothing."""
    if cues.acts.match(lower, end):
        return "actor"
    words = _BESIDE.sub(" ", lower[max(start - _ROLE, 0) : start]).split(" ")[-3:-1]
    return cues.roles.get(" ".join(words)) or (cues.roles.get(words[-1], "") if words else "")


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
            self.text,
            self.lower,
            LARGE.finditer(self.text),
            self.lexicon.known,
            self.lexicon.longest,
            shaped=True,
        ):
            whole = self.text[start:end]
            if shape:
                previous = Sight(start, whole, whole_key, weak=False, kind=shape)
                yield previous
                continue
            if self._is_other(whole, whole_key):
                continue
            raw, key, weak = self._cut(start, whole, whole_key)
            if end := self._crowd(start + len(raw), key, weak=weak):
                yield self._gang(start, end, key)
                previous = None
                continue
            kind = self._kind_beside(start, start + len(raw), key, weak=weak)
            if not kind and previous and weak and self._is_listed(previous, start):
                kind = previous.kind or next(iter(self.lexicon.known[previous.key].kinds))
            if weak and kind and key in self.ordinary and " " not in raw and self._opens(start):
                kind = self._kind_said(start + len(raw), key)
            sight = Sight(
                start,
                raw,
                key,
                weak,
                kind,
                role=role(self.cues, self.lower, start, start + len(raw)),
            )
            previous = sight if not weak or kind else None
            previous = None if kind in NO_KIND else previous
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
        base = squashed(cut) if cut else ""
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

    def _gang(self, start: int, end: int, key: str) -> Sight:
        raw = self.text[start:end]
        if "actor" in self.lexicon.known[key].kinds:
            return Sight(start, raw, key, weak=False, kind="actor")
        return Sight(start, raw, squashed(raw), weak=False, kind="actor", of=key)

    def _crowd(self, end: int, key: str, *, weak: bool) -> int:
        """Return where `gang` ends behind a name, or 0.

        A gang is not its malware, though it has no other name; with an actor's name it is the
        mention's last word. Behind a malware's name a group is a gang, but where the name is also a
        word the group may be a company.
        """
        known = self.lexicon.known[key].kinds
        more = CROWD.match(self.lower, end)
        if (
            more is None
            or more[1] not in says()["crowd"]
            or not known.keys() & {"actor", "malware"}
        ):
            return 0
        vague = more[1] == "group" and (weak or "actor" in known)
        return 0 if vague else more.end()

    def _kind_said(self, end: int, key: str) -> str:
        """Return the kind of a name that is also a word and opens a sentence: right behind it, or `X is a gang`."""
        kind = self._or_owned(self._kind_behind(end, TRAILS_CLOSELY), end, key)
        if not kind and self.text[end : end + 1] != ",":
            kind = self._kind_behind(end, self.cues.is_a, _NEAR)
        return kind

    def _kind_beside(self, start: int, end: int, key: str, *, weak: bool) -> str:
        """Return what the words beside a name call it: a kind, one of NO_KIND, or nothing."""
        if kind := self._kind_behind(end, TRAILS):
            return self._or_owned(kind, end, key)
        listed = weak and self.text[end : end + 1] == ","  # a month, and then a malware
        if not listed and (kind := self._kind_behind(end, self.cues.is_a, _NEAR)):
            return kind
        at = bisect_left(self.ends, start + 1) - 1
        if at >= 0 and start - self.ends[at] <= _NEAR:
            before = self.cues.kinds.get(self.lower[slice(*self.hits[at])])
            between = self.lower[self.ends[at] : start]
            if before and (self.cues.joins.match(between) or self.cues.named.match(between)):
                return before
        return ""

    def _or_owned(self, kind: str, end: int, key: str) -> str:
        """Return a kind, or `owned` where the word for it tells who has what is no actor's name: `X operators`."""
        if kind != "actor" or "actor" in self.lexicon.known[key].kinds:
            return kind
        word = self.lower[slice(*self.hits[bisect_left(self.starts, end)])]
        return "owned" if word in says()["owners"] else kind

    def _kind_behind(self, end: int, joint: re.Pattern[str], room: int = 20) -> str:
        """Return the kind that follows a name, joined as `joint` says, or an empty string."""
        at = bisect_left(self.starts, end)
        if (
            at < len(self.hits)
            and self.starts[at] - end <= room
            and joint.match(self.text[end : self.starts[at]])
        ):
            return self._head(at)
        return ""

    def _head(self, at: int) -> str:
        """Return the kind that a hit says with what follows it: of a ransomware crew that is the crew."""
        kinds = self.cues.kinds
        kind, end = kinds.get(self.lower[slice(*self.hits[at])], ""), self.ends[at]
        served = _SERVICE.match(self.lower, end)
        end = served.end() if served else end
        if kind == "malware" and at + 1 < len(self.hits) and self.starts[at + 1] == end + 1:
            word = self.lower[slice(*self.hits[at + 1])]
            if kinds.get(word) == "actor" and word not in says()["owners"]:
                return "actor"
        return "" if served else kind
