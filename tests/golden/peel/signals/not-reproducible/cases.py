"""Two builds of one source: equal, different in stamps, different in code, and one cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.flows.gate import Gate
from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at, with_checksum

PLAIN = build_pe(Recipe(name="codec.dll", is_dll=True, strings=("codec tables, made long enough",)))
NT = struct.unpack_from("<I", PLAIN, 0x3C)[0]


def _pair(folder: Path, first: dict[str, bytes], second: dict[str, bytes]) -> tuple[Gate, Path]:
    for name, files in (("first", first), ("second", second)):
        (folder / name).mkdir()
        for inner, data in files.items():
            (folder / name / inner).write_bytes(data)
    return Gate(second_build=folder / "second"), folder / "first"


def good(folder: Path) -> tuple[Gate, Path]:
    return _pair(folder, {"codec.dll": PLAIN}, {"codec.dll": PLAIN})


def good_stamps(folder: Path) -> tuple[Gate, Path]:
    stamped = with_checksum(PLAIN[: NT + 8] + b"\x01\x02\x03\x04" + PLAIN[NT + 12 :])
    before = b"built in /home/one/src/client on 2026-01-02 10:00:00\n"
    after = b"built in /home/two/src/client on 2026-01-02 10:00:00\n"
    return _pair(
        folder,
        {"codec.dll": PLAIN, "about.txt": before, "list.txt": b"a\nb\nc\n"},
        {"codec.dll": stamped, "about.txt": after, "list.txt": b"b\na\nc\n"},
    )


def bad(folder: Path) -> tuple[Gate, Path]:
    edited = with_bytes_at(PLAIN, PLAIN.index(b"codec tables"), b"other words!")
    return _pair(folder, {"codec.dll": PLAIN}, {"codec.dll": edited})


def bad_one_file_more(folder: Path) -> tuple[Gate, Path]:
    return _pair(folder, {"codec.dll": PLAIN, "more.dll": PLAIN[:600]}, {"codec.dll": PLAIN})


def damaged(folder: Path) -> tuple[Gate, Path]:
    gate, path = good(folder)
    (path / "codec.dll").write_bytes(PLAIN[:700])
    return gate, path
