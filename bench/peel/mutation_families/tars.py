"""Tarballs as npm makes them: the tar and the gzip around it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from genuine import Base, Files

from mutation_families.edits import Edit, filler
from onionskin.lookalike.archives import TarMember, build_gzip, build_tar


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
