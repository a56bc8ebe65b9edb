"""A script begins to run, in one line, what it unpacks, or what stands at its own end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from onionskin.model import Layer
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.script_code import ScriptCode
from onionskin.peel.gained import by_id, evidence
from onionskin.peel.package_changes import is_aside
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A script runs at once what it unpacks",
    "alias": "D4",
    "family": "obscured-script",
    "lane": "change",
    "level": "review",
    "technique": "T1140",
    "misses": "a text that is unpacked in one line and run in another; a script that did so before, in more places now; a release "
    "of which another script did so before; tests and examples",
    "references": [
        "MITRE ATT&CK T1140, T1027.010",
        "Public analyses of malicious packages of npm and PyPI, 2018 to 2026",
    ],
    "benign": "a library of templates that keeps compiled ones; a loader of a maker who protects code",
}

RUNS = "unpacked-code"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script that does so now, of a release that did so nowhere; whatever the version step."""
    del old, new
    if any(_places(before) for before in chain((one for one, _ in pairs.changed), pairs.removed)):
        return
    fresh = chain((now for was, now in pairs.changed if was.first(ScriptCode)), pairs.added)
    for after in fresh:
        found = [] if is_aside(after) else _places(after)
        if found:
            yield Hit(
                f"{base_name(after)} now runs at once what it unpacks ({found[0].place})",
                evidence(after, found),
                subject=after.artifact.id,
            )


def _places(layer: Layer) -> list[Ability]:
    return by_id(layer).get(RUNS, [])
