"""Maintainer script of a system package."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.code import shell_scripts
from onionskin.parse.metadata import manifests
from onionskin.plugins.view import View

META = {
    "title": "Maintainer script of a system package",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": [
        "preinst",
        "postinst",
        "prerm",
        "postrm",
        "pre-install",
        "post-install",
        ".pre-install",
        ".post-install",
        ".post-upgrade",
    ],
    "refines": None,
    "misses": [
        "what the programs do that it starts",
        "commands put together from variables",
    ],
    "references": [
        "Debian Policy Manual, chapter 6",
        "Alpine Linux wiki, Creating an Alpine package",
    ],
}


def fits(view: View) -> bool:
    """Say whether it names an interpreter, or is text, which a shell runs without one."""
    return view.read(0, 2) == b"#!" or manifests.is_text(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the script, and the notable commands in it."""
    yield Region("program", 0, view.size)
    yield from manifests.told(view, shell_scripts.read)
