"""NuGet packages: a zip with a nuspec at its top."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives import zip_directory
from onionskin.parse.metadata import package_names
from onionskin.parse.signatures import nuget_signature
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "NuGet package",
    "kind": "container",
    "suffixes": [".nupkg", ".snupkg"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": [
        "packages signed in the form of zip64",
        "when a repository counter-signed",
        "as for zip",
    ],
    "references": [
        "Microsoft Learn, .nuspec File Reference for NuGet",
        "ECMA-376 part 2, Open Packaging Conventions",
        "NuGet, Package signing technical details",
    ],
}


def fits(view: View) -> bool:
    """Say whether the directory lists a nuspec at the top."""
    return _nuspec(view) is not None


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the zip, and the id and version that its nuspec states."""
    name = _nuspec(view) or ""
    for entry in archive.entries(view):
        if entry.name == name:
            try:
                yield from package_names.of_nuspec(archive.read_member(view, entry), name)
            except DamagedError as error:
                yield Problem("damaged", f"{name}: {error}")
            break
    yield from archive.walk(view)
    yield from nuget_signature.examine(view)


def _nuspec(view: View) -> str | None:
    names = zip_directory.names_ending(view, b".nuspec")
    return next((name for name in names if "/" not in name), None)
