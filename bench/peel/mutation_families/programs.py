"""Signed programs: edits where the signature does not look, and where it does."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from genuine import Base

from mutation_families.edits import CHANCE, MEGABYTE, SIZES, Edit, filler, hex_size
from onionskin.lookalike.pe import (
    add_certificate_entry,
    append_behind_signature,
    append_to_file,
    grow_directory,
    with_bytes_at,
    with_checksum,
)


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
