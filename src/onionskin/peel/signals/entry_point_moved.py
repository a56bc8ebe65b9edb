"""The entry point of a program moves out of the section that holds its code."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.code.native_code import NativeCode
from onionskin.peel.gained import programs
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "The entry point moves out of the section of code",
    "alias": "D5",
    "family": "entry-point",
    "lane": "change",
    "level": "review",
    "technique": "T1027.002",
    "misses": "an entry point that stays, and jumps elsewhere from there; Mach-O",
    "references": ["Microsoft, PE Format: AddressOfEntryPoint", "MITRE ATT&CK T1027.002"],
    "benign": "a packer that is new in the vendor's build, or copy protection",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program whose entry point was in its first code, and no longer is."""
    del old, new
    for before, after in programs(pairs):
        was, now = before.first(NativeCode), after.first(NativeCode)
        # Scripts have no entry point.
        if was is None or now is None:
            continue
        # Without any code the sections could not be read, which is said elsewhere.
        if was.is_entry_odd or not now.is_entry_odd or not was.entry or not now.code:
            continue
        place = f"section {now.entry}" if now.entry else "no section"
        yield Hit(
            f"{base_name(after)} began in section {was.entry}, and now begins in {place}",
            (Evidence(f"the entry point, in {place}", after.artifact.id, 0, after.artifact.size),),
            subject=after.artifact.id,
        )
