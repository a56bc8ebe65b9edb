"""Payloads of programs that Nuitka made one file of: the compiled program, its libraries and data."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.runtimes import nuitka_onefile
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "payload of a Nuitka program (onefile)",
    "kind": "container",
    "suffixes": [],
    "match": [[0, b"KAX"], [0, b"KAY"]],
    "refines": None,
    "misses": [
        "the checksums that the program compares before it starts what it unpacked",
        "in a program of which it is less than half, a payload that stands in a section of constants is not looked for",
        "what one stream packs is given behind the mark of an unpacked payload, which does not stand in the file",
    ],
    "references": [
        "Nuitka, tools/onefile_compressor/OnefileCompressor.py",
        "Nuitka, build/static_src/OnefileBootstrap.c",
    ],
}


def fits(view: View) -> bool:
    """Say whether rows of files, or a stream of them, follow the mark."""
    return nuitka_onefile.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every file of the payload, and the bytes that none owns."""
    yield from nuitka_onefile.walk(view)
