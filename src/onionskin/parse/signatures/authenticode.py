"""Authenticode of a PE: its digest over the signed ranges, its certificate entries, verified.

Signed is the whole file but the CheckSum field, the certificate table's data directory
entry and the certificate table itself. What lies behind the table is digested too if
the digest in the signature says so, else it is not covered.

Source: Microsoft, "Windows Authenticode Portable Executable Signature Format" (2008).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from onionskin.model import Fact, Problem, Signature, Span
from onionskin.parse.holes import outside
from onionskin.parse.pki.chain import authority
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.pki.spc import PE_IMAGE, Verified, verify_blob
from onionskin.parse.programs.pe import CertificateEntry, PeLayout
from onionskin.parse.signatures.authenticode_facts import Authenticode, facts
from onionskin.plugins.view import View

MAX_BLOB = 16 << 20
MAX_ENTRIES = 16
_PKCS = 2  # WIN_CERT_TYPE_PKCS_SIGNED_DATA
_KINDS = frozenset({PE_IMAGE})
# Signers of UEFI programs exist that name the purpose of the key here (Debian's of 2022 for fwupd); no firmware asks.
_OF_FIRMWARE = frozenset({PE_IMAGE, "1.3.6.1.4.1.311.2.1.21"})
_FIRMWARE = range(10, 14)  # IMAGE_SUBSYSTEM_EFI_APPLICATION to _EFI_ROM


def verify_pe(view: View, layout: PeLayout) -> tuple[Signature, ...]:
    """Return the signatures of a PE: entry by entry, each outer one before those nested in it."""
    return tuple(item for item in examine_pe(view, layout) if isinstance(item, Signature))


def examine_pe(view: View, layout: PeLayout) -> Iterator[Signature | Fact | Problem]:
    """Yield each signature of a PE, and behind it its `Authenticode` fact."""
    digests = PeDigests(view, layout)
    kinds = _OF_FIRMWARE if layout.subsystem in _FIRMWARE else _KINDS
    for number, entry in enumerate(layout.certificate_entries):
        room = max(0, min(entry.length - 8, view.size - entry.body))
        if number >= MAX_ENTRIES:
            detail = f"{len(layout.certificate_entries)} certificate entries; only {MAX_ENTRIES} are verified"
            yield Problem("limit:signature", detail)
            return
        if room > MAX_BLOB:
            detail = f"the certificate entry at {entry.offset:#x} has {room} bytes; only {MAX_BLOB} are read"
            yield Problem("limit:signature", detail)
        results = _verify_entry(view, entry, digests, kinds, min(room, MAX_BLOB))
        holes = [Span(each.offset, each.length) for result in results for each in result.uncovered]
        for result in results:
            stated = facts(result, number, entry.body)
            covered = tuple(_covered(result, holes, entry, digests)) if result.binds else ()
            yield _signature(result, stated, covered, view.size)
            yield Fact.of(stated)


def authentihash(view: View, layout: PeLayout, name: str = "sha256") -> str:
    """Return the Authenticode digest of a PE, signed or not, in hex."""
    return PeDigests(view, layout).without_tail(name).hex()


class PeDigests:
    """The Authenticode digests of one PE, each computed once."""

    def __init__(self, view: View, layout: PeLayout) -> None:
        self._view = view
        self._found: dict[str, tuple[bytes, bytes]] = {}
        offset, size = layout.certificate_table
        has_table = bool(offset and size)
        self.table = Span(min(offset, view.size), size) if has_table else Span(view.size, 0)
        holes = [Span(layout.checksum_offset, 4)]
        if layout.certificate_directory_offset is not None:
            holes.append(Span(layout.certificate_directory_offset, 8))
        self.body = outside(holes, self.table.offset)
        tail = min(self.table.end, view.size)
        self.tail = Span(tail, view.size - tail)
        # A file is padded to 8 bytes when its table is appended, and signed so.
        self._padding = b"" if has_table else bytes(-view.size % 8)

    def without_tail(self, name: str) -> bytes:
        """Return the digest of all that stands before the certificate table."""
        return self._digests(name)[0]

    def with_tail(self, name: str) -> bytes:
        """Return the digest of that and of what stands behind the table."""
        return self._digests(name)[1]

    def unpadded(self, name: str) -> bytes:
        """Return the digest of an unsigned file as it is, without the bytes that signing would add."""
        running = hashlib.new(name, usedforsecurity=False)
        for span in self.body:
            for chunk in self._view.chunks(span.offset, span.length):
                running.update(chunk)
        return running.digest()

    def _digests(self, name: str) -> tuple[bytes, bytes]:
        if name not in self._found:
            running = hashlib.new(name, usedforsecurity=False)
            for span in self.body:
                for chunk in self._view.chunks(span.offset, span.length):
                    running.update(chunk)
            running.update(self._padding)
            short = running.digest()
            for chunk in self._view.chunks(self.tail.offset, self.tail.length):
                running.update(chunk)
            self._found[name] = short, running.digest()
        return self._found[name]


def _verify_entry(
    view: View, entry: CertificateEntry, digests: PeDigests, kinds: frozenset[str], room: int
) -> list[Verified]:
    if entry.type != _PKCS:
        return [Verified({"entry-type-unknown"})]
    results = verify_blob(view.read(entry.body, room), digests.without_tail, kinds)
    if digests.tail.length and "digest-mismatch" in results[0].flags:
        whole = verify_blob(view.read(entry.body, room), digests.with_tail, kinds)
        if "digest-mismatch" not in whole[0].flags:
            return whole
    if digests.tail.length and not view.is_zero(digests.tail.offset, digests.tail.length):
        results[0].flags.add("bytes-behind-table")
    return results


def _signature(
    result: Verified, stated: Authenticode, covered: tuple[Span, ...], size: int
) -> Signature:
    flags = tuple(sorted(result.flags))
    return Signature(
        scheme="authenticode",
        status=status_of(flags),
        signer=stated.signer,
        flags=flags,
        signed_at=result.signed_at,
        digest=f"{result.digest_algorithm}:{stated.signed_digest}" if stated.signed_digest else "",
        covered=covered,
        not_covered=outside(covered, size),
        authority=authority(result.chain),
    )


def _covered(
    result: Verified, holes: list[Span], entry: CertificateEntry, digests: PeDigests
) -> Iterator[Span]:
    """Yield what a signature covers: the image, and what its grammar or a key fixes of the PKCS#7."""
    yield from digests.body
    if result.data is not None:
        node = result.data.node
        for span in outside(holes, node.stop, node.start):
            yield Span(entry.body + span.offset, span.length)
    if digests.tail.length and result.signed_digest == digests.with_tail(result.digest_algorithm):
        yield digests.tail
