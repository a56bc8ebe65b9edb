"""The signature of a package for Windows: `AppxSignature.p7x`, a PKCS#7 behind `PKCX`.

Its digest is a list of five: the zip's records (AXPC), its directory as it was before the signature was put
in (AXCD), the content types (AXCT), the block map (AXBM), and a catalogue if there is one (AXCI).

Source: Microsoft Learn, "Package signing" of MSIX; the layout of the digests as it is publicly known
from osslsigncode and msix-packaging (AppxSignature).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Signature, Span
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives.zip_directory import Entry, find_end, read_local
from onionskin.parse.holes import outside
from onionskin.parse.pki.chain import authority
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.pki.spc import SIP_INFO, verify_blob
from onionskin.parse.signatures.authenticode_facts import facts
from onionskin.parse.signatures.jar_signature import StrippedSignature
from onionskin.plugins.view import View

NAME = "AppxSignature.p7x"
MAGIC = b"PKCX"
LIMIT, WHOLE = 4 << 20, 64 << 20
_MEMBERS = (
    (b"AXCT", "[Content_Types].xml"), (b"AXBM", "AppxBlockMap.xml"), (b"AXCI", "AppxMetadata/CodeIntegrity.cat"),
)  # fmt: skip
_MARK = b"/AppxSignature.p7x"


@dataclass
class _Package:
    view: View
    entries: list[Entry]
    own: Entry

    def blob(self, name: str) -> bytes:
        """Return the list of digests that a signature of this package must hold."""
        held = {each.name: each for each in self.entries}
        out = b"APPX"
        out += b"AXPC" + self._spans(name, [Span(0, self.own.local)])
        out += b"AXCD" + hashlib.new(name, self.directory()).digest()
        for mark, member in _MEMBERS:
            if member in held:
                data = archive.read_member(self.view, held[member], WHOLE)
                out += mark + hashlib.new(name, data).digest()
        return out

    def _spans(self, name: str, spans: list[Span]) -> bytes:
        state = hashlib.new(name)
        for span in spans:
            for chunk in self.view.chunks(span.offset, span.length):
                state.update(chunk)
        return state.digest()

    def directory(self) -> bytes:
        """Return the central directory and the end records as they were before the signature."""
        end = find_end(self.view)
        if end is None:
            raise DamagedError("the archive has no end record")
        start, stop = end.directory.offset, end.directory.end
        size = _length(self.view, self.own)
        raw = self.view.exactly(start, min(stop - start, WHOLE), "the central directory")
        cut = self.own.at - start
        listed = raw[:cut] + raw[cut + size :]
        tail = bytearray(self.view.exactly(stop, min(self.view.size - stop, 1 << 17), "the end records"))  # fmt: skip
        _lessen(tail, self.own.local, len(listed))
        return listed + bytes(tail)


def _length(view: View, entry: Entry) -> int:
    name, extra, comment = struct.unpack("<HHH", view.exactly(entry.at + 28, 6, "an entry"))
    return 46 + int(name) + int(extra) + int(comment)


def _lessen(tail: bytearray, directory: int, length: int) -> None:
    """Put back what the end records said when there was one entry less and the directory stood here."""
    if tail[:4] == b"PK\6\6":
        count, total = struct.unpack_from("<QQ", tail, 24)
        struct.pack_into("<QQQQ", tail, 24, count - 1, total - 1, length, directory)
        size = 12 + struct.unpack_from("<Q", tail, 4)[0]
        if tail[size : size + 4] == b"PK\6\7":
            struct.pack_into("<Q", tail, size + 8, directory + length)
    at = tail.rfind(b"PK\5\6")
    if at < 0:
        raise DamagedError("the end record is not where it belongs")
    count, total, size, start = struct.unpack_from("<HHII", tail, at + 8)
    values = (
        count if count == 0xFFFF else count - 1,
        total if total == 0xFFFF else total - 1,
        size if size == 0xFFFFFFFF else length,
        start if start == 0xFFFFFFFF else directory,
    )
    struct.pack_into("<HHII", tail, at + 8, *values)


def examine(view: View) -> Iterator[Signature | Fact | Problem]:
    """Yield the signatures of a package for Windows; or that its content types name one which is not there."""
    entries = archive.entries(view)
    own = next((each for each in entries if each.name == NAME), None)
    if own is None:
        yield from _stripped(view, entries)
        return
    try:
        yield from _verify(view, entries, own)
    except DamagedError as error:
        yield Problem("damaged", f"{NAME}: {error}")
        yield Signature("authenticode-msix", "unreadable", "", ("unreadable-pkcs7",), not_covered=(Span(0, view.size),))  # fmt: skip


def _verify(view: View, entries: list[Entry], own: Entry) -> Iterator[Signature | Fact]:
    raw = archive.read_member(view, own, LIMIT)
    if raw[:4] != MAGIC:
        raise DamagedError("it does not begin with PKCX")
    local, end = read_local(view, own.local), find_end(view)
    if local is None or end is None or any(each.local > own.local for each in entries):
        raise DamagedError("it is not the last entry, which it has to be")
    package = _Package(view, entries, own)
    blobs: dict[str, bytes] = {}

    def digest(name: str) -> bytes:
        if name not in blobs:
            blobs[name] = package.blob(name)
        return blobs[name]

    for result in verify_blob(raw[4:], digest, frozenset({SIP_INFO})):
        stated = facts(result, 0, local.data + 4)
        flags = tuple(sorted(result.flags))
        rest = Span(end.directory.offset, view.size - end.directory.offset)
        covered = (Span(0, own.local), Span(local.data, own.packed), rest) if result.binds else ()
        signed = result.signed_digest.hex()
        yield Signature(
            "authenticode-msix", status_of(flags), stated.signer, flags, result.signed_at,
            f"{result.digest_algorithm}:{signed[:200]}" if signed else "", covered, outside(covered, view.size),
            authority(result.chain),
        )  # fmt: skip
        yield Fact.of(stated)


def _stripped(view: View, entries: list[Entry]) -> Iterator[Fact]:
    for each in entries:
        if each.name == "[Content_Types].xml":
            try:
                if _MARK in archive.read_member(view, each, LIMIT):
                    yield Fact.of(StrippedSignature("the signature of the package", f"[Content_Types].xml names {NAME}"))  # fmt: skip
            except DamagedError:
                return
