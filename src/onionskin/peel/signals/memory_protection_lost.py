"""Memory of a program may be executed that could not be before, or a guard of memory that it asked for is gone."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.loader_orders import HEADER_GUARDS, MemoryGuards
from onionskin.parse.programs.macho import MachoLayout
from onionskin.parse.programs.pe import EXECUTE, PeLayout
from onionskin.peel.same_code import has_same_code
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Memory becomes writable and executable, or loses a guard",
    "alias": "D4",
    "family": "memory-protection",
    "lane": "change",
    "level": "review",
    "technique": "T1055",
    "misses": "memory whose rights the program changes while it runs; a program that had such memory before; "
    "guards of the load configuration in a program with other code, which another compiler explains",
    "references": [
        "gABI, chapter 5, segment flags; GNU, PT_GNU_STACK and PT_GNU_RELRO",
        "Microsoft, PE Format, section flags, DLL characteristics, load configuration; Apple, mach-o/loader.h",
    ],
    "benign": "a packer that the vendor begins to use; a part in assembler that asks for nothing",
}

WRITE = 0x8000_0000
_STACK, _RELRO, _LOAD = 0x6474_E551, 0x6474_E552, 1
_RWX = 3  # ELF: execute and write


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that lost one of these protections."""
    del old, new
    for before, after in pairs.changed:
        was, now = _open(before), _open(after)
        fresh = sorted(now - was) if was is not None and now is not None else []
        fresh += [f"gone is that {each}" for each in _lost(before, after)]
        if fresh:
            own = after.artifact
            said = "; ".join(fresh)
            yield Hit(f"{base_name(after)}: {said}, which was not so before", (Evidence(said, own.id, 0, own.size),), subject=own.id)  # fmt: skip


def _lost(before: Layer, after: Layer) -> list[str]:
    """Return the guards that only the old program asks for; of those that compilers write, where the code is the same."""
    was, now = before.first(MemoryGuards), after.first(MemoryGuards)
    if was is None or now is None:
        return []
    gone = [each for each in was.names if each not in now.names]
    sure = [each for each in gone if each in HEADER_GUARDS]
    return gone if gone != sure and has_same_code(before, after) else sure


def _open(layer: Layer) -> set[str] | None:
    """Return what is open in a program; None for other files."""
    elf, pe, macho = layer.first(ElfImage), layer.first(PeLayout), layer.first(MachoLayout)
    if elf is not None:
        kinds = {each.type for each in elf.segments}
        found = {"the stack may be executed" for each in elf.segments if each.type == _STACK and each.flags & 1}  # fmt: skip
        found |= {"a segment may be written and executed" for each in elf.segments if each.type == _LOAD and each.flags & _RWX == _RWX}  # fmt: skip
        is_linked = any(each.name == ".dynamic" for each in elf.sections)
        return found | ({"what the loader fills in stays writable"} if is_linked and _RELRO not in kinds else set())  # fmt: skip
    if pe is not None:
        is_open = any(each.flags & EXECUTE and each.flags & WRITE for each in pe.sections)
        return {"a section may be written and executed"} if is_open else set()
    if macho is not None:
        is_open = any(each.first_protection & 6 == 6 for each in macho.segments)
        return {"a segment may be written and executed"} if is_open else set()
    return None
