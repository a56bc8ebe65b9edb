"""Graphs of modules in programs of Bun: honest, hostile, damaged."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.carried import build_bun_graph

MODULES = {
    "/$bunfs/root/app": (b"console.log('an inert example')\n", b"inert source map"),
    "/$bunfs/root/words.txt": (b"inert words\n" * 9,),
}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "graph.bin"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_bun_graph(MODULES, arguments=b"--smol"))


def good_of_bun_1_0(folder: Path) -> Path:
    return _written(folder, build_bun_graph(MODULES, row=36, offsets=24))


def good_behind_a_program_with_its_length(folder: Path) -> Path:
    data = build_bun_graph({"B:/~BUN/root/app.js": (b"inert",)}, row=44)
    return _written(folder, data + len(data).to_bytes(8, "little"))


TEXTS = b"inert texts of all bytecode"
HASHES = struct.pack("<2I", 0x12_3456, 0)


def _with_records(*, length: int = len(TEXTS), behind: bytes = b"") -> bytes:
    """Return a graph of Bun 1.4.5: hashes, no code of Bun's own, a place of texts, and how many modules load first."""
    place = build_bun_graph(MODULES, gap=TEXTS).index(TEXTS)
    records = HASHES + struct.pack("<4I", 0, place, length, 1) + behind
    return build_bun_graph(MODULES, gap=TEXTS, flags=0b1_1110_0000, records=records)


def good_with_records_behind_the_table(folder: Path) -> Path:
    return _written(folder, _with_records())


def bad_bytes_behind_the_records(folder: Path) -> Path:
    return _written(folder, _with_records(behind=b"hidden behind records " * 3))


def bad_records_that_lead_out_of_the_payload(folder: Path) -> Path:
    return _written(folder, _with_records(length=90_000))


def bad_bytes_of_no_module(folder: Path) -> Path:
    return _written(folder, build_bun_graph(MODULES, gap=b"hidden between modules " * 3))


def bad_names(folder: Path) -> Path:
    return _written(folder, build_bun_graph({"/$bunfs/root/../../out\u202e": (b"x",)}))


def damaged_row_behind_the_payload(folder: Path) -> Path:
    data = bytearray(build_bun_graph(MODULES))
    table = int.from_bytes(data[-40:-36], "little")
    data[table + 4 : table + 8] = b"\xff\xff\xff\x7f"
    return _written(folder, bytes(data))
