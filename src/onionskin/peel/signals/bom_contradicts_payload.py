"""A package of macOS whose bill of materials does not agree with what is installed."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.packages.bom_payload import BomMismatch
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A macOS package that contradicts its bill of materials",
    "alias": "H8",
    "family": "hash-list",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1195.002",
    "facts": ["BomMismatch"],
    "misses": "a bill that was written anew with the payload; a file changed so that the checksum of 32 bits stays; owners; "
    "the data of AppleDouble files (`._name`); a payload that is no cpio archive (Apple Archive), or has none",
    "references": ["lsbom(8), mkbom(8), pkgbuild(1)", "POSIX.1-2017, cksum"],
    "benign": "a package unpacked, edited and packed again by hand without a new bill",
}

SHOWN = 20
WORDS = {
    "hash-differs": "is not the file that the bill of materials has the checksum of",
    "size-differs": "is not as long as the bill of materials says",
    "kind-differs": "is of another kind than the bill of materials says",
    "target-differs": "leads elsewhere than the bill of materials says",
    "mode-differs": "has other permissions than the bill of materials says",
    "not-listed": "is installed, and the bill of materials does not list it",
    "absent": "is listed in the bill of materials and not there",
}
# What nobody can run, and what is not there, harms less.
_MILD = frozenset({"absent", "mode-differs"})
_SET_ID = 0o6000


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per archive and kind of contradiction."""
    for layer in tree.layers:
        found = layer.all(BomMismatch)
        for kind, words in WORDS.items() if found else ():
            places = [each for each in found if each.kind == kind]
            if not places:
                continue
            more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
            evidence = tuple(_evidence(layer, each) for each in places[:SHOWN])
            yield Hit(f"{places[0].member!r} {words}{more}", evidence, _level(places), subject=layer.artifact.id)  # fmt: skip


def _level(places: list[BomMismatch]) -> Level:
    """Return REVIEW for what is absent or has lost rights; a set-id bit or more is more."""
    if places[0].kind == "mode-differs" and any(_gains(each) for each in places):
        return Level.SUSPICIOUS
    if places[0].kind == "not-listed" and all(each.found == "folder" for each in places):
        return Level.REVIEW
    return Level.REVIEW if places[0].kind in _MILD else Level.SUSPICIOUS


def _gains(each: BomMismatch) -> bool:
    return bool(int(each.found, 8) & ~int(each.stated, 8) & _SET_ID)


def _evidence(layer: Layer, each: BomMismatch) -> Evidence:
    stated = f": {each.stated} stated, {each.found} found" if each.stated and each.found else ""
    return Evidence(f"{each.member}: {each.kind}{stated}", layer.artifact.id, each.offset, each.length)  # fmt: skip
