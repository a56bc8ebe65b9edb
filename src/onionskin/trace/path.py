"""Back to the first cause: the hops by which the compromise came, out of claims alone.

Mechanisms are the six that sufficed for 14 incidents: BUILD, DELIVER, EMBED,
CREDENTIAL, MANAGE, HOST. A hop that no source describes, but without which two
described ones do not join, is shown as `latent`, with what would confirm it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onionskin.model import Bounds, Certainty, Claim, Exposure, Window
from onionskin.terms import products
from onionskin.weigh.order import certain
from onionskin.write.reports import Hop

MECHANISMS = ("build", "deliver", "embed", "credential", "manage", "host")
OURSELVES = "you"


@dataclass(frozen=True)
class _Edge:
    source: str
    mechanism: str
    target: str
    claims: tuple[Claim, ...]
    proof: str = "claimed"
    confirm: str = ""


def path(claims: Sequence[Claim], exposures: Sequence[Exposure]) -> tuple[Hop, ...]:
    """Return the hops from the first cause to us, in order; those that lead nowhere are left out."""
    shown = _spellings(claims)
    edges = [
        *_described(claims, shown),
        *_built(claims, shown),
        *_installed(claims, exposures, shown),
    ]
    return tuple(_hop(edge) for edge in _ordered(_joined(edges, claims)))


def _spellings(claims: Sequence[Claim]) -> dict[str, str]:
    """Return what a name compares by -> how it is shown: one spelling for one node."""
    shown: dict[str, str] = {}
    for claim in claims:
        if claim.relation == "affects":
            names = [products.release(claim.object.name).product]
        elif claim.relation in {"compromised-through", *MECHANISMS}:
            names = [claim.subject.name, claim.object.name]
        else:
            continue
        for name in names:
            shown.setdefault(products.key(name), name)
    return shown


def _described(claims: Sequence[Claim], shown: dict[str, str]) -> list[_Edge]:
    """Return the hops that claims state, equal ones as one with all their claims."""
    found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.holds:
            continue
        subject, thing = claim.subject.name, claim.object.name
        if claim.relation == "compromised-through":
            edge = (thing, _mechanism(claim), subject)
        elif claim.relation in MECHANISMS:
            edge = (subject, claim.relation.upper(), thing)
        else:
            continue
        found[products.key(edge[0]), edge[1], products.key(edge[2])].append(claim)
    return [
        _Edge(shown[source], mechanism, shown[target], tuple(several))
        for (source, mechanism, target), several in sorted(found.items())
        if source != target
    ]


def _mechanism(claim: Claim) -> str:
    return {
        "account": "CREDENTIAL",
        "device": "CREDENTIAL",
        "organisation": "MANAGE",
        "website": "DELIVER",
    }.get(claim.object.kind, "DELIVER")


def _built(claims: Sequence[Claim], shown: dict[str, str]) -> list[_Edge]:
    """Return organisation -BUILD-> release, where an affected product is a compromised maker's own."""
    held = [claim for claim in claims if claim.holds]
    makers = {
        products.key(each.subject.name) for each in held if each.relation == "compromised-through"
    }
    supplied = {
        (products.key(each.subject.name), _product(each))
        for each in held
        if each.relation == "supplies"
    }
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in held:
        if claim.relation != "affects":
            continue
        product = _product(claim)
        for maker in sorted(makers):
            # A maker's name of one letter begins too many products.
            own = len(maker) > 1 and product.startswith(maker) and product != maker
            if own or (maker, product) in supplied:
                found[maker, product].append(claim)
    return [
        _Edge(shown[maker], "BUILD", shown[product], tuple(several))
        for (maker, product), several in sorted(found.items())
    ]


def _product(claim: Claim) -> str:
    """Return what the product that a claim is about compares by."""
    return products.key(products.release(claim.object.name).product)


def _installed(
    claims: Sequence[Claim], exposures: Sequence[Exposure], shown: dict[str, str]
) -> list[_Edge]:
    """Return product -DELIVER-> us, where a host is exposed at PLAUSIBLE and up."""
    hit = [each for each in exposures if certain(each.certainty, Certainty.PLAUSIBLE)]
    if not hit:
        return []
    named = sorted({_product(each) for each in claims if each.relation == "affects" and each.holds})
    count = f"{len(hit)} host{'s' if len(hit) != 1 else ''}"
    return [
        _Edge(shown[product], "DELIVER", f"{OURSELVES} ({count})", (), "observed")
        for product in filter(None, named)
        if any(product in products.key(reason) for each in hit for reason in each.reasons)
    ]


def _joined(edges: list[_Edge], claims: Sequence[Claim]) -> list[_Edge]:
    """Put a latent hop where a program is said to have reached an organisation: a device ran it."""
    joined = []
    for edge in edges:
        reached = {
            products.key(each.subject.name)
            for each in edge.claims
            if each.relation == "compromised-through"
        }
        reached |= {
            products.key(each.object.name)
            for each in edge.claims
            if each.object.kind == "organisation"
        }
        if edge.mechanism != "DELIVER" or products.key(edge.target) not in reached:
            if not _is_device(edge):
                joined.append(edge)
            continue
        device, stated = _device(edge, edges, claims)
        joined.append(_Edge(edge.source, "DELIVER", device, (*edge.claims, *stated), edge.proof))
        if not any(other.source == device for other in edges):
            joined.append(_latent(edge, device))
    return joined


def _is_device(edge: _Edge) -> bool:
    return bool(edge.claims) and all(each.object.kind == "device" for each in edge.claims)


def _latent(edge: _Edge, device: str) -> _Edge:
    starts = [each.valid.start.earliest for each in edge.claims if each.valid.start.earliest]
    since = f" since {min(starts)}" if starts else ""
    confirm = f"sign-in and VPN logs of {edge.target}'s accounts{since}; the device that ran {edge.source}"
    return _Edge(device, "CREDENTIAL", edge.target, (), "latent", confirm)


def _device(
    edge: _Edge, edges: Iterable[_Edge], claims: Sequence[Claim]
) -> tuple[str, tuple[Claim, ...]]:
    """Return what a source names between program and organisation; several are kept apart by `or`."""
    for other in edges:
        if other.target == edge.target and other.mechanism == "CREDENTIAL":
            return other.source, ()
    stated = tuple(
        each
        for each in claims
        if each.relation == "deliver"
        and each.holds
        and each.object.kind == "device"
        and products.same(each.subject.name, edge.source)
    )
    names = " or ".join(sorted({each.object.name for each in stated})) or "a device"
    return f"{names} of {edge.target}'s staff", stated


def _ordered(edges: list[_Edge]) -> list[_Edge]:
    """Return the edges that lie on a way to us (to any end, if none reaches us), cause first."""
    incoming = defaultdict(list)
    for edge in edges:
        incoming[edge.target].append(edge)
    ends = [edge.target for edge in edges if edge.target.startswith(f"{OURSELVES} (")]
    if not ends:
        sources = {edge.source for edge in edges}
        ends = sorted({edge.target for edge in edges} - sources)
    depth: dict[str, int] = {}
    kept: dict[tuple[str, str, str], tuple[int, _Edge]] = {}
    queue = [(end, 0) for end in sorted(set(ends))]
    while queue:
        node, far = queue.pop(0)
        if node in depth:
            continue
        depth[node] = far
        for edge in incoming[node]:
            kept.setdefault((edge.source, edge.mechanism, edge.target), (far, edge))
            queue.append((edge.source, far + 1))
    ranked = sorted(kept.values(), key=lambda each: (-each[0], each[1].source, each[1].target))
    return [edge for _, edge in ranked]


def _hop(edge: _Edge) -> Hop:
    window = _window(edge.claims)
    return Hop(
        source=edge.source,
        mechanism=edge.mechanism,
        target=edge.target,
        start=window.start.earliest or "",
        end=window.end.latest or window.start.latest or "",
        proof=edge.proof,
        claims=tuple(sorted(claim.id for claim in edge.claims)),
        confirm=edge.confirm,
    )


def _window(claims: Sequence[Claim]) -> Window:
    """Return the widest window that the claims of one hop leave open."""
    starts = [each.valid.start.earliest for each in claims if each.valid.start.earliest]
    ends = [
        end
        for each in claims
        if (end := each.valid.end.latest or each.valid.start.latest) is not None
    ]
    return Window(Bounds(min(starts, default=None)), Bounds(None, max(ends, default=None)))
