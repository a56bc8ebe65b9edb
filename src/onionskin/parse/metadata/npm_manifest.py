"""npm's package.json and node-gyp's binding.gyp: what runs at installation, and what is needed.

Source: npm documentation, "package.json" and "scripts" (life cycle); node-gyp and GYP
user documentation (command expansions, actions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Fact, Value
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.plugins.view import View

# Life-cycle scripts that npm runs by itself -> when. The second group runs for packages from git, and before packing.
LIFE = {
    "preinstall": "install", "install": "install", "postinstall": "install", "dependencies": "install",
    "prepare": "build", "preprepare": "build", "postprepare": "build", "prepublish": "build",
    "prepack": "build", "postpack": "build", "prepublishOnly": "build",
}  # fmt: skip
KINDS = {
    "dependencies": "runtime",
    "optionalDependencies": "optional",
    "peerDependencies": "peer",
    "devDependencies": "development",
}


class NpmManifest(Value, frozen=True):
    """What package.json says of the package. `entries` are the files that `main`, `bin`, `exports`... name.

    `gypfile` is False where the package forbids npm to build by itself, else True. `revision` is
    `gitHead`, the commit that npm noted at publishing.
    """

    name: str
    version: str
    entries: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    gypfile: bool = True
    revision: str = ""
    repository: str = ""


def read(view: View) -> Iterator[Fact]:
    """Yield the manifest, its life-cycle hooks and its dependencies. Raises DamagedError."""
    found = manifests.json_object(view)
    scripts = manifests.table(found, "scripts")
    repository = found.get("repository")
    address = repository.get("url") if isinstance(repository, dict) else repository
    yield Fact.of(
        NpmManifest(
            name=manifests.word(found.get("name", "")),
            version=manifests.word(found.get("version", "")),
            entries=tuple(_entries(found)),
            scripts=tuple(sorted(str(key)[:100] for key in scripts)[:100]),
            overrides=tuple(sorted(key for key, _ in manifests.pairs(found.get("overrides"))))[
                :100
            ],
            gypfile=found.get("gypfile") is not False,
            revision=manifests.word(found.get("gitHead", "")),
            repository=manifests.word(address or ""),
        )
    )
    for name, when in LIFE.items():
        command = scripts.get(name)
        if isinstance(command, str) and command.strip():
            yield Fact.of(Hook("npm", when, shown(command), f"scripts.{name}"))
    yield from _dependencies(found)


def _dependencies(found: dict[str, object]) -> Iterator[Fact]:
    for key, kind in KINDS.items():
        for name, requirement in manifests.pairs(found.get(key)):
            yield Fact.of(Dependency("npm", name, requirement, kind))
    for key in ("bundleDependencies", "bundledDependencies"):
        for name in manifests.listed(found.get(key)):
            yield Fact.of(Dependency("npm", name, "", "bundled"))


def _entries(found: dict[str, object]) -> Iterator[str]:
    for key in ("main", "module", "browser", "bin"):
        value = found.get(key)
        if isinstance(value, str):
            yield value[: manifests.WORD]
        elif isinstance(value, dict):
            yield from (text for _, text in list(manifests.pairs(value))[:50])


# --- binding.gyp ---------------------------------------------------------------------

_EXPANSION = re.compile(r"<!@?\(\s*([^\n]{1,2000}?)\)['\"]|<!@?\(\s*([^\n]{1,2000})")
_ACTION = re.compile(r"['\"]action['\"]\s*:\s*\[([^\]]{1,4000})\]")


def read_gyp(view: View) -> Iterator[Fact]:
    """Yield the commands that configuring and building run; a gyp file at the top makes npm build."""
    text = manifests.text(view)
    if manifests.is_top(view.name):
        yield Fact.of(Hook("npm", "install", "node-gyp rebuild", "binding.gyp"))
    for found in _EXPANSION.finditer(text):
        command = found[1] or found[2]
        yield Fact.of(Hook("gyp", "install", shown(command), "expansion", *_at(text, found)))
    for found in _ACTION.finditer(text):
        yield Fact.of(Hook("gyp", "install", shown(found[1]), "action", *_at(text, found)))


def _at(text: str, found: re.Match[str]) -> tuple[int, int]:
    start = len(text[: found.start()].encode())
    return start, len(found[0].encode())
