"""7-Zip archives."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import sevenzip
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "7-Zip archive",
    "kind": "container",
    "suffixes": [".7z"],
    "match": [[0, b"7z\xbc\xaf\x27\x1c"]],
    "refines": None,
    "misses": [
        "PPMd, Deflate64, Brotli, RAR and RISC-V coders are named, not opened; --with 7zz may open them",
        "encrypted folders and headers",
        "LZMA with more than 4 literal bits, and dictionaries of more than 128 MiB",
        "the second and further volumes of a split archive",
        "bytes hidden in a packed header are stated at the packed stream's place",
    ],
    "references": ["Igor Pavlov, LZMA SDK: 7zFormat.txt, Methods.txt"],
}


def fits(view: View) -> bool:
    """Say whether a whole signature header stands at the beginning."""
    return sevenzip.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every file, the fact that sums them up, and who owns which byte."""
    yield from sevenzip.walk(view)
