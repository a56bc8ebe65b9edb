"""A program's manifest asks the system for more rights than that of the release before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.programs.pe_resources import Manifest
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "The manifest asks for more rights",
    "alias": "D4",
    "family": "more-rights",
    "lane": "change",
    "level": "review",
    "technique": "T1548.002",
    "misses": "a program that asks for rights while it runs; a manifest in a file beside; what stands behind its first 16 KiB",
    "references": ["Microsoft, Application manifests: requestedExecutionLevel", "MITRE ATT&CK T1548.002"],
    "benign": "a setup program that begins to install for all users",
}  # fmt: skip

_LEVELS = {"asinvoker": 0, "highestavailable": 1, "requireadministrator": 2}
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?requestedExecutionLevel\b([^<>]{0,512})")
_LEVEL = re.compile(r"\blevel\s*=\s*[\"']\s*(\w{1,40})")
_ACCESS = re.compile(r"\buiAccess\s*=\s*[\"']\s*(?:true|1)\b", re.IGNORECASE)


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program whose manifest raised its level, or asks to drive the windows of others."""
    del old, new
    for before, after in pairs.changed:
        was, now = _rights(before), _rights(after)
        if was is None or now is None:
            continue
        said = []
        if now[0] > was[0]:
            said.append(f"now asks to run as {now[1]}, no longer as {was[1]}")
        if now[2] and not was[2]:
            said.append("now asks to drive the windows of others (uiAccess)")
        if said:
            own = after.artifact
            words = ", and ".join(said)
            yield Hit(f"{base_name(after)} {words}", tuple(Evidence(each, own.id, 0, own.size) for each in said), subject=own.id)  # fmt: skip


def _rights(layer: Layer) -> tuple[int, str, bool] | None:
    """Return (level, its word, access to windows); None without a manifest."""
    found = layer.first(Manifest)
    if found is None:
        return None
    element = _ELEMENT.search(_COMMENT.sub("", found.text))
    fields = element[1] if element else ""
    level = _LEVEL.search(fields)
    word = level[1] if level else "asInvoker"
    return _LEVELS.get(word.lower(), 0), word, bool(_ACCESS.search(fields))
