"""The publisher has the same name as before, and is somebody else to the authority that vouches for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.signatures.apk_signature import ApkSigner
from onionskin.parse.signatures.authenticode_facts import Authenticode
from onionskin.parse.signatures.codesign import CodeSignature
from onionskin.parse.signatures.xar_signature import XarSignature
from onionskin.plugins.contracts import Hit, Pairs, Tree
from onionskin.terms import products

META = {
    "title": "Another publisher of the same name",
    "alias": "D3",
    "family": "publisher",
    "lane": "change",
    "level": "review",
    "technique": "T1553.002",
    "misses": "a publisher of another name (see part-lost-its-publisher); a certificate with another serial number or "
    "by another authority, which honest makers change every year; identities that neither Apple nor Trusted Signing issue, and no key of Android's is",
    "references": [
        "Microsoft, Trusted Signing: certificate management (subscriber identity)",
        "Apple, Team ID",
        "Android Open Source Project, APK Signature Scheme v3 (proof of rotation)",
        "peers.md, section 1, signal D3: certificates change in 26 of 40 honest pairs",
    ],
    "benign": "a company that moved to another developer account, or to another country; an Android application for tests, signed by "
    "each machine's own key",
}

SHOWN = 20


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit per former and later identity, with the parts that changed hands."""
    del old, new
    groups: dict[tuple[str, str, str], list[Layer]] = defaultdict(list)
    for before, after in pairs.changed:
        was, now = _identities(before), _identities(after)
        for scheme, (name, identity) in was.items():
            later, another = now.get(scheme, ("", ""))
            if identity and another and identity != another and _are_one(name, later):
                groups[name, identity, another].append(after)
    for (name, identity, another), parts in sorted(groups.items()):
        more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
        yield Hit(
            f"{parts[0].name}{more}: still signed by {name}, who was {identity} and is now {another}",
            tuple(
                Evidence(f"signed by {another}", each.artifact.id, 0, each.artifact.size)
                for each in parts[:SHOWN]
            ),
            subject=parts[0].artifact.id,
        )


def _are_one(name: str, later: str) -> bool:
    return products.vendor_key(name) == products.vendor_key(later)


def _identities(layer: Layer) -> dict[str, tuple[str, str]]:
    """Return (name, lasting identity) of a file's signer by scheme."""
    found: dict[str, tuple[str, str]] = {}
    for code in layer.all(CodeSignature):
        found.setdefault("apple", (code.signer, code.signer_team))
    for package in layer.all(XarSignature):
        found.setdefault("apple", (package.signer, package.team))
    for signer in layer.all(ApkSigner):
        # A key that was handed over keeps the identity of the first one.
        first = signer.lineage[0] if signer.lineage else signer.certificate
        found.setdefault("android", (signer.subject, f"the Android key {first[:16]}"))
    for each in layer.all(Authenticode):
        found.setdefault("trusted-signing", (each.signer, " ".join(sorted(each.identity))))
    return found
