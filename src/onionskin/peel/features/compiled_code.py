"""What Java classes, compiled Python and WebAssembly can do, by the names in them."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.code.compiled_code import compiled_code
from onionskin.plugins.view import View

META = {
    "title": "Abilities of code for virtual machines, by names",
    "formats": ["data"],
    "misses": [
        "names that are put together at run time; what stands behind the first 8 MiB",
        "Dalvik code; names of the program's own that are called like those of the system",
    ],
    "references": [
        "The Java Virtual Machine Specification, section 4.4",
        "WebAssembly core specification, section 5.5.5; WASI preview 1",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield an Ability per name, and one CompiledCode."""
    del layer
    yield from map(Fact.of, compiled_code(view))
