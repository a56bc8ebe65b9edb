"""What a native program orders of its loader: guards of memory, kinds of relocation, and how its resources look."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.programs.loader_orders import memory_guards, relocation_kinds, resource_looks
from onionskin.plugins.view import View

META = {
    "title": "Guards of memory, kinds of relocation, looks of resources",
    "formats": ["pe", "elf", "macho"],
    "misses": [
        "guards that a program asks for while it runs; fields of the load configuration beyond the flags of guards",
        "relocations of ELF files without section headers, and of MIPS; resources below 512 bytes, and beyond the first 512",
    ],
    "references": [
        "Microsoft, PE Format: DLL characteristics, load configuration, .rsrc",
        "gABI, chapter 4, Relocation; Apple, mach-o/loader.h",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield MemoryGuards, RelocationKinds and a ResourceLook for each larger resource."""
    guards, kinds = memory_guards(layer, view), relocation_kinds(layer, view)
    if guards is not None:
        yield Fact.of(guards)
    if kinds is not None:
        yield Fact.of(kinds)
    for each in resource_looks(layer, view):
        yield Fact.of(each)
