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
    those of files; `encrypted` marks the chunk as encrypted, `sealed` all of the setup data (6.5 and later).
    `salt` stands in the header of an encryption that is not used. `downloads` are (address, destination),
    `outside` files that are copied from beside the installer, (source, destination).
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
    sealed: bool = False
    salt: bytes = b""
    downloads: tuple[tuple[str, str], ...] = ()
    outside: tuple[tuple[str, str], ...] = ()


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
    is_wide = version >= (6, 7)
    blocks = text.ljust(64, b"\0") + (_encryption(script) if version >= (6, 5) else b"")
    blocks += block(data, is_wide=is_wide) + block(rows, is_wide=is_wide)
    return chunk + script.gap + blocks + block(program, is_wide=is_wide)


def _encryption(script: Script) -> bytes:
    use = 2 if script.sealed else int(script.encrypted)
    salt = bytes(range(16)) if use else script.salt.ljust(16, b"\0")
    body = bytes([use]) + salt + struct.pack("<I", 220_000) + bytes(24 + 4)
    return struct.pack("<I", zlib.crc32(body)) + body


def block(plain: bytes, *, is_wide: bool = False) -> bytes:
    """Return a block of setup data, packed; its length takes 8 bytes where it `is_wide`."""
    chain = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}]
    packed = (
        b"\x5d" + struct.pack("<I", 1 << 16) + lzma.compress(plain, lzma.FORMAT_RAW, filters=chain)
    )
    parts = [packed[at : at + 4096] for at in range(0, len(packed), 4096)]
    stored = b"".join(struct.pack("<I", zlib.crc32(part)) + part for part in parts)
    head = struct.pack("<QB" if is_wide else "<IB", len(stored), 1)
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
    if version >= (6, 4, 3):
        flags = script.calls << 2 | script.encrypted << 3 | (method != "stored") << 4
    count = 8 + (version >= (5, 1, 13)) + 2 * ((5, 5, 7) <= version < (6, 3))
    rows, offset = b"", 0
    for each, data in files:
        digest = script.digests.get(each, hashlib.new(name, data, usedforsecurity=False).digest())
        rows += bytes(16 if version >= (6, 5, 2) else 12)
        rows += struct.pack("<3Q", offset, len(data), len(packed)) + digest + bytes(16)
        if version >= (6, 4, 3):
            rows += bytes([flags])
        else:
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
    w.texts(*[""] * (4 + sum(since(*each) for each in added) + since(6, 4, 2)))
    w.texts(*["is7z.dll"] * since(6, 5), *[""] * (5 * since(6, 7)))
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
        *[1] * since(6, 5),
        len(script.files) + len(script.outside) + len(script.downloads) * since(6, 5),
        rows,
        len(script.icons),
        1,
        len(script.registry),
        1,
        0,
    ]
    counts += [len(script.runs), len(script.uninstall_runs)]
    w.out += struct.pack(f"<{len(counts)}I", *counts)
    _appearance(w)
    w.zeros(17 + since(5, 7))
    w.out += bytes([METHODS.index(method)])
    w.zeros(2 * (since(5, 1) and not since(6, 3)) + 8 * (since(5, 2, 1) and not since(5, 3, 10)))
    w.zeros(2 * since(5, 3, 3) + (8 if since(5, 5) else 4 * since(5, 3, 6)))
    _options(w)
    _entries(script, w)
    _pictures(w)
    w.out += struct.pack("<I", 2) + b"MZ" if method in {"zlib", "bzip2"} else b""
    w.out += struct.pack("<I", 2) + b"MZ" if since(6, 5) else b""
    return w.out


def _pictures(w: _Writer) -> None:
    """Write one picture, and for each further kind of them none, or that they are the same."""
    since = w.since
    pictures = struct.pack("<I", 1) if since(5, 6) else b""
    w.out += (pictures + struct.pack("<I", 2) + b"BM") + (pictures + bytes(4))
    w.zeros(4 * since(6, 7))
    w.out += struct.pack("<iI", -1, 0) if since(6, 6, 1) else bytes(8 * since(6, 6))
    w.zeros(4 * since(6, 7))


def _appearance(w: _Writer) -> None:
    since = w.since
    if since(6, 5):
        w.zeros(4 * since(7, 0, 0, 3) + 20 + 10 + 8 * since(6, 5, 2) + 8 * since(6, 6) + since(6, 6, 1))  # fmt: skip
        w.zeros(10 * since(6, 7))
        return
    w.zeros(20 + 8 * (not since(6, 4, 0, 1)) + 4 * (not since(5, 5, 7)) + 4 * (not since(5, 0, 4)))
    w.zeros(9 * since(6) + since(5, 5, 7))
    w.zeros(48 if since(6, 4) else 28 if since(5, 3, 9) else 24)


def _options(w: _Writer) -> None:
    """Write the header's options, none of them set; how many there are depends on the version."""
    since = w.since
    count = 32 + 2 * (not since(5, 3, 3)) + (not since(5, 3, 10))
    count += 5 * (not since(6, 4, 0, 1)) + (not since(5, 6, 1)) + (not since(5, 3, 8))
    count += (since(5, 0, 4) and not since(5, 6, 1)) + (since(5, 1, 7) and not w.unicode)
    count += since(5, 1, 13) + since(5, 2, 1) + since(5, 3, 8) + since(5, 3, 9) + 3 * since(5, 5)
    count += since(5, 5, 7) + 3 * since(6) + since(6, 3) - since(6, 5) + 3 * since(6, 6)
    size = 8 if since(6, 7) else (count + 7) // 8
    w.zeros(4 if size == 3 else size)


def _entries(script: Script, w: _Writer) -> None:
    since, none = w.since, [""] * 6
    w.texts("en", *[""] * (7 if since(6, 6) else 9))
    w.zeros(19 if since(6, 6) else 20 + 4 * (not w.unicode or not since(5, 3)) + since(5, 2, 3))
    w.texts("message", "text")
    w.zeros(4)
    w.texts("")
    w.texts("full", "", "", "")
    w.zeros(30)
    w.texts("main", *[""] * 4)
    level = 1 if since(6, 7) else 4
    w.zeros(8 + level + 1 + 20 + 1 + 8)
    w.texts("task", *[""] * 5)
    w.zeros(level + 1 + 20 + 1)
    w.texts("{app}\\logs", *none)
    w.zeros(27)
    w.texts(*["x", "y", "key"] * since(6, 5))
    _files(script, w)
    _acts(script, w)


def _files(script: Script, w: _Writer) -> None:
    since, none = w.since, [""] * 6
    added = ((5, 0, 3), (5, 1), (5, 1, 2), (5, 1, 2), (5, 2), (5, 2), (5, 2), (5, 2, 5))
    flags = (24 + sum(since(*each) for each in added) + 7) // 8
    if since(6, 5):
        has_bitness = since(7, 0, 0, 3)
        rows = [("", name, at, 0) for at, name in enumerate(script.files)]
        rows += [(source, name, -1, 0) for source, name in script.outside]
        rows += [(source, name, -1, 1 << (30 if has_bitness else 32)) for source, name in script.downloads]  # fmt: skip
        for source, name, at, bits in rows:
            w.texts(source, name, *[""] * 14)
            w.out += bytes(53) + struct.pack("<i", at) + bytes(14 + has_bitness)
            w.out += bits.to_bytes(8 if since(6, 7) else 5, "little") + b"\0"
        return
    named = [("", name, at) for at, name in enumerate(script.files)]
    for source, name, at in (*named, *((*each, -1) for each in script.outside)):
        w.texts(source, name, "", *[""] * since(5, 2, 5), *none)
        w.zeros(20)
        w.out += struct.pack("<i", at) + bytes(14 + (4 if flags == 3 else flags) + 1)


def _acts(script: Script, w: _Writer) -> None:
    since, none = w.since, [""] * 6
    for name, target in script.icons:
        w.texts(name, target, "", "", "", "", *none, *[""] * since(5, 3, 5))
        w.zeros(16 * since(6, 1) + 20 + 4 + 4 + 1 + 2 + 1)
    w.texts("", "section", "key", "value", *none)
    w.zeros(21)
    for key, name, value in script.registry:
        w.texts(key, name, value, *none)
        w.out += bytes(20) + struct.pack("<Ih", HKLM, -1) + b"\1" + bytes(2 + since(7, 0, 0, 3))
    w.texts("{app}\\old.dll", *none)
    w.zeros(21)
    for name, parameters in (*script.runs, *script.uninstall_runs):
        w.texts(name, parameters, "", "", "", *[""] * since(5, 1, 13), "", *none)
        w.texts(*[""] * since(7, 0, 0, 1))
        w.zeros(20 + 4 + 1 + 1 + since(5, 1, 10) + since(7, 0, 0, 3))


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
