"""Members whose names lead out of the folder that the archive is unpacked to."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.archive import OddName
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Member names that leave the archive's folder",
    "alias": "C4",
    "family": "archive-names",
    "lane": "content",
    "level": "review",
    "technique": "T1195.002",
    "formats": [],
    "facts": ["OddName"],
    "misses": "names that only one system reads as a path (reserved device names, trailing dots); links that lead outside and that no member is written through",
    "references": [
        "Snyk, Zip Slip, 2018",
        "CVE-2007-4559 (tarfile)",
        "CVE-2018-20482 and kin: members written through a link",
    ],
    "benign": "a system image or a backup made with absolute names",
}

ESCAPES = {
    "parent": "climbs to a parent folder",
    "absolute": "is absolute",
    "drive": "names a drive",
    "nul": "holds a NUL, at which some readers stop",
    "link-outside": "is a hard link to a file outside",
    "through-link": "is written through a link that leads outside",
}
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit for all such names of an archive."""
    del view
    odd = [name for name in layer.all(OddName) if ESCAPES.keys() & set(name.why)]
    if not odd:
        return
    evidence = tuple(
        Evidence(f"{name.member!r} {_why(name)}", None, name.offset, name.length)
        for name in odd[:SHOWN]
    )
    more = f" (and {len(odd) - 1} more)" if len(odd) > 1 else ""
    yield Hit(f"the name {odd[0].member!r} {_why(odd[0])}{more}", evidence)


def _why(name: OddName) -> str:
    return ", ".join(ESCAPES[token] for token in name.why if token in ESCAPES)
