"""Find plugins by walking their folders. No registry, no list to edit.

`META` is read from the source text as a literal, so listing plugins imports no
plugin's code. A third party's plugin is a file in a directory that the operator
names in `ONIONSKIN_PLUGINS`, laid out like the house (`peel/containers/x.py`);
its code is trusted, its input is not.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from onionskin.errors import PluginError

PACKAGE = Path(__file__).resolve().parent.parent


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
    """One plugin: its kind, id, file and META. `load` imports its code."""

    kind: Kind
    id: str
    path: Path
    meta: dict[str, Any]

    def load(self) -> ModuleType:
        """Import the plugin's module (inside the jail, where its kind is jailed)."""
        return _load(self.path, f"onionskin.{self.kind.folder.replace('/', '.')}.{self.path.stem}")

    @property
    def scope(self) -> str:
        """The one function of its contract that the file defines."""
        return _scope(self.kind, self.path)


@cache
def plugins(kind: str) -> tuple[Plugin, ...]:
    """Return every plugin of a kind, by id."""
    spec = KINDS[kind]
    found: dict[str, Plugin] = {}
    for root in (PACKAGE, *_foreign_roots()):
        for path in sorted((root / spec.folder).glob("[!_]*.py")):
            plugin = Plugin(spec, path.stem.replace("_", "-"), path, read_meta(path, spec))
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
    for node in ast.parse(path.read_text("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else ()
        if any(isinstance(target, ast.Name) and target.id == "META" for target in targets):
            try:
                meta: dict[str, Any] = ast.literal_eval(node.value)  # type: ignore[attr-defined]
            except ValueError as error:
                message = "META is not a literal dictionary"
                raise PluginError(message, where=str(path), hint="write values only") from error
            missing = [key for key in kind.meta if key not in meta]
            if missing:
                message = f"META lacks {', '.join(missing)}"
                raise PluginError(message, where=str(path), hint="see docs/plugins.md")
            return meta
    message = "there is no META"
    raise PluginError(message, where=str(path), hint="see docs/plugins.md")


def _scope(kind: Kind, path: Path) -> str:
    names = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    found = [name for name in kind.functions if name in names]
    if len(found) != 1:
        message = (
            f"defines {len(found)} of {', '.join(kind.functions)}, and must define exactly one"
        )
        raise PluginError(message, where=str(path), hint="see docs/plugins.md")
    return found[0]


def _foreign_roots() -> tuple[Path, ...]:
    value = os.environ.get("ONIONSKIN_PLUGINS", "")
    return tuple(Path(part).resolve() for part in value.split(os.pathsep) if part)


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
    spec.loader.exec_module(module)
    return module
