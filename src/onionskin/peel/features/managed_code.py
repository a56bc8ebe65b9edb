"""What a .NET program can do, by the types and members that it refers to, and how it hides its texts."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.managed_code import managed_code
from onionskin.parse.programs.clr import read_clr
from onionskin.parse.programs.pe import PeLayout
from onionskin.plugins.view import View

META = {
    "title": "Abilities of managed code, by references, P/Invoke and texts",
    "formats": ["pe"],
    "misses": [
        "types and members that are looked up by name at run time; the bodies of methods",
        "texts that are decrypted by a method of the program's own; members of generic types",
        "names as hashes of another function than 64-bit FNV-1a",
    ],
    "references": [
        "ECMA-335, partition II, sections 22.25, 22.38 and 24.2.4",
        "Microsoft, .NET API reference",
        "Public analyses of SUNBURST (December 2020)",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield an Ability for each reference of a set, and one ManagedCode."""
    layout = layer.first(PeLayout)
    if layout is None:
        return
    problems: list[Problem] = []
    clr = read_clr(view, layout, problems)
    if clr is not None:
        for each in managed_code(view, layout, clr, problems):
            yield Fact.of(each)
        yield from problems
