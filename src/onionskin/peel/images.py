"""Container images in a release: their documents and parts, in a tar as in a directory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.model import Layer
from onionskin.parse.packages.oci import OciDocument, OciReference, OciTexts, blob_path
from onionskin.plugins.contracts import Tree

# How many images of one release are looked at.
ROOTS = 50
# How many documents that nothing leads to are held against the image's own.
STATES = 500


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

    def earlier_states(self, reached: set[str]) -> set[str]:
        """Return the documents that nothing leads to and that say nothing which the image does not say.

        Builders that change an image step by step (umoci, buildah into a layout) leave the manifest and the config of
        each step behind: parts of what the last ones say, of layers that the image still has.
        """
        image = [layer for name, layer in self.parts.items() if name in reached]
        known = [(each.first(OciDocument), each.first(OciTexts)) for each in image]
        every = {text for _, texts in known if texts for text in texts.texts}
        left = {name: own for name, own in self._said() if name not in reached}
        if len(left) > STATES:
            return set()
        found = {
            name
            for name, own in left.items()
            if _says_nothing_else(self.parts[name], every, _largest(own.kind, known))
        }
        # What one of them leads to must be of the image too, until no more falls out.
        while True:
            kept = {name for name in found if self._leads_to(left[name], reached | found)}
            if kept == found:
                return found
            found = kept

    def _leads_to(self, document: OciDocument, parts: set[str]) -> bool:
        for each in document.references:
            name = each.path or blob_path(each.digest)
            if name not in parts or each.size not in {-1, self.parts[name].artifact.size}:
                return False
        return True


def _largest(kind: str, known: list[tuple[OciDocument | None, OciTexts | None]]) -> tuple[int, int]:
    """Return the most values, and the most padding, that a document of one kind has."""
    same = [texts for own, texts in known if own and texts and own.kind == kind]
    return (
        max((each.leaves for each in same), default=0),
        max((each.padding for each in same), default=0),
    )


def _says_nothing_else(layer: Layer, every: set[str], largest: tuple[int, int]) -> bool:
    texts = layer.first(OciTexts)
    return (
        texts is not None
        and every.issuperset(texts.texts)
        and texts.leaves <= largest[0]
        and texts.padding <= largest[1]
    )


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
