"""Claims as a reader is told them: one by one with all that qualifies it, or those of a report by question on a screen.

A screen answers in the order in which an analyst asks: what is affected, how they got in, who did it and with what, who
was hit, when, what nobody knows, what to do; what is told around the incident (who supplies whom) comes last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onionskin.model import Claim
from onionskin.write.document import Line, plain

SCREEN = 24  # lines
VALUES = 8  # of a line
LONGEST_VALUE, LONGEST_SENTENCE = 90, 220  # characters on a screen; the long forms have all of it
ASKED = (
    "affects", "fixed-in", "compromised-through", "compromised-by", "attributed-to", "alias-of", "employs", "collects",
    "victim", "began", "discovered", "motive", "unknown", "admits", "mitigated-by", "warns",
)  # fmt: skip
_SENTENCES = frozenset({"unknown", "admits", "mitigated-by", "warns"})  # their objects are clauses
_TECHNIQUE = re.compile(r"T\d{4}(?:\.\d{3})?(?= )")
_LEAST_ABOUT = 2  # claims of a name that the rest of a screen leaves out


@dataclass(frozen=True)
class Row:
    """One line: a relation, its label; what all its values are said of (empty: of what the report is about)."""

    relation: str
    of: str
    holds: bool


def told(claim: Claim) -> str:
    """Return subject and object."""
    return f"{plain(claim.subject.name)} -> {plain(claim.object.name)}"


def said(claim: Claim) -> str:
    """Return a claim as a line: subject, object, polarity, hedge, speaker, and whether it was weighed."""
    parts = [told(claim)]
    if not claim.holds:
        parts.append("NOT so")
    return ", ".join((*parts, *_qualified([claim])))


def weighed(claim: Claim) -> str:
    """Return how likely a claim is that no rule states ("weighed 0.62"), or an empty string."""
    return claim.reason.partition(":")[0] if claim.reason.startswith("weighed ") else ""


def incident(claim: Claim) -> str:
    """Return what of a claim may be the incident: of a victim what it was hit by, else the subject."""
    return claim.object.name if claim.relation == "victim" else claim.subject.name


def lines(claims: list[Claim], known: set[str], origins: dict[str, int]) -> Iterator[Line]:
    """Yield a report's claims as a screen shows them, what is new before what an earlier report said.

    `origins` are the numbers of independent origins that state a claim, by its id.
    """
    about = _about(claims)
    if about:
        yield Line(
            f"{plain(about, 80)}, where a line names nothing else", label="about", brief=True
        )
    rows: dict[Row, dict[str, list[Claim]]] = {}
    for each in sorted(claims, key=lambda each: each.id in known):
        row, value = _placed(each, about)
        rows.setdefault(row, {}).setdefault(_key(value), []).append(each)
    ordered = sorted(rows, key=_order)
    shown = [line for row in ordered for line in _row(row, rows[row], origins)]
    yield from shown[:SCREEN]
    if len(shown) > SCREEN:
        yield Line(
            f"and {len(shown) - SCREEN} more lines; -o html=FILE or json=FILE has all",
            "quiet",
            "more",
            brief=True,
        )


def _about(claims: list[Claim]) -> str:
    """Return the name that most claims speak of, as the incident they tell is called."""
    names = Counter(incident(each) for each in claims)
    name, count = next(iter(names.most_common(1)), ("", 0))
    return name if count >= _LEAST_ABOUT else ""


def _placed(claim: Claim, about: str) -> tuple[Row, str]:
    """Return the line of a claim, and what stands there for it."""
    victim = claim.relation == "victim"
    value = claim.subject.name if victim else claim.object.name
    of = incident(claim)
    return Row(claim.relation, "" if of == about else of, claim.holds), value


def _key(value: str) -> str:
    """Return what is the same of one value in several spellings: a technique's number, else its letters without case."""
    number = _TECHNIQUE.match(value)
    return number[0] if number else value.casefold()


def _order(row: Row) -> tuple[int, bool, bool]:
    """Return the place of a line: by question, what is said of the incident first, what is denied last."""
    place = ASKED.index(row.relation) if row.relation in ASKED else len(ASKED)
    return place, not row.holds, bool(row.of)


def _row(row: Row, values: dict[str, list[Claim]], origins: dict[str, int]) -> Iterator[Line]:
    """Yield the line of a relation, or one for each clause; weighed values behind those that a rule states."""
    ordered = sorted(values.values(), key=_chance, reverse=True)
    single = row.relation in _SENTENCES
    told_of = [(_name(row, each[0], single=single), _notes(each, origins)) for each in ordered]
    common = [] if single or len(told_of) == 1 else _common([notes for _, notes in told_of])
    texts = [f"{name}{_bracketed(notes, common)}" for name, notes in told_of]
    tone = "plain" if row.holds else "quiet"
    end = f" - {', '.join(common)}" if common else ""
    no = "" if row.holds else "NOT so: "
    for some in [[each] for each in texts] if single else [texts]:
        more = f" and {len(some) - VALUES} more" if len(some) > VALUES else ""
        text = f"{no}{'; '.join(some[:VALUES])}{more}{end}"
        if row.of:
            of = plain(row.of, LONGEST_VALUE)
            text = f"{text} -> {of}" if row.relation == "victim" else f"{of} -> {text}"
        yield Line(text, tone, row.relation, brief=True)


def _chance(claims: list[Claim]) -> float:
    """Return how likely what several sentences state is: 1 where one of them is read by a rule."""
    return max(float(weighed(each).removeprefix("weighed ") or 1) for each in claims)


def _name(row: Row, claim: Claim, *, single: bool) -> str:
    name = claim.subject.name if row.relation == "victim" else claim.object.name
    return shortened(name, LONGEST_SENTENCE if single else LONGEST_VALUE)


def _notes(claims: list[Claim], origins: dict[str, int]) -> list[str]:
    """Return what qualifies a value in all sentences that state it, and how many sentences and origins those are."""
    notes = list(_qualified(claims))
    sentences = len({each.evidence.offset for each in claims})
    if sentences > 1:
        notes.append(f"in {sentences} sentences")
    several = max(origins.get(each.id, 1) for each in claims)
    if several > 1:
        notes.append(f"{several} origins")
    return notes


def _common(notes: list[list[str]]) -> list[str]:
    """Return the notes that all values have, so that the line says them once."""
    return [each for each in notes[0] if all(each in others for others in notes)]


def _bracketed(notes: list[str], common: list[str]) -> str:
    own = [each for each in notes if each not in common]
    return f" ({', '.join(own)})" if own else ""


def _qualified(claims: Iterable[Claim]) -> Iterator[str]:
    """Yield the hedge, the speakers and the chance of what is stated, each only where no sentence goes without it."""
    every = list(claims)
    if all(each.hedge for each in every):
        yield f"hedged {plain(every[0].hedge)!r}"
    if all(each.reported_by for each in every):
        speakers = dict.fromkeys(plain(each.reported_by) for each in every)
        yield f"says {', '.join(speakers)}"
    if all(map(weighed, every)):
        yield max(map(weighed, every))


def shortened(text: str, longest: int) -> str:
    """Return text that is safe to print, cut between words where it is long."""
    if len(text) <= longest:
        return plain(text)
    return f"{plain(text[:longest].rpartition(' ')[0] or text[:longest])} ..."
