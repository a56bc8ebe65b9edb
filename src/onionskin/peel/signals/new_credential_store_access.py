"""A program begins to name where browsers keep secrets, and to open the system's store of them."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.peel.gained import by_id, changed_or_new, evidence, gained
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "New access to stores of passwords",
    "alias": "C2",
    "family": "credential-access",
    "lane": "change",
    "level": "review",
    "technique": "T1555.003",
    "misses": "paths that are put together at run time; browsers and wallets not in the list",
    "references": [
        "peers.md, section 1, signal C2",
        "MITRE ATT&CK T1555.003",
        "incident facts, section 2: the stealer reads the places of four browsers",
    ],
    "benign": "a password manager, a browser, a program that imports a browser's bookmarks",
}

STORES = ("words:browser-store", "words:wallet", "words:secret-file")


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that names a store and can open it, of which one at least is new.

    Two kinds of store that begin together are enough without a call.
    """
    del old, new
    for before, after in changed_or_new(pairs):
        now, begun = by_id(after), gained(before, after)
        named = [key for key in STORES if key in now]
        fresh = [key for key in STORES if key in begun]
        opens = "credential-store" in now and named and (fresh or "credential-store" in begun)
        if opens or len(fresh) > 1:
            keys = [*named, "credential-store"] if opens else fresh
            what = ", ".join(key.removeprefix("words:") for key in keys)
            yield Hit(
                f"{base_name(after)} {'now ' if before else ''}reaches for secrets: {what}",
                evidence(after, [one for key in keys for one in now[key]]),
                subject=after.artifact.id,
            )
