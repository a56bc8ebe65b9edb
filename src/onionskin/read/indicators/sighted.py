"""The indicators of one document: each with what its place says, until the whole document tells their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import msgspec

from onionskin.model import Entity, Window
from onionskin.read.indicators.roles import (
    About,
    Beside,
    Setting,
    Telling,
    role_of,
    section_role,
    telling,
)
from onionskin.read.indicators.slips import slips
from onionskin.read.syntax.grammar import grammars
from onionskin.read.wire import Draft
from onionskin.terms import domains
from onionskin.terms.indicators import Found, find

_UNBOUNDED = Window()
TITLED = (
    "title"  # a section below a title that names malware: doubtful names are names, and no more
)
_LABEL = 80  # characters of a line that may be the label of what follows
_BACK = 4000  # characters before an indicator in which its label is looked for
_REMARK = 200  # characters beside an indicator that stands alone on its line
_REMARKS = 3  # words beside one
_SPELLED = re.compile(r"[^\W\d_]{2,}")
_Patterns = list[dict[str, re.Pattern[str]]]


class _Sighting(msgspec.Struct, frozen=True):
    """An indicator and what its place says, waiting for what the whole document says."""

    found: Found
    setting: Setting
    valid: Window = _UNBOUNDED


@dataclass
class Sighted:
    """The indicators of one document, each value in each setting once."""

    defanged: int = 0
    _kept: dict[tuple[object, ...], _Sighting] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._kept)

    def take(self, found: Found, offset: int, setting: Setting, valid: Window = _UNBOUNDED) -> None:
        """Keep one that stands `offset` characters behind where it was found; in the same setting again it tells nothing new."""
        self.defanged += found.defanged
        key = (found.kind, found.value, found.defanged, found.inside, setting)
        if key not in self._kept:
            self._kept[key] = _Sighting(found.moved(offset), setting, valid)

    def in_block(
        self,
        text: str,
        offset: int,
        hidden: list[tuple[int, int]],
        heads: set[str],
        section: str,
        code: str,
    ) -> None:
        """Keep those of a block in a language, below a heading that gives a role; spans that are hidden hold none."""
        listed = section in ("indicator", TITLED) or _is_list(text)
        founds = find(text, defangs(), listed=listed)
        if not founds:
            return
        patterns, beside = roles_in(code), Beside(text, heads, _telling(code))
        done, lines = 0, "\n" in text
        for found in founds:
            if any(start <= found.offset < end for start, end in hidden):
                continue
            if lines:
                section = _line_section(text, done, found.offset, patterns) or section
                done = max(done, found.offset)
            near, word = beside.nearest(found.offset, found.end)
            alone = _stands_alone(text, found) and (listed or not _is_of_many(found))
            self.take(found, offset, Setting(section, near, word, alone))

    def settled(self, about: About) -> Iterator[Draft]:
        """Yield one draft per value and role, the first mention; a mere reference yields to any other."""
        chosen: dict[tuple[str, str], dict[str, Draft]] = {}
        doubts = slips(each.found for each in self._kept.values())
        for each in self._kept.values():
            role = role_of(each.found, each.setting, about)
            key = (each.found.kind, each.found.value)
            doubt = each.found.doubt or doubts.get(key, "")
            roles = chosen.setdefault(key, {})
            if role.name not in roles:
                roles[role.name] = Draft(
                    Entity(each.found.kind, each.found.value),
                    "indicates",
                    Entity("role", role.name),
                    each.found.offset,
                    each.found.length,
                    valid=each.valid,
                    confidence=role.confidence,
                    reason=f"{role.reason}; {doubt}" if doubt else role.reason,
                )
        for roles in chosen.values():
            if len(roles) > 1:
                roles.pop("reference", None)
            yield from roles.values()


@cache
def defangs() -> tuple[tuple[str, str], ...]:
    """Return how all languages of the house write a dot or an at sign that is not to be followed."""
    return tuple(pair for each in grammars() for pair in each.cues.defangs)


@cache
def roles_in(code: str) -> _Patterns:
    """Return what tells roles in a language, and in English behind it."""
    own = [each.roles for each in grammars() if each.cues.code == code]
    return own + [each.roles for each in grammars() if each.cues.code == "en" != code]


@cache
def _telling(code: str) -> list[Telling]:
    """Return what tells roles beside an indicator in a language, and in English behind it."""
    own = [each for each in grammars() if each.cues.code == code]
    own += [each for each in grammars() if each.cues.code == "en" != code]
    return [telling(each.roles, each.cues.roles) for each in own]


def _line_section(text: str, start: int, end: int, patterns: _Patterns) -> str:
    """Return the role of the last label line (`IOCs:`) between two places of a block."""
    found = ""
    for line in text[max(start, end - _BACK) : end].split("\n")[:-1]:
        label = line.strip(" *_#=-|")
        if (label.endswith(":") and len(label) <= _LABEL) or line.startswith(("#", "=")):
            found = section_role(label, patterns) or found
    return found


def _is_of_many(found: Found) -> bool:
    """Say whether a mailbox is with a service that many share: alone on a line it may be the author's."""
    return found.kind == "email" and domains.is_shared(found.value.rpartition("@")[2])


def _is_list(text: str) -> bool:
    """Say whether most lines of a block are single words: a list of values."""
    lines = [line.strip(" -*\u2022|`\t") for line in text[:8000].split("\n")]
    return sum(" " not in line for line in lines) * 2 > len(lines)


def _stands_alone(text: str, found: Found) -> bool:
    """Say whether an indicator fills its line, but for bullets, bars and a short label or remark."""
    offset, stop = found.offset, found.offset + found.length
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", stop)
    end = len(text) if end < 0 else end
    if end - start > found.length + _REMARK:
        return False
    rest = text[start:offset] + " " + text[stop:end]
    if "|" in rest or "\t" in rest:
        return True
    return len(_SPELLED.findall(rest)) <= _REMARKS and not rest.rstrip().endswith(".")
