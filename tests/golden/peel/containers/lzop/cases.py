"""Files of lzop: honest, with a wrong checksum, with bytes behind, with a block that grows, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.small_streams import lzo_block, lzop_file

PLAIN = b"inert text "


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.txt.lzo"
    path.write_bytes(data)
    return path


def _honest() -> bytes:
    repeated = PLAIN + b"t " * 40
    return lzop_file([(repeated, lzo_block(PLAIN, 40)), (PLAIN, PLAIN)], name=b"inert.txt")


def good(folder: Path) -> Path:
    return _written(folder, _honest())


def bad_checksum_and_name(folder: Path) -> Path:
    return _written(folder, lzop_file([(PLAIN, PLAIN)], name=b"../<script>", adler=1))


def bad_bytes_behind(folder: Path) -> Path:
    return _written(folder, _honest() + b"hidden")


def bad_block_that_grows(folder: Path) -> Path:
    return _written(folder, lzop_file([(PLAIN * 60, lzo_block(PLAIN, 60_000))]))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, _honest()[:-20])
