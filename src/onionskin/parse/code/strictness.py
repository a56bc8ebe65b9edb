"""How strict a script or a text with settings is: values of which the field knows which one protects.

`strictness.toml` holds the names and the order of their values. Each value is told with a digest of the line around it, so that
two releases can be compared where nothing but the value changed.
"""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from onionskin.model import Value
from onionskin.parse.code.needles import matches, places
from onionskin.parse.code.text_digests import digest_of

MOST = 2000
SAID = 60  # letters of a value that are kept
_LIST = 6000  # letters of a list

# A name, what ties it to a value, and a value that is written out.
_SETTING = re.compile(
    r"(?<![\w.$-])(?:[\w$]{1,40}(?:\.|::|->))?['\"]?(?:--)?([A-Za-z_][\w-]{1,60})['\"]?\s{0,3}(?::\s{0,2}[\w\[\], |.]{1,30}\s{0,2}=|=>|[:=](?!=)|\(|,)\s{0,3}['\"]?"
    r"(?:(true|True|TRUE|!0|yes|on|false|False|FALSE|!1|no|off|Yes|No|YES|NO|\$true|\$false)\b|"
    r"((?:Infinity|Number\.\w{3,20}|float\(['\"]inf['\"]\)|math\.inf|sys\.maxsize|None|null|nil|undefined|-1)\b|"
    r"\d[\d_]{0,14}(?:\.\d+)?(?:e\d{1,3})?(?:(?:\s{0,2}(?:\*{1,2}|<<)\s{0,2}\d[\d_]{0,9}){1,4})?)(?![\w.]))"
)  # fmt: skip
_PLAIN_SETTING = re.compile(r"^[ \t]*([A-Za-z][\w.-]{2,60})[ \t]+(yes|no|on|off|true|false|\d{1,12})[ \t]*$", re.MULTILINE)  # fmt: skip
_LISTED = re.compile(r"(?<![\w$-])['\"]?([A-Za-z_][\w-]{2,60})['\"]?\s{0,3}(?::\s{0,2}[\w\[\], |.]{1,40}\s{0,2}=|=>|[:=])\s{0,3}(?:new\s{1,3}|Object\.freeze\s{0,2}\(\s{0,2})?(?:[a-z]{0,6}[sS]et\s{0,2}\(\s{0,2}|tuple\(|re\.compile\(\s{0,3}r?)?([\[({/'\"])")  # fmt: skip
_WORD = re.compile(r"['\"]([^'\"\n]{1,80})['\"]")
_CLOSING = {"[": "]", "(": ")", "{": "}", "/": "/", "'": "'", '"': '"'}
_ALTERNATIVE = re.compile(r"[\w:*.+/-]+")
_ENDLESS = re.compile(r"Inf|MAX|inf|maxsize|None|null|nil|undefined|-1|^0$")
_YES = frozenset({"true", "!0", "yes", "on", "$true", "1", "2"})
_NO = frozenset({"false", "!1", "no", "off", "$false", "0"})
_LOCAL = re.compile(r"//(?:localhost|127\.|0\.0\.0\.0|\[::|[\w-]{1,40}\.(?:local|test|internal)\b|example\.|www\.w3\.org|schemas?\.|[\w.]{1,40}/(?:ns|xmlns|schema))")  # fmt: skip
# A mode of a file as programs write it; what a digit lets a group, or everybody, do: writing weighs most.
_MODE = re.compile(r"0o?([0-7]{3})(?![\w.])")
_MAY = {"0": 0, "1": 1, "2": 8, "3": 9, "4": 2, "5": 3, "6": 10, "7": 11}
# A regular expression that is written out, as JavaScript and Ruby do, and as an argument of what compiles or asks it.
_ANCHORED = r"(?P<whole>(?P<begin>\^|\\A)?(?P<inner>(?:[^%s\n\\\[]|\\[^\nzZ]|\[(?:[^\]\n\\]|\\.){1,200}\]){2,200}?)(?P<end>\$|\\[zZ])?)"
_SLASHED = re.compile(r"/(?![/*])" + _ANCHORED % "/" + r"/(?=[dgimosuvxy]{0,6}(?:[.,;:)\]}\n ]|$))")
_QUOTED = re.compile(
    r"(?:compile|match|search|RegExp|Regexp\.new)\(\s{0,3}[rb]{0,2}(?P<quote>['\"])"
    + _ANCHORED % "'\""
    + r"(?P=quote)"
)
# What a name of a cipher or a signature is put together from, as Java does it.
_PARTS = re.compile(r"[/,;:+\s]|with(?=[A-Z])")
_HOLDS = {"^": 1.0, "$": 1.0, "\\A": 1.5, "\\z": 1.5, "\\Z": 1.5}
# Less than this share of a number, and it is another one.
_FEWER = 0.67
_FAR_MORE = 1000.0
MORE, NONE = "more", "none"


class Strict(NamedTuple):
    """One value: where it stands, which row of the table it is of, a digest of the line without it, how strict it is, and as it is written."""

    offset: int
    length: int
    row: int
    frame: bytes
    rank: float
    said: str


class Strictness(Value, frozen=True):
    """The values of a script that make it strict or lax, in order, at most 2,000; `marks` are (offset, row) of each call that protects, as many."""

    values: tuple[Strict, ...]
    marks: tuple[tuple[int, int], ...] = ()


class _Row(msgspec.Struct, frozen=True):
    says: str
    names: str = ""
    strict: bool = True
    weaker: str = ""
    worse: str = ""
    words: str = ""
    ranks: tuple[tuple[str, ...], ...] = ()
    besides: str = ""
    calls: str = ""
    languages: tuple[str, ...] = ()


class _Table(msgspec.Struct, frozen=True):
    flag: tuple[_Row, ...]
    number: tuple[_Row, ...]
    words: tuple[_Row, ...]
    list: tuple[_Row, ...]
    literal: tuple[_Row, ...]
    mark: tuple[_Row, ...]

    @property
    def rows(self) -> tuple[_Row, ...]:
        return (*self.flag, *self.number, *self.words, *self.list, *self.literal, *self.mark)

    @property
    def first_literal(self) -> int:
        """The number of the first row of literals; behind these stand the marks."""
        return len(self.rows) - len(self.mark) - len(self.literal)


@cache
def _table() -> _Table:
    text = Path(__file__).with_name("strictness.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Table)


def says(row: int) -> str:
    """Return what the values of a row are about."""
    return _table().rows[row].says


def is_weaker(row: int, before: float, after: float) -> bool:
    """Say whether a value is less strict than the one that stood in its place."""
    if _table().rows[row].weaker == "less":
        return 0 <= after < before * _FEWER
    return after < before


def strictness(plain: str, places: Sequence[int], language: str = "", *, is_script: bool = True) -> Strictness:  # fmt: skip
    """Return the values of a text without its comments, in a language of script_lexing's; `places` are the offsets of its pieces."""
    found = _found(plain, places, is_script=is_script)
    values = sorted(islice(found, MOST), key=lambda each: (each.offset, each.row))
    return Strictness(
        tuple(values), tuple(islice(_marks(plain, language), MOST)) if is_script else ()
    )


def _found(plain: str, places: Sequence[int], *, is_script: bool) -> Iterator[Strict]:
    frames = _Frames(plain, places)
    yield from _settings(plain, frames, is_script=is_script)
    yield from _lists(plain)
    for number, row in enumerate(_table().rows):
        if row.ranks:
            yield from _words(plain, number, row, frames)
    if is_script:
        yield from _modes(plain, frames)
        yield from _patterns(plain, frames)


def _marks(plain: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield (offset, row) of each call that protects."""
    first = _table().first_literal + len(_table().literal)
    for at, row in enumerate(_table().mark):
        if row.languages and language not in row.languages:
            continue
        for each in matches(_compiled(row.calls), plain):
            before = plain[each.start() - 1 : each.start()]
            if not (before.isalnum() or before in ("_", "$")):
                yield each.start(), first + at


def _modes(plain: str, frames: _Frames) -> Iterator[Strict]:
    """Yield the modes of files: the more others may, the laxer."""
    number = _table().first_literal
    row = _table().rows[number]
    for each in _MODE.finditer(plain):
        before = plain[each.start() - 1 : each.start()]
        if before.isalnum() or before in ("_", "."):
            continue
        first, last = frames.line(each.start())
        if _compiled(row.besides).search(plain, first, last):
            rank = -float(sum(_MAY[digit] for digit in each[1][-2:]))
            yield Strict(each.start(), len(each[0]), number, frames.around(*each.span()), rank, each[0])  # fmt: skip


def _patterns(plain: str, frames: _Frames) -> Iterator[Strict]:
    """Yield regular expressions that are written out: the more of a text's ends they hold on to, the stricter."""
    number = _table().first_literal + 1
    for each in (*_SLASHED.finditer(plain), *_QUOTED.finditer(plain)):
        begin, inner, end = each.group("begin") or "", each.group("inner"), each.group("end") or ""
        rank = float(sum(_HOLDS.get(one, 0) for one in (begin, end)))
        start, stop = each.start("whole"), each.end("whole")
        frame = digest_of(inner) + frames.around(start, stop)
        yield Strict(start, stop - start, number, frame, rank, each.group("whole")[:SAID])


class _Frames:
    """Tells the lines around values."""

    def __init__(self, plain: str, places: Sequence[int]) -> None:
        self._plain, self._places = plain, places

    def line(self, at: int) -> tuple[int, int]:
        """Return (start, end) of the piece that holds a place."""
        number = max(bisect_right(self._places, at) - 1, 0)
        start = self._places[number] if self._places else 0
        end = self._places[number + 1] if number + 1 < len(self._places) else len(self._plain)
        return start, end

    def around(self, start: int, end: int) -> bytes:
        first, last = self.line(start)
        return digest_of(self._plain[first:start] + "\0" + self._plain[end : max(last, end)])


def _settings(plain: str, frames: _Frames, *, is_script: bool) -> Iterator[Strict]:
    table = _table()
    for each in _SETTING.finditer(plain):
        group = 2 if each[2] else 3
        yield from _setting(each, group, frames, table)
    if not is_script:
        for each in _PLAIN_SETTING.finditer(plain):
            yield from _setting(each, 2, frames, table)


def _setting(each: re.Match[str], group: int, frames: _Frames, table: _Table) -> Iterator[Strict]:
    flag, number = _rows_of(each[1])
    value = each[group]
    said = value.lower()
    row, rank = -1, 0.0
    if flag >= 0 and (said in _YES or said in _NO):
        row, rank = flag, float((said in _YES) == table.rows[flag].strict)
    elif number >= 0 and (value[0].isdigit() or _ENDLESS.search(value)):
        row, rank = number, _number(value, table.rows[number].weaker)
    if row >= 0 and not math.isnan(rank):
        start, end = each.span(group)
        yield Strict(start, end - start, row, frames.around(start, end), rank, value[:SAID])


def _number(value: str, weaker: str) -> float:
    """Return a number as a rank: what makes guessing slow as it is, a limit as 1, and one that is none as 0."""
    is_endless = bool(_ENDLESS.search(value))
    if weaker == NONE:
        return 0.0 if is_endless else 1.0
    if is_endless or not value[0].isdigit():
        return math.nan
    total = 1.0
    parts = re.split(r"\s*(?:\*{1,2}|<<)\s*", value.replace("_", ""))
    for part in parts:
        total *= float(part)
    return total


@lru_cache(4096)
def _rows_of(name: str) -> tuple[int, int]:
    """Return the numbers of the rows of flags and of numbers that a name belongs to, -1 for none."""
    rows = _table().rows
    flag = number = -1
    for at, row in enumerate(rows):
        if not row.names or row.worse:
            continue
        if _compiled(row.names).fullmatch(name):
            if row.weaker:
                number = at if number < 0 else number
            else:
                flag = at if flag < 0 else flag
    return flag, number


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _lists(plain: str) -> Iterator[Strict]:
    rows = _table().rows
    for each in _LISTED.finditer(plain):
        row = _row_of_list(each[1])
        if row < 0:
            continue
        sign = each[2]
        end = _list_end(plain, each.end(), sign)
        if end < 0:
            continue
        inner = plain[each.end() : end]
        words = _ALTERNATIVE.findall(inner) if sign in "/'\"" else _WORD.findall(inner)
        if len(words) > (sign in "'\"") or inner.strip() == "*":
            rank = _rank_of_list(rows[row], words)
            said = " ".join(inner.split())[:SAID]
            yield Strict(each.start(1), end - each.start(1), row, digest_of(each[1] + sign), rank, said)  # fmt: skip


def _rank_of_list(row: _Row, words: list[str]) -> float:
    """Return how strict a list is: the fewer of the words of its row, or, where it says what is refused, the more of any."""
    if row.worse != MORE:
        return float(len(words))
    return -float(sum(1 for word in words if _compiled(row.words).fullmatch(word.strip())))


@lru_cache(4096)
def _row_of_list(name: str) -> int:
    # What is refused goes before what is allowed: `unsafe` holds `safe`.
    rows = [(at, row) for at, row in enumerate(_table().rows) if row.worse]
    for at, row in reversed(rows):
        if _compiled(row.names).fullmatch(name):
            return at
    return -1


def _list_end(plain: str, at: int, sign: str) -> int:
    if sign in "/'\"":
        end = plain.find(sign, at, at + _LIST)
        line = plain.find("\n", at, at + _LIST)
        return -1 if 0 <= line < end else end
    depth = 1
    for each in _compiled(f"[{re.escape(sign + _CLOSING[sign])}]").finditer(plain, at, at + _LIST):
        depth += 1 if each[0] == sign else -1
        if not depth:
            return each.start()
    return -1


def _words(plain: str, number: int, row: _Row, frames: _Frames) -> Iterator[Strict]:
    for rank, words in enumerate(row.ranks):
        for start, word in _standing(plain, words):
            end = start + len(word)
            first, last = frames.line(start)
            if row.besides and not _compiled(row.besides).search(plain, first, last):
                continue
            is_scheme = word[-1] == ":" and word != "::"
            if is_scheme and (not plain.startswith("//", end) or _LOCAL.match(plain, end)):
                continue
            strict = float(len(row.ranks) - rank)
            yield Strict(start, len(word), number, frames.around(start, end), strict, word)


def _standing(plain: str, words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield (offset, word) where a word stands that is no part of a longer one, in order; of two that overlap the first, or the longer."""
    found = sorted(
        (start, -len(word), word)
        for word in words
        for start in places(plain, word)
        if not _goes_on(plain, start, word)
    )
    done = 0
    for start, _, word in found:
        if start >= done:
            done = start + len(word)
            yield start, word


def _goes_on(plain: str, start: int, word: str) -> bool:
    before = plain[start - 1] if start else " "
    behind = plain[start + len(word) : start + len(word) + 1]
    if word[-1] == ":":
        return before.isalnum() or before in "_:" or behind == ":"
    return before.isalnum() or before in "_-" or (behind != "" and (behind.isalnum() or behind in "_-"))  # fmt: skip


class Named(Value, frozen=True):
    """The words of `words` rows that stand as constants in compiled code: (row, rank, word, offset), in order; at most 2,000."""

    words: tuple[tuple[int, float, str, int], ...]


def named(constants: Iterable[tuple[int, str]]) -> Named:
    """Return what constants say of how strict compiled code is; each is (offset, text)."""
    known = _ranked()
    found = (
        (*known[word], word, offset)
        for offset, text in constants
        for word in _PARTS.split(text)
        if word in known
    )
    return Named(tuple(islice(found, MOST)))


@cache
def _ranked() -> dict[str, tuple[int, float]]:
    rows = [(at, row) for at, row in enumerate(_table().rows) if row.ranks and not row.besides]
    # A scheme stands among constants without its colon, too.
    return {bare: (at, float(-rank)) for at, row in rows for rank, words in enumerate(row.ranks) for word in words for bare in (word, word.removesuffix(":"))}  # fmt: skip


def exchanged(was: Named, now: Named) -> Iterator[tuple[int, str, str, int]]:
    """Yield (row, old word, new word, offset) where one word is gone and a laxer one of the same row came, and nothing else of the row."""
    before = Counter((row, rank, word) for row, rank, word, _ in was.words)
    after = Counter((row, rank, word) for row, rank, word, _ in now.words)
    gone, came = sorted((before - after).elements()), sorted((after - before).elements())
    for row in sorted({each[0] for each in gone}):
        one = [each for each in gone if each[0] == row]
        other = [each for each in came if each[0] == row]
        if len(one) == len(other) == 1 and other[0][1] < one[0][1]:
            offset = next(at for _, _, word, at in now.words if word == other[0][2])
            yield row, one[0][2], other[0][2], offset


def weaker(before: Iterable[Strict], after: Iterable[Strict]) -> Iterator[tuple[Strict, Strict]]:
    """Yield (old, new) of each value that became less strict where the line around it stayed."""
    olds: dict[tuple[int, bytes], list[Strict]] = {}
    news: dict[tuple[int, bytes], list[Strict]] = {}
    for side, values in ((olds, before), (news, after)):
        for each in values:
            side.setdefault((each.row, each.frame), []).append(each)
    for key, now in news.items():
        was = olds.get(key, [])
        if len(was) == len(now):
            for one, other in zip(was, now, strict=True):
                if is_weaker(key[0], one.rank, other.rank):
                    yield one, other
