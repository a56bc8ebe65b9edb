"""A workflow of the release's repository begins to send secrets to an address."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.metadata.workflows import SecretsSent
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A workflow begins to send secrets",
    "alias": "D7",
    "family": "new-acting-setting",
    "lane": "change",
    "level": "review",
    "technique": "T1552.001",
    "misses": "a workflow that did so before; secrets handed to an action, or to a script of the repository; addresses of the large services; a release without its workflows",
    "references": [
        "MITRE ATT&CK T1552.001, Credentials In Files; T1567, Exfiltration Over Web Service",
        "Public analyses of GhostAction and of the worm Shai-Hulud, September 2025",
    ],
    "benign": "a step that tells the project's own service of a release, with a token of that service",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per workflow with an address to which none of the old release that changed sent a secret."""
    del old, new
    known = {each.host for before, _ in pairs.changed for each in before.all(SecretsSent)}
    known |= {each.host for before in pairs.removed for each in before.all(SecretsSent)}
    for layer in (*(after for _, after in pairs.changed), *pairs.added):
        fresh = [each for each in layer.all(SecretsSent) if each.host not in known]
        if fresh:
            first, own = fresh[0], layer.artifact
            what = "all secrets" if "*" in first.names else ", ".join(first.names[:3])
            evidence = tuple(Evidence(f"line {each.number}: {each.text}", own.id, each.offset, each.length) for each in fresh[:8])  # fmt: skip
            yield Hit(f"{layer.name} now sends {what} to {first.host}", evidence, subject=own.id)
