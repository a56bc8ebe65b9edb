"""A script gets one more place at which it acts on the world, whatever it could before."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.script_code import ScriptCode
from onionskin.peel.acts import RARE, USUAL
from onionskin.peel.inserted import difference
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "One more place in a script that acts",
    "alias": "D4",
    "family": "new-ability",
    "lane": "change",
    "level": "review",
    "technique": "T1059",
    "misses": "a place that only reaches the network; one act put in the place of another of its kind; tests; "
    "acts of a kind that a script has more than sixty-four of; in a Makefile and the like of a Python source archive, a part that publishes. Alone a usual act asks for no review in a minor or major release, nor do acts that honest fixes bring now and then in any",
    "references": [
        "peers.md, section 1, signal D4",
        "Public analyses of ua-parser-js (2021), and of the npm worms of 2025: code put into scripts that start programs anyway",
    ],
    "benign": "a fix of a tool whose work is to start programs, or to fetch",
}

COUNTED = {**USUAL, **RARE}
# What fixes bring now and then, and what says little by itself.
QUIET = frozenset({"made-names", "long-wait", "place-gate", "host-info", "listens", "crypto", "build-orders", "environment", "user-folder"})  # fmt: skip
# What is asked about in every step: of 86 honest minor and major steps one brought a rare act, a module that inspects others, which tools come to load.
GRAVE = frozenset(RARE) - QUIET - {"loads-code"}

# In these somebody calls each part by its name, as who publishes does; no builder begins with one that publishes.
RECIPES = frozenset({"makefile", "gnumakefile", "rakefile", "justfile", "noxfile.py", "tasks.py", "fabfile.py", "tox.ini"})  # fmt: skip


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script in which lines came that act, so that it has more such places than before."""
    small, how = is_small(old, new), step(old, new)
    for before, after in pairs.changed:
        found = difference(before, after) if after.first(ScriptCode) is not None else None
        if found is None or is_aside(after):
            continue
        more = [(number, what) for number, what in found.acts if what in COUNTED]
        if more:
            own = after.artifact
            ends = (*found.now.places[1:], own.size)
            said = " and ".join(sorted({COUNTED[what] for _, what in more}))
            evidence = tuple(
                Evidence(f"new: {what}", own.id, found.now.places[at], ends[at] - found.now.places[at])
                for at, what in more[:8]
            )  # fmt: skip
            kinds = {what for _, what in more} - _usual_in(new, after)
            grave = kinds & GRAVE if not small else kinds - QUIET
            level = None if grave else Level.NOTHING_FOUND
            yield Hit(f"{base_name(after)} has one more place that can {said}; the version step is {how}", evidence, level, own.id)  # fmt: skip


def _usual_in(tree: Tree, layer: Layer) -> frozenset[str]:
    """Return the acts that say little in a file, in whatever step: of a recipe in a source archive that nobody builds by it."""
    holder = tree.layer(layer.artifact.parent or "")
    is_for_people = base_name(layer).lower() in RECIPES and holder is not None and holder.format == "sdist"  # fmt: skip
    return frozenset({"publish"}) if is_for_people else frozenset()
