"""Compound files (OLE structured storage) of any kind."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives.cfb import Compound, Entry, read_compound
from onionskin.parse.archives.cfb_map import DOCUMENT_LEFTOVERS, survey
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "OLE compound file",
    "kind": "container",
    "suffixes": [".doc", ".xls", ".ppt", ".msg", ".msm", ".db"],
    "match": [[0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]],
    "refines": None,
    "misses": [
        "what the streams of a document mean (macros, mail) is left to whoever opens them",
        "bytes inside a stream that its own format does not use",
    ],
    "references": ["Microsoft, [MS-CFB] Compound File Binary File Format"],
}


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the layout, every stream, and who owns each sector."""
    compound = read_compound(view)
    found = survey(compound, _name, DOCUMENT_LEFTOVERS)
    yield Fact.of(found.layout(compound))
    for each in found.longest():
        yield Fact.of(each)
    for entry in compound.streams:
        yield _child(compound, entry)
    yield from found.regions
    yield from compound.problems


def _name(entry: Entry) -> str:
    return "/".join(entry.path)


def _child(compound: Compound, entry: Entry) -> Child:
    chain = compound.open(entry)
    whole = chain.whole
    if whole is not None:
        return Child(_name(entry), span=(whole.offset, whole.length), declared=entry.size)
    return Child(_name(entry), chunks=chain.chunks(), declared=entry.size)
