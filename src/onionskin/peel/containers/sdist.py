"""Python source distributions: a tar with PKG-INFO in its one folder at the top."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, ReleaseName
from onionskin.parse.archives import tar, tar_members
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Python source distribution",
    "kind": "container",
    "suffixes": [".tar.gz"],
    "match": [[0, b""]],
    "refines": "tar",
    "misses": ["a PKG-INFO behind the first 5,000 members: then it is a tar", "as for tar"],
    "references": ["PyPA specifications, Source distribution format"],
}


def fits(view: View) -> bool:
    """Say whether a PKG-INFO stands in the folder at the top."""
    return tar_members.top_file(view, "PKG-INFO") is not None


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the tar; of several names that it gives itself, that of PKG-INFO."""
    for item in tar.walk(view):
        is_name = isinstance(item, Fact) and item.kind == ReleaseName.__name__
        if not is_name or str(item.value["source"]).endswith("/PKG-INFO"):  # type: ignore[union-attr]
            yield item
