"""Microsoft cabinets."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.archive import Members
from onionskin.parse.archives.cab import read_cabinet
from onionskin.parse.archives.cab_contents import CabinetContents
from onionskin.parse.installers.wix_library import wix_document
from onionskin.parse.signatures.cab_signature import examine_cabinet
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Microsoft cabinet",
    "kind": "container",
    "suffixes": [".cab"],
    "match": [[0, b"MSCF"]],
    "refines": None,
    "misses": [
        "files that continue in another cabinet of a set are named, with that cabinet, and not joined",
        "LZX decodes at about 9 MB/s and Quantum at 0.3 MB/s: a folder that needs more than a job's seconds is cut short, and said to be",
    ],
    "references": [
        "Microsoft, [MS-CAB] Cabinet File Format",
        "Microsoft, [MS-PATCH] LZX DELTA Compression and Decompression, section 2",
        "Matthew Russotto, Quantum compression",
        "Microsoft, [MS-MCI] Microsoft ZIP (MSZIP) Compression and Decompression Data Structure",
    ],
}


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield every file of the cabinet, then who owns its bytes."""
    contents = CabinetContents(read_cabinet(view))
    yield Fact.of(contents.fact)
    yield from examine_cabinet(contents.cabinet)
    names = Members()
    for each in contents.cabinet.members:
        yield from names.named(each.name, each.row, 17 + len(each.name))
    for piece in contents.pieces():
        yield Child(piece.name, chunks=piece.chunks, declared=piece.size)
    yield from contents.regions()
    document = wix_document(view, contents.cabinet.end)
    if document:
        yield Region("document of the WiX Toolset", document.offset, document.length)
        yield Child("wix.xml", span=(document.offset, document.length))
    yield from map(Fact.of, contents.cabinet.faults)
    yield from contents.problems()
