"""A zip that is a Java archive, or is signed as one: its name, and every member held to its manifest.

Source: JAR File Specification, Java SE 21 (the manifest, digests of its sections).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Signature
from onionskin.parse.archive import Item
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives import zip_directory
from onionskin.parse.archives.listed_hashes import HashList, Stated, read_manifest
from onionskin.parse.metadata import package_names
from onionskin.parse.signatures.jar_signature import JarSigners, unfolded
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MANIFEST = "META-INF/MANIFEST.MF"
MANIFEST_LIMIT = 8 << 20
# What a Java archive has, or what is built and signed like one: web and enterprise applications, Android's, Firefox's.
MARKS = (
    MANIFEST, "WEB-INF/web.xml", "WEB-INF/classes/", "META-INF/application.xml",
    "META-INF/mozilla.rsa", "META-INF/cose.manifest", "install.rdf", "AndroidManifest.xml",
)  # fmt: skip


def lists_any(view: View, names: tuple[str, ...] = MARKS) -> bool:
    """Say whether the zip's directory lists one of these names, written exactly so."""
    return any(name in zip_directory.names_ending(view, name.encode()) for name in names)


def walk(
    view: View,
    manifest: str = MANIFEST,
    scheme: str = "jar",
    wrong: set[str] | None = None,
    *,
    by_whole: bool = False,
) -> Iterator[Item | Signature]:
    """Yield the zip, the name it gives itself, what contradicts its manifest's digests, its signatures.

    To `wrong` are added the members that are not what the manifest hashes; `by_whole` as in JarSigners.
    """
    wrong = set() if wrong is None else wrong
    hashes = HashList(manifest, {})
    signers = JarSigners(view, manifest, by_whole=by_whole)
    try:
        main, stated = read_stated(view, manifest)
        hashes = HashList(manifest, stated)
        yield from _name(view, main, manifest)
    except DamagedError as error:
        yield Problem("damaged", f"{manifest}: {error}")
    signers.read(set(hashes.stated))
    for item in archive.walk(view):
        if isinstance(item, Child):
            said = hashes.said
            yield from hashes.check(view, item)
            if hashes.said != said:
                wrong.add(item.name)
        elif not _is_joined(item):
            yield item
    yield from hashes.finish()
    yield from signers.finish(wrong, scheme)


# Who packs the contents of several jars into one has many of these: texts about them, and descriptions of modules,
# which the loader of classes asks nothing of (JEP 261: what is on the class path is of no named module).
_JOINED = re.compile(
    r"META-INF/(?:LICENSE|NOTICE|DEPENDENCIES|AL2\.0|LGPL2\.1)(?:[.-][\w.-]*)?|(?:META-INF/versions/\d+/)?module-info\.class",
    re.ASCII | re.IGNORECASE,
)


def _is_joined(item: Item) -> bool:
    """Say whether an item tells of two members of one name that a builder of fat jars put together."""
    if not isinstance(item, Fact) or item.kind != "ArchiveFault":
        return False
    said = item.value
    return said["kind"] == "duplicate-name" and _JOINED.fullmatch(str(said["member"])) is not None


def read_stated(view: View, manifest: str) -> tuple[dict[str, str], dict[str, Stated]]:
    """Return a manifest's main attributes and digests by entry, or raise DamagedError."""
    for entry in archive.entries(view):
        if entry.name == manifest and entry.size > MANIFEST_LIMIT:
            raise DamagedError(f"it is over {MANIFEST_LIMIT >> 20} MiB long and was not compared")
        if entry.name == manifest:
            return stated_in(archive.read_member(view, entry, MANIFEST_LIMIT))
    return {}, {}


def stated_in(data: bytes) -> tuple[dict[str, str], dict[str, Stated]]:
    """Return what the bytes of a manifest state: its main attributes, and digests by entry."""
    return read_manifest(unfolded(data).decode("utf-8-sig", "replace"))


def _name(view: View, main: dict[str, str], manifest: str) -> Iterator[Fact]:
    named = list(package_names.of_manifest(main, manifest))
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
