"""What the code of a .NET program asks of others by name, and a digest of that code."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.managed_calls import managed_calls
from onionskin.parse.programs.clr import read_clr
from onionskin.parse.programs.pe import PeLayout
from onionskin.plugins.view import View

META = {
    "title": "Names that managed code asks for, and a digest of the code",
    "formats": ["pe"],
    "misses": ["the code of an assembly with more than 65,536 methods or 32 MiB of code; tables of exceptions behind the bodies"],
    "references": ["ECMA-335, partition II, sections 22.25, 22.26 and 25.4"],
}  # fmt: skip


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield one ManagedCalls."""
    layout = layer.first(PeLayout)
    if layout is None:
        return
    # What cannot be read of it is said by the feature that looks for abilities.
    problems: list[Problem] = []
    clr = read_clr(view, layout, problems)
    found = managed_calls(view, layout, clr) if clr is not None else None
    if found is not None:
        yield Fact.of(found)
