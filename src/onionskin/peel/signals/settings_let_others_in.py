"""A file of settings gets a line that hardly any honest release gets: rights for everybody, another's tools, another's index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.code.grave_lines import GraveLines, says
from onionskin.parse.code.script_pieces import ScriptPieces
from onionskin.peel.package_changes import is_test
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Settings let others in",
    "alias": "D7",
    "family": "new-acting-setting",
    "lane": "change",
    "level": "review",
    "technique": "T1195.001",
    "misses": "lines that parse/code/grave_lines.toml does not know, files of other names, and settings that a script writes; a file that had such a line before and gets another one in its place; texts of more than 4 MiB",
    "references": [
        "GitHub documentation, Security hardening for GitHub Actions; OpenSSF Scorecard, Pinned-Dependencies and Token-Permissions",
        "MITRE ATT&CK T1195.001, T1548.003, T1098.004, T1574.014; public analyses of tj-actions (2025) and of GhostAction (2025)",
    ],
    "benign": "a fork of an action that the project itself keeps; an index of its own; a tool for administrators that needs no password",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per text with more such lines than before, and per new one that has any; whatever the step."""
    how = step(old, new)
    for before, after in (*pairs.changed, *((None, each) for each in pairs.added)):
        found = [] if is_test(after) else _came(before, after)
        if found:
            what = "; ".join(dict.fromkeys(says()[one] for _, one in found if one in says()))
            summary = f"{base_name(after)} has a line that {what}; the version step is {how}"
            yield Hit(summary, tuple(_evidence(after, found)), subject=after.artifact.id)


def _came(before: Layer | None, after: Layer) -> list[tuple[int, str]]:
    """Return the (number, row) of each line that the old text has not, where there are more of the row than before."""
    now, pieces = after.first(GraveLines), after.first(ScriptPieces)
    if now is None or pieces is None:
        return []
    was = before.first(GraveLines) if before is not None else None
    olds = before.first(ScriptPieces) if before is not None else None
    known = frozenset(olds.pieces if olds else ())
    usual = Counter(one for _, one in (was.lines if was else ()))
    more = Counter(one for _, one in now.lines)
    digests = pieces.pieces
    return [
        (number, one)
        for number, one in now.lines
        if more[one] > usual[one] and number < len(digests) and digests[number] not in known
    ]


def _evidence(layer: Layer, found: list[tuple[int, str]]) -> Iterator[Evidence]:
    pieces, own = layer.first(ScriptPieces), layer.artifact
    for number, one in found[:SHOWN] if pieces is not None else ():
        yield Evidence(says()[one], own.id, *pieces.span(number, number, own.size))  # type: ignore[union-attr]
