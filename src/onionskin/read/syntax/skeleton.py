"""A sentence with its mentions recognised: each name, version, date, platform becomes one sign.

Patterns then read over signs instead of guessing where a name ends, and stay
linear. Names are recognised by their shape (capitals, digits beside letters, inner
underscores, code quotes), never by what they mean.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from onionskin.model import Bounds
from onionskin.plugins.contracts import Cues
from onionskin.read.syntax.plausible import FAMOUS, HOSTS, SYSTEM_NAMES, shape_of
from onionskin.read.words.counts import SCALES
from onionskin.read.words.dates import YEAR, Calendar
from onionskin.read.words.gates import ByLetter, by_letter, cue_of, matches, surely
from onionskin.read.words.ordinary import NOUNS_LARGE, is_ordinary
from onionskin.read.words.senses import Senses

_KINDS = ("name", "version", "date", "platform", "group", "sector", "region")
_ROOM = 0x300
# Private use beyond the first plane: there `re` keeps a range as it is, where below it counts out each sign of it,
# which takes longer than all else of compiling a pattern.
_BASE = 0xF0000
_FIRST = {kind: _BASE + _ROOM * at for at, kind in enumerate(_KINDS)}
NAMES, VERSIONS, DATES, PLATFORMS, GROUPS, SECTORS, REGIONS = (
    f"{chr(first)}-{chr(first + _ROOM - 1)}" for first in _FIRST.values()
)
SIGNS = f"{chr(_BASE)}-{chr(_BASE + _ROOM * len(_KINDS) - 1)}"
SIGN = re.compile(f"[{SIGNS}]")


def kind_of_sign(char: str) -> str:
    """Return of what kind of mention a character is the sign, or an empty string."""
    if len(char) != 1 or not (0 <= (place := ord(char) - _BASE) < _ROOM * len(_KINDS)):
        return ""
    return _KINDS[place // _ROOM]


_PLATFORMS = {
    "windows": "Windows", "macos": "macOS", "macosx": "macOS", "osx": "macOS", "mac": "macOS",
    "linux": "Linux", "android": "Android", "ios": "iOS", "ipados": "iOS", "pwa": "web",
}  # fmt: skip
_PLATFORM = r"(?<![\w-])(?!(?-i:MAC)(?!\w| ?OS))(?:Windows|mac ?OS X|OS X|mac ?OS|Mac|Linux|Android|iOS|iPadOS|PWA)"
_AMOUNT = r"(?![ \u00a0](?:milli|mill?\b|billi|bn\b|mio\b|mld\b|miliar|milh|mrd\b|per ?cent|por cien|pour cent|prozent|procent|[%\u20ac$])|%)"
_VERSION = (
    # Neither an amount ("2.27 million") nor a network ("192.0.2.x").
    rf"(?<![\w.-])(?!(?:\d{{1,3}}\.){{3}}[x*])(?:[vVrR]\.?)?\d{{1,6}}(?:\.\d{{1,6}}){{1,4}}{_AMOUNT}(?:\.[x*](?!\w)|-(?:rc|beta|alpha|dev|pre)[.-]?\d{{0,4}}|[a-z]{{1,4}}\d{{0,6}})?(?![\w]|\.\w)(?: (?:HF|SP|RC|Hotfix|Update|Beta|Patch|Build) ?\d{{1,6}})?"
    r"|(?<![\w.-])[vVrR]\d{1,5}(?![\w.])"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COUNTS = re.compile(r" [^\W\d_]{3}")
_VERSION_NOUN = re.compile(
    r"(?:vers|release|build|update|fassung|ausgabe|aktualis|mise|actuali|aggiorn|atuali)\w*\W*\Z",
    re.IGNORECASE,
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_ADDRESS = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}")
_ADDRESSED = frozenset({"IP", "IPv4", "C2", "CC", "URL"})  # names of what an address belongs to
_NEXT_VERSION = re.compile(r"(?: ?[,/&-] ?|,? \w{1,3} )")  # "1.2.3.4 and 1.2.3.5"
_DOTTED = r"(?<![\w.@])(?:(?:[A-Z]\.){2,3} (?<!U\.S\. )(?<!U\.K\. )(?<!E\.U\. )(?<!U\.N\. )[A-Z][a-z]+(?![\w.])|[\w-]{1,63}(?:(?:\[\.\]|\.)[\w-]{1,63}){1,8}(?![\w]))"
_QUOTED = r"`(?P<code>[^`\n]{2,80})`"
_CAPITAL = r"A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0410-\u042f"
# A word in small letters that no sign joins to what follows: no name, no version, no domain.
_SMALL = rf"[^\W\d_{_CAPITAL}]++(?![\w.\[-])"
_PLATFORM_WORDS = ("windows", "mac", "linux", "android", "os", "ios", "ipados", "pwa")
_ORDINALS = r"st|nd|rd|th|er|mb|gb|kb|ms|px|am|pm|bit|bits"
_SUSE = r"(?:(?<=Enterprise)|(?<=Arch)|(?<=Kali)|(?<=SUSE)|(?<=Alpine)|(?<=Amazon)|(?<=Oracle)|(?<=Rocky)|(?<=Alma)) Linux\b"


def _name(tied: str) -> str:
    """Return the pattern of a name; `tied` is what may stand behind a platform, which begins none."""
    word = (
        # "C&M", "AT&T"; a word with a capital, or with digits;
        # or what researchers number ("APT 29").
        rf"(?:[{_CAPITAL}]{{1,3}}&[{_CAPITAL}]\w*|(?:APT|FIN|UNC|TA|UAC|UAT|TEMP|DEV)[ \u00a0]\d{{1,5}}(?![\w.,]\d|\w)|"
        rf"(?!(?:Windows|macOS|MacOS|Mac|Linux|Android|iOS|PWA){tied})(?=[\w-]{{2}})"
        rf"(?:[\w-]*[{_CAPITAL}][\w-]*|\d+(?!(?:{_ORDINALS})\b)[a-z]{{2,}}\b|\w+-\w*\d\w*)"
        rf"(?:/[\w.-]*[{_CAPITAL}][\w.-]*)?)"
    )
    return rf"(?<![\w.]){word}(?:(?: |\u00a0)(?:& )?{word}){{0,5}}(?:,? (?:Inc|Ltd|LLC|GmbH)\b\.?|{_SUSE})?"


_SPOKEN = frozenset({"say", "admit", "advise"})  # verbs that dictionaries lack: "Lamentamos"
_LONG_VERB = 6  # letters of a verb that hardly begins a name: "Keep", "Block" do
_ABBREVIATION = 3  # letters of "US" in "US-Dollar"
_STEM = 3  # letters of a word before its ending
_TOKEN = re.compile(r"(?<=\|)[^\W\d_]{4,}(?= )")  # "mettre" of the cue "mettre à jour"
_SLOT = re.compile(r"<\w+>")
_LETTERS = re.compile(r"[^\W\d_]+")
_ESCAPE = re.compile(r"\\.")
_DIGIT = re.compile(r"\d")
_FORM = re.compile(r"AG|GmbH|SE|KG|KGaA|OHG|eG|BV|NV")  # of a company: "Nordlicht AG"
_YEARLY = re.compile(YEAR)
_VERSIONED = "".join(
    f"(?<!{each} )" for each in ("version", "versie", "versi\u00f3n", "versione", "vers\u00e3o")
)  # "version 5 systems" counts nothing
_SHOUTED = re.compile(
    r"(?<![\w-])[A-Z\u00c0-\u00de]{2,}(?![\w-])"
)  # "SECURITY ADVISORY" is no name
_RUN = re.compile(r"[^ \u00a0]+")
_DROP = r"(?:\x1b\[[0-9;?]*[A-Za-z])+|[*\"\u201c\u201d\u00ab\u00bb\u2018\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0e-\x1f\x7f]+"


_REWRITTEN = {"blank": " ", "apostrophe": "'", "drop": ""}


class Mention(Struct, frozen=True):
    """Something recognised: its kind, its text as written, its span, and what it stands for."""

    kind: str
    text: str
    start: int
    end: int
    bounds: Bounds | None = None


class Skeleton(Struct, frozen=True):
    """A sentence as signs. `starts` maps each sign to the sentence's characters."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    mentions: dict[str, Mention]
    length: int

    def at(self, position: int) -> int:
        """Return the sentence's character at a position of the skeleton."""
        if position >= len(self.text):
            return self.length
        piece = bisect_right(self.starts, position) - 1
        return self.origins[piece] + (position - self.starts[piece])

    def place(self, character: int) -> int:
        """Return the position in the skeleton of a character of the sentence; of one within a mention that of its sign."""
        piece = bisect_right(self.origins, character) - 1
        end = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        return min(self.starts[piece] + character - self.origins[piece], max(end - 1, 0))

    def between(self, one: Mention, other: Mention) -> str:
        """Return the skeleton's words between two mentions."""
        signs = {id(each): sign for sign, each in self.mentions.items()}
        first, last = self.text.find(signs[id(one)]), self.text.find(signs[id(other)])
        return self.text[first + 1 : last]

    def among(self, text: str, kind: str) -> list[Mention]:
        """Return the mentions of a kind in a part of the skeleton, in order."""
        found = (self.mentions[sign] for sign in SIGN.findall(text))
        return [each for each in found if each.kind == kind]


_BUILTIN_NUMBER = (
    r"\d{1,3}(?:[.,'\u2019 \u00a0\u202f]\d{3})+(?![\d.])|\d{1,9}(?:[.,]\d{1,2})?(?![\d.,-]\d|\d)"
)
_HEADING = 60  # characters of a line without a full stop that may be a heading
_TITLED = re.compile(r"\w[\w'-]{3,}")


def is_titled(sentence: str) -> bool:
    """Say whether a line writes its ordinary words with capitals, too, as headlines do."""
    if sentence.rstrip().endswith("."):
        return False  # most sentences: no look at their words is needed
    long: list[str] = _TITLED.findall(sentence)
    capitals = sum(word[0].isupper() for word in long)
    if len(long) >= 4:
        return capitals >= 0.75 * len(long)
    if len(sentence) > _HEADING or ":" in sentence or not sentence.rstrip()[-1:].isalpha():
        return False  # "Source: X" is no heading
    return len(long) >= 2 and capitals == len(long)


UNKNOWN = Bounds()


class Around(Struct, frozen=True):
    """What the recogniser knows of the document around a sentence.

    `ordinary` are words that it also writes in lower case: capitalised at the sentence's
    start, they are no names. `known` are its names of several words. `said` is when it was said,
    `last` the last date before.
    """

    said: Bounds = UNKNOWN
    ordinary: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    last: Bounds = UNKNOWN


class StandIn(Struct, frozen=True):
    """A span that is one mention: a pronoun and whom it means, a counted group, a sector."""

    start: int
    end: int
    kind: str
    text: str


@dataclass(frozen=True)
class Recogniser:
    """Finds the mentions of one language's sentences."""

    cues: Cues

    @cached_property
    def calendar(self) -> Calendar:
        """The language's dates."""
        return Calendar(self.cues)

    @cached_property
    def not_names(self) -> frozenset[str]:
        """Words that are no names though a capital begins them, in lower case."""
        words = (
            *self.cues.stopwords,
            *self.cues.negations,
            *self.cues.words.get("common", ()),
            *self._orders,
            *self.cues.weekdays,
        )
        months = (name for names in self.cues.months for name in names.split("|"))
        return frozenset(word.lower() for word in (*words, *months))

    @cached_property
    def _orders(self) -> frozenset[str]:
        """Verbs that tell readers what to do, of which no name is made: "Installer X 9.2.6"."""
        acts = self.cues.words.get("act", ())
        return frozenset(each for each in acts if each.isalpha() and len(each) >= _LONG_VERB)

    @cached_property
    def _cues(self) -> ByLetter:
        """Verbs and nouns that patterns look for."""
        patterns = (*(each.pattern for each in self.cues.facts), *self.cues.copies)
        cues = {cue_of(pattern) for pattern in patterns}
        tokens = {token for cue in cues for token in _TOKEN.findall(cue)}
        return ByLetter({*cues, *tokens} - {""})

    @cached_property
    def _nouns(self) -> ByLetter:
        """Nouns that a headline writes with a capital."""
        nouns = (noun for each in self.cues.kinds.values() for noun in each)
        return ByLetter({*nouns, *self.cues.words.get("group", ())})

    @cached_property
    def _endings(self) -> frozenset[str]:
        """What ordinary nouns end in, where a language writes them all with a capital."""
        return frozenset(self.cues.words.get("noun endings", ()))

    @property
    def _writes_nouns_large(self) -> bool:
        return self.cues.code in NOUNS_LARGE

    @cached_property
    def _tails(self) -> re.Pattern[str]:
        """A name before a hyphen and a noun that only says what it is: "Lazarus-Gruppe"."""
        nouns = "|".join(self.cues.words.get("name tails", ())) or r"(?!)"
        return re.compile(rf"(.{{2,}})-(?:{nouns})", re.IGNORECASE)

    @cached_property
    def _determined(self) -> re.Pattern[str]:
        """What stands before a noun and seldom before a name: "eine gültige"; a comma makes "die" a pronoun."""
        words = _either(self.cues.words.get("determiner", ()))
        small = _either(self.cues.stopwords)
        return re.compile(
            rf"(?<!, )(?<!\w)(?:{words})(?: (?!(?:{small}) )(?-i:[a-z\u00df-\u00ff-]{{3,}})(?:e|en|er|es|em)){{0,2}} \Z",
            re.IGNORECASE,
        )

    def _is_noun(self, build: _Build, word: re.Match[str], end: int, *, begun: bool) -> bool:
        """Say whether a word is an ordinary noun of a language that writes nouns like names."""
        plain = word[0].lower()
        if tied := self._tails.fullmatch(word[0]):
            return tied[1].lower() in self.not_names or self._ends_like_noun(tied[1].lower())
        if begun and plain in self._parts_of_names:
            return False
        if self._ends_like_noun(plain) or ("-" in plain and self._is_compound(word[0])):
            return True
        if begun or _is_shaped(word[0]):
            return False
        known = self._cues.matches(plain) or self._nouns.matches(plain)
        if known or self._is_everyday(word[0]):
            return True
        alone = word.end() == end
        before = build.sentence[max(word.start() - 60, 0) : word.start()]
        return alone and self._determined.search(before) is not None

    def _is_everyday(self, word: str) -> bool:
        """Say whether a word, each part between its hyphens, is one of every day, and no famous name."""
        if word in FAMOUS or shape_of(word):
            return False
        named = (part for part in word.split("-") if len(part) >= _ABBREVIATION)
        return FAMOUS.isdisjoint(named) and all(
            len(part) < _ABBREVIATION or is_ordinary(self.cues.code, part)
            for part in word.split("-")
        )

    def _is_compound(self, word: str) -> bool:
        """Say whether each part of a word between its hyphens is an everyday noun: "IT-Kosten", "Ransomware-Stamm"."""
        parts = [part for part in word.split("-") if len(part) >= _ABBREVIATION]
        return FAMOUS.isdisjoint(parts) and all(
            is_ordinary(self.cues.code, part) or self._ends_like_noun(part.lower())
            for part in parts
        )

    def _ends_like_noun(self, plain: str) -> bool:
        return any(plain[at:] in self._endings for at in range(len(plain) - 2))

    @cached_property
    def _parts_of_names(self) -> frozenset[str]:
        return frozenset(self.cues.words.get("name parts", ()))

    @cached_property
    def _titles(self) -> re.Pattern[str]:
        return _any_of(self.cues.words.get("title", ()))

    @cached_property
    def _compounds(self) -> tuple[str, ...]:
        return tuple(self.cues.words.get("compound", ()))

    @cached_property
    def _groups(self) -> re.Pattern[str]:
        """A number or what stands for one, at most three words, and what is counted."""
        words = self.cues.words
        several = [each for each, value in self.cues.numbers.items() if value > 1]
        bound, vague, numbers = map(
            _either, (words.get("bound", ()), words.get("vague", ()), several)
        )
        first = (*words.get("bound", ()), *words.get("vague", ()), *several)
        opens = by_letter({each.split(" ")[0] for each in first})
        nouns = (
            "|".join((*words.get("group", ()), *self.cues.frames.get("software", ()))) or r"(?!)"
        )
        small = _either(self.cues.stopwords)
        return re.compile(
            rf"(?<![\w.,])(?<!\d\u2019)(?<!\d')(?<![$\u20ac\u00a3] )(?<![$\u20ac\u00a3])(?<!\d ){_VERSIONED}(?!(?:19|20)\d\d\s+(?!(?:{nouns})(?!\w)))(?=\d|{opens})(?:(?:{bound})\s+)?(?:(?:{_BUILTIN_NUMBER}|(?:{numbers})\b)(?:\s+(?:{SCALES})\b)?|(?:{vague})(?!\w))"
            rf"(?!\s+(?:{small})\s+\d)(?:\s+(?:{small})\b|\s+[ld]'){{0,2}}(?:\s+(?!(?:{small})\b)[\w'-]+(?:[.,]\d{{3}})*){{0,3}}?(?:\s+|(?<='))(?:[\w.]+-)?(?:{nouns})(?![\w-])",
            re.IGNORECASE,
        )

    @cached_property
    def _sectors(self) -> re.Pattern[str]:
        return _any_of(self.cues.words.get("sector", ()))

    def _is_ordinary(self, word: str, setting: Around) -> bool:
        """Say whether a capitalised word at a sentence's start, or in a headline, is likely no name."""
        if word.lower() in setting.ordinary or self._cues.matches(word.lower()):
            return True
        if word in setting.known or word in FAMOUS or shape_of(word):
            return False
        spoken = not _SPOKEN.isdisjoint(self._senses.of(word.lower()))
        return spoken or is_ordinary(self.cues.code, word) or self._is_inflected(word.lower())

    @cached_property
    def _inflections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Endings, the longest first, each with those of the forms that a dictionary has in its place."""
        pairs = (each.split(">") for each in self.cues.words.get("inflection", ()))
        return tuple(
            sorted(((of, tuple(to.split("|"))) for of, to in pairs), key=lambda each: -len(each[0]))
        )

    def _is_inflected(self, word: str) -> bool:
        """Say whether a word is a form of one of every day, where a language's dictionary has only the first form of each."""
        return any(
            word.endswith(of)
            and len(word) - len(of) >= _STEM
            and any(is_ordinary(self.cues.code, word[: -len(of)] + each) for each in to)
            for of, to in self._inflections
        )

    @cached_property
    def _senses(self) -> Senses:
        return Senses(self.cues.lexicon)

    @cached_property
    def _dated(self) -> re.Pattern[str]:
        return self._compiled(rf"(?P<date>(?i:{self.calendar.source}))|")

    @cached_property
    def _dateless(self) -> re.Pattern[str]:
        return self._compiled("")

    def _compiled(self, date: str) -> re.Pattern[str]:
        regions = (*self.cues.words.get("region", ()), *self.cues.demonyms)
        region = _either(regions)
        small = {each.split(" ")[0] for each in regions if each[0].islower()}
        alone = "" if self._endings else "(?! [A-Z][a-z])"  # "India Today" is no region
        months = "|".join(names for names in self.cues.months)
        # "In December" and "The North Korean" are no names of two words.
        opening = rf"(?i:{_either(each for each in self.not_names if len(each) < 6)})[ \u00a0](?:(?i:{months or '(?!)'})\b|(?:{region})(?!\w))"
        bodies = "|".join(self.cues.words.get("body", ()))
        of = _either(self.cues.words.get("body of", ())).replace("'", "['\u2019]")
        body = (
            rf"(?:(?:[{_CAPITAL}]\w{{1,9}} )?(?:{bodies}) (?:{of})(?:[ \u00a0]|(?<=['\u2019])))?"
            if bodies
            else ""
        )  # of "Banco de Levante"
        # "die macOS-Ausgabe"
        tied = "|".join((r"(?![\w-])", *self.cues.words.get("platform tails", ())))
        tied = rf"(?:{tied})"
        opens = by_letter({*_PLATFORM_WORDS, *small})
        return re.compile(
            # Nothing is recognised in the middle of a word, nor at a plain one in small letters:
            # most places are left at once.
            rf"(?<![\w.])(?=\w)(?:{date}(?:(?!{_SMALL})|(?={opens}))(?:(?P<version>{_VERSION})"
            rf"|(?P<dotted>{_DOTTED})|(?P<system>{SYSTEM_NAMES})|(?P<platform>(?i:{_PLATFORM}{tied}))|(?P<region>(?:{region})(?!\w){alone})"
            rf"|(?P<name>(?!{opening}){body}{_name(tied)})))|{_QUOTED}|(?P<apostrophe>\u2019)|(?P<drop>{_DROP})"
            rf"|(?P<blank>\s{{2,}}|[^\S ])"
        )

    @cached_property
    def _date_words(self) -> frozenset[str]:
        """Words without one of which, and without a digit, a sentence holds no date."""
        named = (*self.cues.months, *self.cues.weekdays, *self.cues.seasons)
        told = [each for each in self.cues.relative if not _SLOT.search(each.replace("<n>", ""))]
        units = (each.partition("<n> ")[2].partition(" ")[0] or each for each in told)
        last = (_LETTERS.findall(each.lower())[-1] for each in units)
        return frozenset((*(one for each in named for one in each.lower().split("|")), *last))

    def may_be_dated(self, sentence: str, heads: AbstractSet[str]) -> bool:
        """Say whether a sentence of those words can hold a date."""
        return _DIGIT.search(sentence) is not None or not self._date_words.isdisjoint(heads)

    def _holds_date(self, sentence: str, heads: AbstractSet[str]) -> bool:
        """Say the same more closely: digits alone are a date's only with a year."""
        return not self._date_words.isdisjoint(heads) or _YEARLY.search(sentence) is not None

    @cached_property
    def _counting(self) -> tuple[frozenset[str], frozenset[str]]:
        """Word beginnings without which a sentence counts no group, and those without which it names no sector."""
        return self._words_for("group"), self._words_for("sector")

    def _words_for(self, key: str) -> frozenset[str]:
        found = {
            word
            for each in self.cues.words.get(key, ())
            for word in _LETTERS.findall(_ESCAPE.sub(" ", each.lower()))
        }
        return frozenset(
            f"{word[:4]}*" if len(word) > 4 else word for word in found if len(word) > 2
        )

    @cached_property
    def _naming(self) -> frozenset[str] | None:
        """Words, or beginnings of longer ones, with one of which a sector begins; None where that is not sure."""
        return surely("|".join(self.cues.words.get("sector", ())))

    @cached_property
    def _numbering(self) -> frozenset[str]:
        """Words with one of which a counted group begins, if not with a digit."""
        words = self.cues.words
        several = (each for each, value in self.cues.numbers.items() if value > 1)
        opens = (*words.get("bound", ()), *words.get("vague", ()), *several)
        return frozenset(_LETTERS.findall(each.lower())[0] for each in opens)

    def _groups_in(self, sentence: str, heads: AbstractSet[str] | None) -> Iterable[re.Match[str]]:
        """Return the counted groups of a sentence: each begins with a digit, or a word that counts."""
        low = sentence.lower()
        if heads is None or len(low) != len(sentence):
            return self._groups.finditer(sentence)
        if self._counting[0].isdisjoint(heads):
            return ()
        places = _places(low, self._numbering & heads)
        places += (each.start() for each in _DIGIT.finditer(sentence))
        places.sort()
        return matches(self._groups, sentence, places, 0, len(sentence))

    def _sectors_in(self, sentence: str, heads: AbstractSet[str] | None) -> Iterable[re.Match[str]]:
        if heads is not None and self._counting[1].isdisjoint(heads):
            return ()
        low = sentence.lower()
        if heads is None or self._naming is None or len(low) != len(sentence):
            return self._sectors.finditer(sentence)
        places = _places(low, self._naming & heads)
        return matches(self._sectors, sentence, places, 0, len(sentence))

    def counted(self, sentence: str, heads: AbstractSet[str] | None = None) -> list[StandIn]:
        """Return the counted groups and sectors of a sentence, in order, without overlap."""
        found = [
            StandIn(*match.span(), kind, " ".join(match[0].split()))
            for kind, listed in (
                ("group", self._groups_in(sentence, heads)),
                ("sector", self._sectors_in(sentence, heads)),
            )
            for match in listed
        ]
        found.sort(key=lambda each: (each.start, -each.end))
        return [
            each
            for at, each in enumerate(found)
            if not any(before.end > each.start for before in found[:at])
        ]

    def skeleton(
        self,
        sentence: str,
        setting: Around,
        instead: Sequence[StandIn] = (),
        heads: AbstractSet[str] | None = None,
    ) -> Skeleton:
        """Return the skeleton of a sentence; `instead` are spans already understood, in order.

        `heads`, its words and their beginnings, spare looking for dates where none can be.
        """
        dated = heads is None or self._holds_date(sentence, heads)
        build = _Build(sentence)
        titled = is_titled(sentence)
        waiting = list(reversed(instead))
        for match in (self._dated if dated else self._dateless).finditer(sentence):
            while waiting and match.end() > waiting[-1].start:
                build.stand_in(waiting.pop())
            if match.start() < build.done_to:
                continue
            build.copy(match.start())
            self._add(build, match, setting, titled=titled, dated=dated)
        while waiting:
            build.stand_in(waiting.pop())
        build.copy(len(sentence))
        return build.done()

    def _add(
        self, build: _Build, match: re.Match[str], setting: Around, *, titled: bool, dated: bool
    ) -> None:
        kind = match.lastgroup or ""
        if kind in _REWRITTEN:
            build.put(_REWRITTEN[kind], match)
        elif dated and match["date"] is not None:
            if self.calendar.is_date(match):
                bounds = self.calendar.bounds(match, setting.said, build.last_date(setting.last))
                build.sign("date", match[0], *match.span(), bounds)
        elif kind == "platform":
            build.sign("platform", _PLATFORMS[match[0].lower().replace(" ", "")], *match.span())
        elif kind == "version":
            if self._is_address(build, match):
                build.sign("name", match[0], *match.span())
            elif not self._is_amount(build, match):
                build.sign("version", match[0], *match.span())
        elif kind == "region":
            text = self.cues.demonyms.get(match[0], match[0])
            build.sign("region", text, *match.span())
        elif kind == "name":
            self._add_name(build, match, setting, titled=titled)
        else:
            text = match["code"] if kind == "code" else match[0]
            build.sign("name", text, *match.span())

    def _is_address(self, build: _Build, match: re.Match[str]) -> bool:
        """Say whether four numbers are an address: no product, no word for a version, no other one stands before."""
        if _ADDRESS.fullmatch(match[0]) is None:
            return False
        before = build.sentence[max(match.start() - 14, 0) : match.start()]
        if _VERSION_NOUN.search(before):
            return False
        last = build.last_mention()
        if last is None:
            return True
        between = build.sentence[last.end : match.start()]
        if last.kind == "version":
            return _NEXT_VERSION.fullmatch(between) is None
        owns = last.kind in {"name", "platform"} and last.text not in _ADDRESSED
        return not (owns and between == " ")

    def _is_amount(self, build: _Build, match: re.Match[str]) -> bool:
        """Say whether "18.000" counts: it is round, or a noun follows it, or "about" leads to it; and no word for a version stands before."""
        if _THOUSANDS.fullmatch(match[0]) is None:
            return False
        before = build.sentence[max(match.start() - 14, 0) : match.start()]
        counts = (
            match[0].endswith(".000")
            or _COUNTS.match(build.sentence, match.end()) is not None
            or self._bounds.search(before) is not None
        )
        return counts and _VERSION_NOUN.search(before) is None

    @cached_property
    def _bounds(self) -> re.Pattern[str]:
        """What leads to a number that counts: "about", "more than"."""
        return re.compile(
            rf"(?<!\w)(?:{_either(self.cues.words.get('bound', ()))}) \Z", re.IGNORECASE
        )

    def _add_name(
        self, build: _Build, match: re.Match[str], setting: Around, *, titled: bool
    ) -> None:
        """Add a run of capitalised words, without those that only begin the sentence.

        A title ("CEO") parts an organisation from a person; in a headline every ordinary word parts.
        """
        first, last = 0, 0
        begun = False
        shouted = len(_SHOUTED.findall(match[0])) > 1
        for word in _RUN.finditer(build.sentence, *match.span()):
            if not begun and word.end() == match.end() and (region := self._regions.get(word[0])):
                build.copy(word.start())  # behind a noun: "ohne Zweifel Nordkorea"
                build.sign("region", region, *word.span())
                return
            loud = shouted and _SHOUTED.fullmatch(word[0]) and word[0].title() not in setting.known
            tied = self._tied(word, setting)
            if tied is None and (
                loud or self._parts(build, word, match.end(), setting, titled=titled, begun=begun)
            ):
                if begun:
                    build.name(first, last, self._tails)
                begun = False
            else:
                first, last = (first if begun else word.start()), word.end()
                begun = True
                if tied is not None:
                    build.tied(first, tied, last)
                    begun = False
        if begun:
            if not titled and (end := self._end_of_body(build.sentence, first, last)):
                last = end
            build.name(first, last, self._tails)
        build.copy(max(match.end(), last))

    @cached_property
    def _regions(self) -> dict[str, str]:
        """The regions of one word, and what stands for one."""
        alone = {each: each for each in self.cues.words.get("region", ()) if " " not in each}
        return {**alone, **{each: of for each, of in self.cues.demonyms.items() if " " not in each}}

    def _end_of_body(self, sentence: str, first: int, last: int) -> int:
        """Return where a name ends that begins with an everyday noun and goes on behind "of": "Pousadas do Sul"; 0 without that."""
        going = self._goes_on.match(sentence, last)
        noun = sentence[first:last]
        if going is None or not noun.istitle() or " " in noun or not self._is_everyday(noun):
            return 0
        opens = not any(char.isalnum() for char in sentence[max(first - 8, 0) : first])
        return 0 if opens or going["first"].lower() in self.not_names else going.end()

    @cached_property
    def _goes_on(self) -> re.Pattern[str]:
        """What ties two parts of one name, and the second of them: " de la X"."""
        of = _either(self.cues.words.get("body of", ())).replace("'", "['\u2019]")
        word = rf"[{_CAPITAL}][\w-]*[\w]"
        return re.compile(
            rf"[ \u00a0](?:{of})(?:[ \u00a0]|(?<=['\u2019]))(?P<first>{word})(?:[ \u00a0]{word}){{0,2}}"
        )

    def _is_of_place(self, build: _Build, word: re.Match[str]) -> bool:
        """Say whether a word is an adjective of a place between an article and a noun: "de Hamburgse keten"."""
        endings = self._place_endings
        if not endings or not word[0].endswith(endings):
            return False
        before = build.sentence[max(word.start() - 8, 0) : word.start()].lower().split()[-1:]
        behind = build.sentence[word.end() : word.end() + 2]
        return behind[:1] == " " and behind[1:].islower() and not self._articles.isdisjoint(before)

    @cached_property
    def _place_endings(self) -> tuple[str, ...]:
        return tuple(self.cues.words.get("place endings", ()))

    @cached_property
    def _articles(self) -> frozenset[str]:
        return frozenset(self.cues.words.get("the", ()))

    def _tied(self, word: re.Match[str], setting: Around) -> int | None:
        """Return where a name ends that a hyphen ties to an everyday noun, if the document names it alone, too: "Acme-directeur"."""
        head, hyphen, noun = word[0].rpartition("-")
        if not hyphen or len(head) < _ABBREVIATION or head not in setting.known:
            return None
        if self._writes_nouns_large and (
            self._is_everyday(head) or self._ends_like_noun(head.lower())
        ):
            return None  # "Kunden-Daten"
        return word.start() + len(head) if noun and self._is_everyday(noun) else None

    def _is_branch(self, word: str) -> bool:
        """Say whether a word is an everyday noun that a hyphen ties to what technology is called: "ICT-dienstverlener"."""
        head, hyphen, noun = word.rpartition("-")
        if not hyphen or head not in HOSTS or not noun.islower():
            return False
        return self._is_everyday(noun) or bool(self._senses.of(noun))

    def _begins(self, build: _Build, word: re.Match[str], behind: str, setting: Around) -> bool:
        """Say whether an everyday noun begins a name of two words: "the provider Chain IQ".

        Only where no sentence begins with it, or the document also writes it so inside of one.
        """
        if self._writes_nouns_large or not behind or not word[0].istitle():
            return False
        if word[0].lower() in self._small_words or behind.lower() in self.not_names:
            return False
        return not build.at_opening(word.start()) or {word[0], behind} <= setting.known

    @cached_property
    def _small_words(self) -> frozenset[str]:
        """What never begins a name: articles, prepositions, days, months."""
        common = {each.lower() for each in self.cues.words.get("common", ())}
        return self.not_names - common - self._orders

    def _parts(
        self,
        build: _Build,
        word: re.Match[str],
        end: int,
        setting: Around,
        *,
        titled: bool,
        begun: bool,
    ) -> bool:
        """Say whether a capitalised word of a run is no part of a name."""
        plain = word[0].lower()
        behind = build.sentence[word.end() + 1 : end].partition(" ")[0]
        if plain in self.not_names:
            return titled or not (begun or self._begins(build, word, behind, setting))
        noun = (
            self._writes_nouns_large
            and not (_FORM.fullmatch(behind) or (behind and shape_of(f"{word[0]} {behind}")))
            and self._is_noun(build, word, end, begun=begun)
        )
        placed = not begun and self._is_of_place(build, word)
        said = plain.endswith(self._compounds) or self._titles.fullmatch(plain)
        if noun or placed or said or self._is_branch(word[0]):
            return True
        if _is_shaped(word[0]):
            return False
        if titled:
            known = word[0] in setting.known or not self._is_ordinary(word[0], setting)
            return not known or self._nouns.matches(plain)
        opens = build.at_opening(word.start()) or build.at_label(word.start(), word.end())
        if begun or not opens:
            return False
        # "Recent NPM", but "Acme Phone": who writes the second word large alone names both.
        return (not behind or _is_shaped(behind)) and self._is_ordinary(word[0], setting)


def _either(phrases: Iterable[str]) -> str:
    ordered = sorted(phrases, key=lambda each: (-len(each), each))
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in ordered) or r"(?!)"


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?=\w)(?:{'|'.join(patterns) or '(?!)'})(?![\w-])", re.IGNORECASE
    )


def _places(low: str, heads: Iterable[str]) -> list[int]:
    """Return where in a text in small letters words, or beginnings of longer ones (`bank*`), stand, in order."""
    found = []
    for head in heads:
        word = head.removesuffix("*")
        at = low.find(word)
        while at >= 0:
            found.append(at)
            at = low.find(word, at + 1)
    return sorted(found)


def _is_shaped(word: str) -> bool:
    """Say whether a word is a name by its inside: `X_TRADER`, `UNC4736`, `VirusTotal`."""
    return word[1:] != word[1:].lower() or any(char.isdigit() for char in word)


class _Build:
    """A skeleton being built: text so far, and where each piece of it came from."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._mentions: dict[str, Mention] = {}
        self._counts = dict.fromkeys(_FIRST, 0)
        self._length = 0
        self._done = 0

    def at_opening(self, at: int) -> bool:
        """Say whether nothing but marks stands before a place."""
        return not any(char.isalnum() for char in self.sentence[max(at - 8, 0) : at])

    def at_label(self, start: int, end: int) -> bool:
        """Say whether a word stands right behind a colon and goes on in small letters: "**Advice:** Restrict the use"."""
        before = self.sentence[max(start - 8, 0) : start].rstrip(" *_\xa0")
        behind = self.sentence[end : end + 2]
        return before[-1:] == ":" and behind[:1] == " " and behind[1:].islower()

    def copy(self, end: int) -> None:
        """Copy the sentence up to `end` as it is."""
        if end > self._done:
            self._piece(self.sentence[self._done : end], self._done)
            self._done = end

    def put(self, text: str, match: re.Match[str]) -> None:
        """Put other text in the place of a match."""
        if text:
            self._piece(text, match.start())
        self._done = match.end()

    @property
    def done_to(self) -> int:
        """Up to where the sentence is built."""
        return self._done

    def name(self, start: int, end: int, tails: re.Pattern[str]) -> None:
        """Put the sign of a name, without the noun that a hyphen ties to it."""
        self.copy(start)
        if tied := tails.fullmatch(self.sentence, start, end):
            self.tied(start, tied.end(1), end)
        else:
            self.sign("name", self.sentence[start:end], start, end)

    def tied(self, start: int, stop: int, end: int) -> None:
        """Put the sign of a name that ends at `stop`, at a hyphen, and leave the noun behind it as a word up to `end`."""
        self.copy(start)
        self.sign("name", self.sentence[start:stop], start, stop)
        self._piece(" ", stop)
        self._done = stop + 1
        self.copy(end)

    def stand_in(self, one: StandIn) -> None:
        """Put the sign of a span that is already understood, unless the place is taken."""
        if one.start >= self._done:
            self.copy(one.start)
            self.sign(one.kind, one.text, one.start, one.end)

    def last_mention(self) -> Mention | None:
        """Return the last mention so far."""
        return next(reversed(self._mentions.values()), None)

    def last_date(self, before: Bounds) -> Bounds:
        """Return the last date of the sentence so far, else the one before it."""
        dates = [each.bounds for each in self._mentions.values() if each.bounds is not None]
        return dates[-1] if dates else before

    def sign(
        self, kind: str, text: str, start: int, end: int, bounds: Bounds | None = None
    ) -> None:
        """Put the sign of a mention."""
        number = self._counts[kind]
        if number >= _ROOM:
            self.copy(end)
            return
        self._counts[kind] = number + 1
        sign = chr(_FIRST[kind] + number)
        self._mentions[sign] = Mention(kind, text, start, end, bounds)
        self._piece(sign, start)
        self._done = end

    def _piece(self, text: str, origin: int) -> None:
        self._starts.append(self._length)
        self._origins.append(origin)
        self._parts.append(text)
        self._length += len(text)

    def done(self) -> Skeleton:
        """Return the skeleton."""
        return Skeleton(
            "".join(self._parts),
            tuple(self._starts),
            tuple(self._origins),
            self._mentions,
            len(self.sentence),
        )
