"""NSIS installers: the files that their script unpacks, and what else the script does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.installers import nsis
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "NSIS installer (behind its program)",
    "kind": "container",
    "suffixes": [],
    "match": [[4, b"\xef\xbe\xad\xdeNullsoftInst"]],
    "refines": None,
    "misses": [
        "which instructions really run: sections, functions and jumps are read in their order",
        "names that the script puts together at run time; variables stand in them by name",
        "instructions above the 43rd of J. Park's Unicode fork, and of builds with changed opcodes",
        "texts of the script that no instruction uses; the dialogs' resources",
        "the checksum of the uninstaller's data, which counts the program in front of it",
        "the end of large installers compressed with bzip2, of which about two megabytes a second is decoded",
    ],
    "references": [
        "NSIS, Source/exehead/fileform.h and fileform.c",
        "NSIS Users Manual, 4.9 Instructions",
    ],
}


def fits(view: View) -> bool:
    """Say whether the bytes begin with the first header that an NSIS program looks for."""
    return nsis.first_header(view) is not None


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the header, what the script does, every file, and data that no instruction unpacks."""
    yield from nsis.walk(view)
