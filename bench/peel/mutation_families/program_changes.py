"""Changes of one genuine program in a release, laid over the release before: inert, never code."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import genuine
from genuine import Files

from mutation_families.apple import fat_slices
from mutation_families.edits import CHANGE, Edit, filler, hex_size
from mutation_families.programs import directory_offset
from mutation_families.releases import later, pack, with_section
from onionskin.lookalike.pe import with_checksum

READ, RUN, WRITE = 0x4000_0040, 0x6000_0020, 0xC000_0040
# What the new import directory asks for: names only, nothing calls them.
WANTED = {
    "WINHTTP.dll": ("WinHttpOpen", "WinHttpConnect", "WinHttpSendRequest", "WinHttpReadData"),
    "KERNEL32.dll": ("CreateProcessW", "VirtualProtect", "WriteProcessMemory", "VirtualAllocEx"),
    "CRYPT32.dll": ("CryptUnprotectData",),
}
WANTED_SYMBOLS = (b"_connect", b"_execve", b"_mprotect", b"_posix_spawn", b"_getaddrinfo")


def program_changes(package: str, files: Files) -> Iterator[Edit]:
    """Change the first unsigned program of a package in every way, one patch later."""
    found = [name for name, data in sorted(files.items()) if genuine.kind_of(data) == "unsigned"]
    if not found:
        return
    name = min(found, key=lambda each: len(files[each]))
    data, old, newer = files[name], pack(package, files), later(files)
    title = f"{package}: {name.rpartition('/')[2]}"

    def edit(family: str, what: str, made: bytes, others: Files = newer) -> Iterator[Edit]:
        if made:
            yield Edit(title, f"{CHANGE} {family}", what, pack(package, others | {name: made}), suffix=Path(package).suffix, against=old)  # fmt: skip

    for texture in ("zero", "words", "random"):
        for length in (16, 4096, 80 << 10, 300 << 10, 1 << 20):
            what = f"{texture}, {hex_size(length)}"
            yield from edit("a section grown", what, grown(data, filler(texture, length)))
            yield from edit("a section added, executable", what, with_section(data, filler(texture, length), RUN))  # fmt: skip
            yield from edit("a section added, data", what, with_section(data, filler(texture, length), READ))  # fmt: skip
    for count in (1, 2, 3):
        wanted = dict(list(WANTED.items())[:count])
        yield from edit("imports grown", f"of {', '.join(wanted)}", with_imports(data, wanted))
    for size in (512, 4096):
        yield from edit("entry point moved", f"{size:,} B", with_entry(data, size))
        yield from edit("TLS callback added", f"{size:,} B", with_tls(data, size))
    middle = len(data) // 2
    for length in (16, 64, 4096):
        made = data[:middle] + filler("random", length) + data[middle + length :]
        what = f"{length:,} B"
        yield from edit("same version, new bytes", what, with_checksum(made), files)


def grown(data: bytes, body: bytes) -> bytes:
    """Return a program whose last section reaches further; nothing where bytes stand behind it."""
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    count, optional = struct.unpack_from("<H", data, nt + 6)[0], struct.unpack_from("<H", data, nt + 20)[0]  # fmt: skip
    alignment, file = struct.unpack_from("<II", data, nt + 24 + 32)
    row = nt + 24 + optional + 40 * (count - 1)
    _, rva, size, at = struct.unpack_from("<4I", data, row + 8)
    if at + size != len(data):
        return b""
    body = body.ljust(-(-len(body) // file) * file, b"\0")
    out = bytearray(data + body)
    struct.pack_into("<I", out, row + 8, size + len(body))
    struct.pack_into("<I", out, row + 16, size + len(body))
    end = rva + -(-(size + len(body)) // alignment) * alignment
    struct.pack_into("<I", out, nt + 24 + 56, end)
    return with_checksum(bytes(out))


def _last(data: bytes) -> tuple[int, int]:
    """Return where the last section lies in memory, and in the file."""
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    row = nt + 24 + struct.unpack_from("<H", data, nt + 20)[0] + 40 * (struct.unpack_from("<H", data, nt + 6)[0] - 1)  # fmt: skip
    rva, _, at = struct.unpack_from("<3I", data, row + 12)
    return int(rva), int(at)


def _directory(number: int, data: bytes) -> int:
    return directory_offset(data) - 32 + 8 * number


def _is_wide(data: bytes) -> bool:
    return data[struct.unpack_from("<I", data, 0x3C)[0] + 24 :][:2] == b"\x0b\x02"


def with_imports(data: bytes, wanted: dict[str, tuple[str, ...]]) -> bytes:
    """Return a program with further rows in its import directory, in a section of their own."""
    rva, size = struct.unpack_from("<II", data, _directory(1, data))
    table = data[file_offset(data, rva) :][: size - 20]
    made = with_section(data, bytes(0x800), READ)
    if not made or not rva:
        return b""
    base, at = _last(made)
    wide = _is_wide(data)
    width, row = (8, "<Q") if wide else (4, "<I")
    names = b""
    start = len(table) + 20 * (len(wanted) + 1)
    rows = b""
    for library, functions in wanted.items():
        thunks = start + len(names)
        area = width * (len(functions) + 1)
        texts, places = b"", []
        for each in functions:
            places.append(base + thunks + 2 * area + len(texts))
            texts += b"\0\0" + each.encode() + b"\0"
        name_at = base + thunks + 2 * area + len(texts)
        list_of = b"".join(struct.pack(row, each) for each in places) + bytes(width)
        names += list_of + list_of + texts + library.encode() + b"\0"
        rows += struct.pack("<5I", base + thunks, 0, 0, name_at, base + thunks + area)
    body = table + rows + bytes(20) + names
    out = bytearray(made)
    out[at : at + len(body)] = body
    struct.pack_into("<II", out, _directory(1, made), base, len(table) + len(rows) + 20)
    return with_checksum(bytes(out))


def with_entry(data: bytes, size: int) -> bytes:
    """Return a program whose entry point lies in a new, small section of inert bytes."""
    made = with_section(data, b"\xc3" * size, RUN)
    if not made:
        return b""
    out = bytearray(made)
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    struct.pack_into("<I", out, nt + 24 + 16, _last(made)[0])
    return with_checksum(bytes(out))


def with_tls(data: bytes, size: int) -> bytes:
    """Return a program with a TLS directory of one callback, which only returns."""
    if struct.unpack_from("<I", data, _directory(9, data))[0]:
        return b""
    made = with_section(data, b"\xc3" * size, RUN)
    if not made:
        return b""
    base, at = _last(made)
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    wide = _is_wide(data)
    image = struct.unpack_from("<Q" if wide else "<I", data, nt + 24 + (24 if wide else 28))[0]
    row = "<4QII" if wide else "<4III"
    head = struct.pack(row, image + base + 256, image + base + 264, image + base + 272, image + base + 64, 0, 0)  # fmt: skip
    callbacks = struct.pack("<QQ" if wide else "<II", image + base + 128, 0)
    out = bytearray(made)
    out[at : at + 64] = head.ljust(64, b"\0")
    out[at + 64 : at + 64 + len(callbacks)] = callbacks
    struct.pack_into("<II", out, _directory(9, made), base, 40 if wide else 24)
    return with_checksum(bytes(out))


def file_offset(data: bytes, rva: int) -> int:
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    table = nt + 24 + struct.unpack_from("<H", data, nt + 20)[0]
    for each in range(struct.unpack_from("<H", data, nt + 6)[0]):
        size, start, stored, at = struct.unpack_from("<4I", data, table + 40 * each + 8)
        if start <= rva < start + max(size, stored):
            return int(at + rva - start)
    return int(rva)


def replaced_components(package: str, files: Files) -> Iterator[Edit]:
    """Change programs that others made and put a version on, one patch later."""
    old, newer = pack(package, files), later(files)
    for name, data in sorted(files.items()):
        word = "CompanyName".encode("utf-16-le")
        if data[:2] != b"MZ" or word not in data or len(data) > 3 << 20:
            continue
        middle = len(data) // 3
        for length in (16, 4096):
            made = data[:middle] + filler("random", length) + data[middle + length :]
            yield Edit(f"{package}: {name.rpartition('/')[2]}", f"{CHANGE} a vendored component replaced", f"{length:,} B", pack(package, newer | {name: with_checksum(made)}), suffix=Path(package).suffix, against=old)  # fmt: skip
        return


def slices(package: str, files: Files) -> Iterator[Edit]:
    """Rename symbols in one slice of a genuine universal file, so that it asks for other things."""
    old, newer = pack(package, files), later(files)
    for name, data in sorted(files.items()):
        if data[:4] != b"\xca\xfe\xba\xbe" or len(data) > 3 << 20:
            continue
        for number, (start, size) in enumerate(fat_slices(data)):
            for count in (1, 3, 5):
                made = renamed(data, start, size, WANTED_SYMBOLS[:count])
                if made != data:
                    yield Edit(f"{package}: {name.rpartition('/')[2]}", f"{CHANGE} one slice asks for more", f"slice {number}, {count} names", pack(package, newer | {name: made}), suffix=Path(package).suffix, against=old)  # fmt: skip
        return


def renamed(data: bytes, start: int, size: int, wanted: tuple[bytes, ...]) -> bytes:
    """Return a file in whose one slice some imported Python symbols are called otherwise."""
    out, body = bytearray(data), data[start : start + size]
    names = sorted({each for each in body.split(b"\0") if each.startswith(b"_Py") and 14 < len(each) < 40 and each.isascii()})  # fmt: skip
    for put, name in zip(wanted, names, strict=False):
        at = body.find(b"\0" + name + b"\0")
        while at >= 0:
            out[start + at + 1 : start + at + 1 + len(name)] = put.ljust(len(name), b"\0")
            at = body.find(b"\0" + name + b"\0", at + 1)
    return bytes(out)
