"""Inert Mach-O files, thin and fat, signed and not, and the places where bytes can be hidden in them.

The code sections hold breakpoints; nothing here does anything when it is started. Keys are the
fictional authority's. Layout after <mach-o/loader.h>, <mach-o/fat.h> and xnu's `cs_blobs.h`.
"""

from __future__ import annotations

import hashlib
import plistlib
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.x509.oid import NameOID

from onionskin.lookalike.authorities import (
    CODE_SIGNING,
    Credential,
    Wanted,
    issue,
    root,
    timestamp_authority,
)
from onionskin.lookalike.der_writer import (
    algorithm,
    explicit,
    integer,
    octets,
    oid,
    sequence,
    set_of,
    utc_time,
)
from onionskin.lookalike.signing import AT, DATA, attribute, sign, signer_info, timestamp_token
from onionskin.parse.pki.cms import CONTENT_TYPE, MESSAGE_DIGEST, SIGNED_DATA, SIGNING_TIME
from onionskin.parse.signatures.code_directory import HASHES

PAGE = 0x1000
_CPUS = {
    "x86_64": (0x0100_0007, 3), "arm64": (0x0100_000C, 0), "i386": (7, 3), "ppc": (18, 0), "armv7": (12, 9), "armv7s": (12, 11),
}  # fmt: skip
_SHA256 = "2.16.840.1.101.3.4.2.1"
_STAMP = "1.2.840.113549.1.9.16.2.14"
_KINDS = {"sha1": 1, "sha256": 2, "sha256-truncated": 3, "sha384": 4}
_REQUIREMENTS = bytes.fromhex("fade0c010000000c00000000")
CMS_SLOT, TICKET_SLOT = 0x1_0000, 0x1_0002


@dataclass(frozen=True)
class MachRecipe:
    """What to put into an inert thin Mach-O; `info` becomes its __info_plist section.

    `imports` are symbols (`_connect`) that are wanted from its first library.
    """

    cpu: str = "arm64"
    is_library: bool = True
    name: str = "@rpath/libshapes.dylib"
    code_size: int = 0x2400
    strings: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ("/usr/lib/libSystem.B.dylib",)
    info: Mapping[str, str] = field(default_factory=dict)
    imports: tuple[str, ...] = ()

    @property
    def is_64(self) -> bool:
        """Whether the architecture has 64 bits."""
        return bool(_CPUS[self.cpu][0] >> 24)

    @property
    def order(self) -> str:
        """The byte order as struct writes it."""
        return ">" if self.cpu == "ppc" else "<"


@dataclass(frozen=True)
class AppleSigning:
    """How to sign. `hashes` are one CodeDirectory each; `spare` is zero space behind the SuperBlob.

    `unsigned` are further unsigned attributes of the CMS as (OID, one value in DER).
    `beside` are (special slot, the file of the bundle that it binds).
    `code_limit` ends the signed code before the signature. `entitlements` of None leaves the blob out. `timestamp` says whether there is an RFC 3161 token.
    """

    identifier: str = "com.example.shapes"
    team: str = "EXAMPLE123"
    signer: str = "Example Phone Ltd"
    at: str = AT
    is_adhoc: bool = False
    is_linker_signed: bool = False
    hashes: tuple[str, ...] = ("sha256",)
    entitlements: Mapping[str, bool] | None = None
    timestamp: bool = True
    spare: int = 2048
    certificate_team: str = ""
    unsigned: tuple[tuple[str, bytes], ...] = ()
    extra_certificates: tuple[bytes, ...] = ()
    code_limit: int | None = None
    is_hardened: bool = True
    binary_entitlements: bytes | None = None
    beside: tuple[tuple[int, bytes], ...] = ()


def build_macho(recipe: MachRecipe | None = None) -> bytes:
    """Return an unsigned thin Mach-O, with room for one more load command."""
    recipe = recipe or MachRecipe()
    order, wide = recipe.order, recipe.is_64
    sections = [("__text", b"\xcc" * recipe.code_size)]
    sections.append(("__cstring", b"\0".join(each.encode() for each in recipe.strings) + b"\0"))
    if recipe.info:
        sections.append(("__info_plist", plistlib.dumps(dict(recipe.info))))
    body, rows = b"", []
    for name, data in sections:
        rows.append((name, PAGE + len(body), len(data)))
        body += data + bytes(-len(data) % 16)
    body += bytes(-len(body) % PAGE)
    text_end = PAGE + len(body)
    names = b"\0_draw\0_erase\0"
    wanted = [len(names) + sum(len(one) + 1 for one in recipe.imports[:at]) for at in range(len(recipe.imports))]  # fmt: skip
    names += b"".join(each.encode() + b"\0" for each in recipe.imports)
    strings = names.ljust(max(24, -(-len(names) // 8) * 8), b"\0")
    form = order + ("IBBHQ" if wide else "IBBHI")
    symbols = b"".join(struct.pack(form, at, 0x0F, 1, 0, PAGE) for at in (1, 7))
    symbols += b"".join(struct.pack(form, at, 0x01, 0, 0x100, 0) for at in wanted)
    starts = b"\x80\x20".ljust(8, b"\0")
    linkedit = starts + symbols + strings
    commands = [
        _segment(recipe, "__TEXT", (0, text_end), rows),
        _segment(recipe, "__LINKEDIT", (text_end, len(linkedit)), []),
        struct.pack(order + "4I", 0x26, 16, text_end, len(starts)),
        struct.pack(
            order + "6I",
            2,
            24,
            text_end + 8,
            2 + len(wanted),
            text_end + 8 + len(symbols),
            len(strings),
        ),
        struct.pack(order + "II", 0x1B, 24) + hashlib.sha256(body).digest()[:16],
        struct.pack(order + "6I", 0x32, 24, 1, 0x000B_0000, 0x000D_0100, 0),
    ]
    if recipe.is_library:
        commands.append(_library(recipe, 0xD, recipe.name))
    commands += [_library(recipe, 0xC, each) for each in recipe.libraries]
    cpu, subtype = _CPUS[recipe.cpu]
    joined = b"".join(commands)
    head = struct.pack(
        order + "7I",
        0xFEED_FACF if wide else 0xFEED_FACE,
        cpu,
        subtype,
        6 if recipe.is_library else 2,
        len(commands),
        len(joined),
        0x85,
    ) + (bytes(4) if wide else b"")
    return (head + joined).ljust(PAGE, b"\0") + body + linkedit


def sign_macho(data: bytes, signing: AppleSigning | None = None) -> bytes:
    """Return an unsigned thin Mach-O of this module, signed."""
    signing = signing or AppleSigning()
    data += bytes(-len(data) % 16)
    blobs = _fixed_blobs(signing)
    directories = [
        len(_directory(signing, each, data[: signing.code_limit], blobs)) for each in signing.hashes
    ]
    cms = 8 if signing.is_adhoc else 8 + len(_cms(signing, [bytes(64)]))
    count = len(directories) + len(blobs) + 1
    size = 12 + 8 * count + sum(directories) + sum(map(len, blobs.values())) + cms
    # A signature over other bytes has another serial in its timestamp: a few bytes of room for it.
    reserved = -(-(size + 16 + signing.spare) // 16) * 16
    data = _with_signature_command(data, reserved)
    code = data[: signing.code_limit]
    made = [_directory(signing, each, code, blobs) for each in signing.hashes]
    held = {number and 0xFFF + number: each for number, each in enumerate(made)} | blobs
    wrapped = b"" if signing.is_adhoc else _cms(signing, made)
    held[CMS_SLOT] = struct.pack(">II", 0xFADE_0B01, 8 + len(wrapped)) + wrapped
    return data + super_blob(held).ljust(reserved, b"\0")


def super_blob(blobs: Mapping[int, bytes]) -> bytes:
    """Return a SuperBlob of these blobs by slot."""
    at = 12 + 8 * len(blobs)
    index = b""
    for slot, blob in sorted(blobs.items()):
        index += struct.pack(">II", slot, at)
        at += len(blob)
    body = b"".join(blob for _, blob in sorted(blobs.items()))
    return struct.pack(">3I", 0xFADE_0CC0, at, len(blobs)) + index + body


def build_fat(
    slices: Sequence[tuple[str, bytes]],
    *,
    is_64: bool = False,
    gap: bytes = b"",
    tail: bytes = b"",
) -> bytes:
    """Return a fat file of (architecture, file); `gap` is put before the second slice, `tail` at the end."""
    row = ">IIQQII" if is_64 else ">IIIII"
    table, body = b"", b""
    at = start = 8 + struct.calcsize(row) * len(slices)
    for number, (cpu, data) in enumerate(slices):
        filler = gap if number == 1 else b""
        place = -(-(at + len(filler)) // 0x4000) * 0x4000
        body += filler.ljust(place - at, b"\0") + data
        rest = (0,) if is_64 else ()
        table += struct.pack(row, *_CPUS[cpu], place, len(data), 14, *rest)
        at = place + len(data)
    magic = 0xCAFE_BABF if is_64 else 0xCAFE_BABE
    assert start + len(body) == at
    return struct.pack(">II", magic, len(slices)) + table + body + tail


# --- where bytes can be hidden ------------------------------------------------------------------


def signature_place(data: bytes) -> tuple[int, int]:
    """Return the offset and the reserved size of the signature of a file made here."""
    order = ">" if data[:2] == b"\xfe\xed" else "<"
    at, wanted = _commands(data), 0x1D
    for _ in range(struct.unpack_from(order + "I", data, 16)[0]):
        command, length = struct.unpack_from(order + "II", data, at)
        if command == wanted:
            offset, size = struct.unpack_from(order + "II", data, at + 8)
            return int(offset), int(size)
        at += length
    raise ValueError("the file is not signed")


def signature_blobs(data: bytes) -> dict[int, bytes]:
    """Return the blobs of a signature by slot."""
    start = signature_place(data)[0]
    found = {}
    for number in range(struct.unpack_from(">I", data, start + 8)[0]):
        slot, at = struct.unpack_from(">II", data, start + 12 + 8 * number)
        size = struct.unpack_from(">I", data, start + at + 4)[0]
        found[int(slot)] = data[start + at : start + at + size]
    return found


def with_blobs(data: bytes, blobs: Mapping[int, bytes]) -> bytes:
    """Return the file with other blobs in the same reserved space: no hash covers the index."""
    start, size = signature_place(data)
    made = super_blob(blobs)
    assert len(made) <= size
    return data[:start] + made.ljust(size, b"\0") + data[start + size :]


def into_reserved_space(data: bytes, payload: bytes) -> bytes:
    """Return the file with bytes behind the SuperBlob, in the zero space reserved for it."""
    start, size = signature_place(data)
    at = start + int(struct.unpack_from(">I", data, start + 4)[0])
    assert at + len(payload) <= start + size
    return data[:at] + payload + data[at + len(payload) :]


def between_blobs(data: bytes, payload: bytes) -> bytes:
    """Return the file with bytes between the SuperBlob's index and its first blob."""
    start, size = signature_place(data)
    length, count = struct.unpack_from(">II", data, start + 4)
    index = start + 12 + 8 * count
    rows = struct.iter_unpack(">II", data[start + 12 : index])
    moved = b"".join(struct.pack(">II", slot, at + len(payload)) for slot, at in rows)
    head = struct.pack(">3I", 0xFADE_0CC0, length + len(payload), count)
    made = head + moved + payload + data[index : start + length]
    assert len(made) <= size
    return data[:start] + made.ljust(size, b"\0") + data[start + size :]


# --- parts ----------------------------------------------------------------------------------------


def _commands(data: bytes) -> int:
    return 32 if data[:4] in (b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf") else 28


def _segment(
    recipe: MachRecipe, name: str, place: tuple[int, int], rows: list[tuple[str, int, int]]
) -> bytes:
    order, wide = recipe.order, recipe.is_64
    offset, size = place
    memory = -(-size // PAGE) * PAGE
    numbers, section = ("4Q4I", "2Q8I") if wide else ("4I4I", "2I7I")
    length = struct.calcsize(order + numbers) + 24 + len(rows) * (80 if wide else 68)
    made = struct.pack(order + "II16s", 0x19 if wide else 1, length, name.encode())
    made += struct.pack(order + numbers, offset, memory, offset, size, 5, 5, len(rows), 0)
    for title, at, bytes_ in rows:
        made += struct.pack("16s16s", title.encode(), name.encode())
        zeros = (0,) * (3 if wide else 2)
        made += struct.pack(order + section, at, bytes_, at, 4, 0, 0, 0, *zeros)
    return made


def _library(recipe: MachRecipe, command: int, name: str) -> bytes:
    raw = name.encode() + b"\0"
    raw += bytes(-(24 + len(raw)) % 8)
    return struct.pack(recipe.order + "6I", command, 24 + len(raw), 24, 2, 0x10200, 0x10000) + raw


def _with_signature_command(data: bytes, reserved: int) -> bytes:
    """Announce the signature that will be appended, in the header and in __LINKEDIT."""
    order = ">" if data[:2] == b"\xfe\xed" else "<"
    start = _commands(data)
    count, size = struct.unpack_from(order + "II", data, 16)
    made = bytearray(data)
    struct.pack_into(order + "II", made, 16, count + 1, size + 16)
    struct.pack_into(order + "4I", made, start + size, 0x1D, 16, len(data), reserved)
    at = made.index(b"__LINKEDIT") - 8
    form, where = ("Q", 40) if start == 32 else ("I", 32)
    offset = struct.unpack_from(order + form, made, at + where)[0]
    width = struct.calcsize(form)
    room = len(data) + reserved - offset
    struct.pack_into(order + form, made, at + where + width, room)
    struct.pack_into(order + form, made, at + where - width, -(-room // PAGE) * PAGE)
    return bytes(made)


def _fixed_blobs(signing: AppleSigning) -> dict[int, bytes]:
    blobs = {2: _REQUIREMENTS}
    if signing.entitlements is not None:
        text = plistlib.dumps(dict(signing.entitlements))
        blobs[5] = struct.pack(">II", 0xFADE_7171, 8 + len(text)) + text
    if signing.binary_entitlements is not None:
        data = signing.binary_entitlements
        blobs[7] = struct.pack(">II", 0xFADE_7172, 8 + len(data)) + data
    return blobs


def _directory(
    signing: AppleSigning, hashes: str, code: bytes, blobs: Mapping[int, bytes]
) -> bytes:
    kind = _KINDS[hashes]
    name, size = HASHES[kind]

    def digest(data: bytes) -> bytes:
        return hashlib.new(name, data, usedforsecurity=False).digest()[:size]

    hardened = 0x1_0000 if signing.is_hardened else 0
    flags = (2 if signing.is_adhoc else hardened) | (0x2_0000 if signing.is_linker_signed else 0)
    texts = signing.identifier.encode() + b"\0"
    team = 0
    if signing.team and not signing.is_adhoc:
        team = 96 + len(texts)
        texts += signing.team.encode() + b"\0"
    bound = {**dict(signing.beside), **blobs}
    last = max(bound, default=0)
    special = [digest(bound[slot]) if slot in bound else bytes(size) for slot in range(last, 0, -1)]
    pages = [digest(code[at : at + PAGE]) for at in range(0, len(code), PAGE)]
    at = 96 + len(texts) + size * len(special)
    length = at + size * len(pages)
    head = struct.pack(
        ">9I", 0xFADE_0C02, length, 0x20500, flags, at, 96, last, len(pages), len(code)
    )
    head += bytes((size, kind, 0, 12)) + struct.pack(">III", 0, 0, team)
    head += struct.pack(">IQ3Q2I", 0, 0, 0, len(code), 0, 0x000D_0100, 0)
    return head + texts + b"".join(special) + b"".join(pages)


def _credential(signing: AppleSigning) -> Credential:
    parts = (
        (NameOID.ORGANIZATIONAL_UNIT_NAME, signing.certificate_team or signing.team),
        (NameOID.ORGANIZATION_NAME, signing.signer),
        (NameOID.COMMON_NAME, f"Example ID Application: {signing.signer}"),
    )
    name = x509.Name([x509.NameAttribute(kind, text) for kind, text in parts])
    year = int(signing.at[:4])
    wanted = Wanted(
        signing.signer,
        key="signer",
        usages=(CODE_SIGNING,),
        valid_from=f"{year - 1}-01-01T00:00:00Z",
        valid_until=f"{year + 2}-01-01T00:00:00Z",
        subject=name,
    )
    return issue(wanted, root())


def _cms(signing: AppleSigning, directories: Sequence[bytes]) -> bytes:
    """Return the detached CMS over the first CodeDirectory that names the hashes of all."""
    credential = _credential(signing)
    hashes = [
        hashlib.new(HASHES[kind][0], each, usedforsecurity=False).digest()[: HASHES[kind][1]][:20]
        for each, kind in zip(directories, map(_KINDS.__getitem__, signing.hashes), strict=False)
    ]
    attributes = [
        attribute(CONTENT_TYPE, oid(DATA)),
        attribute(SIGNING_TIME, utc_time(signing.at)),
        attribute(MESSAGE_DIGEST, octets(hashlib.sha256(directories[0]).digest())),
        attribute("1.2.840.113635.100.9.1", octets(plistlib.dumps({"cdhashes": hashes}))),
    ]
    made = sign(credential, b"".join(sorted(attributes)), "sha256")
    unsigned = []
    if signing.timestamp:
        token = timestamp_token(made, signing.at, timestamp_authority())
        unsigned.append(attribute(_STAMP, token))
    unsigned += [attribute(name, value) for name, value in signing.unsigned]
    info = signer_info(credential, attributes, made, "sha256", unsigned)
    inner = sequence(
        integer(1),
        set_of(algorithm(_SHA256)),
        sequence(oid(DATA)),
        explicit(0, *credential.chain, *signing.extra_certificates),
        set_of(info),
    )
    return sequence(oid(SIGNED_DATA), explicit(0, inner))
