"""A package begins to bring a module or a namespace beside its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A new module beside the package's own",
    "alias": "D5",
    "family": "new-kind",
    "lane": "change",
    "level": "review",
    "technique": "T1574",
    "misses": "a module within a package that was there; a minor or major release; ecosystems other than wheels and Java archives",
    "references": [
        "PyPA specifications, Binary distribution format; JAR File Specification",
        "MITRE ATT&CK T1574, Hijack Execution Flow",
    ],
    "benign": "a part that was moved into a package of its own",
}

_MODULE = re.compile(
    r"^([A-Za-z_]\w*)(?:/.*)?\.(?:py|pyc|pyd|so|pyx)$|^([A-Za-z_]\w*)(?:\.[\w-]+)?\.(?:so|pyd)$"
)
_CLASS = re.compile(
    r"^(?:META-INF/versions/\d+/|BOOT-INF/classes/|WEB-INF/classes/)?((?:[^/]+/){0,2})[^/]*\.class$"
)


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per name that comes to stand at the top of a wheel, or per package of a Java archive."""
    if not is_small(old, new):
        return
    known = {(kind, name) for layer in old.layers for kind, name in _tops(old, layer)}
    seen: set[tuple[str, str]] = set()
    for layer in pairs.added:
        for kind, name in _tops(new, layer):
            if (
                (kind, name) in known
                or (kind, name) in seen
                or not any(one == kind for one, _ in known)
            ):
                continue
            seen.add((kind, name))
            own = layer.artifact
            what = "module" if kind == "whl" else "package"
            said = f"{name.rstrip('/').replace('/', '.')} is a new {what} beside those that the release has; the version step is {step(old, new)}"
            yield Hit(said, (Evidence(f"new {what}", own.id, 0, own.size),), subject=own.id)


def _tops(tree: Tree, layer: Layer) -> Iterator[tuple[str, str]]:
    """Yield (format, name) of what a file makes importable at the top of a wheel, or the package that a class is of."""
    holder = tree.layer(layer.artifact.parent or "")
    if holder is None:
        return
    name = layer.name.replace("\\", "/")
    found = (
        _MODULE.match(name)
        if holder.format == "whl"
        else _CLASS.match(name)
        if holder.format == "jar"
        else None
    )
    if found is None or "__mypyc" in name:
        return
    yield holder.format, found[1] or found[2] if holder.format == "whl" else found[1]
