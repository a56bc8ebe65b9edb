"""Two releases laid over each other: which file of the new one was which file of the old.

Files are paired by their place (the path, then the path with version numbers taken
out), then by content (a file that only moved), then by their own name where it is unique.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from onionskin.model import Layer
from onionskin.plugins.contracts import Pairs, Tree, base_name

# A run of digits with dots, dashes or underscores between them: what a version looks like in a name.
_VERSION = re.compile(r"\d+(?:[._-]\d+)*")

Key = Callable[[Layer], object]


def lay_over(old: Tree, new: Tree) -> Pairs:
    """Pair the layers of two releases, the roots with each other. Each is in exactly one list."""
    rest_old, rest_new = list(old.layers[1:]), list(new.layers[1:])
    pairs = [(old.root, new.root)]
    for key in (_path, _place, _content):
        found, rest_old, rest_new = _match(key, rest_old, rest_new)
        pairs.extend(found)
    alone = _once(rest_old) & _once(rest_new)
    unique_old = [layer for layer in rest_old if _own_name(layer) in alone]
    unique_new = [layer for layer in rest_new if _own_name(layer) in alone]
    pairs.extend(_match(_own_name, unique_old, unique_new)[0])
    rest_old = [layer for layer in rest_old if _own_name(layer) not in alone]
    rest_new = [layer for layer in rest_new if _own_name(layer) not in alone]
    pairs.sort(key=lambda pair: pair[1].artifact.path)
    return Pairs(
        same=tuple(pair for pair in pairs if _content(pair[0]) == _content(pair[1])),
        changed=tuple(pair for pair in pairs if _content(pair[0]) != _content(pair[1])),
        added=tuple(rest_new),
        removed=tuple(rest_old),
    )


def _match(
    key: Key, old: list[Layer], new: list[Layer]
) -> tuple[list[tuple[Layer, Layer]], list[Layer], list[Layer]]:
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


def _once(layers: list[Layer]) -> set[object]:
    """Return the own names that only one of the layers bears."""
    return {name for name, count in Counter(map(_own_name, layers)).items() if count == 1}


def _path(layer: Layer) -> tuple[str, ...]:
    return layer.artifact.path[1:]


def _place(layer: Layer) -> tuple[str, ...]:
    return tuple(_VERSION.sub("#", part) for part in layer.artifact.path[1:])


def _content(layer: Layer) -> str:
    return layer.artifact.sha256


def _own_name(layer: Layer) -> tuple[int, str]:
    return len(layer.artifact.path), _VERSION.sub("#", base_name(layer)).lower()
