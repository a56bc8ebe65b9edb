"""Bytes in an archive that belong to no member, no header and no padding of a known grammar."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Span
from onionskin.parse.archive import StrayBytes
from onionskin.parse.texture import describe
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes outside the members of an archive",
    "alias": "L4",
    "family": "unowned-bytes",
    "lane": "content",
    "level": "review",
    "technique": "T1027.009",
    "formats": [],
    "facts": ["StrayBytes"],
    "misses": "bytes that a grammar owns and nobody reads: a comment in plain words, time stamps, a member of no use; fewer than 16 bytes at a place, unless there are many such or they stand where every writer leaves zeros; zeros",
    "references": [
        "design law 1: every byte has an owner",
        "PKWARE APPNOTE.TXT 6.3.10, section 4.3.1",
    ],
    "benign": "a self-extractor in front, a signature or licence block of the maker behind, a writer that leaves old bytes in its padding",
}

PLACES = {
    "before": "in front of the archive",
    "between": "between its members",
    "behind": "behind its end",
    "slack": "inside a member, behind its data",
    "header": "in a header, where every writer leaves zeros",
    "filling": "behind a member's data, where every writer leaves zeros",
    "extra": "in a header, in a field of no known grammar",
    "padding": "in padding that should be zero",
    "comment": "in a comment that is no text",
}
LEAST = 16
# Of 294,068 headers of tars that registries serve none has a byte there: two of them are no accident.
ALWAYS_ZERO = frozenset({"header", "filling"})
# Shorter pieces say something only together.
TOGETHER = 96
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per kind of place, whatever else could not be read in the archive."""
    stray = layer.all(StrayBytes)
    for where, words in PLACES.items():
        spans = [Span(each.offset, each.length) for each in stray if each.where == where]
        if where not in ALWAYS_ZERO and sum(span.length for span in spans) < TOGETHER:
            spans = [span for span in spans if span.length >= LEAST]
        odd = [span for span in spans if not view.is_zero(span.offset, span.length)]
        if odd:
            total = sum(span.length for span in odd)
            more = f" in {len(odd)} places" if len(odd) > 1 else f" at {odd[0].offset:#x}"
            evidence = tuple(
                Evidence(describe(view, span), None, span.offset, span.length)
                for span in odd[:SHOWN]
            )
            yield Hit(f"{total:,} bytes {words}{more}: {evidence[0].note}", evidence)
