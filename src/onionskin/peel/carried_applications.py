"""Applications that a copied runtime carries in a section or a note, and runs: those of Bun and of Node.js."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onionskin.model import Problem, Span
from onionskin.parse import bun_graph, node_sea
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


def in_sections(view: View, sections: Iterable[tuple[str, int, int]]) -> Iterator[Child | Problem]:
    """Yield the applications in sections, given as (name, offset, size); Bun's own room is empty."""
    for name, offset, size in sections:
        if name not in _OF_BUN and name != _OF_NODE:
            continue
        found = _place(view, name, offset, size)
        if found is not None:
            yield Child(f"section {name}", span=(found.offset, found.length))
        elif size > 8 and not view.is_zero(offset, size):
            detail = f"what the section {name} at {offset:#x} carries has lost its begin or end"
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
