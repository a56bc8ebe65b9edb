"""A product that a source says was retired, signed after that date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from onionskin.model import Claim, Evidence, Layer, ReleaseName, Signature
from onionskin.plugins.contracts import Hit, Tree
from onionskin.terms import products
from onionskin.terms.times import last_instant

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
    """Yield a hit per product: its outermost signed layer, and the latest retirement that is told."""
    retired = [claim for claim in tree.claims if claim.relation == "retired" and claim.holds]
    said = set()
    layers = sorted(tree.layers, key=lambda each: len(each.artifact.path)) if retired else ()
    for layer in layers:
        signature, named = layer.first(Signature), layer.first(ReleaseName)
        if signature is None or signature.signed_at is None or named is None:
            continue
        signed = last_instant(signature.signed_at)
        key = products.key(named.product)
        about = [claim for claim in retired if products.same(claim.subject.name, named.product)]
        latest = max(about, key=_until, default=None)
        if latest is not None and key not in said and signed and signed > _until(latest):
            said.add(key)
            yield _hit(layer, latest, named, signature)


def _until(claim: Claim) -> datetime:
    """Return the last instant of the retirement's window: doubt speaks for the vendor."""
    said = last_instant(claim.valid.start.latest or claim.object.name)
    return said or datetime.max.replace(tzinfo=UTC)


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
