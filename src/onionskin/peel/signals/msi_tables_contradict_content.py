"""An installer package whose tables say other than its content."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.installers.msi_package import MsiContradiction
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "The package's tables contradict its content",
    "alias": "H8",
    "family": "contradicts-itself",
    "lane": "invariant",
    "level": "review",
    "technique": "T1195.002",
    "formats": ["msi"],
    "misses": "a package whose tables were written anew after a file was replaced; hashes of versioned files, which "
    "packages do not state; files in cabinets that cannot be opened",
    "references": [
        "Microsoft, Windows Installer: MsiFileHash and File tables",
        "measured: 0 of 18 undamaged packages with 1,100 files, 700 of them hashed",
    ],
    "benign": "a package that was patched by hand, by a tool that does not update the tables",
}

WORDS = {
    "file-hash": "not the file that MsiFileHash was computed from",
    "file-size": "not of the size that File states",
    "missing-file": "named by File, and in no cabinet",
    "unlisted-file": "in a cabinet, and never installed",
    "odd-stream": "a stream that no table refers to",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit per kind of contradiction."""
    del view
    found: dict[str, list[MsiContradiction]] = {}
    for each in layer.all(MsiContradiction):
        # Where a cabinet could not be read, files are missing because of that.
        if each.kind != "missing-file" or not layer.problems:
            found.setdefault(each.kind, []).append(each)
    for kind, some in sorted(found.items()):
        more = f" and {len(some) - 1} more" if len(some) > 1 else ""
        yield Hit(
            f"{some[0].name}{more}: {WORDS.get(kind, kind)}",
            tuple(
                Evidence(f"{one.name}: {one.detail}", None, 0, layer.artifact.size)
                for one in some[:20]
            ),
        )
