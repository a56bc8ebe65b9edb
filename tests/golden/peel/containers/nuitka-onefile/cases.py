"""Payloads of Nuitka's onefile programs: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from onionskin.lookalike.carried import build_onefile

FILES = {"inert.bin": b"inert filler, no code. " * 40, "words/words.txt": b"inert words\n" * 9}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "payload.bin"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_onefile(FILES | {"lib/inert.so->inert.so.1": b""}))


def good_of_windows_with_its_length(folder: Path) -> Path:
    data = build_onefile(FILES, wide=True)
    data += bytes(-len(data) % 8)
    return _written(folder, data + len(data).to_bytes(8, "little"))


def good_with_checksums(folder: Path) -> Path:
    return _written(folder, build_onefile(FILES, checksums=True))


def good_packed_as_one_stream(folder: Path) -> Path:
    packed = pa.compress(build_onefile(FILES)[3:], codec="zstd", asbytes=True)
    return _written(folder, b"KAY" + packed)


def bad_names(folder: Path) -> Path:
    return _written(folder, build_onefile({"../../out": b"x", "a->/etc/passwd": b"", "b": b"y"}))


def bad_bytes_behind(folder: Path) -> Path:
    return _written(folder, build_onefile(FILES, tail=b"bytes of nobody " * 9))


def damaged_stream_cut_short(folder: Path) -> Path:
    packed = pa.compress(build_onefile(FILES)[3:], codec="zstd", asbytes=True)
    return _written(folder, b"KAY" + packed[:-20])


def damaged_rows_cut_short(folder: Path) -> Path:
    return _written(folder, build_onefile(FILES)[:-40])
