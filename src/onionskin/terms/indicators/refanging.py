"""Refanging: `hxxps[:]//evil[.]example` as it was before its author made it unclickable.

`refang` keeps where every character came from, so that a span is always that of the raw
text. A hash that a page's edge cut over lines is whole again in the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

DIGESTS = frozenset({32, 40, 64, 128})
"""How many hex digits MD5, SHA-1, SHA-256 and SHA-512 have."""

_DOT_WORDS = (
    "dot|DOT|Dot|d0t|D0T|punto|Punto|PUNTO|punkt|Punkt|PUNKT|point|Point|POINT|ponto|punt|period|"
    "\u0442\u043e\u0447\u043a\u0430|\u043a\u0440\u0430\u043f\u043a\u0430|\u70b9|\u9ede|\u30c9\u30c3\u30c8"
)
_AT_WORDS = (
    "@|at|AT|At|arroba|arobase|\u00e4t|chiocciola|klammeraffe|\u0441\u043e\u0431\u0430\u043a\u0430"
)
_OPEN = r"\[\(\{<\uff3b\uff08\u3010\u300a"
_CLOSE = r"\]\)\}>\uff3d\uff09\u3011\u300b"
_DOTS = "\u3002\u2024\uff0e\uff61\u00b7\u2219\u0701\u0702\ua4f8\u06d4\ufe52"
_COLONS = ":\uff1a\u2236\ua789\ufe55"
_SLASHES = r"/\\|\uff0f\u2215\u2044\u29f8"
_BRACKETED = re.compile(
    rf"[{_OPEN}](?:"
    rf"[{_OPEN}]?\ ?(?:(?P<dot>[.,{_DOTS}]|{_DOT_WORDS})|(?P<at>{_AT_WORDS})|(?P<colon>::?)"
    rf"|(?P<slash>//?))\ ?[{_CLOSE}]{{1,2}}"
    r"|(?P<empty>\]\](?=\.[^\W_]))"
    rf"|(?P<word>www|https?|hxxps?)[{_CLOSE}](?=[.:\[])"
    r"|(?P<half>\.)(?=[^\W_]))"
)
# `sent.<br>Then` ends a sentence in a page's source, `evil.<com>` hides a dot.
_TAG = r"<(?:br|hr|li|td|tr|th|ul|ol|dl|dt|dd|em|h[1-6]|div|img|pre|sub|sup|span|code|body|html|small|table|center|strong)>"
_HALF_CLOSED = re.compile(
    rf"\.(?<=[^\W_]\.)(?:[{_CLOSE}](?=[^\W_])|(?!{_TAG})[{_OPEN}](?=[^\W_]{{2,24}}[{_CLOSE}]))"
)
# The middle dot joins words in Korean, Chinese and Catalan (`MCP\u00b7AI`): a dot only before a small letter.
_WIDE = re.compile(
    rf"[{_DOTS}\uff20\ufe6b](?<=[^\W_].)(?=[^\W_])(?:(?<![\u00b7\u2219])|(?=[a-z0-9]))"
)
_ESCAPED = re.compile(
    r"[\\%&\"'|](?:(?<=\\)\.|(?<=%)2[eE]|(?<=&)(?:#(?:46|x2[eE])|period);|(?<=\")\.\"|(?<=')\.'|(?<=\|)\.\|)"
    r"(?=[^\W_])"
)
_SPOKEN_WORDS = ("dot", "DOT", "punto", "point")
_SPOKEN = re.compile(
    r"(?: _?|_|-)(?:dot|DOT|punto|point)(?:_? |_|-)"
    r"(?=(?:com|net|org|info|biz|ru|cn|io|co|top|xyz|site|example)\b)"
)
_SCHEME = re.compile(
    r"[hHfFmM](?:(?<=[hH])[tTxX*#+_\u0445\u0425\u03c7-]{1,3}[pP\u0440]|(?<=[fF])[tTxX][pP]|(?<=[fF])[xX][pP]|(?<=[mM])eow)"
    r"(?P<s>[sS]|[\[(][sS][\])])?"
    rf"\ ?[\[({{]?[{_COLONS}][\])}}]?\ ?[\[({{]?(?:\\/|[{_SLASHES}])[\])}}]?[\[({{]?(?:\\/|[{_SLASHES}])[\])}}]?(?:\ (?=[\w]))?"
)
_TAIL = re.compile(r"[^\s\"'<>]{1,512}")
_TURNED = re.compile(r"\\/|\\(?=[\w])")  # in `hxxp:\\evil.example\a`, `http:\/\/evil.example\/a`
_INVISIBLE = re.compile(
    "(?:\x1b\\[[0-9;?]*[A-Za-z])+|[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069]+"
)
_UNSEEN = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_CUT = re.compile(r"\n(?<=[0-9a-fA-F]{8}\n|[0-9a-fA-F]{7}\r\n)[ \t]{0,40}(?=[0-9a-fA-F]{4})")
_HEX = re.compile(r"[0-9a-fA-F]{1,256}+")
_PIECES = 32
_PLAIN = {"dot": ".", "half": ".", "at": "@"}  # `[]]` before a dot: a dot was meant in it
_BLANK = frozenset({" ", "\n"})


@dataclass(frozen=True)
class Refanged:
    """Text with its defanging undone, and where each piece of it came from.

    `plain_at`, `raw_at` and `raw_end` hold, edit by edit, where the edit begins in
    the plain text and where its raw form begins and ends; `defangs` how many of the
    edits up to it undid what an author had done, not a printer or a program's text.
    """

    plain: str
    plain_at: Sequence[int] = ()
    plain_end: Sequence[int] = ()
    raw_at: Sequence[int] = ()
    raw_end: Sequence[int] = ()
    defangs: Sequence[int] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where plain[start:end] stands in the raw text, as (offset, length)."""
        first = self._raw(start, at_end=False)
        return first, max(self._raw(end, at_end=True) - first, 0)

    def _raw(self, at: int, *, at_end: bool) -> int:
        # An end on an edit's edge belongs before it; a start there belongs to it.
        edit = bisect_right(self.plain_at, at - 1 if at_end else at) - 1
        while edit >= 0 and not at_end and self.plain_end[edit] == self.plain_at[edit] == at:
            return self.raw_end[edit]  # nothing was kept of it: begin behind it
        if edit < 0:
            return at
        if at < self.plain_end[edit]:
            return self.raw_end[edit] if at_end else self.raw_at[edit]
        return self.raw_end[edit] + (at - self.plain_end[edit])

    def placed(self, start: int, end: int) -> tuple[int, int, bool]:
        """Return where plain[start:end] stands in the raw text, as (offset, length, was it defanged)."""
        edit = bisect_right(self.plain_at, end - 1) - 1
        if edit < 0:
            return start, end - start, False
        if self.plain_end[edit] < start:  # nothing between, or at the edge, was edited
            return start + self.raw_end[edit] - self.plain_end[edit], end - start, False
        offset, length = self.raw_span(start, end)
        return offset, length, self.edited(start, end)

    def edited(self, start: int, end: int) -> bool:
        """Say whether anything between two plain offsets had been defanged."""
        last = bisect_right(self.plain_at, end - 1)
        first = bisect_right(self.plain_end, start, 0, last)
        before = self.defangs[first - 1] if first else 0
        return last > first and self.defangs[last - 1] > before


def refang(text: str, defangs: Iterable[tuple[str, str]] = ()) -> Refanged:
    """Undo defanging. `defangs` are further (written, plain) pairs, from the language files."""
    unseen = _unseen(text)
    edits = sorted(_within(text, unseen, defangs) if unseen else _edits(text, defangs))
    if not edits:
        return Refanged(text)
    parts: list[str] = []
    plain_at, plain_end, raw_at, raw_end, undone = [], [], [], [], [0]
    done = length = 0
    for start, stop, plain in edits:
        if start < done:
            continue
        parts += (text[done:start], plain)
        length += start - done
        plain_at.append(length)
        length += len(plain)
        plain_end.append(length)
        raw_at.append(start)
        raw_end.append(stop)
        # Signs that nobody sees, the edge of a page and JSON's `\\/` are nobody's defanging.
        undone.append(undone[-1] + bool(plain and text[start:stop].replace("\\/", "/") != plain))
        done = stop
    parts.append(text[done:])
    return Refanged("".join(parts), plain_at, plain_end, raw_at, raw_end, undone[1:])


def _unseen(text: str) -> list[tuple[int, int]]:
    """Return where signs stand that nobody sees: joiners, soft hyphens, a terminal's colours."""
    if "\x1b" in text or (not text.isascii() and _UNSEEN.search(text)):
        return [match.span() for match in _INVISIBLE.finditer(text)]
    return []


def _within(
    text: str, unseen: list[tuple[int, int]], defangs: Iterable[tuple[str, str]]
) -> Iterator[tuple[int, int, str]]:
    """Yield the edits of a text with signs that nobody sees: these are gone before anything is looked for."""
    parts, plain_at, gone = (
        [],
        [],
        [],
    )  # what is kept, where each gap is in it, how much is gone by then
    done = length = lost = 0
    for start, stop in unseen:
        parts.append(text[done:start])
        length += start - done
        lost += stop - start
        plain_at.append(length)
        gone.append(lost)
        done = stop
    parts.append(text[done:])

    def raw(at: int) -> int:
        gap = bisect_right(plain_at, at)
        return at + (gone[gap - 1] if gap else 0)

    for start, stop, plain in _edits("".join(parts), defangs):
        yield raw(start), raw(max(stop - 1, start)) + (stop > start), plain
    yield from ((start, stop, "") for start, stop in unseen)


def _edits(text: str, defangs: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, plain) of everything that was defanged, in any order."""
    for match in _BRACKETED.finditer(text):
        start, stop = match.span()
        kind = match.lastgroup
        before = text[start - 1] if start else ""
        if kind == "word":
            if not before.isalnum():
                yield start, stop, match["word"].lower().replace("x", "t")
            continue
        plain = "" if kind == "empty" else _PLAIN.get(kind or "") or match[kind or 0]
        if before == " " or text[stop : stop + 1] in _BLANK:
            start, stop = _with_spaces(text, start, stop, plain)
            before = text[start - 1] if start else ""
        if before and (before.isalnum() or before in ":/])}.-_"):
            yield start, stop, plain
    turned = 0
    for match in _SCHEME.finditer(text):
        plain = _scheme(match)
        if plain != match[0] and not _inside_word(text, match):
            yield match.start(), match.end(), plain
            if "\\" in match[0] and match.end() > turned:
                tail = _TAIL.match(text, match.end())
                turned = tail.end() if tail else match.end()
                slashes = _TURNED.finditer(text, match.end(), turned)
                yield from ((*each.span(), "/") for each in slashes)
    yield from _marks(text, defangs)
    yield from _cuts(text)


def _marks(text: str, defangs: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that need no look at what is between brackets."""
    spoken = (_SPOKEN,) if any(word in text for word in _SPOKEN_WORDS) else ()
    for pattern in (_HALF_CLOSED, _ESCAPED, *spoken):
        for match in pattern.finditer(text):
            if _inside_word(text, match):
                yield match.start(), match.end(), "."
    pattern, plain_of = _written(tuple(defangs))
    for match in pattern.finditer(text):
        if _inside_word(text, match):
            yield match.start(), match.end(), plain_of[match[0].lower()]
    if not text.isascii():
        yield from ((*match.span(), _wide(match[0])) for match in _WIDE.finditer(text))


def _cuts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the line ends that cut a hash in two or more."""
    done = 0
    for cut in _CUT.finditer(text):
        if cut.start() < done or not (
            first := _hex_before(text, cut.start() - (text[cut.start() - 1] == "\r"))
        ):
            continue
        joints, sizes = _chain(text, cut, first)
        done = joints[-1][1] + sizes[-1] + 1
        # Lines that are hashes each are a list of them, unless the last one is none.
        whole = sum(sizes) in DIGESTS and not DIGESTS.issuperset(sizes)
        if whole and not text[done - 1 : done].isalnum():
            yield from ((*each, "") for each in joints)


def _chain(text: str, cut: re.Match[str], first: int) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the line ends between pieces of one hash and the pieces' sizes; a short line ends it."""
    joints, sizes = [], [first]
    following: re.Match[str] | None = cut
    while following and len(sizes) < _PIECES and sizes[-1] >= first:
        start, stop = following.span()
        joints.append((start - (text[start - 1] == "\r"), stop))
        piece = _HEX.match(text, stop)
        end = piece.end() if piece else stop
        sizes.append(end - stop)
        following = _CUT.match(text, end + (text[end : end + 1] == "\r"))
    return joints, sizes


def _hex_before(text: str, end: int) -> int:
    """Return how many hex digits, at most 257, stand alone before a place; 0 if a word runs into them."""
    start = end
    while start and end - start < 257 and text[start - 1] in _HEXDIGITS:
        start -= 1
    glued = start and (text[start - 1].isalnum() or text[start - 1] in "._-/@")
    return 0 if glued or end - start < 8 else end - start


_HEXDIGITS = frozenset("0123456789abcdefABCDEF")


@cache
def _written(defangs: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for the languages' own defangs, and what each stands for."""
    plain_of = {written.lower(): plain for written, plain in defangs}
    either = "|".join(re.escape(each) for each in sorted(plain_of, key=len, reverse=True))
    return re.compile(rf"(?:{either})(?=\w)" if either else r"(?!)", re.IGNORECASE), plain_of


def _wide(sign: str) -> str:
    return "@" if sign in "\uff20\ufe6b" else "."


def _inside_word(text: str, match: re.Match[str]) -> bool:
    return match.start() > 0 and text[match.start() - 1].isalnum()


def _with_spaces(text: str, start: int, stop: int, plain: str) -> tuple[int, int]:
    """Take in one space on each side of a bracketed dot or at-sign: `evil [.] example`."""
    if plain in ".@" and start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        start -= 1
    following = text[stop : stop + 2]
    if plain in ".@" and following[:1] == " " and following[1:].isalnum():
        stop += 1
    elif plain == "." and following[:1] == "\n" and following[1:].islower():
        stop += 1  # cut by the edge of a page
    return start, stop


def _scheme(match: re.Match[str]) -> str:
    first = match[0][0].lower()
    return ("ftp" if first == "f" else "http") + ("s" if match["s"] else "") + "://"
