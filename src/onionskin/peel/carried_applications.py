"""Applications that a copied runtime carries in a section or a note, and runs: those of Bun, Node.js and Nuitka."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onionskin.model import Problem, Span
from onionskin.parse import bun_graph, node_sea, nuitka_onefile
from onionskin.parse.elf import ElfLayout
from onionskin.parse.elf_notes import Note, chains
from onionskin.peel.sniff import begins_file
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

# What the section is called in ELF and PE, and in Mach-O.
_OF_BUN = frozenset({".bun", "__bun"})
_OF_NODE = "__NODE_SEA_BLOB"
# A note of a compiler, linker or distribution is shorter.
_SHORT = 1024
_NUITKA = re.compile(rb"KA[XY](?=[\x20-\xfd])")
_HEAD = 1 << 16
_STARTER = b"NUITKA_ONEFILE_"


def in_sections(view: View, sections: Iterable[tuple[str, int, int]]) -> Iterator[Child | Problem]:
    """Yield the applications in sections, given as (name, offset, size); Bun's own room is empty."""
    for name, offset, size in sections:
        if 2 * size > view.size:
            yield from _of_nuitka(view, name, offset, size)
        if name not in _OF_BUN and name != _OF_NODE:
            continue
        found = _place(view, name, offset, size)
        if found is not None:
            yield Child(f"section {name}", span=(found.offset, found.length))
        elif size > 8 and not view.is_zero(offset, size):
            detail = f"what the section {name} at {offset:#x} carries has lost its begin or end"
            yield Problem("damaged-application", detail)


def _of_nuitka(view: View, name: str, offset: int, size: int) -> Iterator[Child | Problem]:
    """Yield the payload that Nuitka links into the constants of its starter, of which it is the most part."""
    head = view.read(offset, min(size, _HEAD))
    starts = [match.start() for match in _NUITKA.finditer(head)]
    for start in starts:
        length = nuitka_onefile.length(view.slice(offset + start, size - start), 0)
        if length is not None and 2 * length > size:
            yield Child(f"payload in {name}", span=(offset + start, length))
            return
    if starts and view.find(_STARTER, offset, offset + size) >= 0:
        detail = f"the payload that Nuitka's starter has in {name} cannot be read"
        yield Problem("damaged-application", detail)


def _place(view: View, name: str, offset: int, size: int) -> Span | None:
    if name in _OF_BUN:
        return bun_graph.within(view, offset, size)
    return Span(offset, size) if node_sea.fits(view.slice(offset, size)) else None


def in_notes(view: View, layout: ElfLayout) -> Iterator[Child]:
    """Yield the notes of an ELF file that are files of their own."""
    for chain in chains(view, layout):
        for note in chain:
            if _is_file(view, note):
                owner = note.owner.decode("utf-8", "backslashreplace")
                yield Child(f"note {owner}", span=(note.body.offset, note.body.length))


def is_explained(view: View, note: Note) -> bool:
    """Say whether a note is as short as those of tools, or a file that is opened."""
    return note.body.length <= _SHORT or _is_file(view, note)


def _is_file(view: View, note: Note) -> bool:
    long = note.body.length > _SHORT
    return (long or note.owner == b"NODE_SEA_BLOB") and begins_file(view.slice(note.body.offset, note.body.length))  # fmt: skip
