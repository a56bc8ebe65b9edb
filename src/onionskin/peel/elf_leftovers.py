"""What editors of ELF files leave where a table, a note or a section stood before they moved it.

Each grammar says nothing new: what it owns describes this very file, or stands in it a second time.
Sources: LIEF, ELF Builder (moves the program headers and the notes to the end); Bun's `build --compile` (moves its
section, and leaves the address where it stood).
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct

from onionskin.model import Region, Span
from onionskin.parse.programs.elf import ElfLayout
from onionskin.parse.programs.elf_notes import Note, chains
from onionskin.peel.carried_applications import is_explained
from onionskin.plugins.view import View

_FEWEST_ROWS = 3
_ROWS = 64
_NOTES = 1 << 16
_ALIGNMENT = 64


class Leftovers:
    """The notes of one file, and what may stand in its holes."""

    def __init__(self, view: View, layout: ElfLayout) -> None:
        self.view = view
        self.layout = layout
        self.chains = list(chains(view, layout))

    def is_among_notes(self, start: int, end: int) -> bool:
        """Say whether [start, end) lies in a segment of notes, which own what such a section claims."""
        return any(each[0].span.offset <= start and end <= each[-1].span.end for each in self.chains)  # fmt: skip

    def regions(self, hole: Span) -> Iterator[Region]:
        """Yield what of a hole is a leftover, or one of the notes, and zeros of alignment in front of a leftover."""
        zeros = self._zeros(hole)
        rest = Span(hole.offset + zeros, hole.length - zeros)
        what = self._leftover(rest)
        if what and zeros:
            yield Region("padding", hole.offset, zeros)
        if what:
            yield Region(what, rest.offset, rest.length)
        else:
            yield from self._notes(hole)

    def _zeros(self, hole: Span) -> int:
        """Return how many zeros begin a hole, up to a multiple of four, where notes and addresses stand."""
        head = self.view.read(hole.offset, min(hole.length, _ALIGNMENT))
        zeros = len(head) - len(head.lstrip(b"\0"))
        return max(zeros - (hole.offset + zeros) % 4, 0) if zeros < len(head) else 0

    def _leftover(self, hole: Span) -> str:
        """Return what a hole as a whole is, or ""."""
        data = self.view.read(hole.offset, min(hole.length, _NOTES))
        if hole.offset == self.layout.header_size and self._are_earlier_rows(data):
            return "earlier program headers"
        if hole.length <= len(data) and self._is_copy_of_notes(data):
            return "earlier notes"
        return "place of a moved section" if self._is_moved_section(hole) else ""

    def _notes(self, hole: Span) -> Iterator[Region]:
        """Yield the parts of notes that lie in a hole, and zeros behind the last."""
        at = hole.offset
        for each in (note for chain in self.chains for note in chain):
            start, end = max(each.span.offset, hole.offset), min(each.span.end, hole.end)
            if start < end and is_explained(self.view, each):
                yield Region(f"note {each.owner[:40].decode('utf-8', 'backslashreplace')}", start, end - start)  # fmt: skip
                at = end
        if hole.offset < at < hole.end and self.view.is_zero(at, hole.end - at):
            yield Region("padding", at, hole.end - at)

    def _are_earlier_rows(self, data: bytes) -> bool:
        """Say whether these are rows of a table of program headers, half of which the present one has, too."""
        form = Struct(self.layout.order + ("IIQQQQQQ" if self.layout.wide else "IIIIIIII"))
        count, rest = divmod(len(data), form.size)
        if rest or not _FEWEST_ROWS <= count <= _ROWS:
            return False
        first = 3 if self.layout.wide else 2
        size = 5 if self.layout.wide else 4
        known = {(each.type, each.address, each.size) for each in self.layout.segments}
        rows = [form.unpack_from(data, at) for at in range(0, len(data), form.size)]
        return 2 * sum((row[0], row[first], row[size]) in known for row in rows) >= count

    def _is_copy_of_notes(self, data: bytes) -> bool:
        """Say whether notes of the file stand here once more, in the same order, and zeros behind the last."""
        for chain in self.chains:
            short = [each for each in chain if is_explained(self.view, each)]
            for number, _ in enumerate(short):
                at = self._same(data, short[number:])
                if at and not any(data[at:]):
                    return True
        return False

    def _same(self, data: bytes, notes: list[Note]) -> int:
        """Return how many bytes the notes and these have in common, by whole notes."""
        at = 0
        for each in notes:
            if data[at : at + each.span.length] != self.view.read(each.span.offset, each.span.length):  # fmt: skip
                break
            at += each.span.length
        return at

    def _is_moved_section(self, hole: Span) -> bool:
        """Say whether nothing but the address of a section that stands elsewhere is in a hole."""
        word = 8 if self.layout.wide else 4
        raw = self.view.read(hole.offset, word)
        address = int.from_bytes(raw[::-1] if self.layout.order == "<" else raw, "big")
        moved = any(each.address == address and each.has_bytes for each in self.layout.sections)
        return bool(address) and moved and self.view.is_zero(hole.offset + word, hole.length - word)
