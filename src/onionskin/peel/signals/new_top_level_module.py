"""A package begins to bring a module or a namespace beside its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A new module beside the package's own",
    "alias": "D5",
    "family": "new-kind",
    "lane": "change",
    "level": "review",
    "technique": "T1574",
    "misses": "a module within a package that was there; a major release, in which it asks for no review alone; files beside all folders that are no modules; ecosystems other than wheels and Java archives",
    "references": [
        "PyPA specifications, Binary distribution format; JAR File Specification",
        "MITRE ATT&CK T1574, Hijack Execution Flow",
    ],
    "benign": "a part that was moved into a package of its own",
}

_MODULE = re.compile(
    r"^([A-Za-z_]\w*)(?:/.*)?\.(?:py|pyc|pyd|so|pyx)$|^([A-Za-z_]\w*)(?:\.[\w-]+)?\.(?:so|pyd)$"
)
# A folder in which something lies that is no code: of the package's own papers and libraries nobody imports anything.
_FOLDER = re.compile(r"^([A-Za-z_]\w*)/")
_PAPERS = frozenset(
    {
        "docs",
        "doc",
        "tests",
        "test",
        "examples",
        "licenses",
        "LICENSES",
        "share",
        "etc",
        "bin",
        "include",
    }
)
# What describes the modules of an archive stands at its top, and is a class of no package.
_CLASS = re.compile(
    r"^(?:META-INF/versions/\d+/|BOOT-INF/classes/|WEB-INF/classes/)?((?:[^/]+/){0,2})(?!module-info\.class$)[^/]*\.class$"
)


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per name that comes to stand at the top of a wheel, or per package of a Java archive."""
    how = step(old, new)
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
            said = f"{name.rstrip('/').replace('/', '.')} is a new {what} beside those that the release has; the version step is {how}"
            # A major release may be called otherwise, and have other parts.
            level = Level.NOTHING_FOUND if how == "major" else None
            yield Hit(said, (Evidence(f"new {what}", own.id, 0, own.size),), level, own.id)


def _tops(tree: Tree, layer: Layer) -> Iterator[tuple[str, str]]:
    """Yield (format, name) of what a file makes importable at the top of a wheel, or the package that a class is of."""
    holder = tree.layer(layer.artifact.parent or "")
    if holder is None:
        return
    name = layer.name.replace("\\", "/")
    if holder.format == "jar" and (found := _CLASS.match(name)):
        yield holder.format, found[1]
    if holder.format == "whl" and "__mypyc" not in name:
        found = _MODULE.match(name)
        top = found[1] or found[2] if found else ""
        if not top and (found := _FOLDER.match(name)) and found[1] not in _PAPERS:
            top = found[1]
        if top:
            yield holder.format, top
