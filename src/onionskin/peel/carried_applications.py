"""Applications that a copied runtime carries in a section or a note, and runs: of Bun, Deno, Node.js and Nuitka."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onionskin.model import Problem, Region, Span
from onionskin.parse.programs.elf import ElfLayout
from onionskin.parse.programs.elf_notes import Note, chains
from onionskin.parse.runtimes import bun_graph, deno_bundle, node_sea, nuitka_onefile
from onionskin.peel.sniff import begins_file, is_file
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

# What the section is called in ELF and PE, and in Mach-O.
_OF_BUN = frozenset({".bun", "__bun"})
_OF_NODE = "__NODE_SEA_BLOB"
_OF_DENO = "d3n0l4nd"
# libsui, by which Deno and others put files into programs, writes a name before each.
_SUI = b"SUI"
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
        if name not in _OF_BUN and name not in (_OF_NODE, _OF_DENO):
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
    reader = deno_bundle if name == _OF_DENO else node_sea
    return Span(offset, size) if reader.fits(view.slice(offset, size)) else None


def behind(view: View, end: int, *, signed: bool) -> Iterator[Child | Region]:
    """Yield what stands behind a program's last part as a file of its own; behind a signature it has no owner."""
    if 0 < end < view.size and is_file(view.slice(end, view.size - end)):
        if not signed:
            yield Region("overlay", end, view.size - end)
        yield Child("behind the program", span=(end, view.size - end))


def in_notes(view: View, layout: ElfLayout) -> Iterator[Child | Problem]:
    """Yield the notes of an ELF file that are files of their own."""
    for chain in chains(view, layout):
        for note in chain:
            name, body = _named(view, note)
            if _is_file(view, note):
                yield Child(f"note {name}", span=(body.offset, body.length))
            elif name == _OF_DENO:
                detail = f"what the note {name} at {body.offset:#x} carries has lost its begin"
                yield Problem("damaged-application", detail)


def _named(view: View, note: Note) -> tuple[str, Span]:
    """Return what a note is called, and its bytes: of one by libsui those behind the name, of which two bytes say the length."""
    owner = note.owner.decode("utf-8", "backslashreplace")
    if note.owner != _SUI:
        return owner, note.body
    head = 2 + int.from_bytes(view.read(note.body.offset, 2), "little")
    if not 2 < head <= min(note.body.length, 256):
        return owner, note.body
    name = view.read(note.body.offset + 2, head - 2).decode("utf-8", "backslashreplace")
    return name, Span(note.body.offset + head, note.body.length - head)


def is_explained(view: View, note: Note) -> bool:
    """Say whether a note is as short as those of tools, or a file that is opened."""
    return note.body.length <= _SHORT or _is_file(view, note)


def _is_file(view: View, note: Note) -> bool:
    _, body = _named(view, note)
    is_asked = note.body.length > _SHORT or note.owner in (b"NODE_SEA_BLOB", _SUI)
    return is_asked and begins_file(view.slice(body.offset, body.length))
