"""A program that showed its work in a console does so no longer."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Level
from onionskin.parse.programs.pe import PeLayout
from onionskin.peel.same_code import has_same_code
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program of the console that has none any more",
    "alias": "D5",
    "family": "entry-point",
    "lane": "change",
    "level": "review",
    "technique": "T1564.003",
    "misses": "a program that hides its window itself; libraries, of which the loader asks nothing; in a minor or major release one with other code asks for no review alone",
    "references": [
        "Microsoft, PE Format: Windows Subsystem",
        "MITRE ATT&CK T1564.003, Hidden Window",
    ],
    "benign": "a tool that becomes a program with windows, or is started by another that shows its own",
}

WINDOWS, CONSOLE = 2, 3
_SUBSYSTEM = 68  # in the optional header


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that was of the console's subsystem and is of the windows'."""
    small, how = is_small(old, new), step(old, new)
    for before, after in pairs.changed:
        was, now = before.first(PeLayout), after.first(PeLayout)
        if was is None or now is None or was.is_dll or now.is_dll:
            continue
        if (was.subsystem, now.subsystem) == (CONSOLE, WINDOWS):
            own = after.artifact
            level = None if small or has_same_code(before, after) else Level.NOTHING_FOUND
            yield Hit(
                f"{base_name(after)} had a console, and runs without one; the version step is {how}",
                (
                    Evidence(
                        "the subsystem of Windows", own.id, now.optional_offset + _SUBSYSTEM, 2
                    ),
                ),
                level,
                own.id,
            )
