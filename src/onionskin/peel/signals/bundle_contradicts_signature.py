"""A program whose signature was made for another Info.plist, or another seal, than its bundle has."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.peel.bundles import Bundle, Code, Files, binds
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A signature that was made for another bundle",
    "alias": "H7",
    "family": "bundle-signature",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "facts": ["Seal"],
    "misses": "signatures that bind by SHA-1 only; a program that the Info.plist does not name; bundles without a seal",
    "references": [
        "Apple, TN3126, Inside Code Signing: Hashes",
        "Apple, xnu: osfmk/kern/cs_blobs.h, special slots",
    ],
    "benign": "a build that stamps a version into Info.plist after signing; a packer that rewrites property lists",
}

_FILES = {"info plist": "Info.plist", "resources": "seal"}


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit per bundle and file; REVIEW only, where nobody signed the program."""
    files = Files(tree)
    for bundle in files.sealed(tree):
        for slot, layer in (("info plist", bundle.info_layer), ("resources", bundle.seal_layer)):
            if layer is None:
                continue
            wrong = [each for each in bundle.code if binds(each, slot, layer) is False]
            if wrong:
                yield _hit(bundle, slot, layer, wrong)


def _hit(bundle: Bundle, slot: str, layer: Layer, wrong: list[Code]) -> Hit:
    code = wrong[0]
    signer = code.signature.signer_name or code.signature.signer or "nobody"
    level = Level.SUSPICIOUS if any(each.is_signed for each in wrong) else Level.REVIEW
    return Hit(
        f"the {_FILES[slot]} of {bundle.folder or 'the bundle'} is not the one that {code.layer.name} was signed with (by {signer})",
        (
            Evidence(f"the {_FILES[slot]}", layer.artifact.id, 0, layer.artifact.size),
            Evidence(
                "the signature",
                code.part.artifact.id,
                code.signature.offset,
                min(code.signature.length, code.part.artifact.size - code.signature.offset),
            ),
        ),
        level,
        layer.artifact.id,
    )
