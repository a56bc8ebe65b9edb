"""A build script by which code could come out of data that only tests should read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.metadata.build_scripts import BuildOddity
from onionskin.peel.wire import Opaque
from onionskin.plugins.contracts import Hit, Tree, base_name

META = {
    "title": "A build script that takes code out of test data",
    "alias": "D8",
    "family": "build-input",
    "lane": "content",
    "level": "review",
    "technique": "T1195.002",
    "facts": ["BuildOddity"],
    "misses": "commands that are put together over several lines; test data that is text; a build script in a "
    "language that is not read",
    "references": [
        "CVE-2024-3094: oss-security, 29 March 2024",
        "peers.md, section 1, signal D8",
    ],
    "benign": "a build that unpacks its own test files; an installer that ends in `| sh`",
}

# Data that a decoder could turn into code: no text, and no program that is known.
STREAMS = frozenset({"xz", "gzip", "bzip2", "zstd"})
OPAQUE = STREAMS | {"data"}
TEXTURES = frozenset({"random", "binary", "base64", "hex"})
_TESTS = re.compile(r"(?i)(?:^|/)(?:tests?|testdata|fixtures?|testing|spec|corpus)/")
SHOWN = 20


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per build script outside the tests; two kinds of oddity in one are graver."""
    scripts = [
        each
        for each in tree.layers
        if each.format == "build-script"
        and not _TESTS.search(each.name.replace("\\", "/"))
        and each.first(BuildOddity) is not None
    ]
    data = _test_data(tree) if scripts else {}
    for layer in scripts:
        found: dict[str, list[tuple[BuildOddity, Layer | None]]] = defaultdict(list)
        for each in layer.all(BuildOddity):
            read = data.get(each.name.rpartition("/")[2]) if each.name else None
            if each.kind != "reads-test-file" or (read is not None and _is_data(tree, read)):
                found[each.kind].append((each, read))
        # A search through binaries, or a pipe into a shell, alone is what some honest builds have.
        if len(found) > 1 or "reads-test-file" in found:
            yield _hit(layer, found)


def _test_data(tree: Tree) -> dict[str, Layer]:
    """Return the files among tests that are no programs and no packages, by their own names."""
    return {
        base_name(layer): layer
        for layer in tree.layers
        if layer.format in OPAQUE and _TESTS.search(layer.name.replace("\\", "/"))
    }


def _is_data(tree: Tree, layer: Layer) -> bool:
    """Say whether a file is compressed, or no text: looked at only where a script reads it."""
    if layer.format in STREAMS:
        return True
    opaque = [each for one in tree.featured((layer,)) for each in one.all(Opaque)]
    return any(each.texture in TEXTURES for each in opaque)


def _hit(layer: Layer, found: dict[str, list[tuple[BuildOddity, Layer | None]]]) -> Hit:
    own = layer.artifact
    every = [each for several in found.values() for each in several]
    first, read = every[0]
    what = ", ".join(sorted(found))
    evidence = [
        Evidence(
            f"line {each.number}, {each.kind}: {each.text[:200]!r}",
            own.id,
            each.offset,
            each.length,
        )
        for each, _ in every[:SHOWN]
    ]
    for _, data in every[:SHOWN]:
        if data is not None:
            evidence.append(
                Evidence("the data that is read", data.artifact.id, 0, data.artifact.size)
            )
    more = f" of {base_name(read)}" if read is not None else ""
    return Hit(
        f"{layer.name} ({what}{more}), line {first.number}: {first.text[:160]!r}",
        tuple(evidence),
        Level.SUSPICIOUS if len(found) > 1 else None,
        subject=own.id,
    )
