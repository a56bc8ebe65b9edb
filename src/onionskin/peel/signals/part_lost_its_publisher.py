"""A part that its publisher signed in the release before is now nobody's, or somebody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Signature
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name
from onionskin.terms import products

META = {
    "title": "A part that lost its publisher's signature",
    "alias": "D3",
    "family": "publisher",
    "lane": "change",
    "level": "review",
    "technique": "T1553.002",
    "misses": "parts that nobody signed before; an OpenPGP key that --keyring holds, too; a part signed with the publisher's own stolen key; a signed part that "
    "was taken out and replaced by one of another name",
    "references": [
        "peers.md, section 1, signal D3: certificates and serial numbers change in 26 of 40 honest pairs, the subject does not",
        "incident facts, section 2: the vendor's installer carried a library that upstream does not make",
    ],
    "benign": "an acquisition, a company that changed its name, a build that was not signed this time, or by a new key of the maker's own",
}

SHOWN = 20
# A script is of this format by its signature alone.
SIGNED_SCRIPT = "signed-script"
UNKNOWN = frozenset({"root-unknown", "chain-incomplete"})


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit per former publisher and what came in its place, with the parts that changed hands."""
    del old
    groups: dict[tuple[str, str], list[Layer]] = defaultdict(list)
    for before, after in pairs.changed:
        # A part that could not be opened says nothing about who signed it.
        is_same = before.format in {after.format, SIGNED_SCRIPT}
        if is_same and not after.problems:
            was, now = _signature(before), _signature(after)
            instead = _instead(was, now) if was else ""
            if was and instead:
                groups[was.signer, instead].append(after)
    for (publisher, instead), parts in sorted(groups.items()):
        yield _hit(publisher, instead, parts, new)


def _signature(layer: Layer) -> Signature | None:
    """Return a valid signature, else one by an OpenPGP key that is not at hand."""
    held = layer.all(Signature)
    named = (each for each in held if "openpgp" in each.scheme and each.status == "unverified")
    return next((each for each in held if each.status == "valid"), None) or next(named, None)


def _instead(was: Signature, now: Signature | None) -> str:
    """Return what a part has in the place of its publisher's signature; nothing where it still has it."""
    if now is None:
        return "without a valid signature"
    if "openpgp" in was.scheme and "openpgp" in now.scheme:
        # Projects have several who sign; whose keys the operator holds are known to him.
        return "" if now.status == "valid" or now.signer == was.signer else f"signed by {now.signer}"  # fmt: skip
    if not was.signer:
        return ""  # signed ad hoc: there was no publisher to lose
    if not now.signer:
        # An ad hoc signature of Apple's kind: hashes that say the file is whole, and no key.
        return "signed by nobody (anybody can make such a signature)"
    if products.vendor_key(now.signer) != products.vendor_key(was.signer):
        return f"signed by {now.signer}"
    return _vouched_by_another(was, now)


def _vouched_by_another(was: Signature, now: Signature) -> str:
    """Return that another authority vouches for the same name: anybody may make one, and write any name into its certificates."""
    if UNKNOWN.intersection(now.flags) and not UNKNOWN.intersection(was.flags):
        return f"signed in the name of {now.signer} under an authority that is not known"
    if was.authority and now.authority and was.authority != now.authority:
        return f"signed in the same name under another authority (key {now.authority[:8]}, not {was.authority[:8]}), and neither is known"
    return ""


def _hit(publisher: str, instead: str, parts: list[Layer], new: Tree) -> Hit:
    first = parts[0]
    more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
    signatures = [_signature(layer) for layer in new.layers if layer not in parts]
    kept = sum(1 for each in signatures if each is not None and each.signer == publisher)
    rest = f"; other parts of this release that it still signs: {kept}" if kept else ""
    evidence = tuple(
        Evidence(
            f"signed by {publisher} before, now {instead}", each.artifact.id, 0, each.artifact.size
        )
        for each in parts[:SHOWN]
    )
    summary = f"{base_name(first)}{more}: signed by {publisher} in the release before and now {instead}{rest}"
    return Hit(summary, evidence, subject=first.artifact.id)
