"""How many of the ways to hide inert bytes in genuine files we find: `python bench/peel/mutations.py FOLDER [--write]`.

FOLDER holds packages that nobody here wrote. Files out of them are edited, one place at a time:
filler (zeros, words, random), never code. Each edit is peeled beside its genuine base, and counts as
*found* if a finding is new, as *placed* if evidence of a new finding covers the bytes and at most 24 more
(alignment, a tag and its length). An edit of what a signature covers has no place: the
signature says that it happened, not where. Nothing is installed or run; nothing edited is kept.
"""

from __future__ import annotations

import argparse
import base64
import csv
import datetime as dt
import hashlib
import io
import os
import platform
import random
import struct
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import genuine
from genuine import Base, Files

from onionskin import __version__
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import TarMember, ZipMember, build_gzip, build_tar, build_zip
from onionskin.lookalike.msi import build_msi, sign_msi
from onionskin.lookalike.msi_hiding import PLACES, hide_in_msi
from onionskin.lookalike.pe import (
    Recipe,
    add_certificate_entry,
    append_behind_signature,
    append_to_file,
    build_pe,
    grow_directory,
    with_bytes_at,
    with_checksum,
)
from onionskin.model import Finding, Level
from onionskin.weigh.order import reaches
from onionskin.write.reports import PeelReport

HERE = Path(__file__).parent
SIZES = (16, 200, 4096, 65_536)
MEGABYTE = 1 << 20
# What may belong to a hidden stretch besides: a tag and a length, a chunk's frame, alignment.
FRAMING = 24
CHANCE = random.Random(2026)  # noqa: S311 - filler, the same in every run


@dataclass(frozen=True)
class Edit:
    """One edited file. `at` is -1 where the edit is of signed bytes; `inner` names the edited member."""

    base: str
    family: str
    variant: str
    data: bytes
    at: int = -1
    length: int = 0
    suffix: str = ".bin"
    against: bytes = b""


def filler(texture: str, length: int) -> bytes:
    if texture == "zero":
        return bytes(length)
    if texture == "words":
        return (b"inert filler, nothing else. " * (length // 28 + 1))[:length]
    if texture == "base64":
        return base64.b64encode(CHANCE.randbytes(length))[:length]
    # The first and last byte are not zero, so that the place is the same to everyone.
    return b"\xc3" + CHANCE.randbytes(length - 2) + b"\xc3"


def hex_size(length: int) -> str:
    return "1 MiB" if length == MEGABYTE else f"{length:,} B"


# --- signed programs ---------------------------------------------------------------------------------


def signed_programs(base: Base) -> Iterator[Edit]:
    """Edit a signed program where its signature does not look, and where it does."""
    data = base.data
    table, size = certificate_table(data)
    first = table + struct.unpack_from("<I", data, table)[0]
    end = table + size

    def edit(family: str, variant: str, made: bytes, at: int = -1, length: int = 0) -> Edit:
        return Edit(base.title, family, variant, made, at, length)

    plans = [(texture, length) for texture in ("zero", "words", "random") for length in SIZES]
    for texture, length in [*plans, ("random", MEGABYTE)]:
        put = filler(texture, length)
        what = f"{texture}, {hex_size(length)}"
        family = "zeros behind" if texture == "zero" else "bytes behind"
        for fix in (True, False):
            how = what if fix else f"{what}, checksum left"
            yield edit(f"{family} the PKCS#7", how, append_behind_signature(data, put, fix_checksum=fix), first, length)  # fmt: skip
        yield edit(f"{family} the last entry, directory grown", what, grow_directory(data, put), end, length)  # fmt: skip
        yield edit(f"{family} the table", what, append_to_file(data, put), end, length)
        if texture == "random":
            yield edit("a further entry, PKCS#7", what, add_certificate_entry(data, put), end, length + 8)  # fmt: skip
            yield edit("a further entry, another type", what, add_certificate_entry(data, put, kind=CHANCE.choice((1, 3, 4, 0xEF))), end, length + 8)  # fmt: skip
            yield edit("overlay in front of the table", what, before_table(data, put))
            own = data[table + 8 : first]
            yield edit("its own signature once more, bytes behind", what, add_certificate_entry(data, own + put), end + 8 + len(own), length)  # fmt: skip
        if length >= 4096 and texture != "zero":
            yield from inside_signature(base, put, what)
    yield edit("checksum alone", "another number", with_bytes_at(data, checksum_offset(data), b"\x11\x22\x33\x00", fix_checksum=False), checksum_offset(data), 4)  # fmt: skip
    yield edit("signed bytes", "DOS stub", with_bytes_at(data, 0x4E, b"inert words"))
    yield edit("signed bytes", "middle of the file", with_bytes_at(data, table // 2, filler("random", 64)))  # fmt: skip
    yield edit("signed bytes", "last byte", with_bytes_at(data, table - 1, bytes([data[table - 1] ^ 1])))  # fmt: skip


def inside_signature(base: Base, put: bytes, what: str) -> Iterator[Edit]:
    """Put bytes into parts of the PKCS#7 that no digest covers."""
    data = base.data
    table, _ = certificate_table(data)
    content_type, content = parts(
        data[table + 8 : table + struct.unpack_from("<I", data, table)[0]]
    )
    (signed,) = parts(content)
    fields = parts(signed)
    infos = parts(fields[-1])
    attribute = tagged(0x30, bytes.fromhex("06032a0304") + tagged(0x31, tagged(0x04, put)))
    signer = parts(infos[0])
    old = b"".join(parts(signer.pop())) if signer[-1][0] == 0xA1 else b""
    info = tagged(0x30, *signer, tagged(0xA1, old, attribute))
    certificates = next(number for number, each in enumerate(fields) if each[0] == 0xA0)
    dummy = tagged(0xA0, *parts(fields[certificates]), tagged(0x30, tagged(0x04, put)))
    for family, made in (
        ("unsigned attribute", [*fields[:-1], tagged(0x31, info, *infos[1:])]),
        ("certificate that is none", [*fields[:certificates], dummy, *fields[certificates + 1 :]]),
    ):
        blob = tagged(0x30, content_type, tagged(0xA0, tagged(0x30, *made)))
        yield Edit(base.title, family, what, with_signature(data, blob), table + 8 + blob.find(put), len(put))  # fmt: skip


def parts(element: bytes) -> list[bytes]:
    """Return the elements inside a DER element."""
    at, end = _inside(element, 0)
    found = []
    while at < end:
        _, stop = _inside(element, at)
        found.append(element[at:stop])
        at = stop
    return found


def _inside(data: bytes, at: int) -> tuple[int, int]:
    """Return where the body of the element at `at` begins and ends."""
    length, start = data[at + 1], at + 2
    if length & 0x80:
        size = length & 0x7F
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
    return start, start + length


def tagged(tag: int, *inner: bytes) -> bytes:
    """Return a DER element."""
    body = b"".join(inner)
    length = len(body)
    if length < 0x80:
        return bytes([tag, length]) + body
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + body


def with_signature(data: bytes, blob: bytes) -> bytes:
    """Return the program with another PKCS#7 in its first and only entry."""
    table, size = certificate_table(data)
    entry = struct.pack("<IHH", 8 + len(blob) + -len(blob) % 8, 0x200, 2) + blob + bytes(-len(blob) % 8)  # fmt: skip
    out = data[:table] + entry + data[table + size :]
    at = directory_offset(data)
    return with_checksum(out[:at] + struct.pack("<II", table, len(entry)) + out[at + 8 :])


def before_table(data: bytes, put: bytes) -> bytes:
    table, size = certificate_table(data)
    put += bytes(-len(put) % 8)
    at = directory_offset(data)
    out = data[:at] + struct.pack("<II", table + len(put), size) + data[at + 8 :]
    return with_checksum(out[:table] + put + out[table:])


def certificate_table(data: bytes) -> tuple[int, int]:
    offset, size = struct.unpack_from("<II", data, directory_offset(data))
    return offset, size


def directory_offset(data: bytes) -> int:
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    return int(nt) + 24 + (112 if data[nt + 24 : nt + 26] == b"\x0b\x02" else 96) + 32


def checksum_offset(data: bytes) -> int:
    return int(struct.unpack_from("<I", data, 0x3C)[0]) + 24 + 64


# --- images ------------------------------------------------------------------------------------------


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pictures(base: Base) -> Iterator[Edit]:
    """Put bytes behind PNG images, between and inside their chunks."""
    data = base.data
    first, end = data.index(b"IDAT") - 4, data.rindex(b"IEND") - 4
    for texture, length in (("base64", 80), ("base64", 900), ("random", 64), ("random", 4096)):
        put, what = filler(texture, length), f"{texture}, {length:,} B"
        where = {
            "behind IEND": (data[: end + 12] + put, end + 12),
            "behind IEND, zeros before": (data[: end + 12] + bytes(512) + put, end + 12),
            "private chunk": (data[:end] + chunk(b"stEg", put) + data[end:], end + 8),
            "inside IEND": (data[:end] + chunk(b"IEND", put), end + 8),
            "too long a tIME": (data[:first] + chunk(b"tIME", bytes(7) + put) + data[first:], first + 15),
            "an IDAT of its own": (data[:end] + chunk(b"IDAT", put) + data[end:], end + 8),
            "text chunk": (data[:first] + chunk(b"tEXt", b"Comment\0" + put) + data[first:], first + 16),
            "compressed text chunk": (data[:first] + chunk(b"zTXt", b"Comment\0\0" + put) + data[first:], first + 17),
            "colour profile": (data[:first] + chunk(b"iCCP", b"icc\0\0" + put) + data[first:], first + 13),
            "EXIF chunk": (data[:first] + chunk(b"eXIf", put) + data[first:], first + 8),
        }  # fmt: skip
        for family, (made, at) in where.items():
            more = 512 if "zeros" in family else 0
            yield Edit(base.title, f"PNG: {family}", what, made, at, length + more)


def icons(base: Base) -> Iterator[Edit]:
    """Put bytes behind icons, between their images and into them."""
    data = base.data
    count = int.from_bytes(data[4:6], "little")
    first = 6 + 16 * count
    for texture, length in (("base64", 80), ("base64", 900), ("random", 64), ("random", 4096)):
        put, what = filler(texture, length), f"{texture}, {length:,} B"
        yield Edit(base.title, "icon: tail", what, data + put, len(data), length)
        yield Edit(base.title, "icon: tail, zeros before", what, data + bytes(64) + put, len(data), length + 64)  # fmt: skip
        yield Edit(base.title, "icon: behind the directory", what, shifted(data, count, first, put), first, length)  # fmt: skip
        rows = [struct.unpack_from("<II", data, 6 + 16 * each + 8) for each in range(count)]
        last = max(range(count), key=lambda each: rows[each][1])
        if sum(rows[last]) == len(data):
            at = 6 + 16 * last + 8
            grown = data[:at] + struct.pack("<I", rows[last][0] + length) + data[at + 4 :]
            yield Edit(base.title, "icon: counted as image", what, grown + put, len(data), length)


def shifted(data: bytes, count: int, first: int, put: bytes) -> bytes:
    head = bytearray(data[:first])
    for each in range(count):
        at = 6 + 16 * each + 12
        struct.pack_into("<I", head, at, struct.unpack_from("<I", head, at)[0] + len(put))
    return bytes(head) + put + data[first:]


def bitmaps(base: Base) -> Iterator[Edit]:
    data = base.data
    start = int.from_bytes(data[10:14], "little")
    for texture, length in (("base64", 80), ("base64", 900), ("random", 4096)):
        put, what = filler(texture, length), f"{texture}, {length:,} B"
        yield Edit(base.title, "bitmap: tail", what, data + put, len(data), length)
        head = data[:10] + struct.pack("<I", start + length) + data[14:start]
        yield Edit(base.title, "bitmap: before the pixels", what, head + put + data[start:], start, length)  # fmt: skip


# --- archives ----------------------------------------------------------------------------------------


def wheels(base: Base, files: Files) -> Iterator[Edit]:
    """Put bytes into every place of a wheel: its members are genuine, packed again."""
    honest = [ZipMember(name, data) for name, data in files.items()]
    whole = build_zip(honest)
    number = max(range(len(honest)), key=lambda each: len(honest[each].data))
    big = honest[number]

    def instead(made: ZipMember) -> list[ZipMember]:
        return [*honest[:number], made, *honest[number + 1 :]]

    def edit(family: str, what: str, made: bytes, put: bytes = b"") -> Edit:
        at = made.index(put) if put else -1
        return Edit(base.title, f"wheel: {family}", what, made, at, len(put), ".whl", whole)

    for texture, length in (("random", 16), ("random", 4096), ("base64", 900), ("random", 60_000)):
        put, what = filler(texture, length), f"{texture}, {length:,} B"
        yield edit("comment", what, build_zip(honest, comment=put), put)
        yield edit("behind the end", what, build_zip(honest, tail=put), put)
        yield edit("in front", what, build_zip(honest, prefix=put), put)
        yield edit("before the directory", what, build_zip(honest, before_directory=put), put)
        one = ZipMember(big.name, big.data, gap=put)
        yield edit("between members", what, build_zip(instead(one)), put)
        one = ZipMember(big.name, big.data, slack=put)
        yield edit("behind a member's stream", what, build_zip(instead(one)), put)
        one = ZipMember(big.name, big.data, extra=struct.pack("<HH", 0xCAFE, length) + put)
        yield edit("extra field", what, build_zip(instead(one)), put)
        one = ZipMember(big.name, big.data, comment=put)
        yield edit("member's comment", what, build_zip(instead(one)), put)
        hidden = ZipMember("hidden.dat", put, method=0, listed=False)
        made = build_zip([*honest, hidden])
        start = made.index(put) - 30 - len("hidden.dat")
        yield Edit(base.title, "wheel: member that no directory lists", what, made, start, length + 40, ".whl")  # fmt: skip
        unlisted = ZipMember("unlisted.dat", put, method=0)
        yield edit("member that RECORD does not list", what, build_zip([*honest, unlisted]), put)
    twice = ZipMember(big.name, filler("random", 4096))
    yield edit("a name twice", "other content", build_zip([*honest, twice]))
    changed = ZipMember(big.name, big.data + filler("random", 64))
    yield edit("changed behind RECORD's back", "64 B more", build_zip(instead(changed)))


def tarballs(base: Base, files: Files) -> Iterator[Edit]:
    """Put bytes into every place of an npm tarball: its members are genuine, packed again."""
    honest = [TarMember(name, data) for name, data in files.items()]
    odd = next(each for each in honest if 1 <= len(each.data) % 512 <= 256)
    room = -len(odd.data) % 512
    place = honest.index(odd)

    def packed(made: bytes) -> bytes:
        return build_gzip(made)

    def edit(family: str, what: str, made: bytes, at: int, put: bytes) -> Edit:
        return Edit(base.title, f"tgz: {family}", what, made, at, len(put), ".tgz")

    plain = build_tar(honest)
    for texture, length in (("random", 200), ("base64", 900), ("random", 60_000)):
        put, what = filler(texture, length), f"{texture}, {length:,} B"
        behind = packed(build_tar(honest, tail=put))
        yield edit("behind the end of the tar", what, behind, len(plain), put)
        yield edit("behind the gzip stream", what, packed(plain) + put, len(packed(plain)), put)
        yield edit("a second gzip stream", what, packed(plain) + packed(put), len(plain), put)
        slack = [*honest[:place], TarMember(odd.name, odd.data, padding=put), *honest[place + 1 :]]
        made = build_tar(slack)
        yield edit("padding of a member", what, packed(made), made.index(put[:200]), put[:room].ljust(room))  # fmt: skip
        yield edit(
            "rest of every header block", what, packed(with_header_fields(plain, put)), -1, put
        )
        field = with_gzip_extra(packed(plain), put)
        if field:
            yield edit("gzip's extra field", what, field, 16, put)
        named = with_gzip_comment(packed(plain), put)
        yield edit("gzip's comment", what, named, 10, put)


def with_header_fields(plain: bytes, put: bytes) -> bytes:
    """Write into the end of every header block, behind all that ustar names, and sum it up."""
    out = bytearray(plain)
    at = 0
    while out[at + 257 : at + 262] == b"ustar":
        out[at + 500 : at + 512] = put[:12]
        out[at + 148 : at + 156] = b" " * 8
        out[at + 148 : at + 156] = b"%06o\0 " % sum(out[at : at + 512])
        at += 512 + -(-int(out[at + 124 : at + 135], 8) // 512) * 512
    return bytes(out)


def with_gzip_extra(packed: bytes, put: bytes) -> bytes:
    field = b"ZZ" + struct.pack("<H", len(put)) + put
    if len(field) > 0xFFFF:
        return b""
    return packed[:3] + bytes([packed[3] | 4]) + packed[4:10] + struct.pack("<H", len(field)) + field + packed[10:]  # fmt: skip


def with_gzip_comment(packed: bytes, put: bytes) -> bytes:
    return packed[:3] + bytes([packed[3] | 16]) + packed[4:10] + put.replace(b"\0", b"\1") + b"\0" + packed[10:]  # fmt: skip


# --- a wheel or tarball with an edited member ---------------------------------------------------------


def rebuilt(package: str, files: Files, target: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Pack genuine files again with an edited one among them; a wheel's RECORD is made right."""
    for each in edits:
        made = dict(files) | {target: each.data}
        yield Edit(
            f"{package}: {target.rpartition('/')[2]}",
            f"in a rebuilt {'wheel' if package.endswith('.whl') else 'tgz'}: {each.family}",
            each.variant,
            pack(package, made),
            each.at,
            each.length,
            Path(package).suffix,
            pack(package, files),
        )


def pack(package: str, files: Files) -> bytes:
    if not package.endswith(".whl"):
        return build_gzip(build_tar(files))
    listing = next(name for name in files if name.endswith(".dist-info/RECORD"))
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    for name, data in files.items():
        if name != listing:
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            writer.writerow((name, f"sha256={digest}", len(data)))
    writer.writerow((listing, "", ""))
    return build_zip(files | {listing: rows.getvalue().encode()})


def swapped(package: str, files: Files) -> Iterator[Edit]:
    """Put an inert library of a system name beside a signed program, or another file in a library's place."""
    old = pack(package, files)
    signed = {
        name: data for name, data in sorted(files.items()) if genuine.kind_of(data) == "signed"
    }
    program = next((name for name, data in signed.items() if name.endswith(".exe")), "")
    inert = build_pe(Recipe(name="inert.dll"))
    if program:
        folder = program.rpartition("/")[0]
        for name in ("version.dll", "winhttp.dll", "dbghelp.dll", "cryptbase.dll", "WINMM.dll"):
            made = files | {f"{folder}/{name}": inert}
            yield Edit(package, "side-load: a library of a system name", name, pack(package, made), suffix=Path(package).suffix)  # fmt: skip
    for name, data in list(signed.items())[:2]:
        bare = stripped(data)
        newer = later(files)
        for family, body in (
            ("a signed part loses its signature", bare),
            ("a signed part is another's", inert),
        ):
            for how, others in (("same version", files), ("next patch", newer)):
                yield Edit(f"{package}: {name.rpartition('/')[2]}", f"against: {family}", how, pack(package, others | {name: body}), suffix=Path(package).suffix, against=old)  # fmt: skip
    newer = later(files)
    folder = next(iter(signed), next(iter(files))).rpartition("/")[0]
    for family, body in (
        ("a new program", inert),
        ("a new random file", filler("random", 200_000)),
        ("a new base64 file", filler("base64", 200_000)),
    ):
        made = newer | {f"{folder}/inert.dat": body}
        yield Edit(package, f"against: {family}", "next patch", pack(package, made), suffix=Path(package).suffix, against=old)  # fmt: skip


def grown_sections(package: str, files: Files) -> Iterator[Edit]:
    """Add a section to an unsigned program of a package, the version one patch higher."""
    old, newer = pack(package, files), later(files)
    for name, data in sorted(files.items()):
        if genuine.kind_of(data) != "unsigned":
            continue
        for family, flags in (("executable", 0x60000020), ("writable and executable", 0xE0000020), ("data", 0x40000040)):  # fmt: skip
            for length in (32 << 10, 300 << 10):
                made = with_section(data, filler("random", length), flags)
                if made:
                    yield Edit(f"{package}: {name.rpartition('/')[2]}", f"against: a new section, {family}", hex_size(length), pack(package, newer | {name: made}), suffix=Path(package).suffix, against=old)  # fmt: skip
        return


def with_section(data: bytes, body: bytes, flags: int) -> bytes:
    """Return an unsigned program with a further section at its end; nothing where its header is full."""
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    count, optional = struct.unpack_from("<H", data, nt + 6)[0], struct.unpack_from("<H", data, nt + 20)[0]  # fmt: skip
    section, file = struct.unpack_from("<II", data, nt + 24 + 32)
    table = nt + 24 + optional
    row = table + 40 * count
    rows = [struct.unpack_from("<8s4I", data, table + 40 * each) for each in range(count)]
    if row + 40 > min(each[4] for each in rows if each[4]):
        return b""
    rva = max(-(-(each[2] + max(each[1], each[3])) // section) * section for each in rows)
    data = data.ljust(-(-len(data) // file) * file, b"\0")
    body = body.ljust(-(-len(body) // file) * file, b"\0")
    out = bytearray(data + body)
    struct.pack_into("<8s6I2HI", out, row, b".inert\0\0", len(body), rva, len(body), len(data), 0, 0, 0, 0, flags)  # fmt: skip
    struct.pack_into("<H", out, nt + 6, count + 1)
    struct.pack_into("<I", out, nt + 24 + 56, rva + -(-len(body) // section) * section)
    return with_checksum(bytes(out))


def stripped(data: bytes) -> bytes:
    table, size = certificate_table(data)
    at = directory_offset(data)
    return with_checksum(data[:at] + bytes(8) + data[at + 8 : table] + data[table + size :])


def later(files: Files) -> Files:
    """Return the files as the next patch of the package would name itself."""
    made = dict(files)
    for name, data in files.items():
        if name.endswith(".dist-info/METADATA"):
            head, _, rest = data.partition(b"\nVersion: ")
            version, newline, rest = rest.partition(b"\n")
            now = raised(version.strip().decode()).encode()
            made[name] = head + b"\nVersion: " + now + newline + rest
    return made


def raised(version: str) -> str:
    parts = version.split(".")
    parts += ["0"] * (3 - len(parts))
    parts[2] = str(int(parts[2]) + 1) if parts[2].isdigit() else "1"
    return ".".join(parts)


# --- installer packages -------------------------------------------------------------------------------


def installers(base: Base) -> Iterator[Edit]:
    """Hide bytes in a signed installer package around a genuine program."""
    package = sign_msi(build_msi({"Example/program.exe": base.data}))

    def edit(family: str, what: str, made: bytes, at: int, length: int) -> Edit:
        return Edit(base.title, f"MSI: {family}", what, made, at, length, ".msi")

    for texture in ("zero", "words", "random"):
        for length in (*SIZES, MEGABYTE):
            put = filler(texture, length)
            family = (
                "zeros behind the last sector" if texture == "zero" else "behind the last sector"
            )
            yield edit(
                family, f"{texture}, {hex_size(length)}", package + put, len(package), length
            )
    for place in PLACES:
        put = filler("random", 100_000 if place in {"free-sector", "stream-slack"} else 8192)
        made = hide_in_msi(package, put, place)
        at = made.find(put[:64]) if place != "stream-slack" else -1
        yield edit(place, f"random, {len(put):,} B", made, at, len(put) if at >= 0 else 0)
    for length in (16, 4096):
        put = filler("random", length)
        made = sign_msi(build_msi({"Example/program.exe": base.data}), behind=put)
        yield edit("behind the PKCS#7", f"random, {length:,} B", made, made.find(put), length)


# --- judging ------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What was found of one family."""

    tried: int = 0
    found: int = 0
    suspicious: int = 0
    with_place: int = 0
    placed: int = 0

    def add(self, edit: Edit, new: list[Finding]) -> None:
        """Count one edit, and what was found of it."""
        self.tried += 1
        self.found += bool(new)
        self.suspicious += any(reaches(each.level, Level.SUSPICIOUS) for each in new)
        self.with_place += edit.at >= 0
        self.placed += edit.at >= 0 and is_placed(edit, new)


def is_placed(edit: Edit, new: Sequence[Finding]) -> bool:
    """Say whether some evidence covers the bytes, and at most their framing besides."""
    return any(
        place.offset <= edit.at
        and edit.at + edit.length <= place.offset + place.length
        and place.length <= edit.length + FRAMING
        for finding in new
        for place in finding.evidence
    )


class Judge:
    """Peels edits beside their bases, in one pool."""

    def __init__(self, pool: Pool, folder: Path) -> None:
        self.pool, self.folder = pool, folder
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.missed: dict[str, list[str]] = defaultdict(list)

    def judge(self, base: bytes, edits: Iterator[Edit], suffix: str = ".bin") -> None:
        """Peel the base, then each edit: what is found of the edit alone counts."""
        known = {self._key(each) for each in self._peel(base, suffix).findings}
        for edit in edits:
            report = self._peel(
                edit.data, edit.suffix, edit.against if "against" in edit.family else b""
            )
            new = [each for each in report.findings if self._key(each) not in known]
            self.tallies[edit.family].add(edit, new)
            why, detail = "" if new else "nothing found", ""
            if new and edit.at >= 0 and not is_placed(edit, new):
                seen = sorted({(place.offset, place.length) for each in new for place in each.evidence})  # fmt: skip
                why = "found elsewhere"
                detail = f" {seen[:3]}, wanted {(edit.at, edit.length)}"
            if any(
                each.reason in {"crashed", "timeout", "signal-failed"} for each in report.problems
            ):
                why = "a parser failed"
            if why:
                self.missed[f"{edit.family}, {edit.variant}: {why}"].append(edit.base + detail)
        print(f"{sum(each.tried for each in self.tallies.values())} edits", file=sys.stderr)

    def _key(self, finding: Finding) -> tuple[str, str]:
        return finding.signal, finding.summary

    def _peel(self, data: bytes, suffix: str, against: bytes = b"") -> PeelReport:
        path, before = self.folder / f"edited{suffix}", self.folder / f"before{suffix}"
        path.write_bytes(data)
        before.write_bytes(against)
        (report,) = peel([path], pool=self.pool, against=[before] if against else [])
        return report

    def lines(self) -> list[str]:
        """Return the table, and what was not found."""
        rows = [
            "| family | edits | found | SUSPICIOUS | right offset and length |",
            "|---|---|---|---|---|",
        ]
        for family, each in self.tallies.items():
            placed = f"{each.placed} of {each.with_place}" if each.with_place else "-"
            rows.append(
                f"| {family} | {each.tried} | {each.found} | {each.suspicious} | {placed} |"
            )
        every = self.tallies.values()
        rows.append(
            f"| all | {sum(each.tried for each in every)} | {sum(each.found for each in every)} "
            f"| {sum(each.suspicious for each in every)} | {sum(each.placed for each in every)} of "
            f"{sum(each.with_place for each in every)} |"
        )
        return [
            *rows,
            "",
            "Not found, or found elsewhere:",
            "",
            *(f"- {what} ({len(of)}: {of[0]})" for what, of in self.missed.items()),
        ]


def run(folder: Path, judge: Judge) -> list[str]:
    """Edit and judge everything; return which genuine files were the bases."""
    used: list[str] = []
    kinds: list[tuple[str, Callable[[Base], Iterator[Edit]], int, int, int]] = [
        ("signed", signed_programs, 700_000, 2, 14),
        ("png", pictures, 100_000, 2, 8),
        ("ico", icons, 400_000, 2, 6),
        ("bmp", bitmaps, 400_000, 2, 4),
    ]
    for kind, edits, largest, each, most in kinds:
        for base in genuine.bases(folder, kind, largest=largest, each=each, most=most):
            used.append(f"{kind}: {base.title}, {len(base.data):,} bytes")
            judge.judge(base.data, edits(base))
    for base in genuine.bases(folder, "unsigned", largest=300_000, each=1, most=3):
        used.append(f"in an installer package: {base.title}")
        judge.judge(
            sign_msi(build_msi({"Example/program.exe": base.data})), installers(base), ".msi"
        )
    for path in genuine.packages(folder):
        used += packed_again(path, judge)
    return used


def packed_again(path: Path, judge: Judge) -> list[str]:
    """Edit a small package itself, and one signed member of it."""
    if path.stat().st_size > 6 << 20:
        return []
    files = genuine.contents(path)
    name = path.name
    base = Base(name, name, b"")
    whole = pack(name, files)
    used = []
    if sum(map(len, files.values())) < 3 << 20:
        used.append(f"archive: {name}")
        if path.suffix == ".whl":
            judge.judge(build_zip(files), wheels(base, files), ".whl")
        elif any(1 <= len(data) % 512 <= 256 for data in files.values()):
            judge.judge(build_gzip(build_tar(files)), tarballs(base, files), ".tgz")
    signed = [each for each, data in sorted(files.items()) if len(data) < 3 << 20 and genuine.kind_of(data) == "signed"]  # fmt: skip
    if signed:
        used.append(f"rebuilt with an edited member: {name}")
        member = Base(name, signed[0], files[signed[0]])
        some = [edit for edit in signed_programs(member) if "4,096" in edit.variant]
        judge.judge(whole, rebuilt(name, files, signed[0], some), path.suffix)
        judge.judge(whole, swapped(name, files), path.suffix)
    elif any(genuine.kind_of(data) == "unsigned" for data in files.values()):
        used.append(f"against: {name}")
        judge.judge(whole, grown_sections(name, files), path.suffix)
    return used


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the page in bench/results")
    given = parser.parse_args()
    with Pool(workers=1) as pool, tempfile.TemporaryDirectory() as folder:
        judge = Judge(pool, Path(folder))
        used = run(given.folder, judge)
        isolation = pool.isolation
    lines = ["# Inert bytes hidden in genuine files", "", *judge.lines(), "", "The bases:", ""]
    lines += [f"- {each}" for each in used]
    made = (
        f"{dt.datetime.now(dt.UTC).date()}, {os.cpu_count()} shared processors ({platform.machine()}), one worker, "
        f"Python {platform.python_version()}, onionskin {__version__}, isolation {isolation}. "
        "Written by `python bench/peel/mutations.py FOLDER --write`."
    )
    lines += ["", made]
    print(*lines, sep="\n")
    if given.write:
        (HERE.parent / "results" / "mutations.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
