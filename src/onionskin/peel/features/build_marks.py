"""Which build a program says that it is of, and digests of its sections."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.programs.build_marks import build_marks
from onionskin.plugins.view import View

META = {
    "title": "Marks of the build, and digests of the sections",
    "formats": ["pe", "elf", "macho"],
    "misses": [
        "what stands behind the first 64 MiB of sections, and more than 256 sections",
        "ELF files without section headers have no parts",
    ],
    "references": [
        "Microsoft, PE Format: time stamp, debug directory",
        "GNU ld, --build-id; Apple, LC_UUID; ECMA-335, partition II, section 22.30",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield one BuildMarks."""
    found = build_marks(layer, view)
    if found is not None:
        yield Fact.of(found)
