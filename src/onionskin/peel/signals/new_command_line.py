"""A compiled program begins to hold a command line that the release before holds nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.code.command_lines import CommandLines, plain
from onionskin.peel.named_before import is_named
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A compiled program begins to name a command line",
    "alias": "D4",
    "family": "new-command",
    "lane": "change",
    "level": "review",
    "technique": "T1059",
    "misses": "a command line that is encrypted or put together at run time; one that any file of the release before names; programs that are new as files",
    "references": [
        "MITRE ATT&CK T1059; Public analyses of SUNBURST (2020) and of trojanised installers"
    ],
    "benign": "a new message that tells the user what to type; a feature that starts a tool",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per compiled program with command lines that no file of the release before holds."""
    del new
    for before, after in pairs.changed:
        was, now = before.first(CommandLines), after.first(CommandLines)
        if was is None or now is None or not was.is_whole:
            continue
        known = was.plain()
        rows = zip(now.texts, now.places, strict=True)
        fresh = [each for each in rows if plain(each[0]) not in known][:SHOWN]
        fresh = [each for each in fresh if not is_named(old, each[0])]
        if fresh:
            own = after.artifact
            evidence = tuple(
                Evidence(f"names {text!r}", own.id, at, len(text)) for text, at in fresh
            )
            yield Hit(f"{base_name(after)} begins to name a command line: {fresh[0][0][:120]!r}", evidence, subject=own.id)  # fmt: skip
