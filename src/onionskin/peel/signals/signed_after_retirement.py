"""A product that a source says was retired, signed after that date."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Claim, Evidence, Layer, ReleaseName, Signature
from onionskin.plugins.contracts import Hit, Tree
from onionskin.terms import products

META = {
    "title": "Signed after the product was retired",
    "alias": "D2",
    "family": "end-of-life",
    "lane": "content",
    "level": "review",
    "technique": "T1195.002",
    "misses": "products whose retirement no claim in the case tells; unsigned releases",
    "references": [
        "incident facts, section 1: X_TRADER was retired in 2020-04 and served in 2022-04"
    ],
    "benign": "a last maintenance build, or a retirement date that differs by source",
}


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per layer whose product a claim retires before its signing time."""
    retired = [claim for claim in tree.claims if claim.relation == "retired" and claim.holds]
    names = [named for layer in tree.layers for named in layer.all(ReleaseName)]
    for layer in tree.layers:
        signature = layer.first(Signature)
        if signature is None or signature.signed_at is None:
            continue
        named = layer.first(ReleaseName) or (names[0] if names else None)
        for claim in retired:
            if named is not None and _is_late(claim, named, signature.signed_at):
                yield _hit(layer, claim, named, signature)
                break


def _is_late(claim: Claim, named: ReleaseName, signed_at: str) -> bool:
    until = claim.valid.start.latest or claim.object.name
    return products.same(claim.subject.name, named.product) and signed_at[:10] > until[:10]


def _hit(layer: Layer, claim: Claim, named: ReleaseName, signature: Signature) -> Hit:
    signed = (signature.signed_at or "")[:10]
    return Hit(
        f"{named.product} was retired {claim.object.name}, and this was signed {signed}",
        (
            Evidence(
                f"signed {signed} by {signature.signer}", layer.artifact.id, 0, layer.artifact.size
            ),
            Evidence(
                f'"{claim.quote}"',
                claim.evidence.artifact,
                claim.evidence.offset,
                claim.evidence.length,
            ),
        ),
        subject=layer.artifact.id,
    )
