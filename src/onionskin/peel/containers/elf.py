"""ELF: programs, libraries, objects, core and debug files of Linux and other systems."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.peel import elf_walk
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "ELF (Linux program, library, object)",
    "kind": "executable",
    "suffixes": [".so", ".o", ".ko", ".node", ".debug"],
    "match": [[0, b"\x7fELF"]],
    "refines": None,
    "misses": [
        "a section owns its bytes as a whole, also one that was added and that nothing reads",
        "in a file without section headers a segment owns its bytes as a whole",
        "names that are put together at run time are not among the file names",
        "the signature of a kernel module is owned by its grammar, and not verified",
    ],
    "references": [
        "System V Application Binary Interface (gABI), chapters 4 and 5",
        "Linux Standard Base, Core Specification 5.0",
        "AppImage specification, draft",
        "Linux, include/linux/module_signature.h",
    ],
}


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the owner of every byte, what the file says of itself, and the files in it."""
    yield from elf_walk.walk(view)
