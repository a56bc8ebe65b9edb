"""What a clause says by the words in it, in whatever order: the lane behind the patterns.

A pattern of a language (`Phrase`) says one way to say a relation, and finds nothing said another
way. Here a clause is a set of words and mentions: a word of harm and a counted group make a victim, a
word of taking and a noun for data make what was collected (frames.py). One file a scene.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onionskin.read.scenes import (
    admitted,
    advice,
    answers,
    blame,
    brands,
    bynames,
    chained_names,
    days,
    drawn_in,
    harm,
    hit_too,
    instruments,
    intruders,
    lapsed,
    loot,
    makers,
    means,
    origins,
    owned,
    owners,
    perils,
    provenance,
    questions,
    releases,
    served,
    sound,
    stocked,
    suppliers,
    suspects,
    taken,
    third_party,
    ties,
    unhurt,
    users,
    wares,
    warned,
    whence,
)
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.frames import Spotted
from onionskin.read.syntax.matcher import Sentence
from onionskin.read.wire import Draft

_STATED = (
    harm,
    hit_too,
    intruders,
    taken,
    loot,
    means,
    origins,
    third_party,
)  # what a clause that asks does not state
# Each with the classes without a word of one of which it says nothing; None where other things call it, too.
SCENES = (
    (harm, frozenset({"hurt", "spared", "attack", "victims"})),
    (hit_too, hit_too.CLASSES),
    (drawn_in, drawn_in.CLASSES),
    (intruders, frozenset({"hurt", "attack", "access", "victims"})),
    (releases, frozenset({"tainted", "hurt", "at risk", "heals", "nothing to do"})),
    (suppliers, frozenset({"customers", "makes"})),
    (users, frozenset({"use"})),
    (makers, frozenset({"made by"})),
    (brands, brands.CLASSES),
    (served, frozenset({"bad copy", "spoilt"})),
    (stocked, None),
    (ties, ties.CLASSES),
    (provenance, provenance.CLASSES),
    (wares, wares.CLASSES),
    (bynames, bynames.CLASSES),
    (loot, loot.CLASSES),
    (owners, owners.CLASSES),
    (taken, frozenset({"steal"})),
    (suspects, suspects.CLASSES),
    (whence, whence.CLASSES),
    (instruments, None),
    (blame, None),
    (days, frozenset({"find", "start", "opens"})),
    (third_party, third_party.CLASSES),
    (means, frozenset({"attack", "hurt", "access", "deploy", "gets in"})),
    (origins, origins.CLASSES),
    (admitted, frozenset({"confess", "confirm", "say"})),
    (warned, frozenset({"warn", "say"})),
    (perils, perils.CLASSES),
    (questions, frozenset({"unclear", "unknown", "know", "inquiry"})),
)


def scenes(one: Sentence, spotted: Spotted, kind: Callable[[str], str]) -> Iterator[Draft]:
    """Yield what the clauses of a sentence say by its classes of words; `kind` says what the document calls a name."""
    held = held_by(spotted)
    called = [scene for scene, by in SCENES if by is None or not by.isdisjoint(held)]
    for start, end in _clauses(one):
        clause = Clause(one, spotted, kind, start, end)
        asks = clause.find("unclear") is not None
        for scene in called:
            if not (asks and scene in _STATED):
                yield from scene.drafts(clause)
    whole = Clause(one, spotted, kind, 0, len(one.skeleton.text))
    yield from answers.drafts(whole)
    if not {"some others", "what others", "done at"}.isdisjoint(held):
        yield from chained_names.drafts(whole)
    denies = one.grammar.may_deny(one.heads) or ":" in one.text
    if not (unhurt.CLASSES if denies else unhurt.SURE).isdisjoint(held):
        yield from unhurt.drafts(whole)
    if not (sound.CLASSES if denies else sound.SURE).isdisjoint(held):
        yield from sound.drafts(whole)
    if not lapsed.CLASSES.isdisjoint(held):
        yield from lapsed.drafts(whole)
    yield from advice.advised(whole)


def certain(
    one: Sentence, spotted: Spotted, kind: Callable[[str], str], *, after_entry: bool
) -> list[Draft]:
    """Return what a sentence says so plainly that nothing else in it says it otherwise: its days, and who owns up."""
    found: list[Draft] = []
    if not days.CLASSES.isdisjoint(spotted.places) and one.skeleton.among(one.skeleton.text, "date"):  # fmt: skip
        for start, end in _clauses(one):
            clause = Clause(one, spotted, kind, start, end)
            found += days.sure(clause, after_entry=after_entry)
    if not owned.CLASSES.isdisjoint(spotted.places):
        found += owned.drafts(Clause(one, spotted, kind, 0, len(one.skeleton.text)))
    return found


def held_by(spotted: Spotted) -> set[str | int]:
    """Return the classes of which there may be a word in a text."""
    frames = spotted.frames
    return {*(frames.names - frames.openings.keys()), *(frames.names & spotted.places.keys())}


def _clauses(one: Sentence) -> list[tuple[int, int]]:
    if not one.may_part:
        return [(0, len(one.skeleton.text))] if one.skeleton.text else []
    edges = [0]
    for part in one.grammar.but.finditer(one.skeleton.text):
        edges += [part.start(), part.end()]
    edges.append(len(one.skeleton.text))
    return [span for span in zip(edges[::2], edges[1::2], strict=True) if span[0] < span[1]]
