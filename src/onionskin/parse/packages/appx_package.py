"""MSIX and APPX packages and bundles: their identity, and every member held to the block map.

Source: Microsoft Learn, "Package manifest schema reference" (Identity), "App package block map".
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, ReleaseName, Value
from onionskin.parse.archive import Item
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives import zip_directory
from onionskin.parse.archives.zip_directory import Entry
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.parse.packages import block_map
from onionskin.parse.texts.plain_xml import elements
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MANIFEST = "AppxManifest.xml"
BUNDLE = "AppxMetadata/AppxBundleManifest.xml"
LIMIT = 4 << 20


class AppxIdentity(Value, frozen=True):
    """Who the package says it is: `publisher` is a distinguished name, `capabilities` what it may do."""

    name: str
    publisher: str
    version: str
    architecture: str
    capabilities: tuple[str, ...] = ()


def fits(view: View, manifest: str) -> bool:
    """Say whether the zip's directory lists the manifest and the block map in their places."""
    names = (manifest, block_map.NAME)
    return all(each in zip_directory.names_ending(view, each.encode()) for each in names)


def walk(view: View, manifest: str) -> Iterator[Item]:
    """Yield the package's identity, the zip, and what contradicts its block map."""
    entries = archive.entries(view)
    listed: block_map.BlockMap | None = None
    for entry in entries:
        try:
            if entry.name == manifest:
                yield from _said(archive.read_member(view, entry, LIMIT), manifest)
            elif entry.name == block_map.NAME:
                listed = _map(view, entry, complete=manifest == MANIFEST)
        except DamagedError as error:
            yield Problem("damaged", f"{entry.name}: {error}")
    for item in archive.walk(view):
        if listed is not None and isinstance(item, Child):
            yield from listed.check(view, item)
        else:
            yield item
    if listed is not None:
        yield from listed.finish()


def _map(view: View, entry: Entry, *, complete: bool) -> block_map.BlockMap:
    if entry.size > block_map.LIMIT:
        raise DamagedError(f"it is over {block_map.LIMIT >> 20} MiB long and was not compared")
    found = block_map.read(archive.read_member(view, entry, block_map.LIMIT))
    found.complete = complete
    return found


def _said(data: bytes, manifest: str) -> Iterator[Fact]:
    found = elements(data)
    for each in found:
        if each.path[-1] == "Identity" and len(each.path) == 2:
            get = each.attributes.get
            name, version = get("Name", "")[:200], get("Version", "")[:200]
            architecture = get("ProcessorArchitecture", "")[:50]
            asked = sorted({one.attributes.get("Name", "") for one in found if one.path[-1] == "Capability"})  # fmt: skip
            yield Fact.of(AppxIdentity(name, get("Publisher", "")[:500], version, architecture, tuple(asked[:100])))  # fmt: skip
            if name and version:
                yield Fact.of(ReleaseName(name, version, architecture, manifest))
        elif each.path[-1] == "Extension" and each.attributes.get("Category") in {
            "windows.startupTask",
            "windows.service",
        }:
            said = f"{each.attributes['Category']} {each.attributes.get('Executable', '')}"
            yield Fact.of(Hook("appx", "start", shown(said), "Extensions"))
