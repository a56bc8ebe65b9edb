"""What a conda package is made of: a tar with its description, and in the first format with its files."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import tar
from onionskin.parse.packages import conda
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Conda package (its description, and files)",
    "kind": "container",
    "suffixes": [".tar.bz2", ".tar.zst"],
    "match": [[0, b""]],
    "refines": "tar",
    "misses": [
        "a description behind the first 5,000 members: then it is a tar",
        "links and the files of the description itself, which the list of hashes leaves out",
        "link scripts of the files' own tar in the second format are hooks only by their names in this one's list",
        "as for tar",
    ],
    "references": [
        "conda documentation, Conda package specification (info/index.json, info/paths.json, link scripts)",
    ],
}


def fits(view: View) -> bool:
    """Say whether the description stands in the tar."""
    return conda.is_payload(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the name, the list of hashes, what is run, and the tar."""
    listed: set[str] = set()
    for item in conda.said(view):
        yield item
        if isinstance(item, Fact) and item.kind == conda.CondaPaths.__name__:
            yield from _hooks(item, listed)
    for member in tar.walk(view):
        yield member
        if isinstance(member, Child) and member.name not in listed:
            found = conda.hook(member.name)
            if found is not None and len(listed) < conda.SCRIPTS:
                listed.add(member.name)
                yield Fact.of(found)


def _hooks(fact: Fact, listed: set[str]) -> Iterator[Fact]:
    """Yield what is run of the files that the list names, which may stand in another tar."""
    for row in fact.value["paths"]:
        name = row["name"]
        found = conda.hook(name)
        if found is not None and len(listed) < conda.SCRIPTS:
            listed.add(name)
            yield Fact.of(found)
