"""What a script or a source in Ruby, Perl, PHP, Lua, C, Rust, Go, Java, C# and the like can do."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.script_code import script_facts
from onionskin.plugins.view import View

META = {
    "title": "Abilities of scripts and sources in other languages",
    "formats": ["data", "build-script"],
    "misses": [
        "strings in other signs than quotes: here-documents, raw strings, regular expressions of Ruby and Perl",
        "names that are put together at run time; what a macro makes",
        "all languages of a family are looked at for the same calls",
    ],
    "references": [
        "Ruby, API documentation; perldoc; PHP manual",
        "The Rust Reference; Go, standard library; Java SE API; .NET API reference",
        "MITRE ATT&CK T1059, T1027",
    ],
}

LANGUAGES = frozenset({"ruby", "hashed", "slashed", "php", "lua"})


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield an Ability per call, word and destination, and one ScriptCode."""
    del layer
    yield from script_facts(view, LANGUAGES)
