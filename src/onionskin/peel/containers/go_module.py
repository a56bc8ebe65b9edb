"""Go modules as the module proxy serves them: a zip whose names all begin with module@version."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, ReleaseName
from onionskin.parse.archive import ArchiveFault
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives import zip_directory
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Go module",
    "kind": "container",
    "suffixes": [".zip"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": ["the checksum database (go.sum), which does not lie in the module", "as for zip"],
    "references": ["Go Modules Reference, Module zip files"],
}


def fits(view: View) -> bool:
    """Say whether a go.mod stands right below a folder called module@version."""
    return _top(view) is not None


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the module's name, the zip, and members outside the module's folder, which Go refuses."""
    top = _top(view) or ""
    module, _, version = top.rpartition("@")
    yield Fact.of(ReleaseName(module[:200], version[:200], "", "go.mod"))
    outside = [each for each in archive.entries(view) if not each.name.startswith(f"{top}/")]
    for each in outside[:20]:
        detail = f"it stands outside {top}, where Go lets nothing stand"
        yield Fact.of(ArchiveFault("name-differs", each.name, detail, each.at, 46))
    yield from archive.walk(view)


def _top(view: View) -> str | None:
    for name in zip_directory.names_ending(view, b"/go.mod"):
        top = name.removesuffix("/go.mod")
        if "@v" in top and "/" not in top.rpartition("@")[2]:
            return top
    return None
