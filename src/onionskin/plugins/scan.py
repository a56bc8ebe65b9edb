"""Find plugins by walking their folders. No registry, no list to edit.

`META` is read from the source text as a literal, so listing plugins imports no
plugin's code. A third party's plugin is a file in a folder laid out like the house
(`peel/containers/x.py`). Naming that folder in `ONIONSKIN_PLUGINS` is the operator's
allowance, and the only one: no installed package adds plugins by itself, and nothing
in a release can. Its code is trusted, its input is not: kinds that run in the jail run
there too, and the folder is what the workers may read of it.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import os
import re
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from onionskin.errors import PluginError

PACKAGE = Path(__file__).resolve().parent.parent
ALLOWED = "ONIONSKIN_PLUGINS"


@dataclass(frozen=True)
class Kind:
    """A kind of plugin: its folder, what its META must say, and its functions."""

    name: str
    folder: str
    meta: tuple[str, ...]
    functions: tuple[str, ...]
    jailed: bool


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("container", "peel/containers", ("title", "kind", "match", "refines", "misses", "references"), ("peel",), jailed=True),
        Kind("signal", "peel/signals", ("title", "alias", "family", "lane", "level", "technique", "misses", "references", "benign"), ("artifact", "release", "change"), jailed=True),
        Kind("feature", "peel/features", ("title", "formats", "misses", "references"), ("feature",), jailed=True),
        Kind("format", "read/formats", ("title", "suffixes", "misses", "references"), ("read",), jailed=True),
        Kind("language", "read/language", ("title", "misses", "references"), ("CUES",), jailed=True),
        Kind("source", "sweep/sources", ("title", "suffixes", "tables", "misses", "references"), ("rows",), jailed=True),
        Kind("behaviour", "sweep/signals", ("title", "family", "level", "technique", "stage", "misses", "references", "benign"), ("hunt",), jailed=True),
        Kind("writer", "write/writers", ("title", "media", "reports"), ("write",), jailed=False),
        Kind("playbook", "act/playbooks", ("title", "fits", "misses", "references"), ("steps",), jailed=False),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Plugin:
    """One plugin: its kind, id, file, META, and the one function of its contract (`scope`).

    `load` imports its code.
    """

    kind: Kind
    id: str
    path: Path
    meta: dict[str, Any]
    scope: str

    def sees_among(self, kinds: frozenset[str]) -> bool:
        """Say whether there is something to see where there are facts of these kinds alone."""
        wanted = self.meta.get("facts")
        return not wanted or not kinds.isdisjoint(wanted)

    def load(self) -> ModuleType:
        """Import the plugin's module (inside the jail, where its kind is jailed)."""
        return self._module

    @cached_property
    def _module(self) -> ModuleType:
        return _load(self.path, f"onionskin.{self.kind.folder.replace('/', '.')}.{self.path.stem}")


def plugins(kind: str) -> tuple[Plugin, ...]:
    """Return every plugin of a kind, by id."""
    return _found(KINDS[kind], (PACKAGE, *foreign_roots()))


def foreign_roots() -> tuple[Path, ...]:
    """Return the folders of third parties' plugins that the operator allows, in their order."""
    roots = []
    for part in filter(None, os.environ.get(ALLOWED, "").split(os.pathsep)):
        root = Path(part).absolute()
        if not root.is_dir():
            hint = f"correct {ALLOWED}, or leave it out"
            raise PluginError("there is no such folder of plugins", where=part, hint=hint)
        roots.append(root)
    return tuple(dict.fromkeys(roots))


def checked_roots() -> tuple[Path, ...]:
    """Return `foreign_roots` after every plugin there was read, so that a broken one is said first."""
    roots = foreign_roots()
    for kind in KINDS if roots else ():
        plugins(kind)
    return roots


@cache
def _found(spec: Kind, roots: tuple[Path, ...]) -> tuple[Plugin, ...]:
    found: dict[str, Plugin] = {}
    for root in roots:
        for path in sorted((root / spec.folder).glob("[!_]*.py")):
            name = path.stem.replace("_", "-")
            body = (_outlined(path, spec) if root == PACKAGE else None) or _parsed(path)
            meta = _meta(path, body, spec)
            plugin = Plugin(spec, name, path, meta, _scope(spec, path, body))
            if plugin.id in found:
                message = f"two plugins are called {plugin.id}"
                raise PluginError(message, where=str(path), hint="rename the file")
            found[plugin.id] = plugin
    return tuple(found[key] for key in sorted(found))


def plugin(kind: str, name: str) -> Plugin:
    """Return one plugin by kind and id."""
    for each in plugins(kind):
        if each.id == name:
            return each
    known = ", ".join(each.id for each in plugins(kind))
    message = f"there is no {kind} called {name!r}"
    raise PluginError(message, hint=f"known are: {known}")


def read_meta(path: Path, kind: Kind) -> dict[str, Any]:
    """Return a plugin file's META without importing it; raise PluginError if it breaks the contract."""
    return _meta(path, _parsed(path), kind)


def _meta(path: Path, body: list[ast.stmt], kind: Kind) -> dict[str, Any]:
    for node in body:
        if "META" not in _names(node):
            continue
        try:
            meta = ast.literal_eval(node.value)  # type: ignore[attr-defined]
        except (ValueError, TypeError, RecursionError) as error:
            message = "META is not a literal dictionary"
            raise PluginError(message, where=str(path), hint="write values only") from error
        missing = (
            [key for key in kind.meta if key not in meta] if isinstance(meta, dict) else ["all"]
        )
        if missing:
            message = f"META lacks {', '.join(missing)}"
            raise PluginError(message, where=str(path), hint="see docs/plugins.md")
        found: dict[str, Any] = meta
        return found
    message = "there is no META"
    raise PluginError(message, where=str(path), hint="see docs/plugins.md")


def _parsed(path: Path) -> list[ast.stmt]:
    try:
        return ast.parse(path.read_bytes()).body
    except (SyntaxError, ValueError, RecursionError, OSError) as error:
        message = f"is no readable Python: {error}"
        raise PluginError(message, where=str(path), hint="correct the file") from error


_META = re.compile(r"^META(?:: [^\n=]+)? = \{$.*?^\}$", re.MULTILINE | re.DOTALL)
_DEFINED = re.compile(r"^(?:def (?=\w+\()(\w+)|(\w+)(?:: [^\n=]+)? = )", re.MULTILINE)


def _outlined(path: Path, kind: Kind) -> list[ast.stmt] | None:
    """Return the META and what defines the contract in a file as our own formatter leaves it; None for one that looks otherwise.

    To parse all of each of ours would cost every worker 0.1 s.
    """
    try:
        text = path.read_text("utf-8")
        meta, defined = _META.findall(text), map("".join, _DEFINED.findall(text))
        own = [name for name in defined if name in kind.functions]
        if len(meta) != 1 or len(own) != 1:
            return None
        return ast.parse(f"{meta[0]}\n{own[0]} = ...").body
    except (SyntaxError, ValueError, OSError):
        return None


def _names(node: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a file defines."""
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    targets: list[ast.expr] = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        targets = [node.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _scope(kind: Kind, path: Path, body: list[ast.stmt]) -> str:
    names = set().union(*(_names(node) for node in body))
    found = [name for name in kind.functions if name in names]
    if len(found) != 1:
        message = (
            f"defines {len(found)} of {', '.join(kind.functions)}, and must define exactly one"
        )
        raise PluginError(message, where=str(path), hint="see docs/plugins.md")
    return found[0]


@cache
def _load(path: Path, name: str) -> ModuleType:
    if path.is_relative_to(PACKAGE):
        return importlib.import_module(name)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        message = "cannot be loaded"
        raise PluginError(message, where=str(path), hint="is it a Python file?")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
