"""A file that is asked for by name, and holds nothing of what its name says: cut off, damaged or another thing.

Opaque data counts as seen. A disk image without its end is opaque data, too, and nothing of it was seen.
Only the file that was handed in is judged so: within releases, tests and data bear any name.
"""

from __future__ import annotations

from functools import cache

from onionskin.model import Span
from onionskin.parse.texture import texture
from onionskin.plugins.scan import plugins
from onionskin.plugins.view import View

KINDS = frozenset({"container", "executable"})
# Their names are borne by much else: text in any encoding, keys, databases, objects of other tools.
SHARED = frozenset({"signed-script", "openpgp-signature", "cfb", "net-resources", "ar", "oci"})


def promised(name: str, view: View) -> str:
    """Return the title of the format that a name promises for bytes that fit none; "" for text, and for other names."""
    lower = name.lower()
    titles = [title for suffix, title in _titles() if lower.endswith(suffix)]
    if not titles or not view.size or texture(view, Span(0, view.size)) == "text":
        return ""
    return titles[0]


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """Return (suffix, title), the longest suffix first and of one suffix the broadest format."""
    found = [
        (suffix, each.meta["title"], each.meta["refines"] or "")
        for each in plugins("container")
        if each.meta["kind"] in KINDS and each.id not in SHARED
        for suffix in each.meta["suffixes"]
    ]
    found.sort(key=lambda row: (-len(row[0]), row[0], row[2], row[1]))
    return tuple((suffix, title) for suffix, title, _ in found)
