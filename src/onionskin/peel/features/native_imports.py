"""What a native program asks of the system, offers, and where its code begins."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.native_code import native_code
from onionskin.plugins.view import View

META = {
    "title": "Imports, exports, entry point, TLS callbacks and code sections",
    "formats": ["pe", "elf", "macho"],
    "misses": [
        "calls that are looked up at run time; static linking",
        "symbols of a Mach-O that stand in its exports trie alone",
        "an entry point that was patched in place",
    ],
    "references": [
        "Microsoft, PE Format",
        "System V Application Binary Interface (gABI), chapter 5",
        "Apple, <mach-o/nlist.h>",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield one NativeCode."""
    problems: list[Problem] = []
    code = native_code(layer, view, problems)
    if code is not None:
        yield Fact.of(code)
    yield from problems
