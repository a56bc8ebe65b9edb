"""The files of a release are attested by another repository, workflow or issuer than before."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.peel.beside import SignedBeside
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Attested by somebody else than before",
    "alias": "D3",
    "family": "publisher",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "a release built by the same workflow out of a repository that was taken over; keys without a certificate",
    "references": [
        "Fulcio, oid-info.md (source repository, build config)",
        "PEP 740, Index support for digital attestations",
    ],
    "benign": "a repository or a workflow that was renamed or moved to another organisation",
}

WORDS = ("issuer", "repository", "workflow")
SHOWN = 20


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit per identity that attested nothing in the release before, where others did."""
    del pairs
    before, after = identities(old), identities(new)
    for identity in sorted(after.keys() - before.keys()) if before else ():
        # Whose identity is the nearest of those that were there, tells what changed.
        nearest = max(sorted(before), key=lambda each: sum(a == b for a, b in zip(each, identity, strict=False)))  # fmt: skip
        differs = [
            f"{word} {was or 'none'} is now {now or 'none'}"
            for word, was, now in zip(WORDS, nearest, identity, strict=False)
            if was != now
        ]
        places = after[identity]
        layer = new.layer(places[0])
        name = base_name(layer) if layer else "a file"
        yield Hit(
            f"{name} is attested by another identity than in the release before: {'; '.join(differs)}",
            tuple(_evidence(new, each) for each in places[:SHOWN]),
            subject=places[0],
        )


def identities(tree: Tree) -> dict[tuple[str, ...], list[str]]:
    """Return who attests, with the ids of the files."""
    found: dict[tuple[str, ...], list[str]] = {}
    for layer in tree.layers:
        for each in layer.all(SignedBeside):
            if len(each.identity) == len(WORDS) and each.fits:
                found.setdefault(each.identity, []).append(layer.artifact.id)
    return found


def _evidence(tree: Tree, artifact: str) -> Evidence:
    layer = tree.layer(artifact)
    return Evidence("attested by the new identity", artifact, 0, layer.artifact.size if layer else 0)  # fmt: skip
