"""Files that were attested in the release before are not any more."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.peel.beside import SignedBeside
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A release that lost its attestations",
    "alias": "D3",
    "family": "publisher",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "attestations that the registry has and nobody saved beside the files; OpenPGP signatures are looked at by "
    "part-lost-its-publisher",
    "references": [
        "PEP 740, Index support for digital attestations",
        "npm Docs, Generating provenance statements",
    ],
    "benign": "a release made by hand while the workflow was broken, or attestations that were not downloaded this time",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit for a release without any attestation, or per file that alone has lost its own."""
    before = [layer for layer in old.layers if _is_attested(layer.all(SignedBeside))]
    after = [layer for layer in new.layers if _is_attested(layer.all(SignedBeside))]
    if before and not after:
        root = new.root
        evidence = Evidence("no attestation lies beside any file", root.artifact.id, 0, root.artifact.size)  # fmt: skip
        what = f"the release before had attestations for {len(before)} files, {base_name(before[0])} among them; this one has none"
        yield Hit(what, (evidence,), subject=root.artifact.id)
        return
    kept = {each.artifact.id for each in before}
    for was, now in (*pairs.changed, *pairs.same):
        if was.artifact.id in kept and not _is_attested(now.all(SignedBeside)):
            evidence = Evidence("was attested before, and is not now", now.artifact.id, 0, now.artifact.size)  # fmt: skip
            yield Hit(f"{base_name(now)} has lost its attestation", (evidence,), subject=now.artifact.id)  # fmt: skip


def _is_attested(beside: tuple[SignedBeside, ...]) -> bool:
    return any(each.scheme not in {"openpgp-detached", "catalogue"} for each in beside)
