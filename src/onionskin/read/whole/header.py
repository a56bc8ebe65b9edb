"""What the head of a document says of itself: its date, its publisher, its title, its site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

from onionskin.model import Bounds
from onionskin.read.syntax.grammar import Grammar
from onionskin.read.words.dates import YEAR
from onionskin.read.words.sentences import words_of
from onionskin.terms import domains

UNDATED = Bounds()
_LINES = 14
_LONGEST = 160
_LABELLED = re.compile(
    r"\A\W*(?:published by|publisher|author|by|from|publié par|éditeur|par|publicado por|editor|por|fuente editorial"
    r"|veröffentlicht von|herausgeber|autor|von|pubblicato da|editore|autore|di|publicado pela?|editora|gepubliceerd door|uitgever|auteur|door)"
    r"\s*:?\s+(?:(?P<person>[^\n|,;:]{3,40}), )?(?P<name>[^\n|\u2014\u2013,;:]{2,60})",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:published|publié|publicado|veröffentlicht|pubblicato|gepubliceerd)\b.{0,50}?\b(?:by|par|por|von|da|door)\s+(?P<name>(?-i:[^\W\d_a-z])[^\n|,;:]{1,60})\Z",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s+[\u2014\u2013|\u00b7\u2022-]+\s+|\s*\|\s*")
_WIRE = re.compile(r"\((?P<name>[^()]{2,40})\)\s*[\u2014\u2013-]")
# What stands before and behind the date of a line that goes on: "LONDON, April 20, 2023 -", "Published 2023-07-21."
_PLACED = re.compile(r"\A[\W_]*(?:[^\W\d_][\w'-]*\.?[ ,]+){0,4}\(?\Z")
_GOES_ON = re.compile(r"\)?[\s*_]*(?:[-\u2013\u2014:]|\.\s?[-\u2013\u2014])")
# "Geneva, 14 August 2025. The hackers": a place, its comma, and a sentence of its own; "(Digest, 14 August 2025) The hackers".
_SEATED = re.compile(r"\A[\W_]*[^\W\d_a-z][\w'-]+(?: [^\W\d_a-z][\w'-]+){0,2}, (?:\w{1,3} )?\Z")
_ENDS = re.compile(r"\.[\s*_]+[^\W\d_a-z]")
_BRACKETED = re.compile(r"\A\([^()]{0,40}\Z")
_SAID_OF = re.compile(
    r"\A\W*(?:published|posted|date|publié|publicado|fecha|veröffentlicht|stand|datum|pubblicato|data|gepubliceerd)\b\D{0,24}\Z",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r":\s*\d{1,3}\Z"
)  # "Severity: 5 - Critical": what follows says the rank in words
# A bare address publishes nothing.
_SITE = re.compile(r"(?<![\"'=])https?://(?![\d.]+(?![\w.-]))([\w.-]{4,100})")
_UPDATED = re.compile(
    r"\b(?:updated?|mis à jour|actualizad[oa]|atualizad[oa]|aktualisiert|aggiornat[oa]|bijgewerkt|last modified)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Header:
    """What was found. `said_on` is unknown bounds where there is no dateline."""

    title: str = ""
    publisher: str = ""
    site: str = ""
    said_on: Bounds = UNDATED
    letterhead: tuple[str, ...] = ()  # the lines of a letter's head, but for its subject


def header(head: str, grammars: Iterable[Grammar]) -> Header:
    """Read the first lines of a document."""
    lines = [line.strip() for line in head.split("\n", 400)[:400] if line.strip()][:_LINES]
    found = [each[:_LONGEST] for each in lines]
    able = list(grammars)
    dated, said = _dateline(found, able)
    letter = _letter(lines, able)
    title = letter.subject or (re.sub(r"\A[#=*\s]+|[=*\s]+\Z", "", lines[0]) if lines else "")
    sites = [m[1] for line in lines if (m := _SITE.search(line))]
    site = next((m[1] for line in lines[:5] if (m := _SITE.search(line))), "")
    listed = len(sites) * 2 > len(lines) > 1  # a list of addresses, not where it was published
    return Header(
        title=title[:200],
        publisher=letter.sender or _publisher(found, dated),
        site=domains.registrable(site) if site and not listed else "",
        said_on=said,
        letterhead=letter.lines,
    )


class _Letter(NamedTuple):
    """What a letter's head says: who wrote it, of what, and the lines in which it does not say of what."""

    sender: str = ""
    subject: str = ""
    lines: tuple[str, ...] = ()


_NO_LETTER = _Letter()
_FEWEST = 3  # labelled lines of a letter's head, its subject among them


def _letter(lines: list[str], grammars: list[Grammar]) -> _Letter:
    """Return what the head of a pasted letter says, in any language of the document; nothing where there is none."""
    for grammar in grammars:
        found = [each for each in takewhile(bool, map(grammar.letterhead.match, lines)) if each]
        named = {kind: each["value"] for each in found for kind in _KINDS if each[kind]}
        if len(found) >= _FEWEST and named.keys() >= {"sender", "subject"}:
            rest = tuple(each.string for each in found if not each["subject"])
            return _Letter(
                _clean(_SENDER.split(named["sender"])[0]), _clean(named["subject"]), rest
            )
    return _NO_LETTER


_KINDS = ("sender", "subject")
_SENDER = re.compile(r"\s*[,<(]")


def _dateline(lines: list[str], grammars: list[Grammar]) -> tuple[str, Bounds]:
    """Return the line that dates the document and what it says; an update widens the bounds."""
    first, said = "", Bounds()
    for line in lines:
        date = _date(line, grammars)
        if date is None:
            continue
        if not first:
            first, said = line, date
        elif _UPDATED.search(line):
            return first, Bounds(said.earliest, max(said.latest or "", date.latest or ""))
        else:
            break
    return first, said


def _date(line: str, grammars: list[Grammar]) -> Bounds | None:
    """Return the date of a line that is there to give one: short, or with a date at its start."""
    short = len(line) <= 100 and not line.endswith(".")
    reach = len(line) if short else _OPENED  # a longer line's date stands at its start
    if _YEARLY.search(line, 0, reach) is None:
        return None  # without one a date counts from when it was said, which is asked here
    own = words_of(line[:reach])
    for at, calendar in enumerate(each.recogniser.calendar for each in grammars):
        if at and calendar.named.isdisjoint(own):
            continue  # what is all digits the first one has read
        for match in calendar.pattern.finditer(line, 0, reach):
            bounds = calendar.bounds(match, Bounds())
            opening = match.start() <= 40 and _opens(line, *match.span())
            if bounds and (short or opening) and _whole(match):
                return bounds
    return None


_YEARLY = re.compile(YEAR)
_OPENED = 240  # characters: more than a date that begins among the first 40 takes


def _opens(line: str, start: int, end: int) -> bool:
    """Say whether a date at the start of a longer line is the day on which it was written."""
    before = line[:start]
    placed = _PLACED.match(before) is not None and _GOES_ON.match(line, end) is not None
    placed = placed or (_SEATED.match(before) is not None and _ENDS.match(line, end) is not None)
    placed = placed or (_BRACKETED.match(before) is not None and line.startswith(")", end))
    return placed or _WIRE.search(line) is not None or _SAID_OF.match(before) is not None


def _whole(match: re.Match[str]) -> bool:
    """A year alone dates nothing; a title may hold one."""
    return match["y4"] is None


def _publisher(lines: list[str], dated: str) -> str:
    for line in lines:
        if len(line) <= 100 and (named := _labelled(line)):
            return named
    if (wire := _WIRE.search(dated)) and _names(wire["name"]):
        return _clean(wire["name"])
    parts = [part for part in map(_clean, _SEPARATORS.split(dated)) if part]
    if len(parts) < 2 or len(dated) > 100:
        return ""
    values = {after for before, after in pairwise(parts) if _RANKED.search(before)}
    return next((part for part in parts if _names(part) and part not in values), "")


def _names(part: str) -> bool:
    """Say whether a part of a dateline may be whose it is: no date, no label, no remark in small letters."""
    return part[:1].isupper() and ":" not in part and not any(char.isdigit() for char in part)


def _labelled(line: str) -> str:
    """Return whom a line such as "By Jane Doe, Example News" names: a house before a person, never a date."""
    found = _LABELLED.match(line) or _SIGNED.search(line)
    if found is None:
        return ""
    said = [found["name"], found.groupdict().get("person") or ""]
    named = (each for each in map(_clean, said) if each[:1].isupper())
    return next((each for each in named if not any(char.isdigit() for char in each)), "")


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" *_#.,:;|\u2022\"'")
