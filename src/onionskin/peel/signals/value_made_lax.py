"""A value that protects has become lax where it stands, and nothing else of its line is another."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.strictness import Strictness, says, weaker
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A value that protects became lax",
    "alias": "D4",
    "family": "check-switched-off",
    "lane": "change",
    "level": "review",
    "technique": "T1562.001",
    "misses": "a value in a line that changed besides; one that is put together or read at run time; names that parse/strictness.toml does not know; a limit that is raised and still one; "
    "scripts of more than 20,000 lines; compiled code",
    "references": [
        "MITRE ATT&CK T1562.001, Impair Defenses; T1600, Weaken Encryption",
        "CWE-1188, Initialization of a Resource with an Insecure Default; CWE-295; CWE-326; CWE-328; CWE-916",
    ],
    "benign": "a default that was too strict for honest users, and is said so in the notes of the release",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script or file of settings with values that are laxer than they were."""
    how = step(old, new)
    for before, after in pairs.changed:
        was, now = before.first(Strictness), after.first(Strictness)
        if was is None or now is None or is_aside(after):
            continue
        found = list(weaker(was.values, now.values))[:SHOWN]
        if found:
            own = after.artifact
            evidence = tuple(Evidence(f"{one.said!r} became {other.said!r}", own.id, other.offset, other.length) for one, other in found)  # fmt: skip
            one, other = found[0]
            what = f"{says(other.row)}: {one.said!r} became {other.said!r}"
            yield Hit(f"{base_name(after)} is less strict ({what}); the version step is {how}", evidence, subject=own.id)  # fmt: skip
