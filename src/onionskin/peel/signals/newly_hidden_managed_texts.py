"""A .NET program begins to compare hashes of names with a table, or packs its texts one by one."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.peel.gained import changed_or_new, evidence, gained
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "New texts of a .NET program that are hidden one by one",
    "alias": "D4",
    "family": "hidden-texts",
    "lane": "change",
    "level": "review",
    "technique": "T1027.013",
    "misses": "texts that a method of the program's own decrypts; hashes of another function than 64-bit FNV-1a; native code",
    "references": [
        "Public analyses of SUNBURST (December 2020): FNV-1a of names, base64 of deflated texts",
        "MITRE ATT&CK T1027.013, T1027.007",
    ],
    "benign": "a library for hashing with tests of its own; pictures or templates that a tool packed as texts",
}

WAYS = {
    "packed-texts": "texts as base64 of deflated bytes",
    "hashed-names": "names as hashes",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that hides texts in a way in which the one before hid none."""
    del old, new
    for before, after in changed_or_new(pairs):
        begun = gained(before, after)
        ways = [words for key, words in WAYS.items() if key in begun]
        if ways:
            yield Hit(
                f"{base_name(after)} {'now ' if before else ''}hides {' and '.join(ways)}",
                evidence(after, [one for key in WAYS for one in begun.get(key, ())]),
                subject=after.artifact.id,
            )
