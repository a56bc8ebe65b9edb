"""Lines that stand in a page and are no part of what it reports, and lines that say how it was made.

The patterns are data (page_lines.toml). Such a line yields no fact and is counted; what looks like an
indicator is taken from it all the same, so that nothing hides behind a caption.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from onionskin.read.words.gates import heads

LONGEST = 240
# English words that a translation into another language has no reason to keep, in small letters.
_LEFT_OVER = re.compile(r"(?<![\w\"'\u201c\u00ab])(?:the|which|was|were|been|their|would)(?!\w)")


@dataclass(frozen=True)
class Kind:
    """A kind of line: `says` names it in a note; `machine` is `certain` or `suspected` where it tells of one."""

    name: str
    says: str
    machine: str = ""


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    says: str
    patterns: tuple[str, ...]
    machine: str = ""


def kind_of(line: str, opening: set[str]) -> Kind | None:
    """Return what kind of line this is, or None; `opening` are the gates of its words."""
    if len(line) > LONGEST:
        return None
    if _heads().isdisjoint(opening):
        return None
    rules = _rules()
    for head in sorted(rules.keys() & opening):
        for pattern, kind in rules[head]:
            if _compiled(pattern).match(line):
                return kind
    return None


def left_over(sentence: str) -> bool:
    """Say whether a sentence of another language holds at least two words of English, unquoted."""
    return len(_LEFT_OVER.findall(sentence[:2000])) >= 2


@cache
def _heads() -> frozenset[str]:
    return frozenset(_rules())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that a line's words open: most are never asked for."""
    return re.compile(pattern, re.IGNORECASE)


@cache
def _rules() -> dict[str, tuple[tuple[str, Kind], ...]]:
    text = Path(__file__).with_name("page_lines.toml").read_text("utf-8")
    found: dict[str, list[tuple[str, Kind]]] = defaultdict(list)
    for name, entry in msgspec.convert(tomllib.loads(text), dict[str, _Entry]).items():
        kind = Kind(name, entry.says, entry.machine)
        for pattern in entry.patterns:
            for head in heads(pattern):
                found[head].append((pattern, kind))
    return {head: tuple(rules) for head, rules in found.items()}
