"""A build script begins to search files for bytes as if they were text, or to hand a shell what it decodes."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.metadata.build_scripts import BuildOddity
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A build script begins to take code out of data",
    "alias": "D8",
    "family": "build-input",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "commands that are put together over several lines; a release whose scripts did the same before; a build script in a language that is not read",
    "references": [
        "CVE-2024-3094: oss-security, 29 March 2024",
        "peers.md, section 1, signal D8",
    ],
    "benign": "a check of the compiler's output that is new in a set of macros",
}

KINDS = {"searches-binaries": "searches files for bytes as if they were text", "decodes-into-shell": "hands a shell what it decodes"}  # fmt: skip


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per build script with an oddity of a kind that no script of the old release has."""
    known = {each.kind for layer in old.layers for each in layer.all(BuildOddity)}
    for layer in (*(after for _, after in pairs.changed), *pairs.added):
        fresh = [each for each in layer.all(BuildOddity) if each.kind in KINDS.keys() - known]
        if fresh and not is_aside(layer):
            said = " and ".join(sorted({KINDS[each.kind] for each in fresh}))
            own = layer.artifact
            evidence = tuple(Evidence(f"line {each.number}: {each.text}", own.id, each.offset, each.length) for each in fresh[:8])  # fmt: skip
            yield Hit(f"{layer.name} {said}, and nothing did before; the version step is {step(old, new)}", evidence, subject=own.id)  # fmt: skip
