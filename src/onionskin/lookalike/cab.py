"""Build inert cabinets: stored, MSZIP, Quantum or LZX, one folder or several. Source: Microsoft, [MS-CAB]."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping

from onionskin.lookalike.lzx import LzxWriter
from onionskin.lookalike.quantum import QuantumWriter
from onionskin.lookalike.signing import Plan, sign_digest
from onionskin.parse.archives.cab import checksum
from onionskin.parse.signatures.cab_signature import CABINET

BLOCK = 32768
STORED, MSZIP, QUANTUM, LZX = 0, 1, 2, 3
DATE, TIME = 0x566D, 0x4000  # 2023-03-13 08:00


def build_cab(  # noqa: PLR0913 - each is one thing that a cabinet can be
    files: Mapping[str, bytes],
    *,
    method: int = MSZIP,
    folders: int = 1,
    reserve: bytes | None = None,
    padding: Mapping[int, bytes] | None = None,
    window: int = 15,
    lzx_blocks: tuple[int, ...] = (1, 2, 3),
    e8_size: int = 0,
) -> bytes:
    """Return a cabinet with these files, in order, shared out over `folders`.

    `reserve` is the header's reserve area. `padding` puts bytes that no file
    claims behind the files of a folder. `window` is the exponent of Quantum's and LZX's;
    `lzx_blocks` are the types of LZX's blocks in turn, `e8_size` what its translation of
    calls takes for the size of the image (0: none).
    """
    names = list(files)
    shares = [names[at::folders] for at in range(folders)]
    plains = [b"".join(files[name] for name in share) for share in shares]
    for at, extra in (padding or {}).items():
        plains[at] += extra
    if method == LZX:
        frames = [LzxWriter(window, lzx_blocks, e8_size).frames(plain) for plain in plains]
        data = [_framed(each, plain) for each, plain in zip(frames, plains, strict=True)]
    elif method == QUANTUM:
        frames = [QuantumWriter(window).frames(plain) for plain in plains]
        data = [_framed(each, plain) for each, plain in zip(frames, plains, strict=True)]
    else:
        data = [_blocks(plain, method) for plain in plains]
    kind = method if method in {STORED, MSZIP} else method | window << 8
    head = b"" if reserve is None else struct.pack("<HBB", len(reserve), 0, 0) + reserve
    table = b"".join(_rows(files, share, at) for at, share in enumerate(shares))
    files_at = 36 + len(head) + 8 * folders
    data_at = files_at + len(table)
    total = data_at + sum(len(b"".join(each)) for each in data)
    out = struct.pack("<4s5I", b"MSCF", 0, total, 0, files_at, 0)
    out += struct.pack("<BB5H", 3, 1, folders, len(names), 0 if reserve is None else 4, 0x1234, 0)
    out += head
    for each in data:
        out += struct.pack("<IHH", data_at, len(each), kind)
        data_at += len(b"".join(each))
    return out + table + b"".join(b"".join(each) for each in data)


def _rows(files: Mapping[str, bytes], names: list[str], folder: int) -> bytes:
    out, at = b"", 0
    for name in names:
        ascii_only = name.isascii()
        raw = name.encode("ascii" if ascii_only else "utf-8", "surrogatepass")
        attributes = 0x20 if ascii_only else 0xA0
        size = len(files[name])
        out += struct.pack("<IIHHHH", size, at, folder, DATE, TIME, attributes) + raw + b"\0"
        at += size
    return out


def _blocks(plain: bytes, method: int) -> list[bytes]:
    found, window = [], b""
    for at in range(0, len(plain), BLOCK):
        part = plain[at : at + BLOCK]
        found.append(block(_deflated(part, window) if method == MSZIP else part, len(part)))
        window = part
    return found


def _framed(frames: list[bytes], plain: bytes) -> list[bytes]:
    sizes = [min(BLOCK, len(plain) - BLOCK * at) for at in range(len(frames))]
    return [block(frame, size) for frame, size in zip(frames, sizes, strict=True)]


def _deflated(part: bytes, window: bytes) -> bytes:
    stream = (
        zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=window)
        if window
        else zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    )
    return b"CK" + stream.compress(part) + stream.flush()


def block(stored: bytes, plain: int) -> bytes:
    """Return one CFDATA with its checksum."""
    sizes = struct.pack("<HH", len(stored), plain)
    return struct.pack("<I", checksum(stored) ^ checksum(sizes)) + sizes + stored


def sign_cab(data: bytes, plan: Plan, behind: bytes = b"") -> bytes:
    """Return a cabinet of `build_cab` without a reserve, signed. `behind` follows the PKCS#7."""
    shift = 24
    head = bytearray(data[:36])
    size, files_at = struct.unpack_from("<I4xI", head, 8)
    folders = struct.unpack_from("<H", head, 26)[0]
    struct.pack_into("<I", head, 8, size + shift)
    struct.pack_into("<I", head, 16, files_at + shift)
    struct.pack_into("<H", head, 30, 4)
    rest = bytearray(data[36:])
    for at in range(folders):
        start = struct.unpack_from("<I", rest, 8 * at)[0]
        struct.pack_into("<I", rest, 8 * at, start + shift)
    signed = bytes(head[:4] + head[8:34]) + bytes(4) + rest
    blob = sign_digest(hashlib.new(plan.digest, signed).digest(), CABINET, plan)
    stated = struct.pack("<II", size + shift, len(blob) + len(behind)) + bytes(8)
    reserve = struct.pack("<HBB", 20, 0, 0) + b"\0\0\x10\0" + stated
    return bytes(head) + reserve + bytes(rest) + blob + behind
