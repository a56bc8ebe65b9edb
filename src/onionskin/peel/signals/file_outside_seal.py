"""A file in a signed bundle that its seal does not speak of."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.peel.bundles import CODE, Bundle, Files, unsealed
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A file that the bundle's seal does not hold",
    "alias": "H7",
    "family": "bundle-seal",
    "lane": "invariant",
    "level": "review",
    "technique": "T1574.004",
    "facts": ["Seal"],
    "misses": "what is no code, where a signer leaves files out by rules of its own; code in a place that every seal "
    "leaves out and that is opened as something else; seals of more than 20,000 files",
    "references": ["Apple, TN2206, macOS Code Signing In Depth", "Apple, Security: resources.cpp"],
    "benign": "files that a packer or a first start puts beside the program (a readme, a cache, compiled scripts)",
}

SHOWN = 20
_PROGRAMS = CODE | {"elf", "pe"}


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit per bundle: SUSPICIOUS where it is code in a bundle that somebody signed."""
    files = Files(tree)
    for bundle in files.sealed(tree):
        if not bundle.seal.whole:
            continue
        added = [(path, layer) for path, layer in unsealed(bundle) if not bundle.seal.left_out or layer.format in _PROGRAMS]  # fmt: skip
        hidden = [(path, layer) for path, layer in _disguised(bundle)]
        if added or hidden:
            yield _hit(bundle, hidden + added)


def _disguised(bundle: Bundle) -> Iterator[tuple[str, Layer]]:
    """Yield code in those places that every seal leaves out."""
    spoken = {each.path for each in bundle.seal.files}
    for path, layer in sorted(bundle.members.items()):
        last = path.rpartition("/")[2]
        odd = last in {".DS_Store", "PkgInfo", "locversion.plist", "CodeResources"}
        odd |= path.startswith(("_CodeSignature/", "_MASReceipt/"))
        if odd and path not in spoken and layer.format in _PROGRAMS:
            yield path, layer


def _hit(bundle: Bundle, added: list[tuple[str, Layer]]) -> Hit:
    code = [path for path, layer in added if layer.format in _PROGRAMS]
    path, first = next(((p, one) for p, one in added if p in code[:1]), added[0])
    more = f" and {len(added) - 1} more" if len(added) > 1 else ""
    level = Level.SUSPICIOUS if code and bundle.is_signed else Level.REVIEW
    rules = ", ".join(bundle.seal.left_out[:3])
    own = f"; rules of its own leave out {rules}" if rules else ""
    what = "code" if code else "a file"
    return Hit(
        f"{path}{more}: {what} that the seal of {bundle.folder or 'the bundle'} does not hold{own}",
        tuple(
            Evidence(f"{name} ({layer.format})", layer.artifact.id, 0, layer.artifact.size)
            for name, layer in added[:SHOWN]
        ),
        level,
        first.artifact.id,
    )
