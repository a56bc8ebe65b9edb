"""A bundle of roots of trust gets one that no root program known here has."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.pki.anchors import TrustAnchor
from onionskin.peel.package_changes import is_aside
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A new root of trust that no root program known here has",
    "alias": "D7",
    "family": "new-root-of-trust",
    "lane": "change",
    "level": "review",
    "technique": "T1553.004",
    "misses": "a root of Microsoft's program that Mozilla or others took out; bundles that are new, smaller than ten, or in other forms",
    "references": [
        "MITRE ATT&CK T1553.004, Install Root Certificate",
        "Microsoft Trusted Root Program, list of participants",
    ],
    "benign": "a root that Mozilla took and Microsoft has not: so in two of eight updates of certifi (2024 to 2025); compare its SHA-256 with CCADB",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per bundle with certificates that neither an old bundle nor the program has; whatever the step."""
    del new
    known = {each.sha256 for layer in old.layers for each in layer.all(TrustAnchor)}
    for before, after in pairs.changed:
        names = {each.subject for each in before.all(TrustAnchor)}
        if not names or is_aside(after):
            continue
        fresh = [each for each in after.all(TrustAnchor) if not each.is_listed and each.sha256 not in known]  # fmt: skip
        if fresh:
            own = after.artifact
            said = ", ".join(_said(each, names) for each in fresh[:3])
            evidence = tuple(Evidence(f"SHA-256 {each.sha256}", own.id, each.offset, each.length) for each in fresh[:8])  # fmt: skip
            yield Hit(f"{base_name(after)} now trusts {said}", evidence, subject=own.id)


def _said(each: TrustAnchor, names: set[str]) -> str:
    name = repr(each.subject) if each.subject else "a certificate without a name"
    return f"{name} with another key" if each.subject in names else name
