"""Steps of workflows that send secrets to an address."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.metadata.workflows import secrets_sent
from onionskin.plugins.view import View

META = {
    "title": "Steps of workflows that send secrets",
    "formats": [],
    "misses": [
        "a script of the repository that a step starts, and an action of somebody's that is given secrets",
        "an address that is put together, and one at a usual service",
    ],
    "references": [
        "GitHub documentation, Workflow syntax for GitHub Actions; Contexts",
        "Public analyses of GhostAction and Shai-Hulud, September 2025",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield a SecretsSent per step."""
    del layer
    yield from map(Fact.of, secrets_sent(view))
