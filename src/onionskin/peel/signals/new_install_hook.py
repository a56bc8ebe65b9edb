"""A package that runs something by itself which the release before did not run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.metadata.hooks import Hook, only_asks, only_calls_steps
from onionskin.peel.package_changes import fresh_hooks
from onionskin.peel.steps import is_small
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "The package runs something new at installation, at building or at a start",
    "alias": "D7",
    "family": "install-hook",
    "lane": "change",
    "level": "review",
    "technique": "T1059",
    "misses": "a file that was run before and now does something else; hooks in formats that are not read; "
    "what builds run, in a minor or major release, unless it names a script that is new, too; a command that asks a tool for its version, or only names further steps of who publishes an npm package, asks for no review alone",
    "references": [
        "peers.md, section 1, signal D7",
        "GitHub advisory GHSA-pjwm-rvh2-c87w (ua-parser-js), October 2021",
        "npm documentation, scripts",
    ],
    "benign": "a native part that is now built, or fetched ready, at installation; a new packaging tool",
}

SHOWN = 20
_WORD = re.compile(r"[\w-]+(?:\.\w+)?")
# What runs on the user's machine without a tool of the developer's.
GRAVE = frozenset({"npm", "gyp", "gem", "maintainer script", "pth", "sitecustomize"})


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per file with new hooks; those of builds count in a small step only."""
    small = is_small(old, new)
    came = {base_name(each) for each in pairs.added if each.first(ScriptCode) is not None}
    for layer, hooks in fresh_hooks(old, new):
        grave = [each for each in hooks if _counts(each, small=small) or _names(each, came)]
        if grave:
            yield _hit(layer, grave, Level.NOTHING_FOUND if all(map(_is_idle, grave)) else None)


def _is_idle(hook: Hook) -> bool:
    """Say whether a command says nothing alone: it asks for a version, or names steps of who publishes a package."""
    if hook.kind == "npm" and hook.when == "build":
        return only_calls_steps(hook.command)
    return hook.kind == "gyp" and only_asks(hook.command)


def _counts(hook: Hook, *, small: bool) -> bool:
    return small or (hook.kind in GRAVE and hook.when in {"install", "start"})


def _names(hook: Hook, files: AbstractSet[str]) -> bool:
    """Say whether a hook names one of some files by its own name, with or without its suffix."""
    words = set(_WORD.findall(hook.command))
    return any(each in words or each.rpartition(".")[0] in words for each in files)


def _hit(layer: Layer, hooks: list[Hook], level: Level | None) -> Hit:
    first = hooks[0]
    more = f", and {len(hooks) - 1} more" if len(hooks) > 1 else ""
    what = {"install": "at installation", "build": "at building", "start": "at a start"}[first.when]
    own = layer.artifact
    return Hit(
        f"{layer.name}: {first.kind} runs something new {what} ({first.place}): {first.command!r}{more}",
        tuple(
            Evidence(
                f"{each.place}: {each.command[:200]!r}",
                own.id,
                each.offset,
                each.length or own.size,
            )
            for each in hooks[:SHOWN]
        ),
        level,
        own.id,
    )
