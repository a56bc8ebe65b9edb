"""Java archives: a zip with META-INF/MANIFEST.MF."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse import package_names, zip_directory
from onionskin.parse import zip as archive
from onionskin.parse.listed_hashes import HashList, Stated, read_manifest
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Java archive",
    "kind": "container",
    "suffixes": [".jar", ".war", ".ear"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": [
        "the signature blocks of signed jars (META-INF/*.SF, *.RSA): only the manifest's own digests are compared",
        "as for zip",
    ],
    "references": ["JAR File Specification, Java SE 21"],
}

MANIFEST = "META-INF/MANIFEST.MF"
MANIFEST_LIMIT = 8 << 20


def fits(view: View) -> bool:
    """Say whether the directory lists a manifest where a jar has it."""
    return MANIFEST in zip_directory.names_ending(view, MANIFEST.encode())


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the zip, the name it gives itself, and what contradicts its manifest's digests."""
    hashes = HashList(MANIFEST, {})
    try:
        main, stated = _manifest(view)
        hashes = HashList(MANIFEST, stated)
        yield from _name(view, main)
    except DamagedError as error:
        yield Problem("damaged", f"{MANIFEST}: {error}")
    for item in archive.walk(view):
        if isinstance(item, Child):
            yield from hashes.check(view, item)
        else:
            yield item
    yield from hashes.finish()


def _manifest(view: View) -> tuple[dict[str, str], dict[str, Stated]]:
    for entry in archive.entries(view):
        if entry.name == MANIFEST and entry.size > MANIFEST_LIMIT:
            raise DamagedError(f"it is over {MANIFEST_LIMIT >> 20} MiB long and was not compared")
        if entry.name == MANIFEST:
            return read_manifest(archive.member_text(view, entry, MANIFEST_LIMIT))
    raise DamagedError("it could not be found again")


def _name(view: View, main: dict[str, str]) -> Iterator[Fact]:
    named = list(package_names.of_manifest(main, MANIFEST))
    properties = [
        each
        for each in archive.entries(view)
        if each.raw.startswith(b"META-INF/maven/") and each.raw.endswith(b"/pom.properties")
    ]
    # A jar that bundles others carries their properties, too; only a single one is its own.
    if len(properties) == 1 and not named:
        text = archive.member_text(view, properties[0])
        named = list(package_names.of_properties(text, properties[0].name))
    yield from named
