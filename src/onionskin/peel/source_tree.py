"""A package held to the source tree that it says it was made from: what the tree does not have.

Source: the analyses of CVE-2024-3094, whose tarball had a build macro that no commit had. Both
sides are peeled trees; only names and hashes are compared. What packaging tools write by
themselves is told apart by the names they write it to, and never left out: it is a kind of its own.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.model import Layer
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.parse.metadata.hooks import Hook
from onionskin.parse.metadata.source_revision import SourceRevision
from onionskin.plugins.contracts import Tree

STREAMS = frozenset({"gzip", "bzip2", "xz", "zstd", "lz4"})
MANIFESTS = frozenset({"package.json", "pyproject.toml", "setup.py", "Cargo.toml", "configure.ac", "go.mod"})  # fmt: skip
# How many folders of the source are tried as the package's own.
FOLDERS = 50
# Written by a packaging tool at release time: setuptools, cargo, npm, autoconf, automake, libtool, gettext.
_GENERATED = re.compile(
    r"(?:^|/)(?:PKG-INFO|[^/]+\.(?:egg|dist)-info/.*|setup\.cfg|_version\.py|\.cargo_vcs_info\.json|Cargo\.lock|"
    r"configure|aclocal\.m4|config\.h\.in|Makefile\.in|INSTALL|ABOUT-NLS|ChangeLog|[^/]+\.gmo|[^/]+\.pot|"
    r"(?:build-aux/)?(?:compile|config\.(?:guess|sub|rpath)|depcomp|install-sh|ltmain\.sh|missing|test-driver|ar-lib|mkinstalldirs)|"
    r"m4/(?:libtool|ltoptions|ltsugar|ltversion|lt~obsolete)\.m4)$"
)
_BUILT = re.compile(r"(?:^|/)(?:dist|build|lib|esm|cjs|umd|es|out|types|bundles?)/.*\.(?:[cm]?js|d\.[cm]?ts|map|css|json)$")  # fmt: skip
_CODE = re.compile(
    r"(?i)\.(?:py|pyx|pth|[cm]?jsx?|[cm]?tsx?|sh|bash|ps1|bat|cmd|rb|pl|php|lua|go|rs|c|cc|cpp|h|hpp|m|java|kt|cs|"
    r"m4|am|ac|in|cmake|mk|gyp|targets|props)$"
)
_PROGRAMS = frozenset({"pe", "elf", "macho", "macho-fat"})
NORMALISED = frozenset({"package.json", "Cargo.toml", "pyproject.toml"})


@dataclass(frozen=True)
class Difference:
    """A file of the package that the source has not (`added`), or has otherwise (`changed`).

    `kind` is `code` (it runs, builds or is compiled), `data`, `generated` (a packaging tool
    writes it) or `built` (the usual place of compiled scripts). `path` is inside the package.
    """

    how: str
    kind: str
    path: str
    layer: Layer


@dataclass(frozen=True)
class Compared:
    """What came of it: the folder of the source that fits, how many files are the same, what differs."""

    folder: str
    same: int
    differences: tuple[Difference, ...]


def compare(package: Tree, source: Tree) -> Compared:
    """Hold each file of a package to the source. A file that merely stands elsewhere there is the same."""
    own, there = files(package), files(source)
    folder = _folder(package, own, there)
    contents = {layer.artifact.sha256 for layer in there.values()}
    same, found = 0, []
    for path, layer in sorted(own.items()):
        twin = there.get(posixpath.join(folder, path)) or there.get(posixpath.join(folder, "src", path))  # fmt: skip
        if layer.artifact.sha256 in contents or not layer.artifact.size:
            same += 1
        elif twin is None:
            found.append(Difference("added", _kind(path, layer), path, layer))
        elif _is_normalised(path, layer, twin, own):
            found.append(Difference("changed", "generated", path, layer))
        else:
            found.append(Difference("changed", _kind(path, layer), path, layer))
    return Compared(folder, same, tuple(found))


def files(tree: Tree) -> dict[str, Layer]:
    """Return the files of a release by path, without the one folder that archives put around them."""
    holder = tree.root
    while holder.format in STREAMS and len(inner := tree.children(holder)) == 1:
        holder = inner[0]
    found = {
        each.name.replace("\\", "/").removeprefix("./"): each for each in tree.children(holder)
    }
    tops = {path.partition("/")[0] for path in found}
    # A folder that was given is the tree itself; an archive has one around it.
    if holder.format != "directory" and len(tops) == 1 and all("/" in path for path in found):
        found = {path.partition("/")[2]: layer for path, layer in found.items()}
    return found


def _folder(package: Tree, own: dict[str, Layer], there: dict[str, Layer]) -> str:
    """Return the folder of the source (of several packages) that has most of the package's files."""
    stated = [each.path for layer in package.layers[:4] for each in layer.all(SourceRevision)]
    folders = {posixpath.dirname(path) for path in there if posixpath.basename(path) in MANIFESTS}
    tried = ["", *stated, *sorted(folders, key=lambda each: (each.count("/"), each))[:FOLDERS]]
    names = list(own)[:5000]
    score = Counter[str]()
    for folder in dict.fromkeys(tried):
        score[folder] = sum(
            posixpath.join(folder, path) in there or posixpath.join(folder, "src", path) in there
            for path in names
        )
    return max(dict.fromkeys(tried), key=lambda each: score[each])


def _kind(path: str, layer: Layer) -> str:
    # What a program is, or runs by itself, is not excused by its name.
    if layer.format in _PROGRAMS:
        return "code"
    if _GENERATED.search(path):
        return "generated"
    if _BUILT.search(path):
        return "built"
    is_code = _CODE.search(path) or layer.format == "build-script" or layer.all(Hook)
    return "code" if is_code else "data"


def _is_normalised(path: str, layer: Layer, twin: Layer, own: dict[str, Layer]) -> bool:
    """Say whether a manifest was only rewritten: it runs and needs the same as that of the source."""
    if posixpath.basename(path) not in NORMALISED:
        return False
    original = own.get(f"{path}.orig")
    if original is not None:
        return original.artifact.sha256 == twin.artifact.sha256
    return set(_said(layer)) == set(_said(twin)) and layer.format == twin.format


def _said(layer: Layer) -> Iterator[Hook | Dependency]:
    yield from layer.all(Hook)
    yield from layer.all(Dependency)
