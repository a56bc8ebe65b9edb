"""How random each section of a Windows program is."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.programs.pe import PeLayout
from onionskin.parse.programs.pe_image import measure_sections
from onionskin.plugins.view import View

META = {
    "title": "Entropy of the sections of a Portable Executable",
    "formats": ["pe"],
    "misses": [
        "random bytes between others in a section of more than 256 KiB, of which a part is read"
    ],
    "references": ["Microsoft, PE Format"],
}


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield one PeSections."""
    layout = layer.first(PeLayout)
    if layout is not None:
        yield Fact.of(measure_sections(view, layout))
