"""Container images in a release: their documents and parts, in a tar as in a directory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.model import Layer
from onionskin.parse.oci import OciDocument, OciReference, blob_path
from onionskin.plugins.contracts import Tree

# How many images of one release are looked at.
ROOTS = 50


@dataclass
class Image:
    """What one holder (a tar, a directory) keeps of images: parts by their path below `prefix`."""

    prefix: str
    parts: dict[str, Layer] = field(default_factory=dict)

    @property
    def documents(self) -> list[OciDocument]:
        """The documents among the parts, in the order of their paths."""
        return [own for _, own in self._said()]

    def _said(self) -> Iterator[tuple[str, OciDocument]]:
        for name, layer in sorted(self.parts.items()):
            own = layer.first(OciDocument)
            if own is not None:
                yield name, own

    def part(self, reference: OciReference) -> Layer | None:
        """Return the part that a document refers to, or None."""
        return self.parts.get(reference.path or blob_path(reference.digest))

    def stacks(self, document: OciDocument) -> Iterator[tuple[Layer, list[Layer | None]]]:
        """Yield (config, layers) of a manifest; that of docker may hold several images."""
        config: Layer | None = None
        layers: list[Layer | None] = []
        for each in document.references:
            if each.role == "config":
                if config is not None:
                    yield config, layers
                config, layers = self.part(each), []
            elif each.role == "layer":
                layers.append(self.part(each))
        if config is not None:
            yield config, layers

    def reached(self) -> set[str]:
        """Return the paths that index.json and manifest.json lead to, themselves included."""
        said = dict(self._said())
        wanted: list[str] = [name for name in ("index.json", "manifest.json") if name in said]
        found: set[str] = set()
        while wanted:
            name = wanted.pop()
            if name in found or name not in self.parts:
                continue
            found.add(name)
            below = said[name].references if name in said else ()
            wanted += [each.path or blob_path(each.digest) for each in below]
        return found


def images(tree: Tree) -> Iterator[Image]:
    """Yield every image of a release, found by its index.json or manifest.json."""
    roots: dict[tuple[str | None, str], Image] = {}
    for layer in tree.layers:
        folder, _, name = _path(layer).rpartition("/")
        if name in {"index.json", "manifest.json"} and layer.first(OciDocument) is not None:
            prefix = f"{folder}/" if folder else ""
            if len(roots) < ROOTS:
                roots.setdefault((layer.artifact.parent, prefix), Image(prefix))
    if not roots:
        return
    for layer in tree.layers:
        path = _path(layer)
        for (parent, prefix), image in roots.items():
            if layer.artifact.parent == parent and path.startswith(prefix):
                image.parts.setdefault(path[len(prefix) :], layer)
    yield from roots.values()


def _path(layer: Layer) -> str:
    return layer.name.replace("\\", "/").removeprefix("./")
