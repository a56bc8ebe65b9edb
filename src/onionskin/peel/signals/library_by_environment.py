"""An Info.plist that has the loader bring a library into the program before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.parse.metadata.bundle import BundleInfo
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A bundle that loads a library by its environment",
    "alias": "C1",
    "family": "library-injection",
    "lane": "content",
    "level": "review",
    "technique": "T1574.006",
    "formats": ["info-plist"],
    "misses": "variables that are set at run time, or by a launch agent; other programs' variables (PYTHONPATH, NODE_OPTIONS)",
    "references": ["dyld(1)", "Apple, Information Property List: LSEnvironment"],
    "benign": "an old application that finds its own frameworks so",
}

_LOADS = ("DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "DYLD_VERSIONED_")


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit that names the variables."""
    del view
    info = layer.first(BundleInfo)
    found = [f"{key}={value}" for key, value in (info.environment if info else ()) if key.startswith(_LOADS)]  # fmt: skip
    if found:
        yield Hit(f"LSEnvironment sets {', '.join(found)[:300]}")
