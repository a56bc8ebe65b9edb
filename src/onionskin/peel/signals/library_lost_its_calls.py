"""A library offers nothing any more of what it offered."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Outcome
from onionskin.parse.code.native_code import NativeCode
from onionskin.peel.layover import place
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A library that offers nothing of what it offered",
    "alias": "D5",
    "family": "disproportion",
    "lane": "change",
    "level": "review",
    "technique": "T1574.001",
    "misses": "another library that offers one of the same names, or under another name; programs, which offer none",
    "references": [
        "MITRE ATT&CK T1574.001",
        "Microsoft, PE Format: .edata; gABI, chapter 5; Apple, mach-o/nlist.h",
    ],
    "benign": "a library under the name of quite another one; a library that begins to be bound to by number alone",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per library that shares no offered name with the one before."""
    del old, new
    for before, after in pairs.changed:
        was, now = before.first(NativeCode), after.first(NativeCode)
        if was is None or now is None or not was.is_library or not was.exports:
            continue
        # One that was renamed is another library, and offers other names by right; of one cut short they were not seen.
        if place(before) != place(after) or after.outcome is not Outcome.SCANNED:
            continue
        if set(was.exports).isdisjoint(now.exports):
            own = after.artifact
            offers = f"{len(now.exports)} others" if now.exports else "nothing"
            yield Hit(
                f"{base_name(after)} offered {was.exports[0]} and {len(was.exports) - 1} names more, and now offers {offers}",
                (Evidence(f"offers {offers}", own.id, 0, own.size),),
                subject=own.id,
            )
