"""Installer packages of macOS: a xar with a Distribution or a PackageInfo."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.archives import xar_toc
from onionskin.parse.packages import flat_package, xar
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "macOS installer package",
    "kind": "container",
    "suffixes": [".pkg"],
    "match": [[0, b"xar!"]],
    "refines": "xar",
    "misses": [
        "a payload that is no cpio archive is not compared with the bill of materials (Bom)",
        "what a Distribution's JavaScript does",
        "packages of the older kind, which are folders",
        "as for xar",
    ],
    "references": [
        "Apple, Distribution Definition XML Schema Reference",
        "pkgbuild(1), productbuild(1); S. Hines, Flat Package Format: the missing documentation",
    ],
}


def fits(view: View) -> bool:
    """Say whether the table of contents names a Distribution or a PackageInfo."""
    try:
        return bool(flat_package.manifests(xar_toc.read_toc(view)))
    except DamagedError:
        return False


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield what the package calls itself and what it runs, then all of the xar."""
    toc = xar_toc.read_toc(view)
    yield from flat_package.facts(view, toc)
    yield from xar.walk(view, toc)
