"""Installer packages: honest, signed, hostile, with their cabinet elsewhere, and cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.cab import STORED, build_cab
from onionskin.lookalike.msi import Contents, build_msi, sign_msi
from onionskin.lookalike.msi_hiding import hide_in_msi

FILES = {
    "Example Phone/phone.exe": random.Random(7).randbytes(40_000),
    "Example Phone/data/long file name.txt": b"an honest text\n" * 200,
    "Example Phone/codec.dll": random.Random(8).randbytes(5_000),
}
MORE = Contents(
    binaries={"Helper": random.Random(9).randbytes(6_000)},
    icons={"phone.ico": b"an inert icon"},
    actions=[("RunPhone", 18, "F1", "--first"), ("Ask", 38, "", "' an inert script")],
)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "phone.msi"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_msi(FILES, contents=MORE))


def good_signed(folder: Path) -> Path:
    return _written(folder, sign_msi(build_msi(FILES)))


def good_sectors_of_4096_bytes_scattered(folder: Path) -> Path:
    wide = Contents(binaries=MORE.binaries, layout=4, interleave=True)
    return _written(folder, build_msi(FILES, contents=wide))


def bad_hostile_paths(folder: Path) -> Path:
    names = [
        "../../../etc/escape",
        "<script>alert(1)</script>.js",
        "right\u202eleft.exe",
        "\x1b[31mred.txt",
        "a > b.txt",
    ]
    return _written(folder, build_msi(dict.fromkeys(names, b"filler")))


def bad_file_that_no_table_names(folder: Path) -> Path:
    members = {f"F{at}": data for at, data in enumerate(FILES.values(), 1)}
    cabinet = build_cab({**members, "F9": b"INERT FILLER"})
    return _written(folder, build_msi(FILES, contents=Contents(cabinet=cabinet)))


def bad_bytes_hidden_in_a_chain(folder: Path) -> Path:
    data = sign_msi(build_msi(FILES))
    return _written(folder, hide_in_msi(data, b"INERT FILLER " * 500, "orphan-chain"))


def damaged(folder: Path) -> Path:
    return _written(folder, build_msi(FILES)[:30_000])


def damaged_cabinet_that_is_not_opened(folder: Path) -> Path:
    members = {f"F{at}": data for at, data in enumerate(FILES.values(), 1)}
    cabinet = bytearray(build_cab(members, method=STORED))
    cabinet[42] = 7  # no compression has this number
    return _written(folder, build_msi(FILES, contents=Contents(cabinet=bytes(cabinet))))
