"""What a native program can do, by the calls that it imports."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.code.abilities import abilities_of
from onionskin.parse.code.native_code import native_code
from onionskin.plugins.view import View

META = {
    "title": "Abilities by sets of imported calls",
    "formats": ["pe", "elf", "macho"],
    "misses": [
        "calls that are looked up at run time by a hash, or made as system calls",
        "calls that are not in the table of sets",
    ],
    "references": [
        "Microsoft, Windows API reference; POSIX.1-2024; Apple, developer documentation",
        "MITRE ATT&CK; the namespaces of capa's rules",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield an Ability for each call of a set that the program imports."""
    code = native_code(layer, view, [])
    if code is not None:
        for each in abilities_of(code.imports, code.libraries):
            yield Fact.of(each)
