"""What a sentence does by saying something, weighed: the lane for admissions, warnings, advice and open questions.

Their objects are free wording, so that no mention can be weighed for them as in `read/parts`; what is to be decided is whether the sentence does that at all, and
who does it. Both are weighed, with what the rules read as some of the features. A likely sentence of which no rule said so becomes a
claim; a rule's claim of an unlikely one is dropped. ADR 13.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onionskin.read.acts.claims import Weighed, claims_of
from onionskin.read.acts.features import features, place_of
from onionskin.read.acts.speakers import Speaker, speaker_features, speakers
from onionskin.read.acts.weights import ACTS, SPEAKER, SPOKEN, weights
from onionskin.read.parts.features import Known
from onionskin.read.parts.look import Look
from onionskin.read.wire import Draft
from onionskin.read.words.bullets import is_item

# A rule's claim below KEEP is dropped, a sentence from ADD on becomes one: chosen by cross-validation (fit_acts.py).
KEEP = {"admits": 0.1, "mitigated-by": 0.06, "unknown": 0.15, "warns": 0.2}
ADD = {"admits": 0.3, "mitigated-by": 0.58, "unknown": 0.5, "warns": 0.4}
_TELLING = frozenset({"admit", "advise", "fix", "say", "unknown"})
_ASKING = frozenset('?"\u201c\u201d\u201e\u00ab\u00bb')
_FEWEST = 4  # sentences that may claim something: the weights were fitted on whole texts, not on single lines


def settled(looks: Sequence[Look], drafts: Sequence[Draft], known: Known) -> Iterator[Draft]:
    """Yield the document's claims: those of acts that are likely, all others, and what else is likely enough."""
    if len(looks) < _FEWEST:
        yield from drafts
        return
    weighed = {(each.look.one.offset, each.act): each for each in acts(looks, known)}
    kept = [draft for draft in drafts if not _is_unlikely(draft, weighed)]
    yield from kept
    yield from _further(kept, list(weighed.values()), known)


def acts(looks: Sequence[Look], known: Known) -> Iterator[Weighed]:
    """Yield each sentence that may do one with each act, and how likely it does that."""
    fitted = weights()
    for at, look in enumerate(looks):
        if not _may_act(look):
            continue
        seen = features(look, looks[at - 1] if at else None, place_of(at, len(looks)), known)
        chances = fitted.chances(seen, ACTS)
        for act in ACTS:
            yield _with_speakers(looks, at, Weighed(look, act, seen, chances[act]), known)


def _may_act(look: Look) -> bool:
    """Say whether a sentence has what nearly all that do an act have; asked of each, so it is quick."""
    text = look.one.text
    return (
        not _TELLING.isdisjoint(look.places)
        or not _ASKING.isdisjoint(text)
        or is_item(text)
        or any(draft.relation in ACTS for draft in look.drafts)
    )


def _with_speakers(looks: Sequence[Look], at: int, each: Weighed, known: Known) -> Weighed:
    """Return a sentence with who may speak, the likeliest first, where it may do an act of somebody named."""
    if each.act not in SPOKEN or each.chance < ADD[each.act]:
        return each
    fitted = weights()
    found: list[tuple[float, Speaker]] = []
    for speaker in speakers(looks, at, known):
        seen = speaker_features(each.look, speaker, each.act, known)
        found.append((fitted.chances(seen, (SPEAKER,))[SPEAKER], speaker))
    found.sort(key=lambda one: (-one[0], one[1].name))
    return Weighed(each.look, each.act, each.seen, each.chance, found)


def _is_unlikely(draft: Draft, weighed: dict[tuple[int, str], Weighed]) -> bool:
    if draft.relation == "warns" and draft.subject.kind == "campaign":
        return False
    each = weighed.get((draft.offset, draft.relation))
    return each is not None and draft.holds and each.chance < KEEP[each.act]


def _is_answer(each: Weighed, kept: Sequence[Draft]) -> bool:
    """Say whether a sentence only ends the quote of a claim of that act, which began with a question."""
    at = each.look.one.offset
    return any(
        draft.relation == each.act and draft.offset < at < draft.offset + draft.length
        for draft in kept
    )


def _further(kept: Sequence[Draft], weighed: Sequence[Weighed], known: Known) -> Iterator[Draft]:
    """Yield claims that no rule made, the likeliest first, each wording once a document."""
    done = {(draft.offset, draft.relation) for draft in kept}
    said: dict[str, list[str]] = defaultdict(list)
    for draft in kept:
        said[draft.relation].append(draft.object.name.casefold())
    likely = [each for each in weighed if each.whole >= ADD[each.act]]
    likely.sort(key=lambda each: (-each.whole, each.look.one.offset, each.act))
    for each in likely:
        if (each.look.one.offset, each.act) in done or _is_answer(each, kept):
            continue
        for found in claims_of(each, known):
            wording = found.object.name.casefold()
            if not any(wording in old or old in wording for old in said[each.act]):
                said[each.act].append(wording)
                yield found
