"""Why two builds of one source differ: the classes that are known, by the field that differs.

Sources: reproducible-builds.org, documentation (time stamps, build paths, order of inputs, build
ids); Microsoft, PE format (time stamps, the debug directory's GUID); ELF gABI notes
(.note.gnu.build-id); Apple, LC_UUID.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Layer, Span, Value
from onionskin.parse.programs.pe import PeLayout
from onionskin.peel.difference import Difference, Stretch
from onionskin.peel.same_build import owner, signing_fields, without

OTHER = "unknown"
LOOKS = {"time": "time stamp", "path": "build path"}
# Streams of an MSI package that hold its times and its package code, new in each build.
STAMPED = frozenset({"\x05SummaryInformation"})
# The name of the owning region -> the class.
REGIONS = (
    (re.compile(r"^debug data|^debug director"), "debug GUID"),
    (re.compile(r"build-id"), "build id"),
    (re.compile(r"^rich header"), "linker's stamp"),
    (re.compile(r"^(?:local header|central directory|header |gzip header|data descriptor|end of central)"), "archive header: time, order"),
)  # fmt: skip


class Place(Value, frozen=True):
    """Bytes that differ, with their class and owner."""

    offset: int
    length: int
    cause: str
    owner: str


def causes(old: Layer, new: Layer, found: Difference) -> Iterator[Place]:
    """Yield each stretch with its class; `unknown` where no field explains it."""
    if found.reordered:
        yield Place(0, new.artifact.size, "order of lines", "the whole file")
        return
    known = [(each, "signature") for each in signing_fields(old, new, found)]
    known += [(each, "build id") for each in found.uuid]
    known += [(each, "time stamp") for each in (*_stamps(old), *_stamps(new))]
    spans = [span for span, _ in known]
    for each in found.stretches:
        whole = Span(each.offset, each.length)
        for rest in without(whole, spans):
            own = owner(new, rest.offset)
            yield Place(rest.offset, rest.length, _cause(each, own), own)
        for span, cause in known:
            if span.offset < whole.end and whole.offset < span.end:
                start = max(span.offset, whole.offset)
                length = min(span.end, whole.end) - start
                yield Place(start, length, cause, owner(new, start))


def _cause(each: Stretch, own: str) -> str:
    for pattern, cause in REGIONS:
        if pattern.search(own):
            return cause
    return LOOKS.get(each.look, OTHER)


def _stamps(layer: Layer) -> Iterator[Span]:
    """Yield the time stamps of a PE file: in the file header."""
    layout = layer.first(PeLayout)
    if layout is not None:
        yield Span(layout.nt_offset + 8, 4)
