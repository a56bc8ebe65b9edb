"""Android packages: a zip with AndroidManifest.xml at its top."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, ReleaseName, Signature, Value
from onionskin.parse.archives import zip as archive
from onionskin.parse.signatures import apk_signature, java_archive
from onionskin.parse.texts import binary_xml, plain_xml
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Android package (APK)",
    "kind": "container",
    "suffixes": [".apk"],
    "match": [[0, b""]],
    "refines": "jar",
    "misses": [
        "source stamps",
        "names and versions that are references to resources",
        "as for jar",
    ],
    "references": [
        "Android Open Source Project, ResourceTypes.h",
        "Android Open Source Project, APK Signature Schemes v2, v3, v3.1 and v4",
    ],
}

MANIFEST = "AndroidManifest.xml"
LIMIT = 4 << 20


class AndroidManifest(Value, frozen=True):
    """What the manifest says: the package, its version's code, and the permissions it asks for."""

    package: str
    version_code: str
    permissions: tuple[str, ...] = ()


def fits(view: View) -> bool:
    """Say whether the directory lists the manifest at the top."""
    return java_archive.lists_any(view, (MANIFEST,))


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield what the manifest says, the zip, what contradicts a jar's manifest, and the signatures of every scheme."""
    for entry in archive.entries(view):
        if entry.name == MANIFEST:
            try:
                yield from _said(archive.read_member(view, entry, LIMIT))
            except DamagedError as error:
                yield Problem("damaged", f"{MANIFEST}: {error}")
            break
    yield from apk_signature.walk(view)


def _said(data: bytes) -> Iterator[Fact]:
    package = version = code = ""
    asked = set()
    for name, attributes in _elements(data):
        if name == "manifest":
            package = attributes.get("package", "")[:200]
            version = attributes.get("versionName", "")[:200]
            code = attributes.get("versionCode", "")[:50]
        elif name.startswith("uses-permission"):
            asked.add(attributes.get("name", "")[:200])
    yield Fact.of(AndroidManifest(package, code, tuple(sorted(asked))[:500]))
    if package and version:
        yield Fact.of(ReleaseName(package, version, "android", MANIFEST))


def _elements(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield names and attributes: a package's manifest is compiled, a library's (AAR) is the text as it was written."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        for written in plain_xml.elements(data):
            yield written.path[-1], written.attributes
        return
    for each in binary_xml.elements(data):
        yield each.name, each.attributes
