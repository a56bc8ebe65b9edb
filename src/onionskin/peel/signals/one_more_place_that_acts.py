"""A script gets one more place at which it acts on the world, whatever it could before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.script_code import ScriptCode
from onionskin.peel.inserted import Difference, difference
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "One more place in a script that acts",
    "alias": "D4",
    "family": "new-ability",
    "lane": "change",
    "level": "review",
    "technique": "T1059",
    "misses": "a place that only reaches the network; one act put in the place of another of its kind; tests; a minor or major release; "
    "acts of a kind that a script has more than sixty-four of",
    "references": [
        "peers.md, section 1, signal D4",
        "Public analyses of ua-parser-js (2021), and of the npm worms of 2025: code put into scripts that start programs anyway",
    ],
    "benign": "a fix of a tool whose work is to start programs, or to fetch",
}

ACTS = {
    "exec": "starts programs", "dynamic-code": "runs code that it makes or fetches", "native-code": "calls native code",
    "injection": "writes into other processes", "credential-store": "opens a store of secrets", "environment": "takes the whole environment",
    "checks-off": "switches off a check", "asks-elsewhere": "asks the name system or a chain of blocks for a text",
    "secret-variable": "names a secret variable", "persistence": "makes itself start again", "clipboard": "uses the clipboard",
    "request-hook": "puts itself between a page and its requests", "publish": "publishes packages",
    "words:secret-file": "names files of keys", "words:wallet": "names wallets", "words:browser-store": "names what browsers keep",
    "loader-hook": "changes how modules are found, or what others' functions do", "loads-code": "loads code from a file that is no module",
    "made-names": "puts names together from letters", "host-info": "asks who and where it is", "place-of-secrets": "names a place of secrets or traces",
    "place-that-starts": "names a place from which something starts by itself", "destroys": "removes what is not its own",
    "listens": "waits for connections", "watches": "watches keys, screens, forms or sessions",
    "build-orders": "gives orders to compilers, linkers or loaders", "place-gate": "asks where on earth it runs", "long-wait": "waits for hours or works beside",
    "words:dead-drop": "names a place where anybody may leave text", "words:run-key": "names a place of programs that start by themselves",
}  # fmt: skip


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script in which lines came that act, so that it has more such places than before."""
    if not is_small(old, new):
        return
    how = step(old, new)
    for before, after in pairs.changed:
        found = difference(before, after) if after.first(ScriptCode) is not None else None
        if found is None or is_aside(after):
            continue
        more = _more(found)
        if more:
            own = after.artifact
            ends = (*found.now.places[1:], own.size)
            said = " and ".join(sorted({ACTS[what] for _, what in more}))
            evidence = tuple(
                Evidence(f"new: {what}", own.id, found.now.places[at], ends[at] - found.now.places[at])
                for at, what in more[:8]
            )  # fmt: skip
            yield Hit(f"{base_name(after)} has one more place that {said}; the version step is {how}", evidence, subject=own.id)  # fmt: skip


def _more(found: Difference) -> list[tuple[int, str]]:
    """Return (piece, act) of what came, for acts of which there are more places now."""
    was = Counter(what for _, what in found.was.abilities)
    now = Counter(what for _, what in found.now.abilities)
    fresh = set(found.came)
    return [
        (number, what)
        for number, what in found.now.abilities
        if number in fresh and what in ACTS and now[what] > was[what]
    ]
