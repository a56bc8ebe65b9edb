"""Cargo.toml: build script, procedural macros, dependencies. Source: The Cargo Book, "The Manifest Format"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onionskin.model import Fact, ReleaseName
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.plugins.view import View

KINDS = {
    "dependencies": "runtime",
    "build-dependencies": "build",
    "dev-dependencies": "development",
}


def read(view: View) -> Iterator[Fact]:
    """Yield the build script and a procedural macro as hooks, and the dependencies. Raises DamagedError."""
    found = manifests.toml(view)
    build = manifests.table(found, "package").get("build")
    if isinstance(build, str):
        yield Fact.of(Hook("cargo", "build", shown(build), "package.build"))
    library = manifests.table(found, "lib")
    if library.get("proc-macro") is True or library.get("proc_macro") is True:
        yield Fact.of(Hook("cargo", "build", "procedural macro", "lib.proc-macro"))
    yield from _dependencies(found)
    for platform in manifests.table(found, "target").values():
        yield from _dependencies(platform)


def named(text: dict[str, Any], source: str) -> Iterator[Fact]:
    """Yield the crate's name and version."""
    package = manifests.table(text, "package")
    name, version = package.get("name"), package.get("version")
    if isinstance(name, str) and isinstance(version, str):
        yield Fact.of(ReleaseName(name[:200], version[:200], "", source))


def _dependencies(found: Any) -> Iterator[Fact]:
    for key, kind in KINDS.items():
        for alias, value in manifests.table(found, key).items():
            name, requirement, optional = alias, value, False
            if isinstance(value, dict):
                name = value.get("package", alias)
                requirement = value.get("git") or value.get("version") or ""
                optional = value.get("optional") is True and kind == "runtime"
            kept = "optional" if optional else kind
            yield Fact.of(
                Dependency("cargo", manifests.word(name), manifests.word(requirement), kept)
            )
