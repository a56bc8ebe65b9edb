"""An attestation lies beside a file, and was made for another one."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.signatures.attestation import Attestation
from onionskin.peel.beside import SignedBeside
from onionskin.plugins.contracts import Hit, Tree, base_name

META = {
    "title": "An attestation of another file",
    "alias": "H8",
    "family": "broken-signature",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1195.002",
    "facts": ["SignedBeside"],
    "misses": "an attestation under a name of its own, whose subject bears no name of a file beside it; one that the registry has "
    "and nobody saved",
    "references": [
        "PEP 740, Index support for digital attestations",
        "in-toto Attestation Framework, Statement v1 (subject)",
    ],
    "benign": "attestations of two builds of one file name that were saved into one folder",
}


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per file for which every attestation beside it speaks of other bytes."""
    for layer in tree.layers:
        beside = layer.all(SignedBeside)
        attested = [each for each in beside if _is_attestation(tree, each)]
        wrong = [each for each in attested if not each.fits]
        if not wrong:
            continue
        first = wrong[0]
        evidence = [
            Evidence(
                f"attested {first.stated[:16]}..., it is {first.found[:16]}...",
                layer.artifact.id,
                0,
                layer.artifact.size,
            )
        ]
        by = tree.layer(first.by)
        if by is not None:
            evidence.append(Evidence("the attestation", by.artifact.id, 0, by.artifact.size))
        yield Hit(
            f"what is attested as {base_name(layer)} is another file: its digest differs",
            tuple(evidence),
            subject=layer.artifact.id,
        )


def _is_attestation(tree: Tree, beside: SignedBeside) -> bool:
    by = tree.layer(beside.by)
    return by is not None and by.first(Attestation) is not None
