"""The code of a program is as it was, and under a resource's name lies something of another kind."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.programs.loader_orders import ResourceLook
from onionskin.peel.same_code import has_same_code
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A resource of another kind under its old name",
    "alias": "D5",
    "family": "edited-program",
    "lane": "change",
    "level": "review",
    "technique": "T1027.009",
    "misses": "a resource whose bytes look like those of the one before: packed data in place of a packed picture; one below 512 bytes; "
    "a new resource, and a program with other code",
    "references": ["Microsoft, PE Format, section .rsrc", "MITRE ATT&CK T1027.009, Embedded Payloads"],
    "benign": "a new picture in a program that is else the same",
}  # fmt: skip

# Bits a byte that two pictures of one kind, or two texts, do not differ by.
STEP = 1.0
SHOWN = 8
_TOLD = frozenset({"16", "24"})  # versions and manifests
_CARRIERS = frozenset({"random", "base64", "hex"})


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program with the same code and a resource that looks like another kind of data."""
    del old, new
    for before, after in pairs.changed:
        was = {each.key: each for each in before.all(ResourceLook)}
        now = after.all(ResourceLook)
        found = [each for each in now if each.key in was and _is_other(was[each.key], each)]
        if found and has_same_code(before, after):
            own = after.artifact
            evidence = tuple(
                Evidence(f"resource {each.key}: {was[each.key].entropy:.1f} bits a byte before, {each.entropy:.1f} now, {each.texture}", own.id, each.offset, each.length)
                for each in found[:SHOWN]
            )  # fmt: skip
            names = ", ".join(each.key for each in found[:SHOWN])
            yield Hit(f"{base_name(after)} has the code that it had, and data of another kind under the resource {names}", evidence, subject=own.id)  # fmt: skip


def _is_other(was: ResourceLook, now: ResourceLook) -> bool:
    if was.digest == now.digest or now.key.partition("/")[0] in _TOLD:
        return False
    carries = now.texture in _CARRIERS and was.texture != now.texture
    return (
        carries or (now.is_program and not was.is_program) or abs(was.entropy - now.entropy) >= STEP
    )
