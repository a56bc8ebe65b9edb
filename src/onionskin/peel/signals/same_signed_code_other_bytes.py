"""The same signed code as in another release, in a file with other bytes: something was put in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Reference
from onionskin.peel.references import of_layer
from onionskin.plugins.contracts import Hit, Tree, base_name

META = {
    "title": "One signing of one code, and two files",
    "alias": "H2",
    "family": "edited-after-signing",
    "lane": "change",
    "level": "review",
    "technique": "T1553.002",
    "misses": "files of which neither the case nor a reference file knows another copy; files signed anew",
    "references": ["peers.md, section 1, signal H2", "incident facts, section 2"],
    "benign": "an installer that is stamped for each download (Omaha, Dropbox, ScreenConnect tags)",
}


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per file whose signature is that of a known file, and whose bytes are not."""
    known: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for row in tree.references:
        if row.code and row.made:
            known[row.code, row.made].append(row)
    for layer in tree.layers if known else ():
        own = of_layer(layer, "", "", "")
        rows = known.get((own.code, own.made), ()) if own.code and own.made else ()
        # Of a short and a long one the long one was edited: what was put in is what is looked for.
        if rows and all(row.sha256 != own.sha256 and row.size <= own.size for row in rows):
            first = rows[0]
            note = f"{first.size:,} bytes there, {own.size:,} here; {first.sha256} ({first.origin})"
            yield Hit(
                f"{base_name(layer)} has the signature of a file of {first.product} {first.version}, "
                f"made by {first.made.rpartition(' ')[0]}, and other bytes",
                (Evidence(note, layer.artifact.id, 0, layer.artifact.size),),
                subject=layer.artifact.id,
            )
