"""Conda packages of the second format: a zip with the files and their description, each a tar.zst."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives import zip_directory
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Conda package (.conda)",
    "kind": "container",
    "suffixes": [".conda"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": ["the channel's own list (repodata.json), which does not lie in the package", "as for zip"],
    "references": [
        "conda documentation, Conda package specification",
        "conda-package-handling, README (the .conda format)",
    ],
}  # fmt: skip


def fits(view: View) -> bool:
    """Say whether the files and their description stand at the top."""
    inner = [each for each in zip_directory.names_ending(view, b".tar.zst") if "/" not in each]
    return {each.partition("-")[0] for each in inner} >= {"pkg", "info"}


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the zip; what the package says of itself stands in its description."""
    yield from archive.walk(view)
