"""iOS applications: a zip with an application bundle in Payload."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives import zip_directory
from onionskin.parse.metadata import bundle
from onionskin.parse.texts.property_list import MAX_BYTES, read_any
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "iOS application (ipa)",
    "kind": "container",
    "suffixes": [".ipa"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": ["code that the App Store has encrypted", "the provisioning profile", "as for zip"],
    "references": ["Apple, Bundle Programming Guide", "Apple, Information Property List"],
}


def fits(view: View) -> bool:
    """Say whether the directory lists an application's Info.plist where an ipa has it."""
    return _info(view) is not None


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the zip, and the name and version of the application."""
    name = _info(view) or ""
    for entry in archive.entries(view):
        if entry.name == name:
            try:
                data = archive.read_member(view, entry, MAX_BYTES)
                release = bundle.read_info(read_any(data)).release
            except DamagedError as error:
                yield Problem("damaged", f"{name}: {error}")
                break
            if release is not None:
                yield Fact.of(release)
            break
    yield from archive.walk(view)


def _info(view: View) -> str | None:
    for name in zip_directory.names_ending(view, b".app/Info.plist"):
        if name.startswith("Payload/") and name.count("/") == 2:
            return name
    return None
