"""Inno Setup installers: the files that their script installs, and what else the script does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.installers import inno
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Inno Setup installer (behind its program)",
    "kind": "container",
    "suffixes": [],
    "match": [[0, b"zlb\x1a"], [0, b"Inno Setup Setup Data ("]],
    "refines": None,
    "misses": [
        "versions before 5.0 and behind 7.0.0.3: named with their version, and not read",
        "setup data that is encrypted as a whole (6.5 and later): named, not opened",
        "encrypted files, and files in setup-1.bin and further slices: named, not opened",
        "the compiled Pascal script is a member, and is not disassembled",
        "conditions (components, tasks, Check functions) of files and programs to run",
        "versions changed by others under an official version's name, unless they read to the byte",
        "the offset table in the program's resources is not compared with what stands here",
    ],
    "references": [
        "jrsoftware/issrc, Struct.pas of each version",
        "Daniel Scharrer, innoextract",
    ],
}


def fits(view: View) -> bool:
    """Say whether setup data with a version stands here, or behind chunks of files."""
    return inno.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every file, what the script does, setup's own program, and who owns which byte."""
    yield from inno.walk(view)
