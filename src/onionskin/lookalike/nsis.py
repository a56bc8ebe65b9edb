"""Build inert NSIS installers, honest or hiding something. Source: NSIS, Source/exehead/fileform.h."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onionskin.lookalike.pe import Recipe, build_pe, with_checksum

LZMA1 = {"id": lzma.FILTER_LZMA1, "dict_size": 1 << 23, "lc": 3, "lp": 0, "pb": 2}
MARK = b"\xef\xbe\xad\xdeNullsoftInst"
NO_CRC = 4


@dataclass(frozen=True)
class Installer:
    r"""What an installer holds. `files` are full names with `$INSTDIR\` or the like in front.

    `orders` are further instructions: an opcode and its values, where a text stands for its
    string. `orphan` is a data block of no instruction, `gap` bytes in front of the last block, `slack` stands behind
    a solid stream, `tail` behind the checksum; `generation` 2 writes NSIS 2's codes.
    """

    files: Mapping[str, bytes]
    method: str = "deflate"
    solid: bool = False
    unicode: bool = True
    generation: int = 3
    x86: bool = False
    orders: Sequence[tuple[int, tuple[int | str, ...]]] = ()
    uninstaller: bytes | None = None
    orphan: bytes | None = None
    gap: bytes = b""
    slack: bytes = b""
    tail: bytes = b""
    checksum: bool = True
    forged_checksum: bool = False


def build_nsis(recipe: Installer) -> bytes:
    """Return the installer as a program: an inert PE with the data behind it."""
    data = build_data(recipe)
    end = len(data) - len(recipe.tail)
    program = bytearray(build_pe(Recipe(overlay=data)))
    at = program.rindex(MARK) - 4
    if recipe.checksum and not recipe.forged_checksum:
        found = zlib.crc32(program[512 : at + end - 4])
        struct.pack_into("<I", program, at + end - 4, found)
    return with_checksum(bytes(program))


def build_data(recipe: Installer) -> bytes:
    """Return what stands behind the program; the checksum is zero."""
    header, blocks = _content(recipe)
    if recipe.solid:
        plain = struct.pack("<I", len(header)) + header
        plain += b"".join(struct.pack("<I", len(each)) + each for each in blocks)
        body = packed(recipe, plain + recipe.gap) + recipe.slack
    else:
        parts = [_block(recipe, each) for each in (header, *blocks)]
        body = b"".join(parts[:-1]) + recipe.gap + parts[-1]
    flags = 0 if recipe.checksum else NO_CRC
    following = 28 + len(body) + 4 * recipe.checksum
    first = struct.pack("<I16sII", flags, MARK, len(header), following)
    return first + body + bytes(4 * recipe.checksum) + recipe.tail


def packed(recipe: Installer, plain: bytes) -> bytes:
    """Return bytes as one stream of the recipe's method."""
    if recipe.method == "lzma":
        chain = [{"id": lzma.FILTER_X86}, LZMA1] if recipe.x86 else [LZMA1]
        stream = lzma.compress(plain, format=lzma.FORMAT_RAW, filters=chain)
        return b"\1" * recipe.x86 + b"\x5d" + struct.pack("<I", 1 << 23) + stream
    if recipe.method == "bzip2":
        return _bzip2(plain)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    half = len(plain) // 2
    # What is flushed ends with an empty stored block; NSIS leaves out its second length.
    front = deflate.compress(plain[:half]) + deflate.flush(zlib.Z_SYNC_FLUSH)
    stored = plain[half : half + 100]
    front = front[:-2] + struct.pack("<BH", 0, len(stored)) + stored
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    return front + last.compress(plain[half + 100 :]) + last.flush()


def _bzip2(plain: bytes) -> bytes:
    """Return one block of bzip2 without magic, checksum and randomised bit."""
    if not plain:
        return b"\x17"
    whole = bz2.compress(plain, 9)
    bits = f"{int.from_bytes(whole, 'big'):0{8 * len(whole)}b}"
    end = bits.rindex(f"{0x177245385090:048b}")
    short = f"{0x31:08b}" + bits[32 + 48 + 32 + 1 : end] + f"{0x17:08b}"
    short += "0" * (-len(short) % 8)
    return int(short, 2).to_bytes(len(short) // 8, "big")


def _block(recipe: Installer, plain: bytes) -> bytes:
    body = plain if recipe.method == "stored" else packed(recipe, plain)
    word = len(body) | (0 if recipe.method == "stored" else 0x8000_0000)
    return struct.pack("<I", word) + body


def _content(recipe: Installer) -> tuple[bytes, list[bytes]]:
    """Return the plain header and the data blocks."""
    strings = _Strings(recipe)
    orders: list[tuple[int, tuple[int | str, ...]]] = []
    blocks: list[bytes] = []
    at = 0

    def place(data: bytes) -> int:
        nonlocal at
        start = at
        last = recipe.uninstaller is None and len(blocks) + 1 == len(recipe.files) + (
            recipe.orphan is not None
        )
        start += len(recipe.gap) if last and not recipe.solid else 0
        blocks.append(data)
        at += len(data) + 4 if recipe.solid else len(_block(recipe, data))
        return start

    for number, (name, data) in enumerate(recipe.files.items()):
        if number == 1 and recipe.orphan is not None:
            place(recipe.orphan)
        folder, _, last = name.rpartition("\\")
        orders += [(11, (folder, 1)), (20, (0, last, place(data)))]
    if recipe.uninstaller is not None:
        orders.append((62, ("$INSTDIR\\uninstall.exe", place(b"icons"), 5)))
        place(recipe.uninstaller)
    entries = b""
    for code, values in (*orders, *recipe.orders):
        numbers = [strings.put(each) if isinstance(each, str) else each for each in values]
        entries += struct.pack("<I6i", code, *[*numbers, 0, 0, 0, 0, 0, 0][:6])
    tables = 4 + 64 + 40
    count = len(entries) // 28
    places = [(0, 0)] * 2 + [(tables, count), (tables + len(entries), 0)]
    places += [(tables + len(entries) + len(strings.data), 0)] * 4
    table = b"".join(struct.pack("<II", *each) for each in places)
    return bytes(4) + table + bytes(40) + entries + strings.data, blocks


class _Strings:
    """The string block; `$INSTDIR` and `$PLUGINSDIR` become the codes of their variables."""

    def __init__(self, recipe: Installer) -> None:
        self._recipe = recipe
        self.data = b""
        self.put("")

    def put(self, text: str) -> int:
        at = len(self.data)
        wide = self._recipe.unicode
        for number, name in ((21, "$INSTDIR"), (26, "$PLUGINSDIR"), (25, "$TEMP")):
            code = chr(3) if self._recipe.generation == 3 else chr(253)
            value = chr(0x8080 | number) if wide else chr(0x80 | number) + "\x80"
            text = text.replace(name, code + value)
        self.data += (text + "\0").encode("utf-16-le" if wide else "latin-1")
        return at // 2 if wide else at
