"""Code inside a bundle that is not the code which the bundle's seal names."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.metadata.bundle import BundleInfo
from onionskin.peel.bundles import CODE, Bundle, Files
from onionskin.plugins.contracts import Hit, Tree, base_name

META = {
    "title": "Nested code that is not the code which was sealed",
    "alias": "H7",
    "family": "bundle-seal",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1554",
    "facts": ["Seal"],
    "misses": "nested code by hashes of other kinds; the requirement beside the hash, which the system would take as well",
    "references": [
        "Apple, TN2206, macOS Code Signing In Depth: nested code",
        "Apple, Security: StaticCode.cpp, validateNestedCode",
    ],
    "benign": "a framework that was signed again after its application, or exchanged for a newer one of the same maker: "
    "the system then goes by the requirement",
}


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit per nested program; REVIEW where a signature of the same team would still satisfy the system."""
    files = Files(tree)
    for bundle in files.sealed(tree):
        for row in bundle.seal.files:
            if not row.code_hash:
                continue
            programs = [each for each in _programs(files, bundle, row.path) if each.format in CODE]
            found = [(layer, list(files.code(layer))) for layer in programs]
            hashes = {
                directory.code_directory_hash[:40]
                for _, codes in found
                for code in codes
                for directory in code.signature.directories
            }
            if programs and row.code_hash not in hashes:
                yield _hit(bundle, row.path, row.code_hash, found[0][0], files)


def _programs(files: Files, bundle: Bundle, path: str) -> list[Layer]:
    """Return the program of a nested bundle, or the nested file; all code of a bundle that names none."""
    if path in bundle.members:
        return [bundle.members[path]]
    inside = files.below(bundle.seal_layer.artifact.parent, f"{bundle.folder}{path}/")
    named = set()
    for name, layer in inside.items():
        info = layer.first(BundleInfo) if name.endswith("Info.plist") else None
        rest = name.split("/")
        # The nested bundle's own description, not one of a bundle inside it.
        if info is not None and info.executable and not any("." in part for part in rest[:-1]):
            named.add(info.executable)
    chosen = [layer for layer in inside.values() if base_name(layer) in named]
    return chosen or list(inside.values())


def _hit(bundle: Bundle, path: str, stated: str, layer: Layer, files: Files) -> Hit:
    teams = {each.signature.signer_team for each in files.code(layer) if each.is_signed}
    own = {each.signature.signer_team for each in bundle.code}
    satisfied = bool(teams) and "" not in teams and teams <= own
    is_grave = bundle.is_signed and not satisfied
    same = ", though the same team signed it" if satisfied else ""
    return Hit(
        f"{path} is not the code that the seal of {bundle.folder or 'the bundle'} names{same}",
        (Evidence(f"sealed is {stated}", layer.artifact.id, 0, layer.artifact.size),),
        Level.SUSPICIOUS if is_grave else Level.REVIEW,
        layer.artifact.id,
    )
