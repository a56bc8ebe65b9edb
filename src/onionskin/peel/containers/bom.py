"""Bills of materials of macOS: what an installer package says that it installs."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.packages import bom
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Bill of materials (BOM)",
    "kind": "data",
    "suffixes": [".bom"],
    "match": [[0, b"BOMStore"]],
    "refines": None,
    "misses": [
        "blocks that no tree names, and free ones: their bytes have an owner and are not read",
        "hard links, virtual paths and the sums of sizes by processor",
        "owners and times",
        "up to 15 bytes between blocks, which Apple's own tools leave unset",
    ],
    "references": [
        "hogliux/bomutils, bom.h",
        "igankevich/stuckliste, Receipt file format reference",
        "lsbom(8), mkbom(8)",
    ],
}


def fits(view: View) -> bool:
    """Say whether it is a store that lists paths."""
    return bom.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the blocks and how much is listed; the archive that it is about lies beside it."""
    yield from bom.walk(view)
