"""Mach-O files and disk images that Apple's and others' tools made, and xars around genuine files."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from genuine import Base, Files

from mutation_families.edits import ZEROS, Edit, filler, fillers, hex_size
from onionskin.lookalike.macho import (
    between_blobs,
    into_reserved_space,
    signature_blobs,
    signature_place,
    with_blobs,
)
from onionskin.lookalike.xar import XarRecipe, build_xar

TEXTURES = ("words", "random")
LINKEDIT = b"__LINKEDIT".ljust(16, b"\0")


def machos(base: Base) -> Iterator[Edit]:
    """Put bytes behind, into and around the signature of a genuine thin Mach-O."""
    data = base.data
    start, size = signature_place(data)
    used = int(struct.unpack_from(">I", data, start + 4)[0])
    room = size - used

    def edit(family: str, what: str, made: bytes, at: int = -1, length: int = 0) -> Edit:
        return Edit(base.title, f"Mach-O: {family}", what, made, at, length)

    for what, put in fillers():
        yield edit("behind the end of the file", what, data + put, len(data), len(put))
        grown = with_more_room(data, len(put))
        if grown:
            yield edit("signature grown", what, grown + put)
    for what, put in fillers(room - 32):
        yield edit("room reserved for the signature", what, into_reserved_space(data, put), start + used, len(put))  # fmt: skip
        yield edit("between the blobs", what, between_blobs(data, put))
        blob = struct.pack(">II", 0xFADE_0B01 + 0x40, 8 + len(put)) + put
        if len(blob) + 24 < room:
            yield edit("another blob in the signature", what, with_blobs(data, signature_blobs(data) | {0x2_0000: blob}))  # fmt: skip
    for texture in TEXTURES:
        put = filler(texture, 64)
        middle = start // 2
        yield edit("signed bytes", f"{texture}, middle", data[:middle] + put + data[middle + 64 :])
        head = 32 + struct.unpack_from("<I", data, 20)[0]
        if not any(data[head : head + 64]):
            yield edit("behind the load commands", f"{texture}, 64 B", data[:head] + put + data[head + 64 :])  # fmt: skip
    yield edit("signed bytes", "last byte", data[: start - 1] + bytes([data[start - 1] ^ 1]) + data[start:])  # fmt: skip
    for length in (16, 4096):
        yield Edit(base.title, f"{ZEROS} behind a Mach-O", hex_size(length), data + bytes(length))


def with_more_room(data: bytes, more: int) -> bytes:
    """Return the file with a signature command and a __LINKEDIT that reach further; b"" if it cannot be."""
    out = bytearray(data)
    at, changed = 32, 0
    for _ in range(struct.unpack_from("<I", data, 16)[0]):
        command, length = struct.unpack_from("<II", data, at)
        if command == 0x1D:
            struct.pack_into("<I", out, at + 12, struct.unpack_from("<I", data, at + 12)[0] + more)
            changed += 1
        if command == 0x19 and data[at + 8 : at + 24] == LINKEDIT:
            size = struct.unpack_from("<Q", data, at + 48)[0] + more
            struct.pack_into("<Q", out, at + 48, size)
            struct.pack_into("<Q", out, at + 32, -(-size // 0x4000) * 0x4000)
            changed += 1
        at += length
    return bytes(out) if changed == 2 else b""


def fats(base: Base) -> Iterator[Edit]:
    """Put bytes between and behind the slices of a genuine universal file."""
    data = base.data
    slices = fat_slices(data)
    first, second = slices[0], slices[1]
    table = 8 + 20 * len(slices)
    places = {
        "fat: behind the table of slices": (table, first[0] - table),
        "fat: between slices": (sum(first), second[0] - sum(first)),
    }
    for family, (at, room) in places.items():
        for what, put in fillers(room):
            yield Edit(base.title, family, what, data[:at] + put + data[at + len(put) :], at, len(put))  # fmt: skip
    for what, put in fillers():
        yield Edit(base.title, "fat: behind the last slice", what, data + put, len(data), len(put))
    for length in (16, 4096):
        yield Edit(base.title, f"{ZEROS} behind a fat file", hex_size(length), data + bytes(length))


def fat_slices(data: bytes) -> list[tuple[int, int]]:
    """Return offset and size of each slice, in the order of the file."""
    count = struct.unpack_from(">I", data, 4)[0]
    rows = (struct.unpack_from(">5I", data, 8 + 20 * each) for each in range(count))
    return sorted((row[2], row[3]) for row in rows)


def disks(base: Base) -> Iterator[Edit]:
    """Put bytes into a genuine disk image, where no run and no table reaches."""
    data = base.data
    koly = len(data) - 512
    xml = struct.unpack_from(">Q", data, koly + 216)[0]

    def edit(family: str, what: str, made: bytes) -> Edit:
        return Edit(base.title, f"DMG: {family}", what, made, suffix=".dmg")

    for what, put in fillers():
        yield edit("in front of the trailer", what, data[:koly] + put + data[koly:])
        moved = bytearray(data)
        struct.pack_into(">Q", moved, koly + 216, xml + len(put))
        yield edit("in front of the list of runs", what, bytes(moved[:xml]) + put + bytes(moved[xml:]))  # fmt: skip
        yield edit("behind the trailer", what, data + put)
    for texture in TEXTURES:
        put = filler(texture, 48)
        yield edit("reserved bytes of the trailer", f"{texture}, 48 B", data[: koly + 232 + 32] + put + data[koly + 312 :])  # fmt: skip
        yield edit("stored bytes against their checksum", f"{texture}, 48 B", data[: xml // 2] + put + data[xml // 2 + 48 :])  # fmt: skip
    for length in (16, 4096):
        yield Edit(base.title, f"{ZEROS} in front of a disk image's trailer", hex_size(length), data[:koly] + bytes(length) + data[koly:], suffix=".dmg")  # fmt: skip


def xars(base: Base, files: Files) -> Iterator[Edit]:
    """Put bytes into the places of a xar around genuine files."""

    def edit(family: str, what: str, made: bytes) -> Edit:
        return Edit(base.title, f"xar: {family}", what, made, suffix=".xar")

    for what, put in fillers():
        yield edit("in front of the first file", what, build_xar(files, XarRecipe(gap=put)))
        yield edit("behind the heap", what, build_xar(files, XarRecipe(tail=put)))
    for signer in ("", "Example Phone Ltd"):
        honest = build_xar(files, XarRecipe(signer=signer))
        for texture in TEXTURES:
            middle = len(honest) - 100
            made = honest[:middle] + filler(texture, 32) + honest[middle + 32 :]
            yield edit("a file against its checksum", f"{texture}, {'signed' if signer else 'unsigned'}", made)  # fmt: skip
