"""A WiX burn bundle whose containers are not those that its manifest names."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.installers.burn import BurnBundle, BurnManifest, BurnPayload
from onionskin.plugins.contracts import Hit, Tree, base_name

META = {
    "title": "A bundle that contradicts its manifest",
    "alias": "H8",
    "family": "hash-list",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1195.002",
    "facts": ["BurnBundle"],
    "misses": "a manifest that was rewritten together with the container; hashes of payloads in cabinets that "
    "could not be opened; payloads that are downloaded",
    "references": [
        "WiX Toolset, WixToolset.Core.Burn/Bundles/CreateBurnManifestCommand.cs: Container/@Hash, Payload/@FileSize",
        "peers.md, section 1, signal H8",
    ],
    "benign": "a bundle that was repaired by hand, or cut off by a download",
}

SHOWN = 20


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit per bundle, with every contradiction."""
    for layer in tree.layers:
        bundle = layer.first(BurnBundle)
        if bundle is None:
            continue
        inner = {base_name(each): each for each in tree.children(layer)}
        manifest = _manifest(tree, inner.get("ux container"))
        if manifest is None:
            continue
        wrong = [*_containers(layer, bundle, manifest), *_payloads(tree, inner, manifest)]
        if wrong:
            more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
            level = Level.SUSPICIOUS if any(bad for _, bad in wrong) else Level.REVIEW
            evidence = tuple(each for each, _ in wrong[:SHOWN])
            yield Hit(f"{evidence[0].note}{more}", evidence, level, layer.artifact.id)


def _manifest(tree: Tree, interface: Layer | None) -> BurnManifest | None:
    """Return the manifest, which is the first file of the interface's container, called `0`."""
    for each in tree.children(interface) if interface else ():
        found = each.first(BurnManifest) if base_name(each) == "0" else None
        if found is not None:
            return found
    return None


def _containers(
    layer: Layer, bundle: BurnBundle, manifest: BurnManifest
) -> Iterator[tuple[Evidence, bool]]:
    """Yield what the manifest and the section `.wixburn` say differently of a container."""
    named = {each.index: each for each in manifest.containers if each.attached}
    own = layer.artifact.id
    for each in bundle.containers[1:]:
        stated = named.pop(each.index, None)
        where = (own, each.offset, each.length)
        if stated is None:
            note = f"the {each.name} is not named in the manifest"
            yield Evidence(note, *where), True
        elif stated.size not in (-1, each.length):
            note = f"the {each.name} has {each.length:,} bytes, the manifest states {stated.size:,}"
            yield Evidence(note, *where), True
        elif stated.digest and stated.digest not in (each.sha1, each.sha512):
            note = f"the {each.name} is not the one that the manifest hashes"
            yield Evidence(note, *where), True
    for index, missing in sorted(named.items()):
        note = f"the manifest names a container {missing.id!r} at place {index}, which is not there"
        yield Evidence(note, own, 0, layer.artifact.size), False


def _payloads(
    tree: Tree, inner: dict[str, Layer], manifest: BurnManifest
) -> Iterator[tuple[Evidence, bool]]:
    """Yield files of the containers that the manifest does not name, or with another size."""
    by_id = {each.id: f"attached container {each.index}" for each in manifest.containers}
    wanted: dict[str, dict[str, BurnPayload]] = {"ux container": {}}
    for each in manifest.interface:
        wanted["ux container"][each.source] = each
    for each in manifest.payloads:
        if each.packaging == "embedded" and each.container in by_id:
            wanted.setdefault(by_id[each.container], {})[each.source] = each
    for name, payloads in sorted(wanted.items()):
        container = inner.get(name)
        if container is None or container.problems:
            continue
        for child in tree.children(container):
            known = payloads.get(child.name)
            if known is None and not (name == "ux container" and child.name == "0"):
                note = f"{child.name!r} in the {name} is not named in the manifest"
                yield Evidence(note, child.artifact.id, 0, child.artifact.size), True
            elif known is not None and known.size not in (-1, child.artifact.size):
                note = f"{known.path!r} ({child.name!r} in the {name}) has {child.artifact.size:,} bytes, the manifest states {known.size:,}"
                yield Evidence(note, child.artifact.id, 0, child.artifact.size), True
