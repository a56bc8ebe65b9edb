"""A script begins to switch off a check that protects: of certificates, of the system, of a window's rights."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.parse.code.script_code import ScriptCode
from onionskin.peel.gained import by_id, evidence
from onionskin.peel.package_changes import is_aside
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A check that protects is switched off",
    "alias": "D4",
    "family": "check-switched-off",
    "lane": "change",
    "level": "review",
    "technique": "T1562.001",
    "misses": "a script that switched one off before; a check that is left out and not switched off; a value that is put together at run time; "
    "new scripts of a minor or major release",
    "references": [
        "MITRE ATT&CK T1562.001, Impair Defenses",
        "Node.js, TLS; Electron, Security; Python, ssl; Microsoft, Set-MpPreference",
    ],
    "benign": "an option for networks with certificates of their own",
}

CHECK = "checks-off"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script that changed, and now holds what no script of the old release that changed holds."""
    del old, new
    usual = {each.place for before, _ in pairs.changed for each in by_id(before).get(CHECK, ())}
    for before, after in pairs.changed:
        if before.first(ScriptCode) is None or is_aside(after) or CHECK in by_id(before):
            continue
        fresh = [each for each in by_id(after).get(CHECK, ()) if each.place not in usual]
        if fresh:
            what = ", ".join(sorted({each.place for each in fresh})[:3])
            yield Hit(f"{base_name(after)} now switches off a check ({what})", evidence(after, fresh), subject=after.artifact.id)  # fmt: skip
