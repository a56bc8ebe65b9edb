"""What a line of a script holds less than the one that stood in its place.

Both lines are taken apart into words and signs (ECMA-262 section 12; the Python Language Reference, section 2; ISO/IEC 9899
section 6.4), and what they begin and end with alike is left out: what remains is the change. `weakenings.toml` holds the
words of the field.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from onionskin.model import Value
from onionskin.parse.code.guards import TRUST
from onionskin.parse.code.script_lexing import lex

LONGEST = 2000
# When a weakening asks for a review: in a small step, or in any.
SMALL, ALWAYS = 1, 2

_TOKEN = re.compile(
    r"[rbfuRBFU]{0,2}(?:'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")|`[^`]*`|0[xXoObB][\da-fA-F_]+[uUlL]*|"
    r"\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?[uUlL]*|[A-Za-z_$][\w$]*[!?]?|===|!==|==|!=|<=|>=|&&|\|\||\*\*|->|=>|::|[^\s\w]"
)
_NUMBER = re.compile(r"(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d{1,2})?)[uUlL]*")
_WORD = re.compile(r"[A-Za-z_$][\w$]*[!?]?")
_EQUAL = frozenset({"==", "===", "!=", "!=="})
_ORDER = frozenset({"<", "<=", ">", ">="})
_YES = frozenset({"true", "True", "TRUE", "YES"})
_NO = frozenset({"false", "False", "FALSE", "NO"})
# A line that says what a function is called, and takes: whoever calls it says what is asked.
_DEFINES = re.compile(
    r"(?:export\s+|default\s+|pub\s+|public\s+|private\s+|protected\s+|static\s+|async\s+)*(?:def|function|func|fn|sub|class|interface)\b|[\w$]+\s*\([^()]*\)\s*\{$"
)
_TIES = ({"||", "&&"}, {"and", "or"})
_ITSELF = re.compile(
    r"(?<![\w.$)\]])([A-Za-z_$][\w$]*(?:\.[\w$]+)*)\s{0,3}(?:===?|!==?)\s{0,3}\1(?![\w.$(\[])"
)
# A line that asks: a condition, or what goes on with one.
_ASKS = re.compile(
    r"\W*(?:else\s+)?(?:if|while|elif|elsif|unless|assert|return|and|or)\b|\W*(?:&&|\|\|)"
)
_RAISES = re.compile(r"(?:raise|throw|fail|die|panic!|abort|croak|bail!)(?![\w=])")
_IDLES = re.compile(r"(?:pass|nil|null|continue|return(?:\s+(?:None|null|nil|undefined|true|True))?|\{\s*\}|\(\)|void 0)?\s*;?")  # fmt: skip
_RETURNS = re.compile(r"return\s+[\w.$]+\s*;?")
_RETURNS_YES = re.compile(r"return\s+(?:true|True|TRUE|!0|1)\s*;?")
_RETURNS_NO = re.compile(r"return\s+(?:false|False|FALSE|!1|0|-1|null|nil|None)\s*;?")
# What is a key, or the digest of one, by how it is written.
_KEY = re.compile(r"[rbfu]?[\"'`]?(?:[0-9a-fA-F]{32,128}|(?:[0-9A-Fa-f]{2}:){9,63}[0-9A-Fa-f]{2}|(?=[^\"']{0,60}[A-Z])(?=[^\"']{0,60}\d)[A-Za-z0-9+/_-]{40,}={0,2})[\"'`]?")  # fmt: skip
# So many times more, or less, and a number is none that was written to hold the same.
_FAR = 100.0
_FEWER = 0.7


class Weakening(Value, frozen=True):
    """One way in which a line holds less: in words, and when it asks for a review (SMALL or ALWAYS)."""

    says: str
    asks: int


class _Gained(msgspec.Struct, frozen=True):
    id: str
    says: str
    words: str
    always: bool = False
    several: bool = False
    languages: tuple[str, ...] = ()


class _Measured(msgspec.Struct, frozen=True):
    room: str
    unsigned: frozenset[str]
    signed: frozenset[str]


class _Part(msgspec.Struct, frozen=True):
    words: str
    whole: str
    counted: str


class _Cleaned(msgspec.Struct, frozen=True):
    words: str
    calls: str


class _Protects(msgspec.Struct, frozen=True):
    words: str
    ends: str
    told: str


class _Names(msgspec.Struct, frozen=True):
    switch: str
    number: str
    least: str
    key: str
    let: str


class _Table(msgspec.Struct, frozen=True):
    gained: tuple[_Gained, ...]
    part: _Part
    cleaned: _Cleaned
    protects: _Protects
    measured: _Measured
    named: _Names


@cache
def _table() -> _Table:
    text = Path(__file__).with_name("weakenings.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Table)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class _Change(NamedTuple):
    """Two lines without their comments, their words, and what is left of each where they begin and end alike."""

    was: str
    now: str
    olds: list[str]
    news: list[str]
    gone: list[str]
    came: list[str]
    begin: list[str]

    @property
    def last(self) -> str:
        """The last word of what both begin with."""
        return self.begin[-1] if self.begin else ""

    @property
    def name(self) -> str:
        """The last name before the change, and not its type."""
        begin = self.begin
        if ":" in begin[-4:] and self.last == "=":
            begin = begin[: len(begin) - 1 - begin[::-1].index(":")]
        named = (each for each in reversed(begin) if _WORD.fullmatch(each) or each[0] in "\"'")
        return next(named, "").strip("\"'")

    def more(self, pattern: str) -> bool:
        """Say whether the new line holds what an expression finds more often than the old one."""
        found = _compiled(pattern)
        return sum(1 for _ in found.finditer(self.now)) > sum(1 for _ in found.finditer(self.was))

    def is_one_for_one(self) -> bool:
        """Say whether one word stands for one word."""
        return len(self.gone) == len(self.came) == 1


def weakenings(was: str, now: str, language: str) -> Iterator[Weakening]:
    """Yield how a line of a script in one of script_lexing.LANGUAGES holds less than the one that stood in its place; an empty one is a line that is gone."""
    if not now:
        yield from _taken_out(_bare(was, language))
        return
    change = _change(_bare(was, language), _bare(now, language))
    if change is None:
        return
    yield from _lost(change)
    # Of a few lines that took the place of a few others each says little of another one.
    is_single = "\n" not in change.was + change.now
    yield from _gained(change, language, is_single=is_single)
    if is_single:
        yield from _compared(change)
        yield from _measured(change)
        yield from _set_otherwise(change)
        yield from _named(change)


def _bare(line: str, language: str) -> str:
    return lex(line[:LONGEST], language).plain.strip()


def _change(was: str, now: str) -> _Change | None:
    olds, news = _TOKEN.findall(was), _TOKEN.findall(now)
    if not olds or not news or olds == news:
        return None
    first = _alike(olds, news)
    last = _alike(olds[first:][::-1], news[first:][::-1])
    # A number goes on with what it is multiplied with.
    signs = {*olds[first : first + 1], *news[first : first + 1]}
    first -= bool(first and signs & {"*", "**"} and _NUMBER.fullmatch(olds[first - 1]))
    gone, came = olds[first : len(olds) - last], news[first : len(news) - last]
    return _Change(was, now, olds, news, gone, came, olds[:first])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two rows begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _taken_out(was: str) -> Iterator[Weakening]:
    if _compiled(_table().protects.words).match(was):
        yield Weakening("does not say any more what it protects", SMALL)
    elif _compiled(_table().protects.ends).match(was):
        yield Weakening("does not end any more what it ended", SMALL)


# --- how it compares ---------------------------------------------------------------------------------


def _compared(change: _Change) -> Iterator[Weakening]:
    if _assigns(change):
        yield Weakening("assigns where it compared", ALWAYS)
    if _compares_part(change):
        yield Weakening("compares a part of what it compared in whole", ALWAYS)
    if _is_other_bound(change):
        yield Weakening("asks for another bound", SMALL)
    if _ITSELF.search(change.now) and not _ITSELF.search(change.was):
        yield Weakening("compares a thing with itself", ALWAYS)
    signs = {*change.gone, *change.came}
    if change.is_one_for_one() and signs in _TIES and TRUST.search(change.was):
        yield Weakening("ties what it asks of trust otherwise", SMALL)


def _assigns(change: _Change) -> bool:
    is_sign = change.is_one_for_one() and change.gone[0] in _EQUAL and change.came == ["="]
    return is_sign and bool(_ASKS.match(change.was))


def _compares_part(change: _Change) -> bool:
    part = _table().part
    whole = _compiled(part.whole)
    is_less = len(whole.findall(change.was)) > len(whole.findall(change.now))
    # Whoever knew the text that is compared with says of which ones he thinks now.
    is_known = any(each[0] in "\"'" for each in change.gone)
    return (
        (is_less and not is_known and change.more(part.words))
        or _counts_less(change)
        or _is_begun(change)
    )


def _counts_less(change: _Change) -> bool:
    """Say whether what compares so many bytes is told of fewer: by a number in place of a size, or of a larger one."""
    if len(change.came) != 1 or not _NUMBER.fullmatch(change.came[0]):
        return False
    if not _compiled(_table().part.counted).search(" ".join(change.begin)):
        return False
    before, after = _value(change.gone), _value(change.came)
    return before is None or after is None or after < before


def _is_begun(change: _Change) -> bool:
    """Say whether a text is compared with the beginning of the one that it was compared with."""
    if not change.is_one_for_one() or change.gone[0][0] not in "\"'":
        return False
    part = _table().part
    before, after = (each[0].strip("\"'") for each in (change.gone, change.came))
    is_asked = bool(_compiled(f"{part.words}|{part.whole}").search(change.was))
    return is_asked and 0 < len(after) < len(before) and before.startswith(after)


def _is_other_bound(change: _Change) -> bool:
    if change.is_one_for_one() and {*change.gone, *change.came} <= _ORDER:
        return bool(_ASKS.match(change.was) or "?" in change.olds)
    if change.last not in _ORDER:
        return False
    if not change.gone and change.came == ["-"]:
        return True
    before, after = _value(change.gone), _value(change.came)
    if before is None or after is None:
        return False
    # What refuses from a number on refuses less of a larger one.
    return after > before if change.last in {">", ">="} else after < before


# --- how it measures ----------------------------------------------------------------------------------


def _measured(change: _Change) -> Iterator[Weakening]:
    words = _table().measured
    if _is_moved_by_one(change):
        if _compiled(words.room).search(change.was):
            yield Weakening("makes room for another length", SMALL)
        elif _ORDER.intersection(change.olds) and _ASKS.match(change.was):
            yield Weakening("asks for another bound", SMALL)
    if change.is_one_for_one() and change.gone[0] in words.unsigned and change.came[0] in words.signed:  # fmt: skip
        yield Weakening("counts in a smaller or signed kind of number", SMALL)


def _is_moved_by_one(change: _Change) -> bool:
    """Say whether a number was added, taken away, or is not any more; of what came it may be a product."""
    if change.gone and change.came:
        return False
    sign, *rest = change.gone or change.came
    return sign in {"+", "-"} and _value(rest) is not None and (bool(change.came) or len(rest) == 1)


# --- what it is set to --------------------------------------------------------------------------------


def _set_otherwise(change: _Change) -> Iterator[Weakening]:
    names = _table().named
    if _is_switched(change) and _compiled(names.switch).search(change.name):
        yield Weakening(f"sets {change.name} the other way", SMALL)
    elif _is_other_number(change):
        yield Weakening(f"sets {change.name} to another number", SMALL)
    elif _is_other_key(change) and _compiled(names.key).search(" ".join(change.begin)):
        yield Weakening("holds another key", SMALL)


def _is_switched(change: _Change) -> bool:
    came = change.came[1:] if change.came[:1] in (["not"], ["!"]) else change.came
    gone = change.gone
    if not (gone or came):
        # All that came is a negation of what stands behind it.
        return change.news[len(change.begin) + 1] in _YES | _NO
    return len(gone) == len(came) == 1 and {*gone, *came} <= _YES | _NO and bool(change.name)


def _is_other_number(change: _Change) -> bool:
    """Say whether a number that holds something is far larger or smaller, or, where it is the least that will do, less."""
    if change.last in _ORDER | _EQUAL or not change.gone:
        return False
    before, after = _value(change.gone), _value(change.came)
    if before is None or after is None or before == after:
        return False
    names = _table().named
    if _compiled(names.least).search(change.name):
        return after < before * _FEWER
    is_far = after >= before * _FAR or after * _FAR <= before
    return is_far and bool(_compiled(names.number).search(change.name))


def _value(words: Sequence[str]) -> float | None:
    """Return a number that is written out, or a product or power of such; None for anything else."""
    if not words or len(words) > 9:
        return None
    total, sign = 1.0, "*"
    for at, each in enumerate(words):
        if at % 2:
            if each not in {"*", "**"}:
                return None
            sign = each
        elif not _NUMBER.fullmatch(each):
            return None
        else:
            number = _plain(each)
            total = min(total ** min(number, 64.0), 1e300) if sign == "**" else total * number
    return min(total, 1e300)


def _plain(word: str) -> float:
    bare = word.replace("_", "").rstrip("uUlL")
    return float(int(bare, 16)) if bare[:2] in {"0x", "0X"} else float(bare)


def _is_other_key(change: _Change) -> bool:
    return change.is_one_for_one() and bool(_KEY.fullmatch(change.gone[0])) and len(change.came[0]) >= 12  # fmt: skip


def _named(change: _Change) -> Iterator[Weakening]:
    """Yield that an argument that protected is not named any more, and that a list of what is let through says more."""
    protects, names = _table().protects, _table().named
    if _DEFINES.match(change.was):
        return
    if change.gone and _is_within(change.news, change.olds):
        begun = [*change.begin[-1:], *change.gone]
        told = zip(begun, begun[1:], [*begun[2:], ""], strict=False)
        if any(one in {",", "(", "{"} and sign in {"=", ":"} and _compiled(protects.told).search(name) for one, name, sign in told):  # fmt: skip
            yield Weakening("does not say any more what it protects", SMALL)
    if not change.gone and _is_listed_more(change) and _compiled(names.let).search(change.was.partition("=")[0].partition(":")[0]):  # fmt: skip
        yield Weakening("lets more through by its list", SMALL)


def _is_listed_more(change: _Change) -> bool:
    """Say whether all that came is texts, in a row of such."""
    texts = [each for each in change.came if each[0] in "\"'"]
    is_row = change.last[:1] in {"[", "(", "{", ",", "'", '"'}
    return is_row and bool(texts) and all(each == "," or each in texts for each in change.came)


# --- what it gained and lost --------------------------------------------------------------------------


def _gained(change: _Change, language: str, *, is_single: bool) -> Iterator[Weakening]:
    for each in _table().gained:
        is_asked = (is_single or each.several) and (not each.languages or language in each.languages)  # fmt: skip
        if is_asked and change.more(each.words):
            yield Weakening(each.says, ALWAYS if each.always else SMALL)


def _lost(change: _Change) -> Iterator[Weakening]:
    if _RAISES.match(change.was) and _IDLES.fullmatch(change.now):
        yield Weakening("passes over what it raised", SMALL)
    elif _RETURNS_NO.fullmatch(change.was) and _RETURNS_YES.fullmatch(change.now):
        yield Weakening("says yes where it said no", ALWAYS)
    elif _returns_as_it_came(change):
        yield Weakening("returns as it came what it cleaned", SMALL)
    elif _calls_no_cleaner(change):
        yield Weakening("calls something else than what cleaned or checked", ALWAYS)


def _returns_as_it_came(change: _Change) -> bool:
    if not _RETURNS.fullmatch(change.now) or not _is_within(change.news, change.olds):
        return False
    lost = Counter(_calls(change.olds)) - Counter(_calls(change.news))
    return any(_compiled(_table().cleaned.words).search(each) for each in lost)


def _calls_no_cleaner(change: _Change) -> bool:
    is_word = change.is_one_for_one() and _WORD.fullmatch(change.came[0])
    if not is_word or _DEFINES.match(change.was):
        return False
    is_called = change.news[len(change.begin) + 1 : len(change.begin) + 2] == ["("]
    words = _compiled(_table().cleaned.calls)
    return is_called and bool(words.match(change.gone[0])) and not words.search(change.came[0])


def _is_within(some: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether some words all stand among others, in their order."""
    rest = iter(others)
    return all(each in rest for each in some)


def _calls(words: Sequence[str]) -> Iterator[str]:
    yield from (one for one, other in pairwise(words) if other == "(" and _WORD.fullmatch(one))
