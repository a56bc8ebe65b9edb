"""The Admiralty grade of a source and of what it says: a letter for the one, a digit for the other.

Source: NATO AJP-2.1 and STANAG 2511. Both are given by rule (grades.toml) with the reason, or by the operator,
whose word stands beside the rule's and does not replace it silently. A digit comes from independent origins
alone: a reliable source can be wrong, and twenty copies are one voice.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from onionskin.errors import InputError
from onionskin.model import Claim, Confidence, Value, distinct
from onionskin.read.conflicts import side_of, statement_key
from onionskin.write.reports import Conflict, Grade, Standing

_GRADE = re.compile(r"([A-F])([1-6])?\Z")
_OWN = frozenset({"affects", "fixed-in", "admits", "retired", "served", "mitigated-by"})
_COMMON = frozenset({"inc", "ltd", "corp", "corporation", "gmbh", "the", "sa", "ag", "llc", "co"})


class Graded(Value, frozen=True):
    """One line of an operator's file: the grade of a publisher by its `name`, or of a document by its `file`."""

    grade: str
    name: str = ""
    file: str = ""
    why: str = ""


class _Operators(Value, frozen=True):
    source: tuple[Graded, ...]


class _Source(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    grade: str
    why: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    own: bool = False
    nameless: bool = False


class _Information(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    credibility: int
    why: str
    origins: int = 0
    grades: str = ""
    doubted: bool = False
    contradicted: bool = False
    outweighed: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    source: tuple[_Source, ...]
    information: tuple[_Information, ...]


LARGEST = 1 << 20


@dataclass(frozen=True)
class Support:
    """What speaks for and against a claim: the origins that state it, and those that contradict it."""

    origins: tuple[str, ...]
    against: tuple[str, ...] = ()


def parsed(grade: str) -> tuple[str, int | None]:
    """Return (letter, digit or None) of what an operator writes: `B2`, or `B` alone.

    Raises:
        InputError: it is no grade.
    """
    found = _GRADE.match(grade.strip().upper())
    if found is None:
        hint = "give a letter from A to F and a digit from 1 to 6, as in B2"
        raise InputError("this is no Admiralty grade", where=grade[:40], hint=hint)
    return found[1], int(found[2]) if found[2] else None


def of_source(publisher: str, site: str, claims: Iterable[Claim]) -> Grade:
    """Return the grade of a document by rule: who it says publishes it, and whether it speaks of its own product."""
    name = " ".join(publisher.casefold().split())
    words = set(re.findall(r"[\w-]+", name))
    own = bool(name) and any(_is_own(name, each) for each in claims if each.relation in _OWN)
    for rule in _file().source:
        fits = (
            name in _folded(rule.names)
            or not words.isdisjoint(_folded(rule.words))
            or bool(site and site in rule.sites)
            or (rule.own and own)
            or (rule.nameless and not name)
        )
        if fits:
            said = f", as it calls itself {publisher!r}" if name else ""
            return Grade(rule.grade, f"{rule.why}{said}")
    return Grade("F", f"no rule knows this publisher, {publisher!r}")


def operators(path: Path) -> tuple[Graded, ...]:
    """Return what an operator's file of grades says, `[[source]]` by `[[source]]` (TOML).

    Raises:
        InputError: it cannot be read, is no such file, or holds what is no grade.
    """
    try:
        with path.open("rb") as file:
            found = msgspec.convert(tomllib.loads(file.read(LARGEST).decode()), _Operators).source
    except OSError as error:
        raise InputError(str(error.strerror), where=path.name, hint="check the path") from error
    except (ValueError, RecursionError) as error:
        hint = "write [[source]], then name or file, and grade"
        raise InputError(f"no file of grades: {error}", where=path.name, hint=hint) from error
    for each in found:
        parsed(each.grade)
    return found


@dataclass(frozen=True)
class Grading:
    """What the operator says of sources: one grade for all of a call, and a list by publisher or file."""

    grade: str = ""
    listed: tuple[Graded, ...] = ()

    def of(self, document: str, publisher: str, site: str, claims: Iterable[Claim]) -> Grade:
        """Return a document's grade: the operator's where there is one, else the rules'."""
        rule = of_source(publisher, site, claims)
        if self.grade:
            return by_operator(self.grade, rule)
        for each in self.listed:
            named = each.name and each.name.casefold() == publisher.casefold()
            if named or (each.file and each.file in (document, document.rpartition("/")[2])):
                return by_operator(each.grade, rule, each.why)
        return rule


def by_operator(grade: str, rule: Grade, why: str = "") -> Grade:
    """Return the operator's grade; what the rule says is kept beside it."""
    letter, digit = parsed(grade)
    because = f" ({why})" if why else ""
    why = f"given by the operator{because}; by rule it is {rule.letter}: {rule.why}"
    return Grade(letter, why, "operator", digit, rule.letter)


def of_claim(claim: Claim, source: Grade, support: Support) -> Standing:
    """Return how credible a claim is, by its origins and what contradicts it, or as the operator says."""
    doubted = claim.confidence is Confidence.LOW
    for rule in _file().information:
        fits = (
            len(support.origins) >= rule.origins
            and (not rule.grades or source.letter in rule.grades)
            and (not rule.doubted or doubted)
            and (not rule.contradicted or bool(support.against))
            and (not rule.outweighed or len(support.against) > len(support.origins))
        )
        if fits:
            found = Standing(claim.id, rule.credibility, rule.why, support.origins)
            break
    else:
        why = "one origin states it, and nothing tells how reliable that is"
        found = Standing(claim.id, 6, why, support.origins)
    if source.credibility is None:
        return found
    why = f"given by the operator; by rule it is {found.credibility}: {found.why}"
    return Standing(claim.id, source.credibility, why, support.origins, "operator")


def supports(claims: Iterable[Claim], groups: Iterable[Conflict]) -> dict[str, Support]:
    """Return for each claim by its id the independent origins that state the same, and those against it."""
    claims = list(claims)
    stated: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each in claims:
        stated[_statement(each)].add(each.origin.root)
    by_id = {each.id: each for each in claims}
    against: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        sides: dict[str, set[str]] = defaultdict(set)
        members = [by_id[ident] for ident in group.claims if ident in by_id]
        for each in members:
            sides[side_of(group.kind, each)] |= stated[_statement(each)]
        for each in members:
            own = side_of(group.kind, each)
            against[each.id].update(*(roots for side, roots in sides.items() if side != own))
    return {
        each.id: Support(distinct(stated[_statement(each)]), distinct(against[each.id]))
        for each in claims
    }


def _statement(claim: Claim) -> tuple[str, ...]:
    return (*statement_key(claim), str(claim.holds))


def _is_own(publisher: str, claim: Claim) -> bool:
    """Say whether a claim is about something that carries its publisher's own name."""
    own = set(re.findall(r"\w{2,}", publisher)) - _COMMON
    things = re.findall(r"\w{2,}", f"{claim.subject.name} {claim.object.name}".casefold())
    return bool(own) and own <= set(things)


@cache
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(each.casefold() for each in names)


@cache
def _file() -> _File:
    text = Path(__file__).with_name("grades.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _File)
