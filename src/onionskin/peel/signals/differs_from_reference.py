"""A vendored file that is not the one which the known release of its product holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onionskin.model import Evidence, Layer, Reference
from onionskin.peel.references import CASE, LEAST, PROGRAMS, machine, of_layer
from onionskin.plugins.contracts import Hit, Tree, base_name, folder_of

META = {
    "title": "A vendored component that differs from its known release",
    "alias": "D1",
    "family": "vendored-component",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "products of which no release was remembered; data files; a set of which fewer than three other files are the known ones",
    "references": [
        "incident facts, section 2: ffmpeg.dll was not the one that its Electron version ships",
        "npm package electron: checksums.json of the official archives",
    ],
    "benign": "a custom build of the component (codecs left out, a patch), or one that the vendor signed anew",
}

# How many files of one known version a folder must hold before the others are held against it.
SET = 3

Set = tuple[str, str]


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per program that bears a reference's name, or says it is it, and has other code."""
    good = [each for each in tree.references if each.origin != CASE]
    if not good:
        return
    known = {each.sha256 for each in good} | {each.code for each in good if each.code}
    by_version = _by_version(good)
    sets = _sets(tree, good)
    for layer in tree.layers:
        if layer.format not in PROGRAMS or layer.artifact.size < LEAST:
            continue
        own = of_layer(layer, "", "", "")
        if {own.sha256, own.code} & known:
            continue
        same = by_version.get((own.component, own.file_version, own.machine), ())
        if same and own.component and own.file_version:
            yield _hit(
                layer, same[0], f"says it is version {own.file_version}, but is not the file"
            )
        else:
            yield from _of_set(layer, sets)


def _by_version(rows: Sequence[Reference]) -> Mapping[tuple[str, str, str], Sequence[Reference]]:
    found: dict[tuple[str, str, str], list[Reference]] = defaultdict(list)
    for each in rows:
        found[each.component, each.file_version, each.machine].append(each)
    return found


def _sets(
    tree: Tree, rows: Sequence[Reference]
) -> Mapping[tuple[str | None, str], Mapping[str, Reference]]:
    """Return, by folder, the names of the one known release that most of its files come from."""
    by_content: dict[str, set[Set]] = defaultdict(set)
    by_set: dict[Set, dict[str, Reference]] = defaultdict(dict)
    for each in rows:
        one = each.product, each.version
        by_content[each.sha256].add(one)
        by_set[one][each.name.lower()] = each
    counted: dict[tuple[str | None, str], dict[Set, int]] = defaultdict(lambda: defaultdict(int))
    for layer in tree.layers:
        for one in by_content.get(layer.artifact.sha256, ()):
            counted[folder_of(layer)][one] += 1
    chosen = {
        folder: max(sorted(votes), key=lambda one: votes[one])
        for folder, votes in counted.items()
        if max(votes.values()) >= SET
    }
    return {folder: by_set[one] for folder, one in chosen.items()}


def _of_set(
    layer: Layer, sets: Mapping[tuple[str | None, str], Mapping[str, Reference]]
) -> Iterator[Hit]:
    row = sets.get(folder_of(layer), {}).get(base_name(layer).lower())
    if row is not None and row.format == layer.format and row.machine == machine(layer):
        yield _hit(layer, row, "stands among files of a known release, and is not the one")


def _hit(layer: Layer, row: Reference, how: str) -> Hit:
    note = f"known is {row.sha256} ({row.origin})"
    return Hit(
        f"{base_name(layer)} {how} that {row.product} {row.version} holds".rstrip(),
        (Evidence(note, layer.artifact.id, 0, layer.artifact.size),),
        subject=layer.artifact.id,
    )
