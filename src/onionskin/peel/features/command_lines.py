"""Command lines that a compiled program holds."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.code.command_lines import command_lines
from onionskin.plugins.view import View

META = {
    "title": "Command lines in compiled programs",
    "formats": ["pe", "elf", "macho"],
    "misses": [
        "command lines that are encrypted, or put together at run time; tools of the system that are not among the names",
        "what stands behind the first 64 MiB",
    ],
    "references": ["MITRE ATT&CK T1059, T1105, T1218"],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield one CommandLines."""
    del layer
    yield Fact.of(command_lines(view))
