"""A program holds telling words that are masked by one byte."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.parse.code.abilities import Ability
from onionskin.peel.gained import changed_or_new, evidence
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "New words masked by one byte",
    "alias": "C2",
    "family": "masked-words",
    "lane": "change",
    "level": "review",
    "technique": "T1027.013",
    "misses": "keys of more than one byte, other ciphers, words that are not in the list",
    "references": [
        "peers.md, section 1, signal C2",
        "MITRE ATT&CK T1027.013, T1140",
    ],
    "benign": "copy protection, a virus scanner's own patterns, a game that hides its texts",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that masks words which the one before did not mask."""
    del old, new
    for before, after in changed_or_new(pairs):
        known = {one.place for one in before.all(Ability) if one.hidden} if before else set()
        fresh = [
            one
            for one in after.all(Ability)
            if one.hidden.startswith("xor") and one.place not in known
        ]
        if fresh:
            keys = sorted({one.hidden for one in fresh})
            words = sorted({one.place for one in fresh})
            shown = ", ".join(words[:3]) + (f" and {len(words) - 3} more" if len(words) > 3 else "")
            yield Hit(
                f"{base_name(after)} {'now ' if before else ''}hides {shown}, masked by {', '.join(keys[:3])}",
                evidence(after, fresh),
                subject=after.artifact.id,
            )
