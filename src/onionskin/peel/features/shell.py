"""What a script in shell, batch and VBScript can do, and how it hides what it does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.script_code import script_facts
from onionskin.plugins.view import View

META = {
    "title": "Abilities and obscurity of shell, batch and VBScript scripts",
    "formats": ["data", "maintainer-script", "build-script"],
    "misses": [
        "names that are put together at run time; modules that are asked for by a variable",
        "here-documents are read as code; names put together by parameter expansion",
    ],
    "references": [
        "POSIX.1-2024, Shell and Utilities",
        "Microsoft, Windows commands; VBScript language reference",
        "MITRE ATT&CK T1059.003, T1059.004, T1059.005",
    ],
}

LANGUAGES = frozenset({"shell", "batch", "vbscript"})


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield an Ability per module, call, word and destination, and one ScriptCode."""
    del layer
    yield from script_facts(view, LANGUAGES)
