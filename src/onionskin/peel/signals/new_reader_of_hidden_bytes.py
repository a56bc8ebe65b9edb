"""A program that changed, and now names and opens a file in which bytes are hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.code.strings import FileNames
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A changed program begins to read a file with hidden bytes",
    "alias": "D9",
    "family": "reads-hidden-bytes",
    "lane": "change",
    "level": "suspicious",
    "technique": "T1574.001",
    "misses": "names that are built at run time or encrypted; a reader that was there before",
    "references": ["incident facts, section 2: ffmpeg.dll opens d3dcompiler_47.dll"],
    "benign": "a new feature that loads this library; it would import it, not read it as a file",
}


# A wrong certificate is an invariant, too, but hides no bytes that somebody could read.
HIDDEN = "edited-after-signing"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per (program, file): the old program did not name the file, the new one does."""
    del old
    hidden: dict[str, dict[str, Layer]] = defaultdict(dict)
    for finding in new.findings:
        layer = new.layer(finding.subject)
        if finding.family == HIDDEN and layer is not None:
            hidden[base_name(layer).lower()][layer.artifact.id] = layer
    changed = [(before, after) for before, after in pairs.changed]
    for before, after in [*changed, *((None, each) for each in pairs.added)]:
        names = after.first(FileNames)
        if names is None or not names.calls:
            continue
        known = before.first(FileNames) if before else None
        for name in sorted(hidden.keys() & set(names.names) - set(known.names if known else ())):
            for layer in hidden[name].values():
                if layer is not after:
                    yield _hit(layer, after, names, "changed; it now" if before else "is new; it")


def _hit(layer: Layer, reader: Layer, names: FileNames, how: str) -> Hit:
    calls = " and ".join(names.calls[:2])
    return Hit(
        f"{how} names {base_name(layer)}, which holds hidden bytes, and calls {calls}",
        (
            Evidence("the program that names it", reader.artifact.id, 0, reader.artifact.size),
            Evidence("the file with hidden bytes", layer.artifact.id, 0, layer.artifact.size),
        ),
        subject=reader.artifact.id,
    )
