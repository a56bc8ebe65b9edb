"""A small step of the version brings an address of the web whose host the release before names nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.compiled_code import CompiledCode
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import NamedHosts
from onionskin.peel.gained import PLACES
from onionskin.peel.named_before import is_named
from onionskin.peel.package_changes import is_aside, serves_developers
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A new place in the network",
    "alias": "D4",
    "family": "new-destination",
    "lane": "change",
    "level": "review",
    "technique": "T1071.001",
    "misses": "a new host in a comment, in the description of a function, in a test or in a document; in a minor or major release it asks for no review alone, unless it is a bare public number; one that is put "
    "together at run time, or written without a scheme; a host that the release before names somewhere; texts that are neither scripts nor settings",
    "references": [
        "peers.md, section 1, signal D4",
        "Public analyses of the axios releases of 2026, and of the npm worms of 2025",
    ],
    "benign": "a service of the vendor's that moved; an address in a text that explains",
}

SETTINGS = (
    ".json", ".json5", ".yml", ".yaml", ".xml", ".toml", ".ini", ".cfg", ".conf", ".config", ".properties", ".plist", ".env", ".html", ".htm",
    ".xhtml", ".props", ".targets", ".desktop", ".service", ".timer", ".list", ".sources", ".repo", ".npmrc", ".reg", ".inf", ".url",
)  # fmt: skip
_PAPER = re.compile(r"(?i)(?:^|/)(?:[^/]*\.dist-info/.*|[^/]*(?:sbom|cyclonedx|spdx|licen[cs]e|package(?:-lock)?\.json|tsconfig|changelog)[^/]*)$")  # fmt: skip


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script or file of settings that names a host which is nowhere in the release before."""
    small, how = is_small(old, new), step(old, new)
    known = {host for layer in old.layers for host, _ in _hosts(layer)}
    for layer in (*(after for _, after in pairs.changed), *pairs.added):
        if not _counts(layer) or serves_developers(new, layer):
            continue
        fresh = [(host, at) for host, at in _hosts(layer) if host not in known]
        fresh = [each for each in fresh[:8] if not is_named(old, each[0])]
        if fresh:
            own = layer.artifact
            names = ", ".join(sorted({host for host, _ in fresh}))
            evidence = tuple(Evidence(f"names {host}", own.id, at, len(host)) for host, at in fresh)
            level = None if small or any(_is_bare(layer, host) for host, _ in fresh) else Level.NOTHING_FOUND  # fmt: skip
            yield Hit(f"{base_name(layer)} names a place in the network that the release before does not name: {names}; the version step is {how}", evidence, level, own.id)  # fmt: skip


def _counts(layer: Layer) -> bool:
    name = layer.name.replace("\\", "/")
    is_setting = name.lower().endswith(SETTINGS) and not _PAPER.search(name)
    is_code = layer.first(ScriptCode) is not None or layer.first(CompiledCode) is not None
    return not is_aside(layer) and (is_code or is_setting)


def _hosts(layer: Layer) -> Iterator[tuple[str, int]]:
    """Yield (host, offset); scripts say it by their abilities."""
    for each in layer.all(Ability):
        if each.id in PLACES:
            yield each.place, each.span.offset if each.span else 0
    for named in layer.all(NamedHosts):
        yield from zip(named.hosts, named.places, strict=True)


def _is_bare(layer: Layer, host: str) -> bool:
    return any(each.id == "raw-address" and each.place == host for each in layer.all(Ability))
