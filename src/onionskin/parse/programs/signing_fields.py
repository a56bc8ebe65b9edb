"""Which bytes of an executable signing writes: its fields in the headers, and the signature itself.

Sources: Microsoft, PE format, "Attribute Certificate Table" (checksum, the certificate table and its
directory entry are what Authentihash leaves out); Apple, mach-o/loader.h (LC_CODE_SIGNATURE, and the
sizes of __LINKEDIT, which grows by the signature; ncmds and sizeofcmds count the command).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from onionskin.model import Span
from onionskin.parse.programs.pe import PeLayout
from onionskin.plugins.view import View

MAGICS = {
    b"\xfe\xed\xfa\xce": (">", 28),
    b"\xce\xfa\xed\xfe": ("<", 28),
    b"\xfe\xed\xfa\xcf": (">", 32),
    b"\xcf\xfa\xed\xfe": ("<", 32),
}
LC_SEGMENT, LC_SEGMENT_64, LC_UUID, LC_CODE_SIGNATURE = 0x1, 0x19, 0x1B, 0x1D
MOST_COMMANDS = 10_000


def pe_fields(layout: PeLayout) -> Iterator[Span]:
    """Yield the checksum, the directory entry of the certificate table, and the table."""
    yield Span(layout.checksum_offset, 4)
    if layout.certificate_directory_offset is not None:
        yield Span(layout.certificate_directory_offset, 8)
    offset, size = layout.certificate_table
    if size and offset < layout.size:
        yield Span(offset, min(size, layout.size - offset))


def macho_fields(view: View) -> Iterator[Span]:
    """Yield the counts of commands, the sizes of __LINKEDIT, LC_CODE_SIGNATURE and the signature."""
    form = MAGICS.get(view.read(0, 4))
    if form is None:
        return
    yield Span(16, 8)
    signed = False
    for kind, at, command in _commands(view, *form):
        wide = kind == LC_SEGMENT_64
        if kind in {LC_SEGMENT, LC_SEGMENT_64} and command[8:24].rstrip(b"\0") == b"__LINKEDIT":
            # vmaddr, vmsize, fileoff, filesize: 8 bytes each in the wide form, 4 in the other.
            word = 8 if wide else 4
            yield Span(at + 24 + word, word)
            yield Span(at + 24 + 3 * word, word)
        elif kind == LC_CODE_SIGNATURE and len(command) >= 16 and not signed:
            signed = True  # the loader takes one; a second would be another command's place
            offset, size = struct.unpack(f"{form[0]}II", command[8:16])
            yield Span(at, 16)
            if offset < view.size:
                yield Span(offset, min(size, view.size - offset))


def macho_uuid(view: View) -> Iterator[Span]:
    """Yield the bytes of LC_UUID."""
    form = MAGICS.get(view.read(0, 4))
    for kind, at, _ in _commands(view, *form) if form else ():
        if kind == LC_UUID:
            yield Span(at + 8, 16)


def _commands(view: View, order: str, start: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield (type, offset, first bytes) of each load command, as far as they hold together."""
    header = view.read(0, start)
    if len(header) < start:
        return
    count, size = struct.unpack(f"{order}II", header[16:24])
    at, end = start, min(start + size, view.size)
    for _ in range(min(count, MOST_COMMANDS)):
        command = view.read(at, min(72, end - at))
        if len(command) < 8:
            return
        kind, length = struct.unpack(f"{order}II", command[:8])
        if length < 8 or at + length > end:
            return
        yield kind, at, command[:length]
        at += length
