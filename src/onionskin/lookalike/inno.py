"""Build inert Inno Setup data, as it stands behind an installer's program: chunks, setup data, program.

The records are written field by field for a version, from Struct.pas of that version
(jrsoftware/issrc); strings that do not matter here are empty.
"""

from __future__ import annotations

import bz2
import hashlib
import lzma
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

ID = b"Inno Setup Setup Data (%s)"
METHODS = ("stored", "zlib", "bzip2", "LZMA", "LZMA2")
HKLM = 0x80000002


@dataclass(frozen=True)
class Script:
    """What an installer does. `files` are destinations; `registry` is (key, name, value).

    `hidden` is a location that no file refers to, `slack` stands behind the chunk's stream,
    `plain` behind the files in it, `gap` between chunk and setup data. `digests` replace
    those of files; `encrypted` marks the chunk as encrypted.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    runs: tuple[tuple[str, str], ...] = ()
    uninstall_runs: tuple[tuple[str, str], ...] = ()
    registry: tuple[tuple[str, str, str], ...] = ()
    icons: tuple[tuple[str, str], ...] = ()
    hidden: bytes = b""
    slack: bytes = b""
    plain: bytes = b""
    gap: bytes = b""
    digests: Mapping[str, bytes] = field(default_factory=dict)
    calls: bool = False
    encrypted: bool = False
    code: bytes = b""


class _Writer:
    """Records of one version."""

    def __init__(self, version: tuple[int, ...], *, unicode: bool) -> None:
        self.version, self.unicode = version, unicode
        self.out = b""

    def since(self, *version: int) -> bool:
        return self.version >= version

    def texts(self, *values: str) -> None:
        for value in values:
            raw = value.encode("utf-16-le" if self.unicode else "cp1252", "replace")
            self.out += struct.pack("<I", len(raw)) + raw

    def zeros(self, count: int) -> None:
        self.out += bytes(count)


def build_inno(
    script: Script,
    version: tuple[int, ...] = (6, 3, 0),
    *,
    unicode: bool = True,
    method: str = "LZMA2",
    program: bytes = b"MZ inert program",
    shown: str = "",
) -> bytes:
    """Return everything behind an installer's program. `shown` replaces the version's text."""
    chunk, rows = _chunk(script, version, method)
    data = _setup(script, _Writer(version, unicode=unicode), method)
    mark = " (u)" if unicode and version < (6, 3) else ""
    text = f"Inno Setup Setup Data ({shown or '.'.join(map(str, version))}){mark}".encode()
    blocks = text.ljust(64, b"\0") + block(data) + block(rows)
    return chunk + script.gap + blocks + block(program)


def block(plain: bytes) -> bytes:
    """Return a block of setup data, packed."""
    chain = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}]
    packed = (
        b"\x5d" + struct.pack("<I", 1 << 16) + lzma.compress(plain, lzma.FORMAT_RAW, filters=chain)
    )
    parts = [packed[at : at + 4096] for at in range(0, len(packed), 4096)]
    stored = b"".join(struct.pack("<I", zlib.crc32(part)) + part for part in parts)
    head = struct.pack("<IB", len(stored), 1)
    return struct.pack("<I", zlib.crc32(head)) + head + stored


def _chunk(script: Script, version: tuple[int, ...], method: str) -> tuple[bytes, bytes]:
    """Return the chunk of all files, and the location records."""
    files = [*script.files.items(), *([("", script.hidden)] if script.hidden else [])]
    plain = b"".join(absolute(data) if script.calls else data for _, data in files) + script.plain
    packed = _packed(plain, method) + script.slack
    salt = bytes(8) if script.encrypted and version < (6, 4) else b""
    name = "sha256" if version >= (6, 4) else "sha1" if version >= (5, 3, 9) else "md5"
    flags = 1 << 4 if script.calls else 0
    flags |= (method != "stored") << 7 | script.encrypted << 6
    count = 8 + (version >= (5, 1, 13)) + 2 * ((5, 5, 7) <= version < (6, 3))
    rows, offset = b"", 0
    for each, data in files:
        digest = script.digests.get(each, hashlib.new(name, data, usedforsecurity=False).digest())
        rows += struct.pack("<3I3Q", 0, 0, 0, offset, len(data), len(packed)) + digest + bytes(16)
        rows += flags.to_bytes((count + 7) // 8, "little") + bytes(version >= (6, 3))
        offset += len(data)
    return (b"zlb\x1a" + salt + packed if files else b""), rows


def _packed(plain: bytes, method: str) -> bytes:
    if method == "zlib":
        return zlib.compress(plain)
    if method == "bzip2":
        return bz2.compress(plain)
    if method == "stored":
        return plain
    lzma2 = method == "LZMA2"
    chain = [{"id": lzma.FILTER_LZMA2 if lzma2 else lzma.FILTER_LZMA1, "dict_size": 1 << 20}]
    head = b"\x10" if lzma2 else b"\x5d" + struct.pack("<I", 1 << 20)
    return head + lzma.compress(plain, lzma.FORMAT_RAW, filters=chain)


def _setup(script: Script, w: _Writer, method: str) -> bytes:
    since = w.since
    w.texts(
        "Example Phone", "Example Phone 1", "Phone", "", "Example", *[""] * (3 + since(5, 1, 13))
    )
    w.texts("1.0", "{pf}\\Phone", "", "setup", *[""] * (3 * (not since(5, 2, 5)) + 7))
    code = struct.pack("<I", len(script.code)) + script.code
    w.out += b"" if since(5, 2, 5) else code
    added = ((5, 3, 8), (5, 3, 10), (5, 5, 0), (5, 5, 6), (5, 6, 1), (5, 6, 1), (6, 3), (6, 3))
    w.texts(*[""] * (4 + sum(since(*each) for each in added)))
    w.zeros(12 * since(5, 2, 5) + 4 * (since(5, 2, 1) and not since(5, 3, 10)))
    w.out += code if since(5, 2, 5) else b""
    w.zeros(0 if w.unicode else 32)
    rows = len(script.files) + bool(script.hidden)
    counts = [
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        len(script.files),
        rows,
        len(script.icons),
        1,
        len(script.registry),
        1,
        0,
    ]
    w.out += struct.pack("<16I", *counts, len(script.runs), len(script.uninstall_runs))
    w.zeros(20 + 8 * (not since(6, 4, 0, 1)) + 4 * (not since(5, 5, 7)) + 4 * (not since(5, 0, 4)))
    w.zeros(9 * since(6) + since(5, 5, 7))
    w.zeros(48 if since(6, 4) else 28 if since(5, 3, 9) else 24)
    w.zeros(17 + since(5, 7))
    w.out += bytes([METHODS.index(method)])
    w.zeros(2 * (since(5, 1) and not since(6, 3)) + 8 * (since(5, 2, 1) and not since(5, 3, 10)))
    w.zeros(2 * since(5, 3, 3) + (8 if since(5, 5) else 4 * since(5, 3, 6)))
    _options(w)
    _entries(script, w)
    pictures = struct.pack("<I", 1) if since(5, 6) else b""
    w.out += (pictures + struct.pack("<I", 2) + b"BM") + (pictures + bytes(4))
    w.out += struct.pack("<I", 2) + b"MZ" if method in {"zlib", "bzip2"} else b""
    return w.out


def _options(w: _Writer) -> None:
    """Write the header's options, none of them set; how many there are depends on the version."""
    since = w.since
    count = 32 + 2 * (not since(5, 3, 3)) + (not since(5, 3, 10))
    count += 5 * (not since(6, 4, 0, 1)) + (not since(5, 6, 1)) + (not since(5, 3, 8))
    count += (since(5, 0, 4) and not since(5, 6, 1)) + (since(5, 1, 7) and not w.unicode)
    count += since(5, 1, 13) + since(5, 2, 1) + since(5, 3, 8) + since(5, 3, 9) + 3 * since(5, 5)
    count += since(5, 5, 7) + 3 * since(6) + since(6, 3)
    size = (count + 7) // 8
    w.zeros(4 if size == 3 else size)


def _entries(script: Script, w: _Writer) -> None:
    since, none = w.since, [""] * 6
    w.texts("en", *[""] * 9)
    w.zeros(20 + 4 * (not w.unicode or not since(5, 3)) + since(5, 2, 3))
    w.texts("message", "text")
    w.zeros(4)
    w.texts("")
    w.texts("full", "", "", "")
    w.zeros(30)
    w.texts("main", *[""] * 4)
    w.zeros(8 + 4 + 1 + 20 + 1 + 8)
    w.texts("task", *[""] * 5)
    w.zeros(4 + 1 + 20 + 1)
    w.texts("{app}\\logs", *none)
    w.zeros(27)
    added = ((5, 0, 3), (5, 1), (5, 1, 2), (5, 1, 2), (5, 2), (5, 2), (5, 2), (5, 2, 5))
    flags = (24 + sum(since(*each) for each in added) + 7) // 8
    for at, name in enumerate(script.files):
        w.texts("", name, "", *[""] * since(5, 2, 5), *none)
        w.zeros(20)
        w.out += struct.pack("<I", at) + bytes(14 + (4 if flags == 3 else flags) + 1)
    for name, target in script.icons:
        w.texts(name, target, "", "", "", "", *none, *[""] * since(5, 3, 5))
        w.zeros(16 * since(6, 1) + 20 + 4 + 4 + 1 + 2 + 1)
    w.texts("", "section", "key", "value", *none)
    w.zeros(21)
    for key, name, value in script.registry:
        w.texts(key, name, value, *none)
        w.out += bytes(20) + struct.pack("<Ih", HKLM, -1) + b"\1" + bytes(2)
    w.texts("{app}\\old.dll", *none)
    w.zeros(21)
    for name, parameters in (*script.runs, *script.uninstall_runs):
        w.texts(name, parameters, "", "", "", *[""] * since(5, 1, 13), "", *none)
        w.zeros(20 + 4 + 1 + 1 + since(5, 1, 10))


def absolute(data: bytes) -> bytes:
    """Return a file as setup packs it since 5.3.9: targets of 24 bits absolute, sign flipped."""
    out, at = bytearray(data), 0
    while at + 5 <= len(out):
        if out[at] not in b"\xe8\xe9" or at % 0x10000 > 0x10000 - 5:
            at += 1
            continue
        if out[at + 4] in (0, 0xFF):
            relative = int.from_bytes(out[at + 1 : at + 4], "little")
            if relative & 0x800000:
                out[at + 4] ^= 0xFF
            out[at + 1 : at + 4] = ((relative + at + 5) & 0xFFFFFF).to_bytes(3, "little")
        at += 5
    return bytes(out)
