"""A script in pieces, so that what was put into it can be told from what stood there before.

A piece is a line without the blanks around it; a long line, as bundlers write them, is cut behind each `;`, `{`
and `}`. Two releases of a script are compared by digests of pieces, in order, and by how each piece is written.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from onionskin.model import Value
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.lone_statements import Lone

MOST = 20_000
LONG = 400
DIGEST = 4  # bytes
_STATEMENT_END = re.compile(r"[;{}]")

# How a piece is written: bits of its style.
TABS, BLANKS, ODD_BLANKS = 1, 2, 3  # what the line begins with; odd: not a multiple of four
INDENT = 3
SINGLE, DOUBLE = 4, 8  # the quotes of its strings
SEMICOLON = 16  # behind it
CARRIAGE = 32  # its line ends in CR LF
TIGHT = 64  # its line is written for machines
NUMBERED = 128  # it holds what looks like the number of a version

_VERSION = re.compile(r"(?<![\w.])v?\d{1,5}\.\d{1,5}(?:\.\d{1,5})?(?:[-.+]?(?:a|b|c|rc|alpha|beta|dev|post|pre)[.\d]{0,8})?(?![\w]|\.\d)|\b20\d\d\b")  # fmt: skip
# What every such number holds: most pieces have none of it.
_IN_VERSION = re.compile(r"\d\.\d|20\d\d")
_QUOTE = re.compile(r"['\"]\x00")
# A comment of a file that is no script, as most files of settings write one, and a setting that is kept in one; `#include` is none.
_REMARK = re.compile(r"(?:#+|;+|//)(?=\s|$)|[#;](?:\[[\w .:-]{1,80}\]$|[\w.-]{1,80}\s*=)")
# Where a statement ends or a block begins; a brace of a template begins none.
_SIGNS = re.compile(r";|(?<!\$)\{|\blambda\b")
_STATED = 120  # letters of a piece that states a version, at most
# A line for machines: so many letters outside of strings, so few blanks among them, so many statements.
_LEAST_TIGHT = 90
_BLANK_SHARE = 0.055
_STATEMENTS = 4


class ScriptPieces(Value, frozen=True):
    """`digests` are four bytes of BLAKE2b of each piece, `places` their offsets in the file.

    `abilities` are (number of the piece, id) of each place where an ability shows; `styles` is a byte of bits a piece. Of a script
    of more than 20,000 pieces the rest is left out, and `is_whole` is False. `lone` are the statements that lone_statements tells, `remarks` the
    first and last number of each run of pieces that are comments.
    """

    digests: bytes
    places: tuple[int, ...]
    abilities: tuple[tuple[int, str], ...]
    is_whole: bool = True
    styles: bytes = b""
    lone: tuple[Lone, ...] = ()
    remarks: tuple[tuple[int, int], ...] = ()

    @property
    def pieces(self) -> list[bytes]:
        """The digests one by one."""
        return [self.digests[at : at + DIGEST] for at in range(0, len(self.digests), DIGEST)]

    @property
    def silent(self) -> frozenset[int]:
        """The numbers of the pieces that are comments."""
        return frozenset(each for first, last in self.remarks for each in range(first, last + 1))

    def span(self, first: int, last: int, size: int) -> tuple[int, int]:
        """Return (offset, length) of a run of pieces, up to where the next one begins, in a file of `size` bytes."""
        end = self.places[last + 1] if last + 1 < len(self.places) else size
        return self.places[first], max(end - self.places[first], 0)


def script_pieces(source: str, found: Iterable[Ability] = (), width: int = 1, code: str = "") -> ScriptPieces:  # fmt: skip
    """Return the pieces of a script, and which abilities show in which; `width` is of a letter in bytes.

    `code` is the script with blanked strings and comments; "" for a text that is no script, of which no style is told.
    """
    starts: list[int] = []
    digests, styles = bytearray(), bytearray()
    remarks: list[int] = []
    is_whole = True
    for start, text, style in _cut(source, code):
        if len(starts) == MOST:
            is_whole = False
            break
        at = source.find(text, start)
        if _is_remark(text, code[at : at + len(text)] if code else None):
            remarks.append(len(starts))
        starts.append(start)
        digests += hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=DIGEST).digest()
        is_numbered = len(text) <= _STATED and _IN_VERSION.search(text) and _VERSION.search(text)
        styles.append(style | (NUMBERED if is_numbered else 0))
    told = {
        (bisect_right(starts, each.span.offset) - 1, each.id)
        for each in found
        if each.span is not None
    }
    places = tuple(start * width for start in starts)
    shown = tuple(sorted(each for each in told if each[0] >= 0))
    return ScriptPieces(bytes(digests), places, shown, is_whole, bytes(styles), (), tuple(runs(remarks)))  # fmt: skip


def runs(ordered: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last number of each run of numbers that follow each other."""
    starts = [two for one, two in pairwise(ordered) if two != one + 1]
    ends = [one for one, two in pairwise(ordered) if two != one + 1]
    if ordered:
        yield from zip([ordered[0], *starts], [*ends, ordered[-1]], strict=True)


def _is_remark(text: str, code: str | None) -> bool:
    """Say whether a piece is a comment: by the script without its comments, or else by how it begins. Who runs a script is none."""
    if text.startswith("#!"):
        return False
    return bool(_REMARK.match(text)) if code is None else not code.strip()


def _cut(source: str, code: str) -> Iterator[tuple[int, str, int]]:
    """Yield (offset, piece, style)."""
    at = 0
    for line in source.split("\n"):
        bare = line.strip()
        if bare:
            style = _style(line, code[at : at + len(line)])
        if bare and len(line) <= LONG:
            yield at, bare, style
        elif bare:
            start = at
            for piece in _statements(line):
                if piece.strip():
                    yield start, piece.strip(), style
                start += len(piece)
        at += len(line) + 1


def _style(line: str, code: str) -> int:
    """Return how a line is written; of one that is a comment only its end and what it begins with, of a text that is no script only its end."""
    style = CARRIAGE if line.endswith("\r") else 0
    lead = line[: len(line) - len(line.lstrip(" \t"))]
    # A long comment goes on with an asterisk below that of its first line, which is no manner of indenting.
    if code and not line.startswith("*", len(lead)):
        if "\t" in lead:
            style |= TABS
        elif lead:
            style |= ODD_BLANKS if len(lead) % 4 else BLANKS
    bare = code.strip()
    if not bare:
        return style
    for quoted in _QUOTE.finditer(bare[:LONG]):
        style |= SINGLE if quoted.group()[0] == "'" else DOUBLE
    if bare[-1] == ";":
        style |= SEMICOLON
    return style | (TIGHT if _is_tight(bare) else 0)


def _is_tight(code: str) -> bool:
    if len(code) < _LEAST_TIGHT:
        return False
    letters = len(code) - code.count("\x00")
    if letters < _LEAST_TIGHT or code.count(" ") + code.count("\t") > _BLANK_SHARE * letters:
        return False
    # Whatever begins a block ends it, too.
    signs = (1 + (each.group() == "{") for each in islice(_SIGNS.finditer(code), _STATEMENTS))
    return sum(signs) >= _STATEMENTS


def _statements(line: str) -> Iterator[str]:
    start = 0
    for each in _STATEMENT_END.finditer(line):
        yield line[start : each.end()]
        start = each.end()
    yield line[start:]


def kept(was: ScriptPieces, now: ScriptPieces) -> float:
    """Return the share of the old pieces that are still there, 0 to 1, wherever they stand."""
    before, after = Counter(was.pieces), Counter(now.pieces)
    return (before & after).total() / before.total() if before else 0.0


class NamedHosts(Value, frozen=True):
    """The hosts that the addresses in a text name, sorted, and where each stands first; at most 256."""

    hosts: tuple[str, ...]
    places: tuple[int, ...]
