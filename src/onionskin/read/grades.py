"""The Admiralty grade of a source and of what it says: a letter for the one, a digit for the other.

Source: NATO AJP-2.1 and STANAG 2511. Both are given by rule (grades.toml) with the reason, or by the operator,
whose word stands beside the rule's and does not replace it silently. A digit comes from independent origins
alone: a reliable source can be wrong, and twenty copies are one voice.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from onionskin.errors import InputError
from onionskin.model import (
    Claim,
    Confidence,
    Grade,
    SourceGrade,
    Standing,
    Value,
    distinct,
    identify,
)
from onionskin.read.conflicts import side_of, statement_key
from onionskin.write.reports import Conflict

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
HELD = "as the file itself holds: "
_LETTERS, _DIGITS = frozenset("ABCDEF"), range(1, 7)
_BY = frozenset({"rule", "operator"})


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
class Whose:
    """A document as its source is graded: its name, its text's id, who it says publishes it, where, and its claims."""

    document: str
    text: str
    publisher: str
    site: str
    claims: Sequence[Claim]


@dataclass(frozen=True)
class Grading:
    """What operators say of sources: one grade for all of a call, a list by publisher or file, and what a case keeps.

    `by` is who gives those of this call.
    """

    grade: str = ""
    listed: tuple[Graded, ...] = ()
    by: str = ""
    kept: tuple[SourceGrade, ...] = ()

    def of(self, source: Whose, held: Grade | None = None) -> Grade:
        """Return a document's grade: this call's, else the case's, else the one that the file holds, else the rules'."""
        rule = of_source(source.publisher, source.site, source.claims)
        if own := self._own(source):
            return by_operator(own.grade, rule, own.why, self.by)
        if kept := self._kept(source):
            return by_operator(kept.grade, rule, kept.why, kept.by)
        return as_held(held) if held else rule

    def records(self, sources: Iterable[Whose]) -> tuple[SourceGrade, ...]:
        """Return what a case keeps of this call: the operator's word of each document, and of each publisher listed."""
        found = [_kept("publisher", each.name, each, self.by) for each in self.listed if each.name]
        for source in sources:
            own = self._own(source)
            if own and not own.name:
                found.append(_kept("document", source.text, own, self.by))
        return tuple({each.id: each for each in found}.values())

    def _own(self, source: Whose) -> Graded | None:
        if self.grade:
            return Graded(self.grade)
        files = (source.document, source.document.rpartition("/")[2])
        for each in self.listed:
            if (each.name and _same(each.name, source.publisher)) or (
                each.file and each.file in files
            ):
                return each
        return None

    def _kept(self, source: Whose) -> SourceGrade | None:
        """Return what the case keeps of a document, else of its publisher."""
        of_publisher = None
        for each in self.kept:
            if each.document and each.document == source.text:
                return each
            if each.publisher and _same(each.publisher, source.publisher):
                of_publisher = of_publisher or each
        return of_publisher


def _kept(kind: str, of: str, said: Graded, by: str) -> SourceGrade:
    ident = identify("source-grade", kind, of.casefold())
    return SourceGrade(ident, said.grade, **{kind: of}, by=by, why=said.why)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def by_operator(grade: str, rule: Grade, why: str = "", by: str = "") -> Grade:
    """Return the operator's grade; what the rule says is kept beside it."""
    letter, digit = parsed(grade)
    because = f" ({why})" if why else ""
    who = f" {by}" if by else ""
    why = f"given by the operator{who}{because}; by rule it is {rule.letter}: {rule.why}"
    return Grade(letter, why, "operator", digit, rule.letter)


def as_held(grade: Grade) -> Grade:
    """Return a grade that a file holds of itself, saying that it is the file's word."""
    return msgspec.structs.replace(grade, why=f"{HELD}{grade.why.removeprefix(HELD)}")


def is_grade(grade: Grade) -> bool:
    """Say whether a grade that a file holds is one."""
    digit = grade.credibility is None or grade.credibility in _DIGITS
    return grade.letter in _LETTERS and grade.rule in {"", *_LETTERS} and grade.by in _BY and digit


def is_standing(standing: Standing) -> bool:
    """Say whether what a file holds of a claim's credibility is that."""
    return standing.credibility in _DIGITS and standing.by in _BY


def of_claim(
    claim: Claim, source: Grade, support: Support, held: Standing | None = None
) -> Standing:
    """Return how credible a claim is, by its origins and what contradicts it, or as the operator says.

    `held` is what the file itself says of it. That stands as long as nothing else is known here: neither
    an operator's word, nor what contradicts the claim, nor a further origin; else its origins count.
    """
    if held is not None:
        more = held.origins and {*support.origins} - {*held.origins}
        spoken = source.credibility is not None and not source.why.startswith(HELD)
        if not (more or support.against or spoken):
            return msgspec.structs.replace(held, claim=claim.id)
        support = Support(distinct({*support.origins, *held.origins}), support.against)
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
