"""A file of settings gets a line that starts, fetches or loads something, whatever program reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.acting_kinds import ActingKind
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import ScriptPieces
from onionskin.peel.acts import ACTS
from onionskin.peel.inserted import difference
from onionskin.peel.package_changes import DEVELOPERS, is_aside, serves_developers
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "Settings begin to give an order",
    "alias": "D7",
    "family": "new-acting-setting",
    "lane": "change",
    "level": "review",
    "technique": "T1546",
    "misses": "an order that took the place of another one; keys that do not say that something is started; a minor or major release; tests and examples; in a source archive what only serves the developers; "
    "documents, lock files and npm's own manifest, which other signals read",
    "references": [
        "peers.md, section 1, signal D7",
        "MITRE ATT&CK T1546, Event Triggered Execution; T1543.002, Systemd Service",
    ],
    "benign": "a fix of a workflow that lies in the release by chance; a new setting of a tool",
}

# What steps of workflows do all day.
COMMON = frozenset({"order", "exec"})
WORDS = {**ACTS, "order": "start something", "tag": "make an object of code"}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per file of settings with more orders than before, and per new file that has one."""
    if not is_small(old, new):
        return
    how = step(old, new)
    for before, after in (*pairs.changed, *((None, each) for each in pairs.added)):
        if is_aside(after) or serves_developers(new, after) or after.first(ScriptCode) is not None:
            continue
        came = _came(before, after)
        now = after.first(ScriptPieces)
        if came and now is not None:
            own = after.artifact
            ends = (*now.places[1:], own.size)
            evidence = tuple(
                Evidence(f"new: {what}", own.id, now.places[at], ends[at] - now.places[at])
                for at, what in came[:8]
            )
            said = ", ".join(sorted({WORDS.get(what, what) for _, what in came}))
            yield Hit(
                f"{after.name} now gives an order (to {said}); the version step is {how}",
                evidence,
                Level.NOTHING_FOUND if _is_for_others(before, after, came) else None,
                own.id,
            )


def _is_for_others(before: Layer | None, after: Layer, came: list[tuple[int, str]]) -> bool:
    """Say whether only who works on the package obeys the file, which was there, and nothing in it is a rare act."""
    told = after.first(ActingKind)
    is_theirs = told is not None and told.kind in DEVELOPERS
    return before is not None and is_theirs and {what for _, what in came} <= COMMON


def _came(before: Layer | None, after: Layer) -> list[tuple[int, str]]:
    """Return (piece, what it orders) of the pieces that came, where there are more of the kind than before."""
    now = after.first(ScriptPieces)
    if now is None or not now.abilities:
        return []
    if before is None:
        return list(now.abilities)
    found = difference(before, after)
    if found is None:
        return []
    was, more = (
        Counter(what for _, what in found.was.abilities),
        Counter(what for _, what in now.abilities),
    )
    fresh = set(found.came)
    return [(at, what) for at, what in now.abilities if at in fresh and more[what] > was[what]]
