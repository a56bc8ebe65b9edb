"""What a script in PowerShell can do, and how it hides what it does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.script_code import script_facts
from onionskin.plugins.view import View

META = {
    "title": "Abilities and obscurity of PowerShell scripts",
    "formats": ["data"],
    "misses": [
        "names that are put together at run time; modules that are asked for by a variable",
        "names put together by the format operator or by wildcards; encoded commands are not decoded",
    ],
    "references": [
        "Microsoft, about_Quoting_Rules, about_Comments",
        "MITRE ATT&CK T1059.001, T1027",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield an Ability per module, call, word and destination, and one ScriptCode."""
    del layer
    yield from script_facts(view, frozenset({"powershell"}))
