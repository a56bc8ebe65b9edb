"""A line stands where another one stood, and holds less: it compares less, refuses less, runs or believes more."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.weakenings import ALWAYS, SMALL
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.peel.wire import Weakened
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A line holds less than the one in whose place it stands",
    "alias": "D4",
    "family": "check-switched-off",
    "lane": "change",
    "level": "review",
    "technique": "T1562.001",
    "misses": "lines beside others that changed, too, or moved; more than three lines that took the place of others; a value that is worked out elsewhere; a wider bound, a switch, a number, an escape that is gone, or what the environment decides now, in a minor or major release; "
    "words that parse/code/weakenings.toml does not know; scripts of more than 20,000 lines, minified ones whose names changed, and compiled code",
    "references": [
        "MITRE ATT&CK T1562.001, Impair Defenses; T1556, Modify Authentication Process",
        "CWE-697, Incorrect Comparison; CWE-481, Assigning instead of Comparing; CWE-1023, Incomplete Comparison; CWE-502, Deserialization of Untrusted Data; CWE-78; CWE-295; CWE-193",
    ],
    "benign": "a bound or a default that honest users ran into; an option that the environment may set from now on",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per text with lines that hold less; in a large step some are shown alone."""
    least, how = SMALL if is_small(old, new) else ALWAYS, step(old, new)
    for _, after in pairs.changed:
        found = list(after.all(Weakened))
        if found and not is_aside(after):
            asks = any(each.asks >= least for each in found)
            what = "; it ".join(dict.fromkeys(each.says for each in found[:SHOWN]))
            summary = f"a line of {base_name(after)} {what}; the version step is {how}"
            yield Hit(summary, _evidence(after, found), None if asks else Level.NOTHING_FOUND, after.artifact.id)  # fmt: skip


def _evidence(layer: Layer, found: list[Weakened]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(each.says, layer.artifact.id, each.offset, each.length) for each in found[:SHOWN]
    )
