"""The file names that a program mentions, and the calls by which it could open them."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem
from onionskin.parse.code.strings import file_names
from onionskin.plugins.view import View

META = {
    "title": "File names and the calls that open files",
    "formats": ["pe", "elf", "macho"],
    "misses": ["names that are put together at run time, or masked", "names without a suffix"],
    "references": ["incident facts, section 2: ffmpeg.dll opens d3dcompiler_47.dll"],
}


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield one FileNames."""
    del layer
    problems: list[Problem] = []
    yield Fact.of(file_names(view, problems))
    yield from problems
