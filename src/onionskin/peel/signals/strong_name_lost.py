"""A .NET assembly whose key had made its name no longer has that key's signature."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.programs.clr import ClrAssembly
from onionskin.parse.programs.strong_name import StrongName
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A .NET assembly lost its strong name",
    "alias": "H7",
    "family": "broken-strong-name",
    "lane": "change",
    "level": "review",
    "technique": "T1554",
    "misses": "an assembly that was not validly signed before; one that is signed with another key, which its references do not find",
    "references": ["ECMA-335, partition II, sections 6.2.1.3 and 25.3.3"],
    "benign": "a vendor that gives up strong names, or begins to sign publicly or to compile ahead: .NET since 5.0 does not check them",
}

_WITHOUT = frozenset({"by-mono", "delay-signed", "public-signed", "compiled-ahead"})


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per assembly of the same name with a valid strong name before, and none now."""
    del old, new
    for before, after in pairs.changed:
        was, now = before.first(StrongName), after.first(StrongName)
        one, two = before.first(ClrAssembly), after.first(ClrAssembly)
        if was is None or was.status != "valid" or one is None or two is None or one.name != two.name:  # fmt: skip
            continue
        # Over other bytes is a finding of its own.
        if now is None or now.status in _WITHOUT:
            state = "has no key" if now is None else f"is {now.status}"
            own = after.artifact
            place = (now.offset, now.length) if now is not None and now.length else (0, own.size)
            yield Hit(
                f"{base_name(after)} was signed with the key {was.token}, and now {state}",
                (Evidence(f"no strong name: {state}", own.id, *place),),
                subject=own.id,
            )
