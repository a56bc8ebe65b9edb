"""What a package says it is: product and version out of its own manifest, in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, ReleaseName, distinct
from onionskin.parse.texts.plain_xml import elements

LIMIT = 200


def of_headers(text: str, source: str, platform: str = "") -> Iterator[Fact]:
    """Read `Name:` and `Version:` of a METADATA or PKG-INFO (core metadata specification)."""
    headers = _headers(text)
    yield from _named(headers.get("name", ""), headers.get("version", ""), source, platform)


def wheel_platform(text: str) -> str:
    """Return the platform tags of a WHEEL file, joined by a dot as in the file's name."""
    tags = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("Tag:")]
    return ".".join(distinct(tag.rpartition("-")[2] for tag in tags[:64]))


def of_manifest(main: dict[str, str], source: str) -> Iterator[Fact]:
    """Read a jar manifest's main attributes: implementation, else bundle, else specification."""
    pairs = (
        ("implementation-title", "implementation-version"),
        ("bundle-symbolicname", "bundle-version"),
        ("specification-title", "specification-version"),
    )
    for title, version in pairs:
        if main.get(title) and main.get(version):
            product = main[title].partition(";")[0].strip()
            yield from _named(product, main[version], source)
            return


def of_properties(text: str, source: str) -> Iterator[Fact]:
    """Read Maven's pom.properties: `groupId`, `artifactId`, `version`."""
    pairs = dict(line.partition("=")[::2] for line in text.splitlines() if "=" in line)
    named = ":".join(filter(None, (pairs.get("groupId"), pairs.get("artifactId"))))
    yield from _named(named, pairs.get("version", ""), source)


class _PackageJson(msgspec.Struct):
    name: str = ""
    version: str = ""


def of_package_json(data: bytes, source: str) -> Iterator[Fact | Problem]:
    """Read npm's package.json: `name` and `version`."""
    try:
        found = msgspec.json.decode(data, type=_PackageJson)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        yield Problem("damaged", f"{source} could not be read: {error}")
        return
    yield from _named(found.name, found.version, source)


def of_nuspec(data: bytes, source: str) -> Iterator[Fact | Problem]:
    """Read a nuspec: `package/metadata/id` and `version`."""
    try:
        found = {each.path[2:]: each.text for each in elements(data) if len(each.path) == 3}
    except DamagedError as error:
        yield Problem("damaged", f"{source}: {error}")
        return
    yield from _named(found.get(("id",), ""), found.get(("version",), ""), source)


def of_vsix_manifest(data: bytes, source: str) -> Iterator[Fact | Problem]:
    """Read extension.vsixmanifest: the `Identity` element (schema 2.0)."""
    try:
        found = [each.attributes for each in elements(data) if each.path[-1] == "Identity"]
    except DamagedError as error:
        yield Problem("damaged", f"{source}: {error}")
        return
    for each in found[:1]:
        product = ".".join(filter(None, (each.get("Publisher"), each.get("Id"))))
        platform = each.get("TargetPlatform", "")
        yield from _named(product, each.get("Version", ""), source, platform)


def _named(product: str, version: str, source: str, platform: str = "") -> Iterator[Fact]:
    product, version = product.strip()[:LIMIT], version.strip()[:LIMIT]
    if product and version:
        yield Fact.of(ReleaseName(product, version, platform[:LIMIT], source))


def _headers(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines(text):
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _lines(text: str) -> Iterable[str]:
    """Return the lines of the header block: it ends at the first empty line."""
    return text.replace("\r\n", "\n").partition("\n\n")[0].split("\n")
