"""What data of no known format looks like: text, a bare alphabet, or random bytes."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer, Problem, Span
from onionskin.parse.texture import texture
from onionskin.peel.wire import Opaque
from onionskin.plugins.view import View

META = {
    "title": "Texture of opaque data",
    "formats": ["data"],
    "misses": ["what stands behind the first 256 KiB"],
    "references": ["C. E. Shannon, A Mathematical Theory of Communication (1948)"],
}


def feature(layer: Layer, view: View) -> Iterator[Fact | Problem]:
    """Yield one Opaque."""
    del layer
    yield Fact.of(Opaque(texture(view, Span(0, view.size))))
