"""A stapled notarisation ticket: which code hashes it names, and the trailer that carries it in a PKG.

Apple has not published the format. Certain is this much, from tickets and write-ups: `s8ch`,
certificates and a part `g8tk` that lists (algorithm, cdhash of 20 bytes). The list's own place
is not; so a hash is looked for among the ticket's bytes, which can miss nothing that is listed.

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
    """A stapled ticket at [offset, offset+length). `hashes` are the candidates for listed code hashes, hex.

    A candidate is every run of 20 bytes behind a byte that names an algorithm (1 or 2) in the list's
    part; a superset of what is listed, cut at MAX_HASHES: `whole` says that it is not cut.
    """

    offset: int
    length: int
    hashes: tuple[str, ...]
    whole: bool


MAX_HASHES = 2000


def read_ticket(data: bytes, offset: int = 0) -> Ticket | None:
    """Return what a ticket lists, or None where the bytes are none."""
    at = data.rfind(LIST)
    if data[:4] != MAGIC or at < 0:
        return None
    hashes = []
    for start in range(at + 4, len(data) - 20):
        if data[start] in (1, 2):
            hashes.append(data[start + 1 : start + 21].hex())
            if len(hashes) > MAX_HASHES:
                break
    return Ticket(offset, len(data), tuple(hashes[:MAX_HASHES]), len(hashes) <= MAX_HASHES)


def names(ticket: Ticket, code: Iterable[str]) -> bool:
    """Say whether one of these code hashes (hex) may be listed."""
    return not ticket.whole or any(each[:40] in ticket.hashes for each in code)


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
