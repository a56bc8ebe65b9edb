"""Members whose names show something else than they are."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.archive import OddName
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Member names that deceive the eye",
    "alias": "C5",
    "family": "archive-names",
    "lane": "content",
    "level": "review",
    "technique": "T1036.002",
    "formats": [],
    "facts": ["OddName"],
    "misses": "letters of another script that look alike; a second extension behind many spaces",
    "references": ["ATT&CK T1036.002, Right-to-Left Override", "CVE-2021-42574, Trojan Source"],
    "benign": "file names in Hebrew or Arabic with a direction mark; a name that an old tool cut in the middle",
}

DECEITS = {
    "bidi": "turns the direction of reading",
    "control": "holds control characters (a terminal may obey them)",
    "invisible": "holds characters that nobody sees",
}
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit for all such names of an archive."""
    del view
    odd = [name for name in layer.all(OddName) if DECEITS.keys() & set(name.why)]
    if not odd:
        return
    evidence = tuple(
        Evidence(f"{name.member!a} {_why(name)}", None, name.offset, name.length)
        for name in odd[:SHOWN]
    )
    more = f" (and {len(odd) - 1} more)" if len(odd) > 1 else ""
    yield Hit(f"the name {odd[0].member!a} {_why(odd[0])}{more}", evidence)


def _why(name: OddName) -> str:
    return ", ".join(DECEITS[token] for token in name.why if token in DECEITS)
