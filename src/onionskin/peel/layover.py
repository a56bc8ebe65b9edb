"""Two releases laid over each other: which file of the new one was which file of the old.

Files are paired by their place (the path, then the path with version numbers taken
out), then by content (a file that only moved), then by what they say they are (identity.py) and by
their own name, where these are unique, then by how many names two programs share.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from onionskin.model import Layer
from onionskin.peel.identity import ALIKE, KINDS, Identity, identities, likeness, names
from onionskin.plugins.contracts import Pairs, Tree, base_name

# A run of digits with dots, dashes or underscores between them: what a version looks like in a name.
_VERSION = re.compile(r"\d+(?:[._-]\d+)*")

# What bundlers put of a file's digest into its name: `index.BY2vkw8A.js`, `chunk-0a1b2c3d.css`. A quarter of those of eight letters are without a figure: `index-DbdpUWhB.js`.
_DIGEST = re.compile(
    r"[.-](?:(?=[\w-]{0,20}\d)(?=[\w-]{0,20}[A-Za-z])[\w-]{8,20}|(?=(?:[a-z_-]{0,6}[A-Z]){2})(?=(?:[A-Z_-]{0,6}[a-z]){2})[A-Za-z_-]{8})(?=\.[a-z]{1,5}$)"
)

# And what mypyc puts in front of the name of what modules share: `ada92cb5d92a588d1b93__mypyc.cpython-311-darwin.so`.
_HASHED = re.compile(r"^(?=[0-9a-f]{0,64}\d)[0-9a-f]{16,64}(?=__?[A-Za-z])")

_DASHES = re.compile(r"[-_.]+")

Key = Callable[[Layer], object]
Matched = tuple[list[tuple[Layer, Layer]], list[Layer], list[Layer]]
# Every program of one side is held against every one of the other.
PROGRAMS = 500
# These hold one file, and may say what it was called.
GZIPPED = (".gz", ".tgz")


def lay_over(old: Tree, new: Tree) -> Pairs:
    """Pair the layers of two releases, the roots with each other. Each is in exactly one list."""
    rest_old, rest_new = list(old.layers[1:]), list(new.layers[1:])
    pairs = [(old.root, new.root)]
    for key in (_path, place, _folded, _content):
        found, rest_old, rest_new = _match(key, rest_old, rest_new)
        pairs.extend(found)
    known = {id(each): {one[0]: one for one in identities(each)} for each in (*rest_old, *rest_new)}
    own: list[Key] = [*(_identity(kind, known) for kind in KINDS), _bundled, _own_name]
    for one in own:
        found, rest_old, rest_new = _match_unique(one, rest_old, rest_new)
        pairs.extend(found)
    found, rest_old, rest_new = _match_chunks(rest_old, rest_new)
    pairs.extend(found)
    found, rest_old, rest_new = _match_alike(rest_old, rest_new)
    pairs.extend(found)
    pairs.sort(key=lambda pair: pair[1].artifact.path)
    return Pairs(
        same=tuple(pair for pair in pairs if _content(pair[0]) == _content(pair[1])),
        changed=tuple(pair for pair in pairs if _content(pair[0]) != _content(pair[1])),
        added=tuple(rest_new),
        removed=tuple(rest_old),
    )


def _match(key: Key, old: list[Layer], new: list[Layer]) -> Matched:
    """Pair the layers that have the same key, in path order where several do."""
    waiting: dict[object, list[Layer]] = defaultdict(list)
    for layer in reversed(old):
        waiting[key(layer)].append(layer)
    pairs, rest_new = [], []
    for layer in new:
        candidates = waiting.get(key(layer))
        if candidates:
            pairs.append((candidates.pop(), layer))
        else:
            rest_new.append(layer)
    taken = {id(pair[0]) for pair in pairs}
    return pairs, [layer for layer in old if id(layer) not in taken], rest_new


def _match_unique(key: Key, old: list[Layer], new: list[Layer]) -> Matched:
    """Pair the layers of a key that one layer of either side has, and no other."""
    once = _once(key, old) & _once(key, new)
    pairs, left, right = _match(
        key,
        [each for each in old if key(each) in once],
        [each for each in new if key(each) in once],
    )
    assert not left
    assert not right
    return (
        pairs,
        [each for each in old if key(each) not in once],
        [each for each in new if key(each) not in once],
    )


def _match_chunks(old: list[Layer], new: list[Layer]) -> Matched:
    """Pair the chunks of a bundler that are called alike but for their digests, as many on both sides, in the order of their sizes."""
    before, after = Counter(map(_bundled, old)), Counter(map(_bundled, new))
    alike = {key for key, count in before.items() if key and count == after[key]}

    def by_size(layers: list[Layer]) -> list[Layer]:
        chosen = [each for each in layers if _bundled(each) in alike]
        return sorted(
            chosen, key=lambda each: (_bundled(each), each.artifact.size, each.artifact.path)
        )

    pairs = list(zip(by_size(old), by_size(new), strict=True))
    gone = {id(each) for pair in pairs for each in pair}
    return pairs, [each for each in old if id(each) not in gone], [each for each in new if id(each) not in gone]  # fmt: skip


def _once(key: Key, layers: list[Layer]) -> set[object]:
    return {name for name, count in Counter(map(key, layers)).items() if count == 1 and name}


def _identity(kind: str, known: dict[int, dict[str, Identity]]) -> Key:
    return lambda layer: known[id(layer)].get(kind)


def _match_alike(old: list[Layer], new: list[Layer]) -> Matched:
    """Pair programs that share most of their names, the likest first."""
    before = [(layer, found) for layer in old if (found := names(layer))][:PROGRAMS]
    after = [(layer, found) for layer in new if (found := names(layer))][:PROGRAMS]
    scored = [
        (likeness(mine, theirs), left, right)
        for left, mine in before
        for right, theirs in after
        if left.format == right.format
    ]
    scored = [each for each in scored if each[0] >= ALIKE]
    scored.sort(key=lambda each: (-each[0], each[1].artifact.path, each[2].artifact.path))
    pairs: list[tuple[Layer, Layer]] = []
    taken: set[str] = set()
    for _, left, right in scored:
        if taken.isdisjoint({left.artifact.id, right.artifact.id}):
            pairs.append((left, right))
            taken |= {left.artifact.id, right.artifact.id}
    gone = {id(each) for pair in pairs for each in pair}
    return pairs, [each for each in old if id(each) not in gone], [each for each in new if id(each) not in gone]  # fmt: skip


def _path(layer: Layer) -> tuple[str, ...]:
    """Return where a file stands. What a compressed file holds is named after that file, which anybody may have renamed.

    gzip keeps the name that it was given: with the builder's folder, or spelt as the builder did, `dist/pyusb-1.0.0.tar` in `PyUSB-1.0.0.tar.gz`.
    """
    outer, *rest = layer.artifact.path
    if rest:
        own, held = outer.rpartition(".")[0], rest[0]
        if outer.endswith(GZIPPED):
            held = held.rpartition("/")[2]
            same = _spelt(own) in (_spelt(held), _spelt(held.rpartition(".")[0]))
        else:
            same = own in (held, held.rpartition(".")[0])
        rest[0] = "" if same else rest[0]
    return tuple(rest)


def place(layer: Layer) -> tuple[str, ...]:
    """Return where a file stands in its release, whatever the version in its folders' names."""
    return tuple(_VERSION.sub("#", part) for part in _path(layer))


def _folded(layer: Layer) -> tuple[str, ...]:
    """Return where a file stands, whatever the letters and dashes of its folders: `Mako-1.3.5` became `mako-1.3.6` by PEP 625."""
    *holders, own = place(layer) or ("",)
    folder, slash, name = own.replace("\\", "/").rpartition("/")
    return (*map(_spelt, (*holders, folder)), slash + name)


def _spelt(name: str) -> str:
    """Return a name whatever its letters, dashes and dots."""
    return _DASHES.sub("-", name).lower()


def _bundled(layer: Layer) -> tuple[str, ...]:
    """Return where a file stands, whatever of its digest is in its name; nothing where none is."""
    parts = _path(layer)
    own = _HASHED.sub("#", _DIGEST.sub(".#", parts[-1])) if parts else ""
    return (*place(layer)[:-1], own) if parts and own != parts[-1] else ()


def _content(layer: Layer) -> str:
    return layer.artifact.sha256


def _own_name(layer: Layer) -> tuple[int, str]:
    return len(layer.artifact.path), _VERSION.sub("#", base_name(layer)).lower()
