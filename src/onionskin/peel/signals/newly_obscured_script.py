"""A script hides what it does, which the one before did not; or a new one does among readable ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from onionskin.model import Evidence, Layer
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import ScriptPieces, kept
from onionskin.peel.steps import is_small
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A script begins to hide what it does",
    "alias": "D5",
    "family": "obscured-script",
    "lane": "change",
    "level": "review",
    "technique": "T1027",
    "misses": "code that was only minified, but for a long line in a small step of the version; obscurity by other means than those "
    "that are measured; scripts that were obscured in the same way before",
    "references": [
        "MITRE ATT&CK T1027, T1027.010",
        "Public analyses of malicious packages of npm and PyPI, 2018 to 2026",
    ],
    "benign": "a maker that begins to protect its own code so; a test of such code; a table of objects written in one line",
}

# No honest pair of the bench's brings a longer line into a script that had none.
READABLE = 1000
STATEMENTS = (
    8  # of a line of code that long, at the least; a picture or a table of numbers has one or two
)
KEPT = 0.9  # of the old pieces; a script that was minified whole keeps fewer


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script that hides something in a way that was not there.

    What is new counts only in ways that no script of the old release that could be compared uses.
    """
    small = is_small(old, new)
    usual = {one for before, _ in pairs.changed for one in _ways(before)}
    added = ((None, each) for each in pairs.added)
    for before, after in chain(pairs.changed, added):
        ways = sorted(_ways(after) - (_ways(before) if before else usual))
        if small and before is not None:
            ways += _long_line(before, after)
        if ways:
            own = after.artifact
            how = "now hides" if before else "is new and hides"
            yield Hit(
                f"{base_name(after)} {how} what it does: {'; '.join(ways)}",
                (Evidence("; ".join(ways), own.id, 0, own.size),),
                subject=own.id,
            )


def _long_line(before: Layer, after: Layer) -> list[str]:
    """Say that a script whose lines people could read has one more now that they cannot, and the others as before."""
    was, now = before.first(ScriptCode), after.first(ScriptCode)
    one, two = before.first(ScriptPieces), after.first(ScriptPieces)
    if was is None or now is None or one is None or two is None:
        return []
    if not was.longest_line <= READABLE < now.longest_line or kept(one, two) < KEPT:
        return []
    if len(two.places) - len(one.places) < STATEMENTS:
        return []
    return [f"a line of {now.longest_line:,} letters, where the longest had {was.longest_line:,}"]


def _ways(layer: Layer) -> set[str]:
    return {one for each in layer.all(ScriptCode) for one in each.obscured}
