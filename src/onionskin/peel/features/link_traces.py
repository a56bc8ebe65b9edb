"""What a finished program tells of an edit after its linker had done."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.programs.link_traces import link_traces
from onionskin.plugins.view import View

META = {
    "title": "Traces of an edit after linking",
    "formats": ["pe", "elf", "macho"],
    "misses": [
        "an edit that renews every place in which the linker said the same, or that a linker made",
        "PE files whose linker keeps no record of its contributions (GNU, old ones), beside what their imports, exports and headers say",
        "ELF files without section headers; first functions of 32-bit files",
    ],
    "references": [
        "Microsoft, PE Format: import tables, debug directory",
        "D. Pistelli, Microsoft's Rich Signature (2008)",
        "gABI, chapters 4 and 5; Oracle, Linker and Libraries Guide",
        "Apple, mach-o/loader.h",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield one LinkTraces."""
    found = link_traces(layer, view)
    if found is not None:
        yield Fact.of(found)
