"""Build inert .7z archives: solid folders of any chain of filters, honest or self-contradicting.

Source: 7zFormat.txt of the LZMA SDK.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

MAGIC = b"7z\xbc\xaf\x27\x1c\0\4"
COPY, LZMA, LZMA2 = b"\x00", b"\x03\x01\x01", b"\x21"
DEFLATE, BZIP2, X86, DELTA = b"\x04\x01\x08", b"\x04\x02\x02", b"\x03\x03\x01\x03", b"\x03"
_FILTERS = {X86: {"id": lzma.FILTER_X86}, DELTA: {"id": lzma.FILTER_DELTA, "dist": 4}}


@dataclass(frozen=True)
class Solid:
    """One folder. `method` packs, `filter` (if any) came before; `slack` stands behind the stream.

    `crcs` replace the files' CRC-32 by name; `extra` are plain bytes of no file; `stated`
    replaces the method's id in the header.
    """

    files: Mapping[str, bytes]
    method: bytes = LZMA2
    filter: bytes = b""
    slack: bytes = b""
    crcs: Mapping[str, int] = field(default_factory=dict)
    extra: bytes = b""
    stated: bytes = b""


def build_7z(  # noqa: PLR0913 - each is one thing that an archive can hold or hide
    folders: list[Solid],
    *,
    empty: tuple[str, ...] = (),
    directories: tuple[str, ...] = (),
    links: tuple[str, ...] = (),
    packed_header: bool = True,
    gap: bytes = b"",
    padding: bytes = b"",
) -> bytes:
    """Return an archive. `gap` stands behind the packed streams, `padding` in the header's dummy.

    `empty` are files without bytes; `links` the names of files that are symbolic links.
    """
    packed = [_pack(each) for each in folders]
    names = [name for each in folders for name in each.files]
    header = b"\x01\x04" + _streams(0, folders, packed)
    header += _files(names, empty, directories, links, padding) + b"\0"
    body = b"".join(packed) + gap
    if packed_header:
        one = Solid({"": header}, LZMA)
        stream = _pack(one)
        at, body = len(body), body + stream
        header = b"\x17" + _streams(at, [one], [stream], plain=False)
    start = struct.pack("<QQI", len(body), len(header), zlib.crc32(header))
    return MAGIC + struct.pack("<I", zlib.crc32(start)) + start + body + header


def _pack(folder: Solid) -> bytes:
    plain = b"".join(folder.files.values()) + folder.extra
    if folder.filter:
        last = {"id": lzma.FILTER_LZMA2}
        chain = [_FILTERS[folder.filter], last]
        raw = lzma.compress(plain, lzma.FORMAT_RAW, filters=chain)
        # Only the filter is wanted here: what follows packs its output again.
        plain = lzma.decompress(raw, lzma.FORMAT_RAW, filters=[last])
    if folder.method == COPY:
        return plain + folder.slack
    if folder.method == DEFLATE:
        return zlib.compress(plain, 9)[2:-4] + folder.slack
    if folder.method == BZIP2:
        return bz2.compress(plain) + folder.slack
    if folder.method == LZMA2:
        chain = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
        return lzma.compress(plain, lzma.FORMAT_RAW, filters=chain) + folder.slack
    chain = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20}]
    return lzma.compress(plain, lzma.FORMAT_RAW, filters=chain) + folder.slack


def number(value: int) -> bytes:
    """Return a number as headers write it: one to nine bytes."""
    for extra in range(8):
        if value < 1 << 7 * (extra + 1):
            first = (0xFF00 >> extra) & 0xFF | value >> 8 * extra
            return bytes([first]) + (value & ((1 << 8 * extra) - 1)).to_bytes(extra, "little")
    return b"\xff" + value.to_bytes(8, "little")


def _streams(at: int, folders: list[Solid], packed: list[bytes], *, plain: bool = True) -> bytes:
    out = b"\x06" + number(at) + number(len(packed))
    out += b"\x09" + b"".join(number(len(each)) for each in packed) + b"\0"
    out += b"\x07\x0b" + number(len(folders)) + b"\0" + b"".join(map(_coders, folders)) + b"\x0c"
    for each in folders:
        size = number(sum(map(len, each.files.values())) + len(each.extra))
        out += size * (2 if each.filter else 1)
    out += b"\0"
    if plain:
        sizes, crcs = b"", b""
        counts = [len(each.files) + bool(each.extra) for each in folders]
        for each in folders:
            parts = [*each.files.items(), *([("", each.extra)] if each.extra else [])]
            sizes += b"".join(number(len(data)) for _, data in parts[:-1])
            crcs += b"".join(struct.pack("<I", each.crcs.get(name, zlib.crc32(data))) for name, data in parts)  # fmt: skip
        out += b"\x08\x0d" + b"".join(map(number, counts)) + b"\x09" + sizes
        out += b"\x0a\x01" + crcs + b"\0"
    return out + b"\0"


def _coders(folder: Solid) -> bytes:
    properties = {LZMA: b"\x5d" + struct.pack("<I", 1 << 20), LZMA2: b"\x10"}.get(
        folder.method, b""
    )
    own = _coder(folder.stated or folder.method, properties)
    if not folder.filter:
        return b"\x01" + own
    # The filter's input (0) is the output of the packer (1), whose input (1) is the packed stream.
    first = _coder(folder.filter, b"\x03" if folder.filter == DELTA else b"")
    return b"\x02" + first + own + b"\x00\x01"


def _coder(method: bytes, properties: bytes) -> bytes:
    if not properties:
        return bytes([len(method)]) + method
    return bytes([len(method) | 32]) + method + number(len(properties)) + properties


def _files(
    names: list[str],
    empty: tuple[str, ...],
    directories: tuple[str, ...],
    links: tuple[str, ...],
    padding: bytes,
) -> bytes:
    every = [*names, *empty, *directories]
    without = len(empty) + len(directories)
    out = b"\x05" + number(len(every))
    if padding:
        out += b"\x19" + number(len(padding)) + padding
    if without:
        out += _property(0x0E, _bits([0] * len(names) + [1] * without))
        out += _property(0x0F, _bits([1] * len(empty) + [0] * len(directories)))
    text = b"".join(each.encode("utf-16-le", "surrogatepass") + b"\0\0" for each in every)
    out += _property(0x11, b"\0" + text)
    modes = [(0xA1FF8000 if each in links else 0x81A48000) | 0x20 for each in every]
    out += _property(0x15, b"\1\0" + struct.pack(f"<{len(modes)}I", *modes))
    return out + b"\0"


def _property(token: int, data: bytes) -> bytes:
    return bytes([token]) + number(len(data)) + data


def _bits(flags: list[int]) -> bytes:
    text = "".join(map(str, flags)) + "0" * (-len(flags) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big") if text else b""
