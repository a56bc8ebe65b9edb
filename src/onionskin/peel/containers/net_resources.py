"""Files of named values that .NET programs embed: texts, icons, and whatever a maker put in as bytes."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archive import Members, clip, merged
from onionskin.parse.programs.net_resources import ResourceFile, read_resources
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Resources of .NET (.resources)",
    "kind": "container",
    "suffixes": [".resources"],
    "match": [[0, b"\xce\xca\xef\xbe"]],
    "refines": None,
    "misses": [
        "objects that a formatter serialised are members as they stand, and not taken apart",
        "texts are owned, and are no members",
    ],
    "references": ["The .NET runtime, System.Resources.ResourceWriter, format version 2"],
}

_LEAST = 16


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the head, the values with their names, and the values that hold bytes as members."""
    problems: list[Problem] = []
    found = read_resources(view, problems)
    yield Region("names of values", 0, found.data)
    yield from merged(_owned(view, found))
    yield from problems
    members = Members()
    for each in found.values:
        yield from members.named(each.name, each.offset, each.length)
        if each.is_bytes and each.length >= _LEAST:
            yield Child(each.name, span=(each.offset, each.length))
    yield from members.overflow()


def _owned(view: View, found: ResourceFile) -> Iterator[Region | Fact]:
    """Own every value with its type and length in front; what lies between is nobody's."""
    strays = Members()
    at = found.data
    for each in found.values:
        # A type and a length take at most nine bytes.
        if each.offset - at > 9 and not view.is_zero(at, each.offset - at):
            yield from strays.stray("between", at, each.offset - at)
            at = each.offset
        start = min(at, each.offset)
        end = each.offset + each.length
        if each.offset < at and each.length:
            yield from strays.fault("overlap", each.name, "two values share bytes", each.offset, each.length)  # fmt: skip
        if end > at:
            yield Region(f"value {clip(each.name)}", max(start, at), end - max(start, at))
        at = max(at, end)
    if at < found.end:
        yield from strays.stray("behind", at, found.end - at)
