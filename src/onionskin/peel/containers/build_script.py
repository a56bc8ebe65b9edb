"""Build script (configure, m4, make, CMake, Meson, build.rs)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import build_scripts, manifests
from onionskin.plugins.view import View

META = {
    "title": "Build script (configure, m4, make, CMake, Meson, build.rs)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": [
        "configure",
        "configure.ac",
        "configure.in",
        "*.m4",
        "makefile",
        "makefile.in",
        "makefile.am",
        "gnumakefile",
        "cmakelists.txt",
        "*.cmake",
        "meson.build",
        "build.rs",
    ],
    "refines": None,
    "misses": [
        "commands put together from variables over several lines",
        "names of test files that are put together",
        "lines behind their first 4,000 characters",
    ],
    "references": [
        "CVE-2024-3094, oss-security, 29 March 2024",
        "The Cargo Book, Build Scripts",
    ],
}


def fits(view: View) -> bool:
    """Say whether it is text."""
    return manifests.is_text(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the lines by which code could come out of data."""
    yield Region("program", 0, view.size)
    yield from manifests.told(view, build_scripts.read)
