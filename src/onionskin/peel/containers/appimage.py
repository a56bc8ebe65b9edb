"""AppImages of type 2: a program with a SquashFS image behind it."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.packages import squash_packages
from onionskin.parse.programs.elf import parse_layout
from onionskin.peel import elf_ledger, elf_walk
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "AppImage",
    "kind": "executable",
    "suffixes": [".appimage"],
    "match": [[0, b"\x7fELF"]],
    "refines": "elf",
    "misses": [
        "type 1, an ISO 9660 image that is a program",
        "images that are no SquashFS (DwarFS)",
        "the embedded signature is not verified, even where the key lies beside it: whoever signs anew brings a key; that other bytes were signed is a doubt only, since tools differ",
        "as for elf",
    ],
    "references": ["AppImage specification, draft", "Desktop Entry Specification 1.5"],
}


def fits(view: View) -> bool:
    """Say whether the ELF header states it."""
    return squash_packages.is_appimage(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield what the AppImage says of itself and is signed with, then the program and its image."""
    layout = parse_layout(view)
    start = elf_ledger.image_end(view, layout)
    yield from squash_packages.appimage_facts(view, layout, start)
    yield from squash_packages.appimage_signature(view, layout)
    yield from elf_walk.walk(view)
