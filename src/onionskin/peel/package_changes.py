"""What a package's manifests say that those of the release before did not: hooks and dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.parse.code.acting_kinds import ActingKind
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.parse.metadata.hooks import Hook
from onionskin.parse.metadata.manifests import is_top
from onionskin.plugins.contracts import Tree

# Version numbers and hashes in names of files change with every release.
CHANGING = re.compile(r"\d+(?:[._-]\d+)*|\b[0-9a-f]{7,}\b")
_ASIDE = re.compile(
    r"(?i)(?:^|/)(?:tests?|testdata|fixtures?|examples?|samples?|demos?|bench(?:marks?)?)/|^[^/]+-\d[^/]*/t/"
)
_TEST = re.compile(
    r"(?i)(?:^|/)(?:__tests__/[^/]*|test_[^/]*|conftest|[^/]*[._-](?:test|spec))\.(?:py|[cm]?[jt]sx?)$|(?:^|/)tests?[_-][^/]*\.(?:sh|bat|ps1)$"
)
# What only who builds the documentation runs, and what came of it.
_DOCUMENTS = re.compile(
    r"(?i)(?:^|/)(?:docs?|documentation|doc[._-][\w-]{1,12})/(?:(?:source/|src/)?conf\.py$|(?:_?build/|html/)?(?:[^/]+/){0,2}(?:_static/|[^/]+\.html?$))"
)
# No program of a system needs what lies there (Debian Policy 12.3).
_SYSTEMS_DOCUMENTS = re.compile(r"(?i)(?:^|/)usr/share/(?:doc|gtk-doc)/.*\.x?html?$")
# In a source archive these lie for its developers alone.
DEVELOPERS = frozenset({"workflow", "editor script", "container recipe", "hook of a tool", "editor's settings", "git's settings", "shell's settings", "assistant's orders", "assistant's settings"})  # fmt: skip
SOURCES = frozenset({"sdist", "crate", "go-module", "tar"})
_TOOLS = re.compile(r"(?i)(?:^|/)(?:tox\.ini|buildout\.cfg|noxfile\.py|pytest\.ini|\.coveragerc)$")
_BUNDLED = re.compile(r"(?:^|/)node_modules/(?:@[^/]+/)?[^/]+/package\.json$")
_MODULE = re.compile(r"@v[^/]*/go\.mod$")
_LISTS = (".egg-info/requires.txt",)
_STOPS = (b"\n", b"<", b">", b"=", b"!", b"~", b"[", b";", b" ")
_PYTHON = frozenset({"core-metadata", "pyproject", "setup-py"})
RUNTIME = frozenset({"runtime", "optional", "bundled"})


def is_own(layer: Layer) -> bool:
    """Say whether a manifest is that of its package, not of something that lies in it."""
    name = layer.name.replace("\\", "/")
    return is_top(name) or bool(_MODULE.search(name))


def runs(layer: Layer) -> bool:
    """Say whether a tool would run the hooks of this file: not those of test material and examples."""
    name = layer.name.replace("\\", "/")
    if layer.format == "package-json":
        return is_own(layer) or bool(_BUNDLED.search(name))
    return not _ASIDE.search(name)


def is_aside(layer: Layer) -> bool:
    """Say whether a file is a test, an example or the like, which nothing runs by itself where the package is used."""
    name = layer.name.replace("\\", "/")
    return any(each.search(name) for each in (_ASIDE, _TEST, _DOCUMENTS, _SYSTEMS_DOCUMENTS))


def is_test(layer: Layer) -> bool:
    """Say whether a file is a test, an example or material of these; pages of documentation are none."""
    name = layer.name.replace("\\", "/")
    return bool(_ASIDE.search(name) or _TEST.search(name))


def serves_developers(tree: Tree, layer: Layer) -> bool:
    """Say whether a file lies in a source archive for who works on it: no builder and no installer reads it."""
    told = layer.first(ActingKind)
    name = layer.name.replace("\\", "/")
    if not _TOOLS.search(name) and (told is None or told.kind not in DEVELOPERS):
        return False
    holder = tree.layer(layer.artifact.parent or "")
    return holder is not None and holder.format in SOURCES


def fresh_hooks(old: Tree, new: Tree) -> Iterator[tuple[Layer, list[Hook]]]:
    """Yield each file of the new release with the hooks that no file of the old one has."""
    known = {_key(each) for layer in old.layers for each in layer.all(Hook)}
    for layer in new.layers:
        found = [each for each in layer.all(Hook) if _key(each) not in known]
        if found and runs(layer):
            yield layer, found


def _key(hook: Hook) -> tuple[str, str, str]:
    return hook.kind, hook.when, CHANGING.sub("#", hook.command)


def fresh_dependencies(old: Tree, new: Tree) -> Iterator[tuple[Layer, list[Dependency]]]:
    """Yield each manifest with the dependencies at run time that the old release names nowhere.

    An ecosystem is compared only where the old release has a manifest of the same format. A
    dependency that was there, and now comes from an address of its own, is new, too.
    """
    before = [layer for layer in old.layers if is_own(layer)]
    formats = {layer.format for layer in before}
    known = {wanted(each) for layer in before for each in layer.all(Dependency)}
    listed = [each for each in old.layers if each.name.endswith(_LISTS)]
    elsewhere = {each.key for layer in before for each in layer.all(Dependency) if each.from_elsewhere}  # fmt: skip
    for layer in new.layers:
        if layer.format not in formats or not is_own(layer):
            continue
        found = [
            each
            for each in layer.all(Dependency)
            if _is_installed(each)
            and (wanted(each) not in known or (each.from_elsewhere and each.key not in elsewhere))
            and not (layer.format in _PYTHON and _is_listed(old, listed, each))
        ]
        if found:
            yield layer, found


def _is_listed(old: Tree, listed: list[Layer], dependency: Dependency) -> bool:
    """Say whether the list that setuptools puts beside its metadata had it: older ones write no requirement into the metadata themselves."""
    if not listed or dependency.from_elsewhere:
        return False
    name = dependency.name.encode()
    return any(
        old.search(b"\n" + name + stop, listed)
        or any(not at for _, at in old.search(name + stop, listed))
        for stop in _STOPS
    )


def wanted(dependency: Dependency) -> tuple[str, str]:
    """Return ecosystem and name of what is fetched: npm may be asked for another package under a name."""
    alias = dependency.requirement.strip()
    if dependency.ecosystem == "npm" and alias.startswith("npm:"):
        name, at, _ = alias.removeprefix("npm:").rpartition("@")
        return dependency.ecosystem, name if at and name else alias.removeprefix("npm:")
    return dependency.key


def _is_installed(dependency: Dependency) -> bool:
    # An extra of Python, a Rust feature and an indirect Go module are not asked for by themselves.
    if dependency.kind == "peer":
        # npm installs peers since version 7; what is asked for by its address is nobody else's to bring.
        is_other = dependency.from_elsewhere or dependency.requirement.startswith("npm:")
        return dependency.ecosystem == "npm" and is_other
    return dependency.kind in RUNTIME and (
        dependency.kind != "optional" or dependency.ecosystem == "npm"
    )
