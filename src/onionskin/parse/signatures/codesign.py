"""Apple's code signature in a Mach-O or a disk image: its blobs, what each of them binds, and what nothing binds.

A signature is a SuperBlob: CodeDirectories that hash the file's pages and the other blobs, and
a CMS over the first CodeDirectory. An ad hoc signature has no CMS: it says that the file is whole,
and nobody says it. Apple's roots are in no kept package, so that a chain ends in `root-unknown`.

Source: Apple, xnu `osfmk/kern/cs_blobs.h`, Security `CSCommon.h` and `codedirectory.h`;
Apple, TN3126 "Inside Code Signing: Hashes", TN3127 "Inside Code Signing: Requirements".
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Signature, Span, Value
from onionskin.parse.holes import joined, outside
from onionskin.parse.pki.certificates import name_parts
from onionskin.parse.pki.chain import authority
from onionskin.parse.programs.macho import MachoLayout
from onionskin.parse.signatures import code_directory
from onionskin.parse.signatures.authenticode_facts import CertificateFact, TimestampFact, facts
from onionskin.parse.signatures.code_directory import CodeDirectory, Directory
from onionskin.parse.signatures.codesign_cms import Cms, verify_cms
from onionskin.parse.signatures.codesign_flags import binds, status_of
from onionskin.parse.signatures.codesign_residue import is_list_of_page_hashes
from onionskin.parse.signatures.entitlements import read_binary_entitlements
from onionskin.parse.signatures.notarisation import Ticket, read_ticket
from onionskin.parse.texts.property_list import read_properties
from onionskin.plugins.view import View

MAX_SIGNATURE = 64 << 20
MAX_BLOBS = 64
MAX_DIRECTORIES = 6
MAX_TICKET = 64 << 10
_SUPER = 0xFADE_0CC0
_CMS_WRAPPER = 0xFADE_0B01
_CMS, _TICKET = 0x1_0000, 0x1_0002
_ALTERNATES = range(0x1000, 0x1005)
_REQUIREMENTS, _ENTITLEMENTS, _BINARY_ENTITLEMENTS = 2, 5, 7
_REQUIREMENT_KINDS = {1: "host", 2: "guest", 3: "designated", 4: "library", 5: "plug-in"}
_TRAILER = 6
_SLOTS = {0: "code directory", _CMS: "cms", 0x1_0001: "identification", _TICKET: "ticket"}
# Special slots whose content is a blob of the signature itself, where it is not empty.
_INSIDE = (2, 5, 7, 8, 9, 10, 11)


class CodeBlob(Value, frozen=True):
    """One blob of the SuperBlob: its slot by name, and its place in the file."""

    slot: str
    offset: int
    length: int


class LooseBytes(Value, frozen=True):
    """Bytes that are not zero, and that stand where no hash of the signature looks. `where` says it in words."""

    offset: int
    length: int
    where: str


class CodeSignature(Value, frozen=True):
    """What Apple's signature in a Mach-O file says, beside the verdict in its `Signature`.

    `length` is the SuperBlob's own, `reserved` that of the space the load command gives it, `residue` how
    many bytes behind an ad hoc SuperBlob an earlier signature left.
    `team` is the CodeDirectory's, `signer_team` the certificate's unit. `stated_at` is the time
    that the signer states, which proves nothing. `entitlements` are all keys, `granted` those whose value is
    not false; `requirements` the kinds of requirement that are not empty.
    """

    offset: int
    length: int
    reserved: int
    residue: int
    directories: tuple[CodeDirectory, ...]
    blobs: tuple[CodeBlob, ...]
    identifier: str
    team: str
    entitlements: tuple[str, ...]
    signer: str
    signer_name: str
    signer_team: str
    stated_at: str | None
    certificates: tuple[CertificateFact, ...]
    timestamps: tuple[TimestampFact, ...]
    loose: tuple[LooseBytes, ...]
    granted: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()


@dataclass(slots=True)
class _Blob:
    slot: int
    offset: int
    data: bytes

    @property
    def name(self) -> str:
        if self.slot in _ALTERNATES:
            return "alternate code directory"
        known = _SLOTS.get(self.slot) or code_directory.SPECIAL.get(self.slot)
        return known or f"slot {self.slot:#x}"


@dataclass(slots=True)
class _Reading:
    """A signature being read. Offsets are the file's."""

    view: View
    start: int
    reserved: int
    length: int = 0
    residue: int = 0
    blobs: list[_Blob] = field(default_factory=list)
    directories: list[tuple[_Blob, Directory, CodeDirectory]] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    bound: list[Span] = field(default_factory=list)
    loose: list[LooseBytes] = field(default_factory=list)
    cms: Cms | None = None
    ticket: Ticket | None = None
    rights: dict[str, Any] = field(default_factory=dict)


def examine_macho(view: View, layout: MachoLayout) -> Iterator[Signature | Fact | Problem]:
    """Yield the code signature of a Mach-O file and its CodeSignature; nothing if there is none."""
    if layout.signature is None:
        return
    offset, size = layout.signature
    reading = _Reading(view, offset, max(0, min(size, view.size - offset)))
    yield from _read(reading)
    _find_loose(reading, layout)
    yield from _said(reading)


def examine_disk_image(
    view: View, place: Span, trailer: Span, hashed_trailer: bytes
) -> Iterator[Signature | Fact | Problem]:
    """Yield the code signature of a disk image (UDIF) and its CodeSignature.

    The code that is hashed is all in front of the signature; special slot 6 binds the trailer, as
    `hashed_trailer`: with the signature's length taken out. Source: Apple, Security `diskimagerep.cpp`.
    """
    reading = _Reading(view, place.offset, max(0, min(place.length, view.size - place.offset)))
    yield from _read(reading)
    for _, directory, _ in reading.directories:
        expected = directory.special(_TRAILER)
        if expected and directory.digest((hashed_trailer,)) == expected:
            reading.bound.append(trailer)
        elif expected:
            reading.flags |= {"special-slot-mismatch", "digest-mismatch"}
    if reading.directories and trailer not in reading.bound:
        where = "in the trailer, of which no hash speaks"
        reading.loose.append(LooseBytes(trailer.offset, trailer.length, where))
    _find_loose_blobs(reading, reading.start + reading.reserved)
    _loose(reading, reading.start + reading.reserved, trailer.offset, "behind the signature")
    yield from _said(reading)


def _read(reading: _Reading) -> Iterator[Problem]:
    try:
        _read_blobs(reading)
        _read_directories(reading)
    except DamagedError as error:
        yield Problem("damaged-signature", f"the code signature cannot be read: {error}")
        reading.flags.add("unreadable-code-signature")
    if reading.directories:
        _read_cms(reading)
        _bind_blobs(reading)
        _read_rights(reading)
        _read_staple(reading)


def _said(reading: _Reading) -> Iterator[Signature | Fact | Problem]:
    yield from reading.problems
    signature, stated = _results(reading)
    yield signature
    yield Fact.of(stated)
    if reading.ticket is not None:
        yield Fact.of(reading.ticket)


# --- blobs ------------------------------------------------------------------------------------


def _read_blobs(reading: _Reading) -> None:
    if reading.reserved > MAX_SIGNATURE:
        detail = f"a code signature of {reading.reserved} bytes; only {MAX_SIGNATURE} are read"
        reading.problems.append(Problem("limit:signature", detail))
    data = reading.view.read(reading.start, min(reading.reserved, MAX_SIGNATURE))
    if len(data) < 12:
        raise DamagedError(f"its space has {len(data)} bytes")
    magic, length, count = struct.unpack_from(">3I", data)
    if magic != _SUPER or length > len(data) or length < 12:
        raise DamagedError(f"magic {magic:#x}, {length} bytes, in a space of {len(data)}")
    if count > MAX_BLOBS or 12 + 8 * count > length:
        raise DamagedError(f"{count} blobs in {length} bytes")
    reading.length = length
    slots = set()
    found = []
    reached = 12 + 8 * count
    rows = sorted(struct.iter_unpack(">II", data[12:reached]), key=lambda row: (row[1], row[0]))
    for slot, at in rows:
        if at < reached or at + 8 > length:
            raise DamagedError(f"blob {slot:#x} at {at:#x} shares bytes with others, or is outside")
        size = struct.unpack_from(">I", data, at + 4)[0]
        if size < 8 or at + size > length:
            raise DamagedError(f"blob {slot:#x} has an impossible length of {size} bytes")
        if slot in slots:
            raise DamagedError(f"slot {slot:#x} stands twice")
        slots.add(slot)
        found.append(_Blob(slot, reading.start + at, data[at : at + size]))
        reached = at + size
    # All or none: what stands between blobs is only known when each of them is.
    reading.blobs = found


def _read_directories(reading: _Reading) -> None:
    held = [each for each in reading.blobs if each.slot == 0 or each.slot in _ALTERNATES]
    if not held or min(each.slot for each in held) != 0:
        raise DamagedError("there is no CodeDirectory")
    held.sort(key=lambda each: each.slot)
    for blob in held[:MAX_DIRECTORIES]:
        if struct.unpack_from(">I", blob.data)[0] != code_directory.MAGIC:
            raise DamagedError(f"slot {blob.slot:#x} holds no CodeDirectory")
        directory = code_directory.read_directory(blob.data)
        compared = code_directory.bad_pages(reading.view, directory)
        if compared[0]:
            reading.flags.add("digest-mismatch")
        fact = code_directory.summary(directory, blob.slot, blob.offset, compared)
        reading.directories.append((blob, directory, fact))
    algorithms = {each.algorithm for _, each, _ in reading.directories}
    if algorithms == {"sha1"}:
        reading.flags.add("weak-digest-sha1")
    stated = {(each.identifier, each.team) for _, each, _ in reading.directories}
    if len(stated) > 1:
        reading.flags.add("directories-contradict")
    named = reading.directories[0][2].flags
    reading.flags.update(set(named) & {"adhoc", "linker-signed", "hardened-runtime"})


def _read_cms(reading: _Reading) -> None:
    """Verify the CMS over the first CodeDirectory; say of which others it speaks."""
    blob = next((each for each in reading.blobs if each.slot == _CMS), None)
    is_adhoc = "adhoc" in reading.directories[0][2].flags
    if blob is None or len(blob.data) == 8:
        reading.flags.update(() if is_adhoc else ("signer-missing",))
        return
    if struct.unpack_from(">I", blob.data)[0] != _CMS_WRAPPER:
        reading.flags.add("unreadable-pkcs7")
        return
    directories = [each for _, each, _ in reading.directories]
    reading.cms = cms = verify_cms(blob.data[8:], directories[0].data, directories[1:])
    reading.flags |= cms.result.flags
    if is_adhoc:
        reading.flags.add("adhoc-with-cms")
    leaf = next(iter(cms.result.chain.certificates), None)
    team = reading.directories[0][1].team
    unit = name_parts(leaf.subject).get("organizational_unit_name", "") if leaf else team
    # Apple's own certificates name no team: its developer tools, whose code is of one, are signed by "Apple Software".
    if team and unit != team and (_TEAM.fullmatch(unit) or not unit):
        reading.flags.add("team-mismatch")


def _bind_blobs(reading: _Reading) -> None:
    """Compare each blob that a special slot speaks of, in every directory."""
    held = {each.slot: each for each in reading.blobs}
    for blob, directory, _ in reading.directories:
        reading.bound.append(Span(blob.offset, len(blob.data)))
        for slot in _INSIDE:
            expected, found = directory.special(slot), held.get(slot)
            if found is None and expected and not _is_empty(directory, expected):
                reading.flags |= {"bound-blob-missing", "digest-mismatch"}
            elif found is not None and expected:
                if directory.digest((found.data,)) == expected:
                    reading.bound.append(Span(found.offset, len(found.data)))
                else:
                    reading.flags |= {"special-slot-mismatch", "digest-mismatch"}


def _is_empty(directory: Directory, expected: bytes) -> bool:
    """Say whether a slot binds an empty list of requirements: some signers leave the blob out."""
    return directory.digest((bytes.fromhex("fade0c010000000c00000000"),)) == expected


# --- what nothing binds ----------------------------------------------------------------------


def _find_loose(reading: _Reading, layout: MachoLayout) -> None:
    """List bytes that are not zero where no hash looks: between, behind and beside the blobs."""
    view, end = reading.view, reading.start + reading.reserved
    _find_loose_blobs(reading, end)
    segments = [min(each.end, view.size) for each in layout.segments]
    image = max([end, *segments])
    _loose(reading, end, image, "in __LINKEDIT behind the signature")
    _loose(reading, image, view.size, "behind the last segment")


def _find_loose_blobs(reading: _Reading, end: int) -> None:
    start = reading.start
    if reading.blobs:
        limit = min((each.code_limit for _, each, _ in reading.directories), default=start)
        _loose(reading, limit, start, "between the signed code and the signature")
        index = start + 12 + 8 * len(reading.blobs)
        used = [Span(each.offset, len(each.data)) for each in reading.blobs]
        for span in outside(used, start + reading.length, index):
            _loose(reading, span.offset, span.end, "between the signature's blobs")
        _find_residue(reading, end)
        behind = start + reading.length + reading.residue
        _loose(reading, behind, end, "in the signature's reserved space")
        _loose_blobs(reading)


_TEAM = re.compile(r"[A-Z0-9]{10}")
# What no end of a list of hashes holds: a run of readable characters, or of one byte that is not zero.
_WORDS = re.compile(rb"[\x20-\x7e]{24}|([^\0])\1{11}")


def _find_residue(reading: _Reading, end: int) -> None:
    """Set aside what a longer signature left behind when another one was written over it.

    Tools that strip a library, or change its names, sign it again, ad hoc, in the same space: behind 40 of 321
    genuine ad hoc signatures stands the end of the earlier one, up to three times as long. It is the end of a list of hashes:
    words, or one byte again and again, are not. Behind a publisher's signature (CMake's) stand hashes of the program's own pages, or the last few
    bytes of a signature that was longer (Apple's), and nothing else may.
    """
    start = reading.start + reading.length
    left = reading.view.read(start, min(end - start, MAX_SIGNATURE)).rstrip(b"\0")
    if not left:
        return
    if reading.cms is None and "adhoc" in reading.flags:
        is_known = _is_left_behind(left, 4 * reading.length + 1024)
    else:
        is_known = _is_end_of_longer_cms(left) or is_list_of_page_hashes(
            reading.view, reading.start, left
        )
    if is_known:
        reading.residue = len(left)
        reading.flags.add("residue-of-earlier-signature")


# Two signatures by one key differ by a few bytes: in their times, and in the numbers of an elliptic curve.
_LONGER = 64


def _is_end_of_longer_cms(left: bytes) -> bool:
    """Say whether what stands behind a publisher's signature may be the last bytes of one that was a little longer.

    Apple's own XCTest.framework and three beside it, signed again, have 24 each. No program and no address goes into so few.
    """
    return len(left) <= _LONGER and not _WORDS.search(left)


def _is_left_behind(left: bytes, most: int) -> bool:
    """Say whether bytes behind an ad hoc signature read like the end of an earlier one, which was not much longer."""
    hashes_alone = len(left) <= most and not _WORDS.search(left)
    return hashes_alone or 0 <= _whole_cms(left) <= most


def _whole_cms(left: bytes) -> int:
    """Return where the CMS of a publisher's signature begins with which these bytes end, or -1.

    It must be one that its signer made, and hold nothing that no signer writes: wheels whose parts were
    signed again, ad hoc, keep such in 18 KiB of room.
    """
    at = left.find(struct.pack(">I", _CMS_WRAPPER))
    if at < 0 or at + 8 >= len(left):
        return -1
    size = int(struct.unpack_from(">I", left, at + 4)[0])
    # Its last bytes may be zero, and were cut off with the room behind them; or it was the shorter of two itself.
    if at + size - len(left) > 16 or not _is_end_of_longer_cms(left[at + size :]):
        return -1
    found = verify_cms(left[at + 8 : at + size].ljust(size - 8, b"\0"), b"")
    lost = {"unreadable-pkcs7", "signature-wrong", "signer-missing", "signed-attributes-missing"}
    return at if not lost & found.result.flags and not found.foreign else -1


def _loose(reading: _Reading, start: int, end: int, where: str) -> None:
    if start < end and not reading.view.is_zero(start, end - start):
        reading.loose.append(LooseBytes(start, end - start, where))


def _loose_blobs(reading: _Reading) -> None:
    bound = {each.offset for each in reading.bound}
    for blob in reading.blobs:
        if blob.slot == _CMS:
            cms = reading.cms
            for each in cms.foreign if cms else ():
                at = blob.offset + 8 + each.offset
                reading.loose.append(LooseBytes(at, each.length, f"in the CMS: {each.what}"))
        elif blob.slot == _TICKET and len(blob.data) <= MAX_TICKET and blob.data[8:12] == b"s8ch":
            reading.flags.add("stapled-ticket")
        elif blob.offset not in bound and reading.directories:
            reading.flags.add("blob-not-bound")
            where = f"in a blob that no hash speaks of ({blob.name})"
            reading.loose.append(LooseBytes(blob.offset, len(blob.data), where))


# --- results ----------------------------------------------------------------------------------


def _results(reading: _Reading) -> tuple[Signature, CodeSignature]:
    flags = tuple(sorted(reading.flags))
    first = reading.directories[0] if reading.directories else None
    cms = reading.cms
    at = next((each.offset + 8 for each in reading.blobs if each.slot == _CMS), 0)
    said = facts(cms.result, 0, at) if cms else None
    covered = joined(_covered(reading, at)) if cms and first and binds(flags) else ()
    leaf = next(iter(cms.result.chain.certificates), None) if cms else None
    signature = Signature(
        scheme="apple-codesign",
        status=status_of(flags),
        signer=said.signer if said else "",
        flags=flags,
        signed_at=cms.result.signed_at if cms else None,
        digest=f"{first[1].algorithm}:{first[2].code_directory_hash}" if first else "",
        covered=covered,
        not_covered=outside(covered, reading.view.size),
        authority=authority(cms.result.chain) if cms else "",
    )
    stated = CodeSignature(
        offset=reading.start,
        length=reading.length,
        reserved=reading.reserved,
        residue=reading.residue,
        directories=tuple(fact for _, _, fact in reading.directories),
        blobs=tuple(CodeBlob(each.name, each.offset, len(each.data)) for each in reading.blobs),
        identifier=first[1].identifier if first else "",
        team=first[1].team if first else "",
        entitlements=tuple(sorted(key[:200] for key in reading.rights))[:512],
        signer=said.signer if said else "",
        signer_name=said.signer_name if said else "",
        signer_team=name_parts(leaf.subject).get("organizational_unit_name", "") if leaf else "",
        stated_at=cms.stated_at if cms else None,
        certificates=said.certificates if said else (),
        timestamps=said.timestamps if said else (),
        loose=tuple(sorted(reading.loose, key=lambda each: (each.offset, each.length))),
        granted=tuple(
            sorted(key[:200] for key, value in reading.rights.items() if value is not False)
        )[:512],
        requirements=tuple(_requirements(reading)),
    )
    return signature, stated


def _covered(reading: _Reading, at: int) -> Iterator[Span]:
    """Yield what the signer's key vouches for: the hashed code, the bound blobs, most of the CMS."""
    yield Span(0, min(each.code_limit for _, each, _ in reading.directories))
    yield from reading.bound
    cms = reading.cms
    if cms is not None and cms.result.data is not None:
        holes = [Span(each.offset, each.length) for each in cms.result.uncovered]
        for span in outside(holes, cms.result.data.node.stop):
            yield Span(at + span.offset, span.length)


def _read_rights(reading: _Reading) -> None:
    """Read the entitlements in both of their forms: the system obeys one, people read the other."""
    held = {each.slot: each for each in reading.blobs}
    text, binary = held.get(_ENTITLEMENTS), held.get(_BINARY_ENTITLEMENTS)
    try:
        if text is not None:
            reading.rights = read_properties(text.data[8:])
        if binary is not None:
            said = read_binary_entitlements(binary.data[8:])
            if text is not None and said != reading.rights:
                reading.flags.add("entitlements-contradict")
            reading.rights = {**said, **reading.rights}
    except DamagedError as error:
        reading.problems.append(Problem("damaged-entitlements", str(error)[:300]))


def _read_staple(reading: _Reading) -> None:
    """Read a ticket in the signature, and look for the code's own hashes in it."""
    blob = next((each for each in reading.blobs if each.slot == _TICKET), None)
    if blob is None or len(blob.data) > MAX_TICKET:
        return
    own = [each.own_hash for _, each, _ in reading.directories]
    reading.ticket = read_ticket(blob.data[8:], blob.offset + 8, own)


def _requirements(reading: _Reading) -> Iterator[str]:
    """Yield the kinds of requirement that the signature states, in their order."""
    blob = next((each for each in reading.blobs if each.slot == _REQUIREMENTS), None)
    if blob is None or len(blob.data) < 12:
        return
    count = min(struct.unpack_from(">I", blob.data, 8)[0], (len(blob.data) - 12) // 8, 16)
    for number in range(count):
        kind = struct.unpack_from(">I", blob.data, 12 + 8 * number)[0]
        yield _REQUIREMENT_KINDS.get(kind, f"kind {kind}")
