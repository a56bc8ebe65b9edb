"""A program begins to carry a file behind its own end."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.code.native_code import FORMATS
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program begins to carry a file behind its end",
    "alias": "D5",
    "family": "disproportion",
    "lane": "change",
    "level": "review",
    "technique": "T1027.009",
    "misses": "a program that carried a file there before; bytes of no known format, which other signals tell; a program that is new as a file",
    "references": [
        "MITRE ATT&CK T1027.009, Embedded Payloads",
        "Microsoft, PE Format; gABI, chapter 4",
    ],
    "benign": "a program that becomes a self-extracting one, or gets its data put behind it",
}

TAIL = "overlay"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program of both releases that only in the new one has such a file."""
    before = {after.artifact.id: was for was, after in (*pairs.same, *pairs.changed)}
    for layer in pairs.added:
        holder = new.layer(layer.artifact.parent or "")
        was = before.get(holder.artifact.id) if holder is not None else None
        if holder is None or was is None or layer.name != TAIL or holder.format not in FORMATS:
            continue
        if was.format in FORMATS and not any(each.name == TAIL for each in old.children(was)):
            own = layer.artifact
            yield Hit(
                f"{base_name(holder)} carries {own.size:,} bytes of {layer.format} behind its end, and carried nothing there before",
                (Evidence(f"{layer.format} behind the program", own.id, 0, own.size),),
                subject=holder.artifact.id,
            )
