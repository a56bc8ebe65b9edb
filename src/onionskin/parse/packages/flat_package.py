"""What a macOS installer package says of itself: its name, its version, what it runs.

Source: Apple, "Distribution Definition XML Schema Reference"; pkgbuild(1).
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, ReleaseName, Value
from onionskin.parse.archives.xar_toc import Toc
from onionskin.parse.packages.xar import member_bytes
from onionskin.parse.texts.plain_xml import Element, elements
from onionskin.plugins.view import View

_SHOWN = 200
PACKAGES = 64


class PackageComponent(Value, frozen=True):
    """One component of a package, as its PackageInfo states it.

    `runs` are its scripts as (when, file), `auth` who must allow it (`root`, `none`).
    """

    member: str
    identifier: str
    version: str
    location: str
    auth: str
    runs: tuple[tuple[str, str], ...]


class PackageDistribution(Value, frozen=True):
    """A Distribution: its title, and which of its scripts the installer itself runs, in words."""

    title: str
    identifier: str
    version: str
    scripts: int
    allows_external: bool


def manifests(toc: Toc) -> list[str]:
    """Return the paths of a package's Distribution and PackageInfos, in the table's order."""
    found: list[str] = []
    for entry in toc.entries:
        name = entry.name
        is_info = name == "PackageInfo" or (name.endswith(".pkg/PackageInfo") and "/" not in name[:-16])  # fmt: skip
        if (name == "Distribution" or is_info) and len(found) < PACKAGES:
            found.append(name)
    return found


def facts(view: View, toc: Toc) -> Iterator[Fact | Problem]:
    """Yield the components, the distribution, and one ReleaseName."""
    named: list[ReleaseName] = []
    for name in manifests(toc):
        try:
            found = elements(member_bytes(view, toc, name))
        except DamagedError as error:
            yield Problem("damaged", f"{name}: {error}")
            continue
        if not found:
            continue
        thing = _distribution(found) if name == "Distribution" else _component(name, found[0], found)  # fmt: skip
        yield Fact.of(thing)
        product = thing.identifier
        if isinstance(thing, PackageDistribution):
            product = product or thing.title
        if product and thing.version:
            named.append(ReleaseName(product, thing.version, "macos", name))
    # Of several components none is the package; the distribution is.
    whole = [each for each in named if each.source == "Distribution"] or named
    if len({(each.product, each.version) for each in whole}) == 1:
        yield Fact.of(whole[0])


def _component(name: str, top: Element, found: list[Element]) -> PackageComponent:
    runs = [
        (each.path[-1], each.attributes.get("file", "")[:_SHOWN])
        for each in found
        if len(each.path) == 3 and each.path[1] == "scripts"
    ]
    get = top.attributes.get
    return PackageComponent(
        member=name,
        identifier=get("identifier", "")[:_SHOWN],
        version=get("version", "")[:_SHOWN],
        location=get("install-location", "")[:_SHOWN],
        auth=get("auth", "")[:_SHOWN],
        runs=tuple(sorted(runs)[:32]),
    )


def _distribution(found: list[Element]) -> PackageDistribution:
    title, identifier, version, external, scripts = "", "", "", False, 0
    for each in found:
        last = each.path[-1]
        if last == "title":
            title = each.text.strip()[:_SHOWN]
        elif last == "product":
            identifier = each.attributes.get("id", "")[:_SHOWN]
            version = each.attributes.get("version", "")[:_SHOWN]
        elif last == "options":
            external = each.attributes.get("allow-external-scripts", "") not in {"", "no", "false"}
        elif last in {"script", "installation-check", "volume-check"}:
            scripts += 1
    return PackageDistribution(title, identifier, version, scripts, external)
