"""A small release with one check less: of a hash, a signature or a certificate, all else as it was."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import ScriptPieces
from onionskin.peel.in_place import sides
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
    "misses": "a check that is hollowed out where it is defined; one that is called by a name that says nothing; one taken out, and not replaced, beside "
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
        if more + sum(_places(each, what) for each in pairs.added) >= 0:
            continue
        for before, after in changed:
            was, now = _places(before, what), _places(after, what)
            if now >= was:
                continue
            place = _in_its_place(before, after, what)
            own = after.artifact
            words = f"{base_name(after)} {said} in {now} places, where it did in {was}"
            if place is not None or (_is_little(before, after) and (small or what != CHECK)):
                offset, length = place or (0, own.size)
                yield Hit(f"{words}; the version step is {how}", (Evidence(words, own.id, offset, length),), subject=own.id)  # fmt: skip


def _is_little(before: Layer, after: Layer) -> bool:
    found = difference(before, after)
    return found is not None and found.went <= WENT and len(found.came) <= CAME


def _in_its_place(before: Layer, after: Layer, what: str) -> tuple[int, int] | None:
    """Return (offset, length) of a line that stands where one stood that did it, between the same two others; it does not."""
    was, now = before.first(ScriptPieces), after.first(ScriptPieces)
    if was is None or now is None or not (was.is_whole and now.is_whole):
        return None
    does = {number for number, one in now.abilities if one == what}
    known, digests = set(was.pieces), now.pieces
    stands = {pair: number for number, pair in sides(now) if number not in does}
    did = {number for number, one in was.abilities if one == what}
    for number, pair in sides(was):
        place = stands.get(pair) if number in did else None
        if place is not None and digests[place] not in known:
            return now.span(place, place, after.artifact.size)
    return None


def _places(layer: Layer, what: str) -> int:
    pieces = layer.first(ScriptPieces)
    return sum(1 for _, one in pieces.abilities if one == what) if pieces else 0
