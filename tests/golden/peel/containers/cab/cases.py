"""Cabinets: stored, MSZIP, hostile, of a method that is not opened, and cut short."""

from __future__ import annotations

import random
import struct
from pathlib import Path

from onionskin.lookalike.cab import LZX, QUANTUM, STORED, block, build_cab, sign_cab
from onionskin.lookalike.signing import Plan

FILES = {
    "app.exe": random.Random(7).randbytes(40_000),
    "docs\\readme.txt": b"an honest text\n" * 3000,
    "empty.txt": b"",
}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.cab"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_cab(FILES))


def good_stored_in_two_folders(folder: Path) -> Path:
    return _written(folder, build_cab(FILES, method=STORED, folders=2))


def good_room_for_a_signature(folder: Path) -> Path:
    return _written(folder, build_cab(FILES, reserve=bytes(6144)))


def good_signed(folder: Path) -> Path:
    return _written(folder, sign_cab(build_cab(FILES, folders=2), Plan()))


LIBRARY = (
    b'<?xml version="1.0" encoding="utf-8"?><wixLibrary version="3.0.2002.0" '
    b'xmlns="http://schemas.microsoft.com/wix/2006/libraries"><section id="inert"/></wixLibrary>'
)


def good_library_of_wix(folder: Path) -> Path:
    return _written(folder, build_cab(FILES) + LIBRARY)


def bad_bytes_behind_a_library_of_wix(folder: Path) -> Path:
    return _written(folder, build_cab(FILES) + LIBRARY + random.Random(9).randbytes(900))


def bad_tail_that_the_header_calls_a_signature(folder: Path) -> Path:
    data = bytearray(sign_cab(build_cab(FILES), Plan()))
    struct.pack_into("<II", data, 44, len(data), 5000)
    return _written(folder, bytes(data) + random.Random(8).randbytes(5000))


def bad_hostile_names(folder: Path) -> Path:
    names = [
        "..\\..\\escape.dll",
        "/etc/escape",
        "<script>.js",
        "right\u202eleft.exe",
        "\x1b[31m.txt",
    ]
    return _written(folder, build_cab(dict.fromkeys(names, b"filler")))


def bad_bytes_of_no_file(folder: Path) -> Path:
    return _written(folder, build_cab(FILES, padding={0: b"INERT FILLER " * 40}))


def bad_files_over_each_other(folder: Path) -> Path:
    data = bytearray(build_cab(FILES))
    second = data.index(b"docs") - 16
    struct.pack_into("<II", data, second, 40_000, 100)
    return _written(folder, bytes(data))


def bad_wrong_checksum(folder: Path) -> Path:
    data = bytearray(build_cab(FILES, method=STORED))
    data[-1] ^= 0x20
    return _written(folder, bytes(data))


def bad_tail(folder: Path) -> Path:
    return _written(folder, build_cab(FILES) + b"INERT FILLER " * 10)


def damaged(folder: Path) -> Path:
    return _written(folder, build_cab(FILES)[:30_000])


def damaged_method_that_is_not_opened(folder: Path) -> Path:
    data = bytearray(build_cab(FILES, method=STORED))
    struct.pack_into("<H", data, 36 + 6, 0x1507)  # no compression has this number
    return _written(folder, bytes(data))


def good_lzx(folder: Path) -> Path:
    return _written(folder, build_cab(FILES, method=LZX, window=17, e8_size=1 << 20))


def good_quantum(folder: Path) -> Path:
    return _written(folder, build_cab(FILES, method=QUANTUM, window=16))


def bad_bytes_behind_an_lzx_frame(folder: Path) -> Path:
    plain = {"a.txt": b"an honest text\n" * 100}
    data = bytearray(build_cab(plain, method=LZX))
    at = data.index(b"a.txt") + 6
    frame = bytes(data[at + 8 :]) + b"INERT FILLER" * 20
    data[at:] = block(frame, 1500)
    struct.pack_into("<I", data, 8, len(data))
    return _written(folder, bytes(data))


def damaged_set_without_its_next_cabinet(folder: Path) -> Path:
    data = bytearray(build_cab(FILES, method=STORED))
    names = b"disk2.cab\0Disk 2\0"
    folders, files = struct.unpack_from("<2H", data, 26)
    assert (folders, files) == (1, 3)
    struct.pack_into("<H", data, 30, 2)
    for at in (8, 16, 36):
        struct.pack_into("<I", data, at, struct.unpack_from("<I", data, at)[0] + len(names))
    for name in (b"docs", b"empty"):
        struct.pack_into("<H", data, data.index(name) - 8, 0xFFFE)
    last = data.rindex(struct.pack("<HH", 19_464, 19_464))
    data[last - 4 : last + 4] = struct.pack("<IHH", 0, 19_464, 0)
    return _written(folder, bytes(data[:36] + names + data[36:]))


def damaged_lzx(folder: Path) -> Path:
    data = bytearray(build_cab(FILES, method=LZX))
    data[45_000:45_040] = bytes(40)
    return _written(folder, bytes(data))
