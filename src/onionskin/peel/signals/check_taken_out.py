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
    "title": "A check, or a source of chance, was taken out",
    "alias": "D4",
    "family": "check-switched-off",
    "lane": "change",
    "level": "review",
    "technique": "T1562.001",
    "misses": "a check that is hollowed out where it is defined; one that is called by a name that says nothing; one taken out beside "
    "many other lines, or (a check alone) in a minor or major release; languages that script_apis.toml has no such calls of",
    "references": [
        "MITRE ATT&CK T1562.001, Impair Defenses",
        "CWE-494, Download of Code Without Integrity Check; CWE-347; CWE-338, Use of Cryptographically Weak Pseudo-Random Number Generator",
    ],
    "benign": "a check that was made twice; one that moved into a library",
}

CHECK = "check"
TAKEN = {CHECK: "checks hashes, signatures or certificates", "strong-random": "takes random numbers that nobody can foretell"}  # fmt: skip
WENT, CAME = 6, 3  # pieces of the script, at most: the rest stands as it was


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script with fewer places that check, or take chance, where no other script of the release has more."""
    small, how = is_small(old, new), step(old, new)
    changed = [(was, now) for was, now in pairs.changed if now.first(ScriptCode) and not is_aside(now)]  # fmt: skip
    for what, said in TAKEN.items():
        more = sum(_places(now, what) - _places(was, what) for was, now in changed)
        if more + sum(_places(each, what) for each in pairs.added) >= 0 or (what == CHECK and not small):  # fmt: skip
            continue
        for before, after in changed:
            found = difference(before, after)
            if found is None or found.went > WENT or len(found.came) > CAME:
                continue
            was, now = _places(before, what), _places(after, what)
            if now < was:
                own = after.artifact
                words = f"{base_name(after)} {said} in {now} places, where it did in {was}"
                yield Hit(f"{words}; the version step is {how}", (Evidence(words, own.id, 0, own.size),), subject=own.id)  # fmt: skip


def _places(layer: Layer, what: str) -> int:
    pieces = layer.first(ScriptPieces)
    return sum(1 for _, one in pieces.abilities if one == what) if pieces else 0
