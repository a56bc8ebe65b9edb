"""Signatures in files of their own: OpenPGP packets (.asc, .sig), and texts signed in the clear.

What a detached one was made over lies beside it: that is compared when the whole release is known.

Source: RFC 9580 (OpenPGP), sections 6.2, 7 and 10.4.
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Region, Signature, Span, Value
from onionskin.parse.holes import outside
from onionskin.parse.signatures import openpgp
from onionskin.plugins.view import View

LIMIT, TEXT = 1 << 20, 32 << 20
ARMOUR = b"-----BEGIN PGP SIGNATURE-----"
CLEAR = b"-----BEGIN PGP SIGNED MESSAGE-----"
_END = b"-----END PGP SIGNATURE-----"
_DOCUMENT = frozenset({0, 1})


class DetachedSignature(Value, frozen=True):
    """A file of signatures over another one, which has its name without the last suffix."""

    count: int


def fits(view: View) -> bool:
    """Say whether this is an armoured signature, a text signed in the clear, or signature packets alone."""
    head = view.read(0, 64)
    if head.startswith((ARMOUR, CLEAR)):
        return True
    if not head or not head[0] & 0x80 or view.size > LIMIT:
        return False
    try:
        return all(tag == 2 for tag, _ in openpgp.split(view.read(0, view.size)))
    except (DamagedError, IndexError):
        return False


def walk(view: View) -> Iterator[Region | Fact | Signature]:
    """Yield the packets; of a text signed in the clear the signature over it. Raises DamagedError."""
    if view.read(0, len(CLEAR)) == CLEAR:
        yield from _clear(view)
        return
    if view.size > LIMIT:
        raise DamagedError(f"a signature of {view.size} bytes")
    raw = view.read(0, view.size)
    found = [each for each in openpgp.packets(openpgp.dearmored(raw)) if each.says.kind in _DOCUMENT]  # fmt: skip
    end = raw.find(_END)
    stop = end + len(_END) if raw.startswith(ARMOUR) else view.size
    if not raw[stop:].strip():
        stop = view.size
    yield Region("signature packets", 0, stop)
    if not found:
        raise DamagedError("it holds no signature over a document")
    for packet in found:
        yield Fact.of(packet.says)
    yield Fact.of(DetachedSignature(len(found)))


def _clear(view: View) -> Iterator[Region | Fact | Signature]:
    """Read a text signed in the clear: its lines without escapes and blanks at their ends (7.1, 7.2)."""
    if view.size > TEXT:
        raise DamagedError(f"a signed text of {view.size} bytes")
    raw = view.read(0, view.size)
    head, blank, rest = raw.partition(b"\n\n") if b"\n\n" in raw[:2000] else raw.partition(b"\r\n\r\n")  # fmt: skip
    text, mark, _ = rest.partition(b"\n" + ARMOUR)
    if not mark:
        raise DamagedError("the signed text has no signature")
    start = len(head) + len(blank)
    stop = start + len(text)
    end = raw.find(_END, stop)
    last = end + len(_END) if end >= 0 else view.size
    last = view.size if not raw[last:].strip() else last
    yield Region("header", 0, start)
    yield Region("signed text", start, stop - start)
    yield Region("signature packets", stop, last - stop)
    lines = [each.removeprefix(b"- ").rstrip(b" \t\r") for each in text.split(b"\n")]
    signed = b"\r\n".join(lines)
    covered = (Span(start, stop - start),)
    for packet in openpgp.packets(openpgp.dearmored(raw[stop:])):
        digest = packet.says.digest_over([signed])
        yield Fact.of(packet.says)
        yield packet.says.signature("openpgp-clear", digest, covered, outside(covered, view.size))
