"""Build inert disk images (UDIF), honest or self-contradicting, signed or not.

Source: J. Levin, Demystifying the DMG File Format; Apple, `diskimagerep.h`.
"""

from __future__ import annotations

import bz2
import hashlib
import lzma
import plistlib
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SECTOR = 512
PIECE = 1 << 18


def plain_lzfse(data: bytes) -> bytes:
    """Return an LZFSE stream that stores bytes as they are."""
    return b"bvx-" + struct.pack("<I", len(data)) + data + b"bvx$"


def plain_adc(data: bytes) -> bytes:
    """Return an ADC stream of literals."""
    pieces = (data[at : at + 128] for at in range(0, len(data), 128))
    return b"".join(bytes([0x7F + len(piece)]) + piece for piece in pieces)


KINDS: dict[str, tuple[int, Callable[[bytes], bytes]]] = {
    "raw": (1, bytes),
    "adc": (0x8000_0004, plain_adc),
    "zlib": (0x8000_0005, zlib.compress),
    "bzip2": (0x8000_0006, bz2.compress),
    "lzfse": (0x8000_0007, plain_lzfse),
    "lzma": (0x8000_0008, lzma.compress),
}


@dataclass(frozen=True)
class DmgRecipe:
    """What to put into an image. `partitions` are names and plain bytes, of whole sectors.

    `gap` stands in front of every run, `slack` behind every stream in its run, `tail` in front of the trailer;
    `wrong` spoils the checksums; `shift` moves the second run's stored bytes onto the first one's.
    """

    partitions: Mapping[str, bytes] = field(default_factory=dict)
    method: str = "zlib"
    gap: bytes = b""
    slack: bytes = b""
    tail: bytes = b""
    front: bytes = b""
    reserved: bytes = b""
    wrong: bool = False
    shift: int = 0
    overlap: int = 0
    is_signed: bool = False
    behind_signature: bytes = b""


def build_dmg(recipe: DmgRecipe) -> bytes:
    """Return a disk image of these partitions."""
    body = bytearray(recipe.front)
    tables, sums, sector = [], b"", 0
    for number, (name, plain) in enumerate(recipe.partitions.items()):
        crc = zlib.crc32(plain) ^ recipe.wrong
        sums += crc.to_bytes(4, "big")
        rows = _rows(recipe, body, plain)
        first = max(sector - recipe.overlap, 0) if number else 0
        mish = struct.pack(">4sI3Q2I24x", b"mish", 1, first, len(plain) // SECTOR, 0, 520, number)
        mish += struct.pack(">3I124xI", 2, 32, crc, len(rows)) + b"".join(rows)
        tables.append({"Attributes": "0x0050", "Data": mish, "ID": str(number), "Name": name})
        sector += len(plain) // SECTOR
    data = len(body)
    plist = plistlib.dumps({"resource-fork": {"blkx": tables, "plst": []}})
    master = zlib.crc32(sums)
    koly = struct.pack(">4s3I5Q2I16x", b"koly", 4, 512, 1, 0, 0, data, 0, 0, 1, 1)
    koly += struct.pack(">3I124x", 2, 32, zlib.crc32(body))
    koly += struct.pack(">2Q", data, len(plist)) + recipe.reserved.ljust(64, b"\0")
    body += plist
    rest = bytes(40) + struct.pack(">3I124xIQ12x", 2, 32, master, 1, sector)
    signature = b""
    if recipe.is_signed:
        blind = koly + struct.pack(">2Q", len(body), 0) + rest
        signature = _adhoc(bytes(body), blind)
    place = struct.pack(">2Q", len(body) if signature else 0, len(signature))
    return bytes(body) + signature + recipe.behind_signature + recipe.tail + koly + place + rest


def _rows(recipe: DmgRecipe, body: bytearray, plain: bytes) -> list[bytes]:
    kind, pack = KINDS[recipe.method]
    rows, first = [], 0
    for at in range(0, len(plain), PIECE):
        piece = plain[at : at + PIECE]
        sectors = (at // SECTOR, len(piece) // SECTOR)
        if not piece.strip(b"\0"):
            rows.append(struct.pack(">2I4Q", 0, 0, *sectors, 0, 0))
            continue
        body += recipe.gap
        stored = pack(piece) + recipe.slack
        place = len(body) - (recipe.shift if first else 0)
        first += 1
        rows.append(struct.pack(">2I4Q", kind, 0, *sectors, place, len(stored)))
        body += stored
    rows.append(struct.pack(">2I4Q", 0xFFFF_FFFF, 0, len(plain) // SECTOR, 0, len(body), 0))
    return rows


def _adhoc(code: bytes, blind: bytes) -> bytes:
    """Return a SuperBlob that nobody signed: pages of 4 KiB, and the trailer in slot 6."""
    name = b"com.example.shapes\0"
    pages = [hashlib.sha256(code[at : at + 4096]).digest() for at in range(0, len(code), 4096)]
    special = hashlib.sha256(blind).digest() + bytes(5 * 32)
    hashes = 44 + len(name) + len(special)
    size = hashes + 32 * len(pages)
    directory = struct.pack(
        ">9I4BI",
        0xFADE_0C02,
        size,
        0x20001,
        2,
        hashes,
        44,
        6,
        len(pages),
        len(code),
        32,
        2,
        0,
        12,
        0,
    )
    directory += name + special + b"".join(pages)
    return struct.pack(">5I", 0xFADE_0CC0, 20 + size, 1, 0, 20) + directory
