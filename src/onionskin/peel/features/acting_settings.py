"""Settings that start something by themselves, or widen a right, in files of many kinds."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.metadata.settings import kind_of, settings
from onionskin.plugins.view import View

META = {
    "title": "Settings that start something, or widen a right",
    "formats": [],
    "misses": [
        "settings of other editors and tools than those that are listed",
        "an image whose settings name no user, which runs as root, too",
        "what a setting refers to and does not say: a task of another file",
    ],
    "references": [
        "Visual Studio Code documentation, tasks; extension manifest",
        "JAR File Specification; java.lang.instrument",
        "Open Containers Initiative, Image Configuration",
        "Apple, launchd.plist(5)",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield an ActingSetting per setting."""
    del layer
    yield from map(Fact.of, settings(view, kind_of(view)))
