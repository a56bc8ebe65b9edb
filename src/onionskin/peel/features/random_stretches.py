"""Where a Windows program holds bytes that look compressed or encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.random_stretches import random_stretches
from onionskin.parse.programs.pe import PeLayout
from onionskin.plugins.view import View

META = {
    "title": "Stretches of a Portable Executable that look random",
    "formats": ["pe"],
    "misses": [
        "less than 6 KiB; what stands behind the first 64 MiB of sections",
        "bytes that are padded with others, or written as words",
    ],
    "references": ["C. E. Shannon, A Mathematical Theory of Communication (1948)"],
}


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield one RandomStretches."""
    layout = layer.first(PeLayout)
    if layout is not None:
        yield Fact.of(random_stretches(view, layout))
