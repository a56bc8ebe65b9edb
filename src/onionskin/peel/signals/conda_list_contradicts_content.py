"""A conda package whose own list of hashes does not agree with the files that it holds."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level, Outcome
from onionskin.parse.packages.conda import CondaPaths
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A conda package that contradicts its list of hashes",
    "alias": "H8",
    "family": "hash-list",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1195.002",
    "facts": ["CondaPaths"],
    "misses": "a list that was rewritten together with the file; links, and the files of the description (info/), which no list names",
    "references": ["conda documentation, Conda package specification (info/paths.json)"],
    "benign": "a package repaired by hand (a file patched, a licence added) without a new list",
}

SHOWN = 20
_DESCRIPTION = "info/"


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per package and kind: files that differ, files left out, files not there."""
    for layer in tree.layers:
        listed = layer.first(CondaPaths)
        if listed is None:
            continue
        holders = _holders(tree, layer)
        files = {
            each.name.removeprefix("./"): each
            for holder in holders
            for each in tree.children(holder)
            if not each.name.removeprefix("./").startswith(_DESCRIPTION)
        }
        stated = {each.name: each for each in listed.paths}
        differ = [
            (files[name], f"{name}: {each.sha256[:16]}... stated, it is {files[name].artifact.sha256[:16]}...")
            for name, each in stated.items()
            if name in files and files[name].artifact.sha256 != each.sha256 and _is_whole(files[name])
        ]  # fmt: skip
        yield from _hit(differ, "is not the file that the package lists", Level.SUSPICIOUS)
        more = [(each, f"{name}: not listed") for name, each in files.items() if name not in stated]
        if listed.whole:
            yield from _hit(more, "is not listed in the package", Level.REVIEW)
        whole = holders and all(each.outcome is Outcome.SCANNED for each in holders)
        absent = [(layer, f"{name}: not there") for name in stated if name not in files]
        if whole and listed.whole:
            yield from _hit(absent, "is listed in the package and not there", Level.REVIEW)


def _holders(tree: Tree, layer: Layer) -> list[Layer]:
    """Return the tars with the files: this one, or in the second format the one beside it."""
    stream = tree.layer(layer.artifact.parent or "")
    package = tree.layer(stream.artifact.parent or "") if stream else None
    if package is None or package.format != "conda":
        return [layer]
    payloads = [each for each in tree.children(package) if each.name.startswith("pkg-")]
    return [inner for each in payloads for inner in tree.children(each)]


def _is_whole(layer: Layer) -> bool:
    return all(not each.reason.startswith("limit") for each in layer.problems)


def _hit(found: list[tuple[Layer, str]], what: str, level: Level) -> Iterator[Hit]:
    if not found:
        return
    layer, note = found[0]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    evidence = tuple(
        Evidence(note, each.artifact.id, 0, each.artifact.size) for each, note in found[:SHOWN]
    )
    yield Hit(
        f"{note.rpartition(': ')[0]!r} {what}{more}", evidence, level, subject=layer.artifact.id
    )
