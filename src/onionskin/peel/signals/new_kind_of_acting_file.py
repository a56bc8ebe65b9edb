"""A release brings the first file of a kind that is run, loaded, opened or obeyed."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.acting_kinds import ActingKind, kind_by_name
from onionskin.parse.code.native_code import FORMATS
from onionskin.peel.package_changes import is_aside, serves_developers
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "The first file of a kind that acts",
    "alias": "D5",
    "family": "new-kind",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "a kind that the release has already; a new file among tests and examples; in a minor or major release kinds that honest ones often bring, which ask for no review alone; in a source archive what only serves the developers; in a wheel a source, which nobody compiles, asks for no review alone; kinds that are not listed",
    "references": [
        "peers.md, section 1, signal D5",
        "Public analyses of 2025 and 2026: settings of editors and assistants, workflows and git hooks that came in a patch",
    ],
    "benign": "a patch that brings the recipe of a container, or the settings of a tool",
}


# What hardly any release begins with, whatever its step: code without a source beside scripts alone, data that is code, and what lands or starts elsewhere.
GRAVE = frozenset(
    {"program", "native addon", "compiled Python", "Java archive", "Dalvik code", "pickle", "path file", "file that lands elsewhere", "git hook", "shell's settings", "schedule", "system rule",
     "machine's names", "machine's users", "anchor of trust", "shortcut", "npm's lock", "npm's settings", "pip's settings", "HTML application", "Windows script", "AppleScript", "registry file", "profile", "add-in", "macro document", "installer", "LLVM bitcode", "compiled Lua"}
)  # fmt: skip
PROGRAM = "program"
# What no installer of a wheel compiles: it lies there beside what was made of it.
SOURCE = "source to be compiled"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per kind that no file of the old release is of."""
    small = is_small(old, new)
    came: dict[str, list[Layer]] = {}
    for layer in pairs.added:
        told = layer.first(ActingKind)
        if told is not None and not is_aside(layer) and not serves_developers(new, layer):
            came.setdefault(told.kind, []).append(layer)
    if not came:
        return
    known = {kind_by_name(layer.name) for layer in old.layers if layer is not old.root}
    known |= {
        kind.kind
        for before in (*(one for one, _ in pairs.changed), *pairs.removed)
        for kind in before.all(ActingKind)
    }
    if any(layer.format in FORMATS for layer in old.layers):
        known |= {PROGRAM, "native addon"}
    for kind in sorted(came.keys() - known):
        found = came[kind]
        evidence = tuple(
            Evidence(kind, each.artifact.id, 0, each.artifact.size) for each in found[:8]
        )
        what = f"{found[0].name} is the first file of its kind ({kind}) in this package"
        is_idle = kind == SOURCE and new.root.format == "whl"
        more = f", and {len(found) - 1} more of it" if len(found) > 1 else ""
        yield Hit(
            f"{what}{more}; the version step is {step(old, new)}",
            evidence,
            None if (small and not is_idle) or kind in GRAVE else Level.NOTHING_FOUND,
            found[0].artifact.id,
        )
