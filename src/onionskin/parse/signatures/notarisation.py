"""A stapled notarisation ticket: which code hashes it names, and the trailer that carries it in a PKG.

Apple has not published the format. Certain is this much, from tickets and write-ups: `s8ch`,
certificates and a part `g8tk` that lists (algorithm, cdhash of 20 bytes). Where exactly the list
stands is not; so a hash is looked for in all of the ticket, which misses nothing that is listed.

Source: mothersruin.com, "Notarization Tickets"; apple-platform-rs, `stapling.rs`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from onionskin.model import Span, Value
from onionskin.plugins.view import View

MAGIC = b"s8ch"
LIST = b"g8tk"
MAX_TICKET = 4 << 20
_TRAILER = struct.Struct("<4sHHII")
_TERMINATOR, _TICKET = 1, 2


class Ticket(Value, frozen=True):
    """A stapled ticket at [offset, offset+length). `names_it` says whether a hash of what carries it is in it.

    None: that hash is not known where the ticket was read (a file of a bundle).
    """

    offset: int
    length: int
    names_it: bool | None = None


def read_ticket(data: bytes, offset: int = 0, own: Iterable[bytes] = ()) -> Ticket | None:
    """Return a ticket, or None where the bytes are none; `own` are hashes of what it is stapled to."""
    if data[:4] != MAGIC or LIST not in data:
        return None
    hashes = [each[:20] for each in own if len(each) >= 20]
    return Ticket(offset, len(data), any(each in data for each in hashes) if hashes else None)


def trailer(view: View, start: int) -> tuple[Span, Span] | None:
    """Return (all of the trailer, the ticket in it) that begins at `start` and ends the file, or None."""
    room = view.size - start
    if room < 2 * _TRAILER.size or room > MAX_TICKET:
        return None
    magic, version, kind, length, unused = _TRAILER.unpack(view.read(start, 16))
    if (magic, version, kind, length, unused) != (b"t8lr", 1, _TERMINATOR, 0, 0):
        return None
    magic, version, kind, length, unused = _TRAILER.unpack(view.read(view.size - 16, 16))
    if (magic, version, kind, unused) != (b"t8lr", 1, _TICKET, 0) or length != room - 32:
        return None
    return Span(start, room), Span(start + 16, length)
