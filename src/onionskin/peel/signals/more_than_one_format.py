"""Bytes that satisfy two formats at once: two readers would see two different files."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.peel.wire import Fits
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "One file, two formats (polyglot)",
    "alias": "L2",
    "family": "polyglot",
    "lane": "content",
    "level": "review",
    "technique": "T1036.008",
    "formats": [],
    "facts": ["Fits"],
    "misses": "formats that no container here knows",
    "references": ["ATT&CK T1036.008, Masquerade File Type"],
    "benign": "a self-extracting archive, or a file made to be read by two programs, such as a hybrid ISO",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit where a second, independent container fits the same bytes."""
    fits = layer.first(Fits)
    if fits is not None and fits.others:
        others = ", ".join(fits.others)
        whole = Evidence(f"fits {fits.opened} and {others}", None, 0, view.size)
        yield Hit(f"is {fits.opened} and {others} at once; opened as {fits.opened}", (whole,))
