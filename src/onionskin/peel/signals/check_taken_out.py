"""A small release with one check less: of a hash, a signature or a certificate, all else as it was."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.script_code import ScriptCode
from onionskin.parse.script_pieces import ScriptPieces
from onionskin.peel.inserted import difference
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A check was taken out",
    "alias": "D4",
    "family": "check-switched-off",
    "lane": "change",
    "level": "review",
    "technique": "T1562.001",
    "misses": "a check that is hollowed out where it is defined; one that is called by a name that says nothing; one taken out beside "
    "many other lines, or in a minor or major release; languages other than JavaScript and Python",
    "references": [
        "MITRE ATT&CK T1562.001, Impair Defenses",
        "CWE-494, Download of Code Without Integrity Check; CWE-347",
    ],
    "benign": "a check that was made twice; one that moved into a library",
}

CHECK = "check"
WENT, CAME = 6, 3  # pieces of the script, at most: the rest stands as it was


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script with fewer places that check, where no other script of the release has more."""
    if not is_small(old, new):
        return
    changed = [(was, now) for was, now in pairs.changed if now.first(ScriptCode) and not is_aside(now)]  # fmt: skip
    more = sum(_checks(now) - _checks(was) for was, now in changed) + sum(map(_checks, pairs.added))
    if more >= 0:
        return
    for before, after in changed:
        found = difference(before, after)
        if found is None or found.went > WENT or len(found.came) > CAME:
            continue
        was, now = _checks(before), _checks(after)
        if now < was:
            own = after.artifact
            said = f"{base_name(after)} checks hashes, signatures or certificates in {now} places, where it did in {was}"
            what = f"{said}; the version step is {step(old, new)}"
            yield Hit(what, (Evidence(said, own.id, 0, own.size),), subject=own.id)


def _checks(layer: Layer) -> int:
    pieces = layer.first(ScriptPieces)
    return sum(1 for _, what in pieces.abilities if what == CHECK) if pieces else 0
