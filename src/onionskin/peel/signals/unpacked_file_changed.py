"""A file beside an Electron archive that is not the one which the archive's header hashes."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Signature
from onionskin.parse.archives.asar import UnpackedFiles
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A file beside an asar that is not the one its header hashes",
    "alias": "H8",
    "family": "hash-list",
    "lane": "invariant",
    "level": "review",
    "technique": "T1195.002",
    "facts": ["UnpackedFiles"],
    "misses": "programs that bear a signature of their own, since builds sign them after packing; Mach-O programs for the same reason; "
    "a header that was rewritten together with the file; files in the folder that the header does not list",
    "references": ["electron/asar, README", "Electron documentation, ASAR Integrity"],
    "benign": "a native module that the build stripped or patched after it was packed",
}

SHOWN = 20
# Signed after packing, as a rule: their hash in the header is of what they were before.
SIGNED_LATER = frozenset({"macho", "macho-fat"})


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per archive with files in its folder that its header does not hash so."""
    for layer in tree.layers:
        told = layer.first(UnpackedFiles)
        parent = layer.artifact.parent and tree.layer(layer.artifact.parent)
        if told is None or not parent:
            continue
        around = {_plain(each): each for each in tree.children(parent)}
        wrong = []
        for name, stated in told.stated:
            there = around.get(f"{_plain(layer)}.unpacked/{name}")
            if there is not None and there.artifact.sha256 != stated and not _is_signed(there):
                wrong.append((there, stated))
        if wrong:
            more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            evidence = tuple(
                Evidence(f"{stated} stated, {each.artifact.sha256} found", each.artifact.id, 0, each.artifact.size)
                for each, stated in wrong[:SHOWN]
            )  # fmt: skip
            yield Hit(
                f"{wrong[0][0].name!r} is not the file that the header of {layer.name!r} hashes{more}",
                evidence,
                subject=wrong[0][0].artifact.id,
            )


def _plain(layer: Layer) -> str:
    return layer.name.replace("\\", "/")


def _is_signed(layer: Layer) -> bool:
    return layer.format in SIGNED_LATER or layer.first(Signature) is not None
