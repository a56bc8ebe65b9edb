"""7-Zip archives: solid and filtered, contradicting themselves, with hidden bytes, and cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.sevenzip import BZIP2, COPY, DEFLATE, DELTA, LZMA, X86, Solid, build_7z

FILES = {
    "bin/app.dll": b"\xe8\x10\x20\0\0" * 3000 + random.Random(7).randbytes(2000),
    "docs/readme.txt": b"an honest text\n" * 500,
}
OTHER = {"data.bin": random.Random(8).randbytes(3000)}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.7z"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    solid = [Solid(FILES, filter=X86), Solid(OTHER, LZMA)]
    return _written(folder, build_7z(solid, empty=("empty.txt",), directories=("docs",)))


def good_every_method(folder: Path) -> Path:
    methods = (COPY, DEFLATE, BZIP2, LZMA)
    solid = [Solid({f"{at}.bin": FILES["bin/app.dll"]}, each, DELTA) for at, each in enumerate(methods)]  # fmt: skip
    return _written(folder, build_7z(solid, packed_header=False))


def good_empty(folder: Path) -> Path:
    return _written(folder, build_7z([Solid(OTHER, COPY)], empty=("a.txt", "b.txt")))


def bad_hostile_names(folder: Path) -> Path:
    names = ["..\\..\\escape.dll", "/etc/escape", "<script>.js", "right\u202eleft.exe", "C:evil"]
    return _written(folder, build_7z([Solid({**dict.fromkeys(names, b"filler"), **OTHER})]))


def bad_link_that_leads_outside(folder: Path) -> Path:
    files = {"out": b"../../etc", "out/passwd": b"filler"}
    return _written(folder, build_7z([Solid(files)], links=("out",)))


def bad_wrong_checksum(folder: Path) -> Path:
    return _written(folder, build_7z([Solid(FILES, crcs={"docs/readme.txt": 0x1234})]))


def bad_bytes_of_no_file(folder: Path) -> Path:
    return _written(folder, build_7z([Solid(FILES, extra=b"INERT FILLER " * 40)]))


def bad_bytes_behind_a_packed_stream(folder: Path) -> Path:
    solid = [Solid(FILES, slack=b"INERT FILLER " * 9), Solid(OTHER, LZMA, slack=b"INERT" * 9)]
    return _written(folder, build_7z(solid))


def bad_bytes_between_streams_and_behind(folder: Path) -> Path:
    data = build_7z([Solid(FILES)], gap=b"INERT FILLER " * 20)
    return _written(folder, data + b"INERT FILLER " * 10)


def bad_padding_of_the_header(folder: Path) -> Path:
    data = build_7z([Solid(FILES)], padding=b"INERT FILLER" * 9, packed_header=False)
    return _written(folder, data)


def bad_header_checksum(folder: Path) -> Path:
    data = bytearray(build_7z([Solid(FILES)], packed_header=False))
    data[28] ^= 1
    return _written(folder, bytes(data))


def damaged(folder: Path) -> Path:
    return _written(folder, build_7z([Solid(FILES)])[:1500])


def damaged_stream(folder: Path) -> Path:
    data = bytearray(build_7z([Solid(FILES), Solid(OTHER, COPY)]))
    data[300:340] = bytes(40)
    return _written(folder, bytes(data))


def damaged_method_that_is_not_opened(folder: Path) -> Path:
    return _written(folder, build_7z([Solid(FILES, stated=b"\x03\x04\x01"), Solid(OTHER)]))


def damaged_by_encryption(folder: Path) -> Path:
    return _written(folder, build_7z([Solid(FILES, stated=b"\x06\xf1\x07\x01"), Solid(OTHER)]))
