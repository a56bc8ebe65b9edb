"""The seal of a macOS or iOS bundle: a property list of the hashes of its files."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import bundle
from onionskin.parse.texts.property_list import begins, read_any
from onionskin.plugins.view import View

META = {
    "title": "Bundle seal (CodeResources)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["coderesources"],
    "refines": None,
    "misses": [
        "files that are sealed by SHA-1 only (`files`, before OS X 10.9.5)",
        "rules that a signer wrote itself are named and not evaluated",
        "seals of more than 20,000 files or 32 MiB",
    ],
    "references": ["Apple, TN2206, macOS Code Signing In Depth", "Apple, Security: resources.cpp"],
}


def fits(view: View) -> bool:
    """Say whether the bytes begin as a property list."""
    return begins(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the seal."""
    yield Region("property list", 0, view.size)
    try:
        data = view.read(0, bundle.MAX_SEAL + 1)
        seal = bundle.read_seal(read_any(data, bundle.MAX_SEAL))
        yield Fact.of(seal)
        if len(seal.files) >= bundle.FILES:
            yield Problem("limit:files", f"of the seal's files {bundle.FILES} were compared")
    except DamagedError as error:
        yield Problem("damaged", f"the seal cannot be read: {error}")
