"""A script that runs as the system when a package is installed begins to fetch, or does so at one more place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.script_pieces import ScriptPieces
from onionskin.peel.gained import by_id, evidence
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "An installation script begins to fetch",
    "alias": "D7",
    "family": "install-hook",
    "lane": "change",
    "level": "review",
    "technique": "T1105",
    "misses": "what the script lets another program fetch; hooks of npm and of other languages, which have a signal of their own",
    "references": [
        "Debian Policy, chapter 6; rpm.org, RPM scriptlets",
        "MITRE ATT&CK T1105, Ingress Tool Transfer",
    ],
    "benign": "a package that fetches a font, a driver or its data when it is installed",
}

NETWORK = ("net", "http")
PLACES = ("destination", "raw-address")
SCRIPTLET = "scriptlet "


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script of the package's installation, whatever the step of the version is."""
    del old, new
    for before, after in (*pairs.changed, *((None, each) for each in pairs.added)):
        if not _is_installing(after):
            continue
        known, now = by_id(before), by_id(after)
        fresh = [one for key in NETWORK for one in now.get(key, ()) if _times(before, key) < _times(after, key) or key not in known]  # fmt: skip
        if fresh:
            places = {each.place for key in PLACES for each in known.get(key, ())}
            named: list[Ability] = [one for key in PLACES for one in now.get(key, ()) if one.place not in places]  # fmt: skip
            yield Hit(
                f"{base_name(after)} runs at installation, and now fetches something ({', '.join(sorted({each.place for each in fresh})[:3])})",
                evidence(after, [*fresh, *named]),
                subject=after.artifact.id,
            )


def _is_installing(layer: Layer) -> bool:
    return layer.format == "maintainer-script" or base_name(layer).startswith(SCRIPTLET)


def _times(layer: Layer | None, key: str) -> int:
    pieces = layer.first(ScriptPieces) if layer else None
    return Counter(what for _, what in pieces.abilities)[key] if pieces else 0
