"""gzip files: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_gzip, build_npm


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.gz"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_npm("inert", "1.0.0", {"index.js": b"module.exports = 1;\n"}))


def good_two_members_and_padding(folder: Path) -> Path:
    data = build_gzip(b"one " * 50, name="one.txt") + build_gzip(b"two " * 50) + bytes(64)
    return _written(folder, data)


def bad_name_and_tail(folder: Path) -> Path:
    return _written(
        folder, build_gzip(b"x" * 100, name="../../x\x1b[2J", tail=b"behind the stream")
    )


def bad_extra_field(folder: Path) -> Path:
    data = build_gzip(b"x" * 100)
    extra = b"ZZ\x20\0" + b"hidden in the extra field".ljust(32, b"!")
    return _written(folder, data[:3] + b"\4" + data[4:10] + b"\x24\0" + extra + data[10:])


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_gzip(bytes(range(256)) * 9)[:200])


def damaged_checksum(folder: Path) -> Path:
    data = build_gzip(b"x" * 100)
    return _written(folder, data[:-8] + bytes(4) + data[-4:])
