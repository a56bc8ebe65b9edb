"""A program or script gains abilities that it had nothing of: several at once, or one in a step that promises none."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Level
from onionskin.parse.code.script_code import ScriptCode
from onionskin.peel.gained import begun, evidence, programs, weighty
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program gains a set of abilities that it had nothing of",
    "alias": "D4",
    "family": "new-ability",
    "lane": "change",
    "level": "review",
    "technique": "T1129",
    "misses": "abilities that were there before and are put to another use; calls found by a hash at run time; "
    "a single new ability in a minor or major release, in a test, or of the network without a place in it that the script names; "
    "scripts that are new as files, which have a signal of their own",
    "references": [
        "peers.md, section 1, signal D4",
        "MITRE ATT&CK T1129, T1071.001, T1055",
    ],
    "benign": "a feature that needs them: an updater, a plug-in host, telemetry; a library now linked in",
}

LEAST = 2  # groups; one in a small step


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program in which two groups or more begin at once, or one in a small step of the version."""
    small = is_small(old, new)
    for before, after in programs(pairs):
        new_groups = begun(before, after)
        # Of a program that is not read as a text, one ability says nothing in a larger step.
        is_script = after.first(ScriptCode) is not None
        alone = (small or is_script) and not is_aside(after) and bool(weighty(new_groups, before, after))  # fmt: skip
        if len(new_groups) >= LEAST or alone:
            level = None if small or len(new_groups) >= LEAST else Level.NOTHING_FOUND
            found = [one for some in new_groups.values() for one in some]
            yield Hit(
                f"{base_name(after)} can now {' and '.join(new_groups)}; the one before could not",
                evidence(after, found),
                level,
                after.artifact.id,
            )
