"""A package with code that the source does not have which it says it was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.peel.difference import SameBuild
from onionskin.peel.source_tree import Difference, compare
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "The package is not its source",
    "alias": "D8",
    "family": "differs-from-source",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "what packaging tools write (configure, *.egg-info, Cargo.lock) and compiled scripts in dist/: they are "
    "counted in a note; code that is in the source, too; a source given that is itself not the published one",
    "references": [
        "CVE-2024-3094: oss-security, 29 March 2024",
        "peers.md, section 1, signal D8",
    ],
    "benign": "a version written into a file at release time, vendored code, macros that autotools copied in",
}

SHOWN = 20
WORDS = {
    ("added", "code"): "code that the source does not have",
    ("changed", "code"): "code that is other than in the source",
    ("added", "data"): "data that the source does not have",
    ("changed", "data"): "data that is other than in the source",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per kind of difference. Only with `--source`; `old` is the source."""
    del pairs
    if not isinstance(new, SameBuild) or new.kind != "source":
        return
    compared = compare(new, old)
    found: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for each in compared.differences:
        found[each.how, each.kind].append(each)
    for key, words in WORDS.items():
        if found[key]:
            yield _hit(words, found[key])


def _hit(words: str, found: list[Difference]) -> Hit:
    names = ", ".join(each.path for each in found[:5])
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    evidence = tuple(
        Evidence(each.path, each.layer.artifact.id, 0, each.layer.artifact.size)
        for each in found[:SHOWN]
    )
    first = found[0].layer.artifact.id
    return Hit(f"{len(found)} files of {words}: {names}{more}", evidence, subject=first)
