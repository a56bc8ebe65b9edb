"""Build inert cpio archives of every form, and pbzx streams. Source: cpio(5), POSIX.1-1988."""

from __future__ import annotations

import lzma
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class CpioMember:
    """One member: name, data, mode, how many names it has, its number, and its stated sum (None: right)."""

    name: str
    data: bytes = b""
    mode: int = 0o100644
    links: int = 1
    inode: int = 0
    check: int | None = None


def build_cpio(
    files: Mapping[str, bytes] | Sequence[CpioMember],
    form: str = "newc",
    *,
    tail: bytes = b"",
    behind_name: bytes = b"",
    padding: bytes = b"\0",
) -> bytes:
    """Return a cpio archive: `newc`, `crc`, `odc`, `binary` (little-endian) or `binary-big`."""
    if isinstance(files, Mapping):
        files = [CpioMember(name, data) for name, data in files.items()]
    out = b""
    for number, each in enumerate([*files, CpioMember("TRAILER!!!", mode=0)], 1):
        name = each.name.encode("utf-8", "surrogateescape") + b"\0" + behind_name
        made = _header(each, name, form, each.inode or number)
        align = {"newc": 4, "crc": 4, "odc": 1}.get(form, 2)
        made += bytes(-len(made) % align) + each.data
        out += made + padding * (-len(made) % align)
    return out + tail


def build_pbzx(
    data: bytes, chunk: int = 1 << 16, *, stored: bool = False, tail: bytes = b""
) -> bytes:
    """Return a pbzx stream; `stored` chunks are not compressed."""
    out = b"pbzx" + struct.pack(">Q", chunk)
    for at in range(0, len(data), chunk):
        part = data[at : at + chunk]
        packed = part if stored else lzma.compress(part)
        out += struct.pack(">QQ", len(part), len(packed)) + packed
    return out + tail


def _header(each: CpioMember, name: bytes, form: str, inode: int) -> bytes:
    size = len(each.data)
    if form in {"newc", "crc"}:
        total = sum(each.data) & 0xFFFFFFFF if form == "crc" else 0
        check = total if each.check is None else each.check
        numbers = (inode, each.mode, 0, 0, each.links, 0, size, 0, 1, 0, 0, len(name), check)
        magic = b"070701" if form == "newc" else b"070702"
        return magic + b"".join(b"%08X" % number for number in numbers) + name
    if form == "odc":
        short = b"".join(b"%06o" % one for one in (1, inode, each.mode, 0, 0, each.links, 0))
        return b"070707" + short + b"%011o%06o%011o" % (0, len(name), size) + name
    order = ">" if form == "binary-big" else "<"
    fields = (0o070707, 1, inode, each.mode, 0, 0, each.links, 0, 0, 0, len(name), size >> 16, size & 0xFFFF)  # fmt: skip
    return struct.pack(order + "13H", *fields) + name
