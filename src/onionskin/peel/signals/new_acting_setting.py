"""A setting begins to start something by itself, or to widen a right, in a small step of the version."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.manifest_leads import KIND
from onionskin.parse.settings import ActingSetting
from onionskin.peel.package_changes import CHANGING, is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A new setting that acts",
    "alias": "D7",
    "family": "new-acting-setting",
    "lane": "change",
    "level": "review",
    "technique": "T1546",
    "misses": "settings in a minor or major release; one that was there and now leads to something else by a file that it names; "
    "settings of tools that are not listed",
    "references": [
        "MITRE ATT&CK T1546, Event Triggered Execution; T1543.001, Launch Agent",
        "Public analyses of 2025 and 2026: tasks of editors that start when a folder is opened",
    ],
    "benign": "a check of health that an image gets; an extension that needs another one",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per file with settings that no file of the old release that could be looked at has."""
    if not is_small(old, new):
        return
    how = step(old, new)
    known = {each for before, _ in pairs.changed for each in _key(before)}
    known |= {each for before in pairs.removed for each in _key(before)}
    for layer in [*(after for _, after in pairs.changed), *pairs.added]:
        fresh = [
            each
            for each in layer.all(ActingSetting)
            if _told(each) not in known and not _is_material(layer, each)
        ]
        if fresh:
            own = layer.artifact
            said = "; ".join(f"{each.kind}, {each.key}: {each.value}" for each in fresh[:3])
            evidence = tuple(Evidence(f"{each.kind}, {each.key}: {each.value}", own.id, 0, own.size) for each in fresh[:8])  # fmt: skip
            yield Hit(f"{layer.name} now sets {said}; the version step is {how}", evidence, subject=own.id)  # fmt: skip


def _key(layer: Layer) -> Iterator[tuple[str, str, str]]:
    yield from map(_told, layer.all(ActingSetting))


def _told(each: ActingSetting) -> tuple[str, str, str]:
    return (
        each.kind,
        each.key,
        CHANGING.sub("#", each.value) if each.kind.startswith(KIND) else each.value,
    )


def _is_material(layer: Layer, each: ActingSetting) -> bool:
    """Say whether a manifest is that of an example or of material for tests."""
    return each.kind.startswith(KIND) and is_aside(layer)
