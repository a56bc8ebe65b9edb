"""In the jail: the operator's OpenPGP keys, and what they make of signatures beside a file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator

import msgspec

from onionskin.errors import DamagedError
from onionskin.jail.worker import note
from onionskin.model import Span
from onionskin.parse.programs.pe import parse_layout
from onionskin.parse.signatures import idsig
from onionskin.parse.signatures.authenticode import PeDigests
from onionskin.parse.signatures.keyring import Keyring, read_keys, settle
from onionskin.peel.wire import Beheld, Beside, KeyFiles, KeysRead
from onionskin.plugins.view import View

DETACHED = "openpgp-detached"
AUTHENTICODE = "authenticode-"
_TEXT = 1
# One worker reads one run's keys once.
_HELD: dict[str, Keyring] = {}


def held(digest: str, descriptor: int) -> Keyring:
    """Return the keys that a descriptor holds; files that hold none were refused before."""
    ring = _HELD.get(digest)
    if ring is None:
        ring = Keyring()
        for each in _files(descriptor):
            try:
                for key in read_keys(each):
                    ring.add(key)
            except DamagedError:
                continue
        _HELD.clear()
        _HELD[digest] = ring
    return ring


def look(args: bytes, fds: list[int]) -> bytes:
    """Return how many keys each file holds, or why none, as KeysRead."""
    del args
    note("keys")
    counts = []
    for each in _files(fds[0]):
        try:
            counts.append((len(read_keys(each)), ""))
        except DamagedError as error:
            counts.append((0, str(error)))
    return msgspec.msgpack.encode(KeysRead(tuple(counts)))


def behold(args: bytes, fds: list[int]) -> bytes:
    """Digest a file for the signatures beside it, settle them, and return a Beheld."""
    asked = msgspec.msgpack.decode(args, type=Beside)
    note("beside")
    view = View(fds[0], asked.base, asked.size)
    ring = held(asked.keys, fds[1]) if asked.keys else None
    made = []
    for says in asked.signatures:
        digest = says.digest_over(_lines(view) if says.kind == _TEXT else view.chunks())
        signature = says.signature(DETACHED, digest, (Span(0, view.size),), ())
        made.append(settle(signature, says, ring) if ring else signature)
    made += idsig.settle(view, asked.idsig) if asked.idsig else ()
    digests: dict[str, str] = {}
    for name in asked.algorithms:
        found = (
            _digest(view, name) if not name.startswith(AUTHENTICODE) else _of_program(view, name)
        )
        digests |= {name: found} if found else {}
    return msgspec.msgpack.encode(Beheld(tuple(made), digests))


def _lines(view: View) -> Iterator[bytes]:
    """Yield a text with line ends as a signature of type 1 digests them (RFC 9580, 5.2.4)."""
    carried = b""
    for chunk in view.chunks():
        data = carried + chunk
        carried = data[-1:] if data.endswith(b"\r") else b""
        data = data[: len(data) - len(carried)]
        yield data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    yield carried


def _digest(view: View, name: str) -> str:
    state = hashlib.new(name, usedforsecurity=False)
    for chunk in view.chunks():
        state.update(chunk)
    return state.hexdigest()


def _of_program(view: View, name: str) -> str:
    """Return a PE's Authenticode digests, padded as when it is signed and not, and the plain one; "" for no PE."""
    algorithm = name.removeprefix(AUTHENTICODE)
    try:
        digests = PeDigests(view, parse_layout(view))
    except DamagedError:
        return ""
    padded, bare = digests.without_tail(algorithm), digests.unpadded(algorithm)
    return f"{padded.hex()} {bare.hex()} {_digest(view, algorithm)}"


def _files(descriptor: int) -> tuple[bytes, ...]:
    size = os.fstat(descriptor).st_size
    return msgspec.msgpack.decode(os.pread(descriptor, size, 0), type=KeyFiles).files
