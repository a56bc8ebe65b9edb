"""Plain bytes in a cabinet's folder that belong to none of its files."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.archives.cab_contents import CabinetFact
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes of no file in a cabinet",
    "alias": "L2",
    "family": "unowned-bytes",
    "lane": "content",
    "level": "review",
    "technique": "T1027.009",
    "formats": ["cab"],
    "misses": "folders that cannot be opened; bytes behind the end of a file that the file itself owns",
    "references": ["Microsoft, [MS-CAB]: CFFILE says where in its folder a file stands"],
    "benign": "a part of a set of cabinets, whose files continue in another part",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit for all such bytes."""
    del view
    cabinet = layer.first(CabinetFact)
    if cabinet is not None and cabinet.unclaimed and not cabinet.spans:
        note = "compressed together with the files; each stretch is an artifact of its own"
        yield Hit(
            f"{cabinet.unclaimed:,} bytes in this cabinet's folders belong to none of its files",
            (Evidence(note, None, 0, layer.artifact.size),),
        )
