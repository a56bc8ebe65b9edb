"""Who may be the one that a sentence lets speak: who is named in it, who spoke before, whom the document is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onionskin.read.acts.features import told_of
from onionskin.read.parts.features import Known
from onionskin.read.parts.features import features as part_features
from onionskin.read.parts.look import Candidate, Look
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import CONCERNED, WATCHERS
from onionskin.read.wire import Draft

_BACK = 3  # sentences before it in which a speaker is looked for
_FAR = 900  # characters
_READ = frozenset({"admits", "victim", "warns"})
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'


@dataclass
class Speaker:
    """A name that may be the speaker's: why it may (`tags`), and where it stands in the sentence, if it does."""

    name: str
    tags: set[str] = field(default_factory=set)
    one: Candidate | None = None


def speakers(looks: Sequence[Look], at: int, known: Known) -> list[Speaker]:
    """Return who may speak in a sentence, each name once."""
    look = looks[at]
    found: dict[str, Speaker] = {}
    for one in look.candidates():
        if one.kind == "name" and (name := known.meant(one.text)):
            found.setdefault(name, Speaker(name, {"inside"}, one))
    inside = list(found)
    for tag, name in (*_told(look), *_before(looks, at), ("topic", known.topic)):
        if meant := known.meant(name):
            found.setdefault(meant, Speaker(meant)).tags.add(tag)
    if len(inside) == 1:
        found[inside[0]].tags.add("only")
    for draft in look.drafts:
        first = known.meant(_first(draft))
        if draft.relation in _READ and first in found:
            found[first].tags.add(f"read {draft.relation}")
    read = {_first(draft) for draft in look.drafts if draft.relation == "admits"}
    if not read.isdisjoint(known.tellers):
        return []  # "the regulator X acknowledged": nobody admits it
    able = [each for each in found.values() if each.name not in known.tellers]
    return [each for each in able if each.name not in WATCHERS or each.name == known.topic]


def _first(draft: Draft) -> str:
    return draft.subject.name.removeprefix(CONCERNED).split("\n")[0]


def _told(look: Look) -> list[tuple[str, str]]:
    told = [("speaker", name) for name in look.one.speaker.split(", ")]
    return [*told, ("earlier", look.one.earlier)]


def _before(looks: Sequence[Look], at: int) -> list[tuple[str, str]]:
    """Return who speaks in the last sentence before that names somebody, and who is named first or alone in it."""
    for back in range(1, min(_BACK, at) + 1):
        look = looks[at - back]
        if looks[at].one.offset - look.one.offset > _FAR:
            return []
        mentioned = [look.one.skeleton.mentions[look.words[each][2]] for each in look.signs]
        names = [plain_name(each.text) for each in mentioned if each.kind == "name"]
        if names or look.one.speaker:
            told = [("speaker before", name) for name in look.one.speaker.split(", ")]
            first = [("first before", name) for name in names[:1]]
            alone = [("alone before", name) for name in set(names) if len(set(names)) == 1]
            return [*told, *first, *alone]
    return []


def speaker_features(look: Look, speaker: Speaker, act: str, known: Known) -> list[str]:
    """Return what speaks for a name as that of whom an act is, each feature once."""
    side = "in" if "inside" in speaker.tags else "out"
    tags = sorted(speaker.tags)
    found = [f"s:{act}", *(f"s:{tag}" for tag in tags)]
    found += [f"s:{side} {each}" for each in told_of(speaker.name, known)]
    if not any(look.words[at][2] in look.one.skeleton.mentions for at in look.signs):
        found += [f"s:alone {tag}" for tag in tags]
    if any(each in look.one.text for each in _QUOTES):
        found += [f"s:quoted {tag}" for tag in tags]
    if speaker.one is not None:
        found += [f"s:{each}" for each in part_features(look, speaker.one, known)]
    return list(dict.fromkeys(found))
