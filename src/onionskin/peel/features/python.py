"""What a script in Python can do, and how it hides what it does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.script_code import script_facts
from onionskin.plugins.view import View

META = {
    "title": "Abilities and obscurity of Python scripts",
    "formats": ["data", "setup-py", "sitecustomize", "pth"],
    "misses": [
        "names that are put together at run time; modules that are asked for by a variable",
        "compiled modules (.pyc); the effect of decorators and of star imports",
    ],
    "references": [
        "The Python Language Reference, section 2",
        "The Python Standard Library",
        "MITRE ATT&CK T1059.006, T1027",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield an Ability per module, call, word and destination, and one ScriptCode."""
    del layer
    yield from script_facts(view, frozenset({"python"}))
