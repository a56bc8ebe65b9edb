"""npm packages: a tar with package.json in its one folder at the top."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archive import NAMES, ArchiveFault
from onionskin.parse.archives import tar, tar_members
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "npm package",
    "kind": "container",
    "suffixes": [".tgz"],
    "match": [[0, b""]],
    "refines": "tar",
    "misses": [
        "a package.json behind the first 5,000 members: then it is a tar",
        "the registry's signatures and attestations, which do not lie in the package",
        "as for tar",
    ],
    "references": [
        "npm documentation, package.json",
        "pacote, README: extraction strips one folder",
    ],
}

FACTS = 50


def fits(view: View) -> bool:
    """Say whether a package.json, and no PKG-INFO, stands in the folder at the top."""
    names = {
        each.name.removeprefix("./").rpartition("/")[2]
        for each in tar_members.members(view)
        if each.name.removeprefix("./").count("/") == 1
    }
    return "package.json" in names and "PKG-INFO" not in names


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the tar, and members that npm unpacks to one place though their folders differ."""
    places: dict[str, str] = {}
    said = 0
    for item in tar.walk(view):
        if isinstance(item, Child):
            top, _, inner = item.name.removeprefix("./").partition("/")
            other = places.setdefault(inner, top) if len(places) < NAMES else top
            if inner and other != top and said < FACTS:
                said += 1
                yield Fact.of(
                    ArchiveFault(
                        "duplicate-name",
                        item.name,
                        f"npm leaves out the first folder, and unpacks it over that of {other!r}",
                        *(item.span or (0, 0)),
                    )
                )
        yield item
