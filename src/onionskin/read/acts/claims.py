"""An act that a sentence likely does, as a claim: whose it is, and the words that say what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.acts.speakers import Speaker
from onionskin.read.acts.weights import SPOKEN, weights
from onionskin.read.parts.features import Known
from onionskin.read.parts.look import Look
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.speakers import speech
from onionskin.read.syntax.matcher import LONGEST_OBJECT, plain_name
from onionskin.read.syntax.plausible import TELLERS, is_akin
from onionskin.read.wire import Draft
from onionskin.read.words.bullets import bare

_REASONS = 3
_OBJECTS = {"admits": "statement", "warns": "statement", "mitigated-by": "measure", "unknown": "question"}  # fmt: skip
_SAYING = ("confess", "confirm", "warn", "say")
_CONCERNED = frozenset(
    {("victim", "s"), ("compromised-through", "s"), ("compromised-through", "o"), ("compromised-by", "s"), ("supplies", "s")}
)  # fmt: skip
_SHORTEST = 2  # blanks around words that say what


class Weighed(msgspec.Struct, frozen=True):
    """A sentence that may do an act: its features, how likely it does, who may speak and how likely each does."""

    look: Look
    act: str
    seen: Sequence[str]
    chance: float
    speakers: Sequence[tuple[float, Speaker]] = ()

    @property
    def whole(self) -> float:
        """How likely it does the act, and the likeliest speaker is whose act it is."""
        return self.chance * self.speakers[0][0] if self.speakers else self.chance


def claims_of(each: Weighed, known: Known) -> Iterator[Draft]:
    """Yield the claims that a sentence does an act: one a measure; none where nobody can be meant or it has no words for it."""
    look, one = each.look, each.look.one
    subject = _subject(each, known)
    if subject is None:
        return
    why = ", ".join(weights().reasons(each.act, each.seen, _REASONS))
    for start, end in _spans(each, known.kind):
        spoken = each.act in SPOKEN
        said = one.statement(look.text, start, end) if spoken else one.free(start, end, 0)
        wording = bare(said)[:LONGEST_OBJECT]
        if wording:
            thing = Entity(_OBJECTS[each.act], wording)
            draft = one.basic(each.act, subject, thing, holds=True, span=(start, end))
            yield replace(
                draft,
                speaker=known.meant(draft.speaker),
                reason=f"weighed {each.whole:.2f}: {why}",
                print=look.prints[0],
                shingles=look.prints[1],
            )


def _subject(each: Weighed, known: Known) -> Entity | None:
    """Return whose act it is, or None where nobody is named."""
    if each.act not in SPOKEN:
        return Entity("campaign", known.topic)
    if not each.speakers:
        return None
    name = each.speakers[0][1].name
    if name == known.topic and not known.is_named:
        return None  # "the attack" says nothing
    if each.act == "admits" and (
        _advises(each) or _is_outsider(name, each, known) or _only_tells(name, each, known)
    ):
        return None
    return Entity("person" if known.kind(name) == "person" else "organisation", name)


def _advises(each: Weighed) -> bool:
    """Say whether a sentence only tells readers what to do: "we recommend", with no word of confessing."""
    spotted, whole = each.look.spotted, len(each.look.text)
    called = spotted.first("advise", 0, whole)
    return called is not None and spotted.first("confess", 0, whole) is None


def _is_outsider(name: str, each: Weighed, known: Known) -> bool:
    """Say whether a person speaks for a company that is not concerned: "X, head of the consultancy Y"."""
    if known.kind(name) != "person":
        return False
    look = each.look
    mentions = (look.one.skeleton.mentions[look.words[at][2]] for at in look.signs)
    named = {plain_name(one.text) for one in mentions if one.kind == "name"} - {name}
    others = {one for one in named if known.kind(one) not in ("person", "product", "malware")}
    return bool(others) and not any(_is_concerned(one, known) for one in others)


def _only_tells(name: str, each: Weighed, known: Known) -> bool:
    """Say whether a name is of one who finds and tells, or of an authority: "X confirmed the findings"."""
    if is_akin(name.casefold(), known.topic.casefold()):
        return False
    authority = each.look.spotted.frames["authority"].fullmatch(name)
    return name in TELLERS or name in known.tellers or authority is not None


def _is_concerned(name: str, known: Known) -> bool:
    """Say whether the document is about a name, or says that it was hit or hit others."""
    if is_akin(name.casefold(), known.topic.casefold()):
        return True
    return not _CONCERNED.isdisjoint(known.claimed.get(name, ()))


def _spans(each: Weighed, kind: Callable[[str], str]) -> list[tuple[int, int]]:
    """Return where the words stand that say what is admitted, feared, asked, or each of what is advised."""
    look, whole = each.look, (0, len(each.look.text))
    clause = Clause(look.one, look.spotted, kind, *whole)
    start, end = whole
    if each.act in SPOKEN:
        calls = (call for name in _SAYING if (call := clause.find(name)))
        told = next((told for call in calls if (told := speech(clause, call))), None)
        start, end = (told.start, told.end) if told else whole
    elif each.act == "unknown":
        asks = look.one.grammar.whether.search(look.text) or clause.find("question")
        start = asks.start() if asks else start
    else:
        call = clause.find("advise") or clause.find("must")
        start = call.end() if call else start
        parts = list(look.one.items(look.text, start, end, "measure"))
        if len(parts) > 1 and all(clause.find("act", *each) for each in parts[1:]):
            return parts
    return [(start, end) if look.text.count(" ", start, end) > _SHORTEST else whole]
