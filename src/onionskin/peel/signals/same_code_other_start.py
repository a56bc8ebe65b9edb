"""The code of a program is as it was, and it begins in another place of it."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Span
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.pe import PeLayout
from onionskin.peel.same_code import has_same_code
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "The same code, begun elsewhere",
    "alias": "D5",
    "family": "entry-point",
    "lane": "change",
    "level": "review",
    "technique": "T1546",
    "misses": "a start that stays, and jumps elsewhere from there; a program with other code; Mach-O and .NET",
    "references": ["Microsoft, PE Format: AddressOfEntryPoint; gABI, chapter 4, e_entry"],
    "benign": "none is known: a linker that puts the same code in the same places puts the start there, too",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program with the same code and another entry point."""
    del old, new
    for before, after in pairs.changed:
        was, now = _start(before), _start(after)
        if was is None or now is None or was[0] == now[0] or not has_same_code(before, after):
            continue
        own, span = after.artifact, now[1]
        behind = " (behind what was the end of its code)" if _is_behind(before, now[0]) else ""
        note = f"begins at {now[0]:#x}{behind}"
        yield Hit(
            f"{base_name(after)} has the code that it had, and {note}, no longer at {was[0]:#x}",
            (Evidence(note, own.id, span.offset, span.length),),
            subject=own.id,
        )


def _start(layer: Layer) -> tuple[int, Span] | None:
    """Return the address of the start and where it is written; None for other files and those without one."""
    pe, elf = layer.first(PeLayout), layer.first(ElfImage)
    if pe is not None and pe.entry_rva:
        return pe.entry_rva, Span(pe.optional_offset + 16, 4)
    return (elf.entry, Span(24, 8 if elf.bits == 64 else 4)) if elf is not None and elf.entry else None  # fmt: skip


def _is_behind(before: Layer, address: int) -> bool:
    layout = before.first(PeLayout)
    if layout is None:
        return False
    held = (each.rva <= address < each.rva + each.virtual_size for each in layout.sections)
    return not any(held)
