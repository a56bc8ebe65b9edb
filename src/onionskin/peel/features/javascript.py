"""What a script in JavaScript can do, and how it hides what it does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.script_code import script_facts
from onionskin.plugins.view import View

META = {
    "title": "Abilities and obscurity of JavaScript scripts",
    "formats": ["data"],
    "misses": [
        "names that are put together at run time; modules that are asked for by a variable",
        "what a bundler renamed: a call by its short name",
        "the types of TypeScript are read as code",
    ],
    "references": [
        "ECMA-262, section 12",
        "Node.js, API reference",
        "MITRE ATT&CK T1059.007, T1027",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield an Ability per module, call, word and destination, and one ScriptCode."""
    del layer
    yield from script_facts(view, frozenset({"javascript"}))
