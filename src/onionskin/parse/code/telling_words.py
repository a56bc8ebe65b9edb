"""Telling words in a program's bytes: plain, wide, put together on the stack, masked by one byte.

All searches are for fixed strings, so the time is linear in the size. A byte masked by any one
key keeps its difference to its neighbour ((a^k) ^ (b^k) = a^b): one search for the differences finds a
word under all 255 keys. Instructions after Intel, "64 and IA-32 Architectures Software Developer's
Manual", volume 2 (MOV, opcodes C6 and C7).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import msgspec

from onionskin.model import Span, Value
from onionskin.parse.code.abilities import Ability, call_names, is_call, named_call
from onionskin.plugins.view import View

WINDOW = 1 << 20
OVERLAP = 512
KEPT = 16  # places of one word that are told
STACKED = 64 << 20  # bytes of code that are looked through
_LONGEST = 160
_ATOM = 8  # bytes of a masked word that are looked for before the rest, if it has so many
_CASE = 0x20  # masking by this turns capitals into small letters
_RUN = re.compile(rb"[\x20-\x7e]{5,}")
_WIDE_RUN = re.compile(rb"(?:[\x20-\x7e]\0){5,}")
# Letters as `a`, zeros as themselves: how a wide run begins is then a fixed string.
_FLAT = bytes(ord("a") if 0x20 <= each <= 0x7E else 0 if each == 0 else ord(".") for each in range(256))  # fmt: skip
_WIDE_BEGINNING = b"a\0" * 5
_PRINTABLE = re.compile(rb"[\x20-\x7e]+")


class WordClass(Value, frozen=True):
    """One class of telling_words.toml."""

    id: str
    technique: str
    says: str
    words: tuple[str, ...]
    masked: tuple[str, ...]
    beside: dict[str, str] = msgspec.field(default_factory=dict)


@cache
def classes() -> tuple[WordClass, ...]:
    """Return the classes, in the order of the file."""
    text = Path(__file__).with_name("telling_words.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["class"], tuple[WordClass, ...])


def _wide(word: bytes) -> bytes:
    return word.decode("ascii").encode("utf-16-le")


@cache
def _plain() -> tuple[tuple[bytes, WordClass, str], ...]:
    return tuple((word.encode(), each, word) for each in classes() for word in each.words)


class _Masked(Value, frozen=True):
    """One word as the differences of its bytes."""

    differences: bytes
    first: int
    kind: WordClass
    word: str


class _Masks(NamedTuple):
    """All masked words: `pattern` finds where one of the long ones may stand, `short` have fewer than eight differences."""

    pattern: re.Pattern[bytes]
    long: dict[bytes, tuple[_Masked, ...]]
    short: tuple[_Masked, ...]


@cache
def _masked() -> _Masks:
    """Return the masked words, in small letters or as their owner writes them, of one or of two bytes a letter."""
    found: dict[bytes, _Masked] = {}
    for each in classes():
        for word in each.masked:
            for spelt in (word, _SPELT.get(word, word)):
                for form in (spelt.encode(), _wide(spelt.encode())[:-1]):
                    key = differences(form)
                    found.setdefault(key, _Masked(key, form[0], each, word))
    by_atom: dict[bytes, tuple[_Masked, ...]] = {}
    for key in sorted(key for key in found if len(key) >= _ATOM):
        by_atom[key[:_ATOM]] = (*by_atom.get(key[:_ATOM], ()), found[key])
    sets = [bytes(sorted({one[at] for one in by_atom})) for at in range(_ATOM)]
    pattern = re.compile(b"".join(b"[%s]" % re.escape(each) for each in sets), re.DOTALL)
    short = tuple(found[key] for key in sorted(found) if len(key) < _ATOM)
    return _Masks(pattern, by_atom, short)


_SPELT = {
    "\\google\\chrome\\user data": "\\Google\\Chrome\\User Data",
    "\\mozilla\\firefox\\profiles": "\\Mozilla\\Firefox\\Profiles",
    "\\login data": "\\Login Data",
    "\\currentversion\\run": "\\CurrentVersion\\Run",
    "library/launchagents": "Library/LaunchAgents",
    "mozilla/5.0": "Mozilla/5.0",
    "this program cannot be run in dos mode": "This program cannot be run in DOS mode",
    "reflectiveloader": "ReflectiveLoader",
    "virtualprotect": "VirtualProtect",
    "virtualalloc": "VirtualAlloc",
    "getprocaddress": "GetProcAddress",
    "loadlibrarya": "LoadLibraryA",
}


def differences(data: bytes) -> bytes:
    """Return each byte XOR the next: one fewer than there are bytes. Linear."""
    size = len(data) - 1
    if size < 1:
        return b""
    left, right = int.from_bytes(data[:-1], "little"), int.from_bytes(data[1:], "little")
    return (left ^ right).to_bytes(size, "little")


def telling_words(
    view: View, code: tuple[Span, ...], imported: Container[str] = ()
) -> Iterator[Ability]:
    """Yield an Ability per word found and way of hiding it, at most 16 places of a word.

    `code` are the parts that hold x86 code, in which words may be put together on the stack. Ids
    are `words:CLASS`; a call that is named, and not `imported`, has the id of its set.
    """
    told: Counter[tuple[str, str]] = Counter()
    for start, window in _windows(view):
        for found in _in_window(window, start, imported):
            told[found.place, found.hidden] += 1
            if told[found.place, found.hidden] <= KEPT:
                yield found
    yield from _stacked(view, code)


def _windows(view: View) -> Iterator[tuple[int, bytes]]:
    """Yield (offset, bytes) of windows that overlap, so that nothing at a seam is lost."""
    at = 0
    while at < view.size:
        data = view.read(at, WINDOW + OVERLAP)
        if not data:
            return
        yield at, data
        at += WINDOW


def _in_window(window: bytes, start: int, imported: Container[str]) -> Iterator[Ability]:
    for runs in (_Runs(window, 1), _Runs(window, 2)):
        yield from _plain_words(runs, start)
        yield from _calls(runs, start, imported)
    yield from _masked_words(window, start)


class _Runs:
    """The texts of a window, of one or of two bytes a letter."""

    def __init__(self, window: bytes, width: int) -> None:
        self._window, self.width = window, width
        if width == 1:
            self.texts = _RUN.findall(window)
        else:
            self.texts = [match.group()[::2] for match in _wide_runs(window)]

    @cached_property
    def starts(self) -> list[int]:
        """Where each text stands: asked for only where a word was found."""
        found = _RUN.finditer(self._window) if self.width == 1 else _wide_runs(self._window)
        return [match.start() for match in found]


def _wide_runs(window: bytes) -> Iterator[re.Match[bytes]]:
    """Yield what `_WIDE_RUN.finditer(window)` yields."""
    flat = window.translate(_FLAT)
    at = flat.find(_WIDE_BEGINNING)
    while at >= 0 and (match := _WIDE_RUN.match(window, at)):
        yield match
        at = flat.find(_WIDE_BEGINNING, match.end())


def _plain_words(runs: _Runs, start: int) -> Iterator[Ability]:
    # All texts of a window as one: a search for each word then passes over what is no text.
    joined = b"\n".join(runs.texts).lower()
    ends: list[int] = []
    width = runs.width
    for needle, kind, word in _plain():
        at, count = joined.find(needle), 0
        while at >= 0 and count < KEPT:
            ends = ends or list(accumulate(len(text) + 1 for text in runs.texts))
            index = bisect_right(ends, at)
            place = runs.starts[index] + width * (at - (ends[index - 1] if index else 0))
            if place < WINDOW:
                yield _ability(kind, word, Span(start + place, width * len(needle)), "")
            count += 1
            at = joined.find(needle, at + len(needle))


def _calls(runs: _Runs, start: int, imported: Container[str]) -> Iterator[Ability]:
    known = call_names()
    if known.isdisjoint(runs.texts):
        return
    for place, text in zip(runs.starts, runs.texts, strict=True):
        if text in known and place < WINDOW:
            name = text.decode("ascii")
            # `open` or `connect` is a word of any program; a capital makes it a call's name.
            if not name.islower() and name not in imported:
                yield from named_call(name, Span(start + place, runs.width * len(text)))


def _masked_words(window: bytes, start: int) -> Iterator[Ability]:
    masks, differing = _masked(), differences(window)
    found = [(at, each) for each in masks.short for at in _all(differing, each.differences)]
    match = masks.pattern.search(differing)
    while match:
        at = match.start()
        words = masks.long.get(match.group(), ())
        found += [(at, each) for each in words if differing.startswith(each.differences, at)]
        match = masks.pattern.search(differing, at + 1)
    for at, each in sorted(found, key=lambda one: (one[0], one[1].differences)):
        key = window[at] ^ each.first
        # A word in small letters masked by 0x20 is the same in capitals.
        if at < WINDOW and key not in {0, _CASE}:
            span = Span(start + at, len(each.differences) + 1)
            yield _ability(each.kind, each.word, span, f"xor {key:#04x}")


def _all(data: bytes, needle: bytes) -> Iterator[int]:
    at = data.find(needle)
    while at >= 0:
        yield at
        at = data.find(needle, at + 1)


def _ability(kind: WordClass, word: str, span: Span, hidden: str) -> Ability:
    return Ability(f"words:{kind.id}", repr(word)[1:-1], kind.technique, span, hidden)


# --- words on the stack ------------------------------------------------------------------------------

# mov byte or dword [rsp|rbp + displacement], immediate; ModRM says base and width of the displacement.
_STORE = re.compile(rb"[\xc6\xc7](?:(\x44\x24|\x45)(.)|(\x84\x24|\x85)(.{4}))", re.DOTALL)
_NEAR = 24  # bytes of other code between two stores of one word


def _stacked(view: View, code: tuple[Span, ...]) -> Iterator[Ability]:
    left = STACKED
    for part in code:
        length = min(part.length, left)
        left -= length
        for start, window in _windows(view.slice(part.offset, length)):
            for at, size, text in _runs(window):
                if at < WINDOW:
                    yield from _told(text, Span(part.offset + start + at, size))


def _runs(window: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (offset, length of the code, bytes put there) of each run of stores."""
    room: dict[int, int] = {}
    begun = end = -_NEAR
    base = b""
    for at, size, register, place, value in _stores(window):
        if at - end > _NEAR or register != base or len(room) > _LONGEST:
            yield from _ended(room, begun, end)
            room, begun, base = {}, at, register
        for number, byte in enumerate(value):
            room[place + number] = byte
        end = at + size
    yield from _ended(room, begun, end)


def _ended(room: dict[int, int], begun: int, end: int) -> Iterator[tuple[int, int, bytes]]:
    if len(room) >= 6:
        yield begun, end - begun, bytes(room[place] for place in sorted(room))


def _stores(window: bytes) -> Iterator[tuple[int, int, bytes, int, bytes]]:
    """Yield (offset, length, base register, displacement, bytes stored) of each store."""
    for match in _STORE.finditer(window):
        near, short, far, long = match.groups()
        begin = match.start()
        width = 1 if window[begin] == 0xC6 else 2 if window[begin - 1 : begin] == b"\x66" else 4
        value = window[match.end() : match.end() + width]
        place = int.from_bytes(short or long, "little", signed=True)
        yield begin, match.end() - begin + width, (near or far)[-1:], place, value


def _told(text: bytes, span: Span) -> Iterator[Ability]:
    """Yield the telling words of a text that was put together on the stack."""
    for form in (text, text[::2] if not any(text[1::2]) else b""):
        lower = form.lower()
        for kind in classes() if _RUN.search(form) else ():
            for word in (*kind.words, *kind.masked):
                if word.encode() in lower:
                    yield _ability(kind, word, span, "stack")
                    break
        for match in _PRINTABLE.finditer(form):
            name = match.group().decode("ascii")
            if is_call(name):
                yield Ability("words:loader", name, "T1027.007", span, "stack")
