"""Inert archives: zip, wheel, tar and npm package, honest or self-contradicting. No clock in them.

Layouts after PKWARE APPNOTE 6.3.10, POSIX.1-2017 pax, and the wheel specification.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STORED, DEFLATE = 0, 8
_DATE = 0x5A21  # 2025-01-01, as DOS writes it


@dataclass(frozen=True)
class ZipMember:
    """A member, and every way in which its two headers may disagree.

    `local_*` replace what the local header says; `listed` is whether the central
    directory lists it; `gap` stands before its local header, `slack` behind its
    deflate stream; `at` moves the offset that the directory states.
    """

    name: str | bytes
    data: bytes = b""
    method: int = DEFLATE
    flags: int = 0
    local_name: str | bytes | None = None
    local_method: int | None = None
    local_size: int | None = None
    crc: int | None = None
    size: int | None = None
    listed: bool = True
    gap: bytes = b""
    slack: bytes = b""
    extra: bytes = b""
    attributes: int = 0
    comment: bytes = b""
    descriptor: bool = False
    packed: bytes | None = None

    def body(self) -> bytes:
        """Return the bytes that are stored."""
        if self.packed is not None:
            return self.packed
        if self.method != DEFLATE:
            return self.data + self.slack
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        return deflate.compress(self.data) + deflate.flush() + self.slack


@dataclass
class _Zip:
    prefix: bytes = b""
    out: bytearray = field(default_factory=bytearray)
    central: bytearray = field(default_factory=bytearray)
    count: int = 0


def build_zip(
    members: Sequence[ZipMember] | Mapping[str, bytes],
    *,
    prefix: bytes = b"",
    before_directory: bytes = b"",
    comment: bytes = b"",
    tail: bytes = b"",
    is_zip64: bool = False,
) -> bytes:
    """Return a zip file; a mapping gives honest members by name.

    `prefix` stands before the archive (its offsets do not count it), `tail` behind
    the end record's comment.
    """
    if isinstance(members, Mapping):
        members = [ZipMember(name, data) for name, data in members.items()]
    made = _Zip(prefix)
    for member in members:
        _add(made, member)
    made.out += before_directory
    start, length = len(made.out), len(made.central)
    end64 = b""
    count, stated = made.count, start
    if is_zip64:
        record = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, length, start)
        locator = struct.pack("<4sIQI", b"PK\6\7", 0, start + length, 1)
        end64, count, stated = record + locator, 0xFFFF, 0xFFFFFFFF
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, length, stated, len(comment))
    return prefix + bytes(made.out) + bytes(made.central) + end64 + end + comment + tail


def _add(made: _Zip, member: ZipMember) -> None:
    name = _bytes(member.name)
    flags = member.flags | (0 if name.isascii() else 1 << 11) | (8 if member.descriptor else 0)
    body = member.body()
    crc = zlib.crc32(member.data) if member.crc is None else member.crc
    size = len(member.data) if member.size is None else member.size
    made.out += member.gap
    at = len(made.out)
    local = _bytes(name if member.local_name is None else member.local_name)
    method = member.method if member.local_method is None else member.local_method
    here = (0, 0, 0) if member.descriptor else (crc, len(body), size)
    if member.local_size is not None:
        here = (crc, len(body), member.local_size)
    made.out += struct.pack("<4s5H3I2H", b"PK\3\4", 20, flags, method, 0, _DATE, *here, len(local), len(member.extra))  # fmt: skip
    made.out += local + member.extra + body
    if member.descriptor:
        made.out += struct.pack("<4s3I", b"PK\7\x08", crc, len(body), size)
    if member.listed:
        made.count += 1
        made.central += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 3 << 8 | 20, 20, flags, member.method, 0, _DATE, crc, len(body), size,
            len(name), 0, len(member.comment), 0, 0, member.attributes, at,
        ) + name + member.comment  # fmt: skip


def build_bomb(copies: int = 200, size: int = 1 << 20) -> bytes:
    """Return a zip whose `copies` members all are the same stored bytes of zeros, deflated (overlapping)."""
    one = ZipMember("0", bytes(size))
    honest = build_zip([one])
    start = honest.index(b"PK\1\2")
    central = honest[start : honest.index(b"PK\5\6")]
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, copies, copies, copies * len(central), start, 0)
    return honest[:start] + central * copies + end


def build_wheel(
    name: str,
    version: str,
    files: Mapping[str, bytes],
    *,
    forged: Mapping[str, bytes] | None = None,
    unlisted: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a pure wheel. `forged` files replace others behind RECORD's back, `unlisted` ones join."""
    top = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\nInert.\n"
    wheel = "Wheel-Version: 1.0\nGenerator: inert\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    every = dict(files) | {
        f"{top}/METADATA": metadata.encode(),
        f"{top}/WHEEL": wheel.encode(),
    }
    record = "".join(
        f"{path},sha256={_record_hash(data)},{len(data)}\n" for path, data in every.items()
    )
    every = every | dict(forged or {}) | dict(unlisted or {})
    every[f"{top}/RECORD"] = (record + f"{top}/RECORD,,\n").encode()
    return build_zip(every)


def _record_hash(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class TarMember:
    """A member of a tar archive. `size` replaces the length that the header states."""

    name: str | bytes
    data: bytes = b""
    flag: bytes = b"0"
    link: str = ""
    size: int | None = None
    padding: bytes = b""


def build_tar(
    members: Sequence[TarMember] | Mapping[str, bytes],
    *,
    end: bytes = bytes(1024),
    tail: bytes = b"",
) -> bytes:
    """Return a ustar archive; a mapping gives honest files by name. `tail` stands behind its end."""
    if isinstance(members, Mapping):
        members = [TarMember(name, data) for name, data in members.items()]
    return b"".join(_tar_member(member) for member in members) + end + tail


def build_pax(records: Mapping[str, str]) -> TarMember:
    """Return the extended header that speaks about the next member."""
    lines = []
    for key, value in records.items():
        body = f" {key}={value}\n".encode()
        length = len(body) + 1
        while length != len(body) + len(str(length)):
            length = len(body) + len(str(length))
        lines.append(str(length).encode() + body)
    return TarMember("PaxHeaders/next", b"".join(lines), b"x")


def _tar_member(member: TarMember) -> bytes:
    size = len(member.data) if member.size is None else member.size
    fields = (
        _bytes(member.name)[:100].ljust(100, b"\0"), b"0000644\0", b"0000000\0", b"0000000\0",
        b"%011o\0" % size, b"14736140000\0", b" " * 8, member.flag, member.link.encode()[:100].ljust(100, b"\0"),
        b"ustar\x0000", bytes(80), bytes(167),
    )  # fmt: skip
    raw = b"".join(fields)
    raw = raw[:148] + b"%06o\0 " % sum(raw) + raw[156:]
    filler = -len(member.data) % 512
    return raw + member.data + member.padding[:filler].ljust(filler, b"\0")


def build_npm(name: str, version: str, files: Mapping[str, bytes]) -> bytes:
    """Return an npm package: a gzipped tar with package/package.json."""
    manifest = json.dumps({"name": name, "version": version}).encode()
    every = {"package/package.json": manifest} | {
        f"package/{path}": data for path, data in files.items()
    }
    return build_gzip(build_tar(every))


def npm_pair(
    folder: Path, version: str, old: Mapping[str, bytes], new: Mapping[str, bytes]
) -> tuple[Path, Path]:
    """Write release 1.2.3 of an npm package and a later one below a folder; return their paths."""
    releases = (("old", "1.2.3", old), ("new", version, new))
    paths = []
    for name, each, files in releases:
        (folder / name).mkdir()
        paths.append(folder / name / f"shapes-{each}.tgz")
        manifest = f'{{"name": "shapes", "version": "{each}"}}\n'.encode()
        paths[-1].write_bytes(build_npm("shapes", each, {"package.json": manifest, **files}))
    return paths[0], paths[1]


def build_gzip(data: bytes, *, name: str = "", tail: bytes = b"") -> bytes:
    """Return one gzip member without a time stamp."""
    flags, named = (8, name.encode("latin-1") + b"\0") if name else (0, b"")
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = deflate.compress(data) + deflate.flush()
    trailer = struct.pack("<2I", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return b"\x1f\x8b\x08" + bytes([flags]) + bytes(4) + b"\2\xff" + named + body + trailer + tail


def _bytes(name: str | bytes) -> bytes:
    return name if isinstance(name, bytes) else name.encode()
