"""The notes of an ELF file: who wrote each, and where it stands.

Source: gABI, chapter 5 (note section); names and descriptors are aligned to four bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from onionskin.model import Span
from onionskin.parse.programs.elf import PT_NOTE, ElfLayout
from onionskin.plugins.view import View

MAX_NOTES = 4096
_LONGEST = 256


class Note(NamedTuple):
    """One note: its owner's name, all its bytes, and those of its descriptor."""

    owner: bytes
    span: Span
    body: Span


def chains(view: View, layout: ElfLayout) -> Iterator[list[Note]]:
    """Yield the notes of each segment that consists of nothing else."""
    for segment in layout.segments:
        if segment.type == PT_NOTE and segment.size and segment.end <= layout.size:
            found = _chain(view, layout.order, segment.offset, segment.end)
            if found:
                yield found


def _chain(view: View, order: str, at: int, end: int) -> list[Note]:
    """Return the notes at [at, end), or none of them where they do not end there."""
    found: list[Note] = []
    while at < end and len(found) < MAX_NOTES:
        head = view.read(at, 12)
        if len(head) < 12:
            return []
        length, size, _ = struct.unpack(order + "III", head)
        body = at + 12 + -(-length // 4) * 4
        stop = body + -(-size // 4) * 4
        if length > _LONGEST or stop - end >= 4:
            return []
        found.append(Note(view.read(at + 12, length).rstrip(b"\0"), Span(at, min(stop, end) - at), Span(body, size)))  # fmt: skip
        at = stop
    return found if at >= end else []
