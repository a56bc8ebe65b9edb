"""Inert Portable Executables, and the places where bytes can be hidden in them.

Built for the demo, tests and benchmarks. The code sections hold breakpoints and
returns; nothing here does anything when it is started. Layout after Microsoft,
"PE Format"; resources after "Resource file formats" (VS_VERSIONINFO, GRPICONDIR).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

FILE_ALIGNMENT = 0x200
SECTION_ALIGNMENT = 0x1000
IMAGE_BASE = {False: 0x0040_0000, True: 0x1_4000_0000}
TIMESTAMP = 1_650_000_000

CODE = 0x6000_0020
READ_DATA = 0x4000_0040
WRITE_DATA = 0xC000_0040

_STUB = (
    b"\x0e\x1f\xba\x0e\x00\xb4\x09\xcd\x21\xb8\x01\x4c\xcd\x21"
    b"This program cannot be run in DOS mode.\r\r\n$"
).ljust(64, b"\0")
RT_ICON, RT_RCDATA, RT_GROUP_ICON, RT_VERSION, RT_MANIFEST = 3, 10, 14, 16, 24


@dataclass(frozen=True)
class Recipe:
    """What to put into an inert PE file.

    `imports` maps a library to the functions wanted from it, `forwards` an exported
    name to `OTHER.name`, `version` the keys of VS_VERSIONINFO's string table;
    `icons` are PNG files or device-independent bitmaps, `files` raw resources by their names; `sections` are further
    ones as (name, body, characteristics); `compilers` are the (product id, build, count)
    of a Rich header, which is left out without them.
    """

    is_dll: bool = False
    is_pe32_plus: bool = True
    name: str = "inert.exe"
    code_size: int = 0x400
    strings: tuple[str, ...] = ()
    wide_strings: tuple[str, ...] = ()
    imports: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"KERNEL32.dll": ("ExitProcess",)}
    )
    exports: tuple[str, ...] = ()
    forwards: Mapping[str, str] = field(default_factory=dict)
    version: Mapping[str, str] = field(default_factory=dict)
    icons: tuple[bytes, ...] = ()
    manifest: bytes = b""
    files: Mapping[str, bytes] = field(default_factory=dict)
    sections: tuple[tuple[str, bytes, int], ...] = ()
    overlay: bytes = b""
    compilers: tuple[tuple[int, int, int], ...] = ()
    timestamp: int = TIMESTAMP


@dataclass(frozen=True)
class _Placed:
    name: str
    rva: int
    offset: int
    body: bytes
    flags: int

    @property
    def raw_size(self) -> int:
        return _align(len(self.body), FILE_ALIGNMENT)


def build_pe(recipe: Recipe = Recipe()) -> bytes:
    """Return an unsigned, well-formed PE file with a correct CheckSum, 8-byte aligned."""
    wanted: list[tuple[str, int]] = [(".text", CODE), (".rdata", READ_DATA)]
    if recipe.version or recipe.icons or recipe.manifest or recipe.files:
        wanted.append((".rsrc", READ_DATA))
    count = len(wanted) + len(recipe.sections)
    optional_size = 240 if recipe.is_pe32_plus else 224
    headers_size = _align(
        128 + len(_rich(recipe)) + 24 + optional_size + 40 * count, FILE_ALIGNMENT
    )
    directories: dict[int, tuple[int, int]] = {}
    placed: list[_Placed] = []
    rva, offset = SECTION_ALIGNMENT, headers_size

    def place(name: str, body: bytes, flags: int) -> None:
        nonlocal rva, offset
        section = _Placed(name, rva, offset, body, flags)
        placed.append(section)
        rva = _align(rva + max(len(body), 1), SECTION_ALIGNMENT)
        offset += section.raw_size

    for name, flags in wanted:
        if name == ".text":
            place(name, (b"\xcc" * 15 + b"\xc3") * (recipe.code_size // 16), flags)
        elif name == ".rdata":
            place(name, _read_only(recipe, rva, directories), flags)
        else:
            body = _resources(recipe, rva)
            directories[2] = (rva, len(body))
            place(name, body, flags)
    for name, body, flags in recipe.sections:
        place(name, body, flags)
    image = _headers(recipe, placed, directories, rva, headers_size)
    for section in placed:
        image += section.body.ljust(section.raw_size, b"\0")
    image += recipe.overlay
    return with_checksum(image.ljust(_align(len(image), 8), b"\0"))


def with_checksum(data: bytes) -> bytes:
    """Return the file with its CheckSum recomputed."""
    at = _nt(data) + 24 + 64
    bare = data[:at] + bytes(4) + data[at + 4 :]
    padded = bare + bytes(len(bare) & 1)
    total = sum(struct.unpack(f"<{len(padded) // 2}H", padded))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return data[:at] + struct.pack("<I", total + len(data)) + data[at + 4 :]


# --- hiding places ------------------------------------------------------------------------------


def append_behind_signature(data: bytes, payload: bytes, *, fix_checksum: bool = True) -> bytes:
    """Put bytes inside the first WIN_CERTIFICATE, behind its PKCS#7; the signature stays valid.

    The entry and the directory grow by the payload, rounded up to 8 bytes with zeros.
    """
    table, size = _certificate_table(data)
    length = struct.unpack_from("<I", data, table)[0]
    grown = _align(length + len(payload), 8)
    entry = struct.pack("<I", grown) + data[table + 4 : table + length] + payload
    rest = data[table + _align(length, 8) :]
    out = data[:table] + entry.ljust(grown, b"\0") + rest
    out = _with_directory(out, table, size + grown - _align(length, 8))
    return with_checksum(out) if fix_checksum else out


def add_certificate_entry(
    data: bytes, body: bytes, *, kind: int = 2, revision: int = 0x200, fix_checksum: bool = True
) -> bytes:
    """Add a further WIN_CERTIFICATE behind the last one, and grow the directory over it."""
    table, size = _certificate_table(data)
    entry = struct.pack("<IHH", 8 + len(body), revision, kind) + body
    entry = entry.ljust(_align(len(entry), 8), b"\0")
    out = data[: table + size] + entry + data[table + size :]
    out = _with_directory(out, table, size + len(entry))
    return with_checksum(out) if fix_checksum else out


def grow_directory(data: bytes, payload: bytes, *, fix_checksum: bool = True) -> bytes:
    """Put bytes behind the last entry, and grow the directory over them, but no entry."""
    table, size = _certificate_table(data)
    out = data[: table + size] + payload + data[table + size :]
    out = _with_directory(out, table, size + len(payload))
    return with_checksum(out) if fix_checksum else out


def append_to_file(data: bytes, payload: bytes, *, fix_checksum: bool = True) -> bytes:
    """Put bytes at the end of the file, and change no header but the CheckSum."""
    out = data + payload
    return with_checksum(out) if fix_checksum else out


def with_bytes_at(data: bytes, offset: int, payload: bytes, *, fix_checksum: bool = True) -> bytes:
    """Overwrite bytes in place: slack, stub, padding."""
    out = data[:offset] + payload + data[offset + len(payload) :]
    return with_checksum(out) if fix_checksum else out


def _nt(data: bytes) -> int:
    return int(struct.unpack_from("<I", data, 0x3C)[0])


def _directory_offset(data: bytes) -> int:
    nt = _nt(data)
    plus = struct.unpack_from("<H", data, nt + 24)[0] == 0x20B
    return nt + 24 + (112 if plus else 96) + 32


def _certificate_table(data: bytes) -> tuple[int, int]:
    offset, size = struct.unpack_from("<II", data, _directory_offset(data))
    if not size:
        raise ValueError("the file is not signed")
    return offset, size


def _with_directory(data: bytes, offset: int, size: int) -> bytes:
    at = _directory_offset(data)
    return data[:at] + struct.pack("<II", offset, size) + data[at + 8 :]


# --- headers ------------------------------------------------------------------------------------


def _headers(
    recipe: Recipe,
    placed: list[_Placed],
    directories: dict[int, tuple[int, int]],
    image_size: int,
    headers_size: int,
) -> bytes:
    plus, rich = recipe.is_pe32_plus, _rich(recipe)
    dos = struct.pack(
        "<2s13H32xI", b"MZ", 0x90, 3, 0, 4, 0, 0xFFFF, 0, 0xB8, 0, 0, 0, 0x40, 0, 128 + len(rich)
    )
    machine, optional_size = (0x8664, 240) if plus else (0x14C, 224)
    flags = (0x22 if plus else 0x102) | (0x2000 if recipe.is_dll else 0)
    file_header = struct.pack(
        "<4sHHIIIHH", b"PE\0\0", machine, len(placed), recipe.timestamp, 0, 0, optional_size, flags
    )
    optional = _optional_header(recipe, placed, image_size, headers_size)
    for index in range(16):
        optional += struct.pack("<II", *directories.get(index, (0, 0)))
    table = b"".join(_section_row(each) for each in placed)
    return (dos + _STUB + rich + file_header + optional + table).ljust(headers_size, b"\0")


def _optional_header(
    recipe: Recipe, placed: list[_Placed], image_size: int, headers_size: int
) -> bytes:
    plus = recipe.is_pe32_plus
    code, *data = placed
    entry = 0 if recipe.is_dll else code.rva + 15
    raw = sum(each.raw_size for each in data)
    header = struct.pack(
        "<HBBIIIII", 0x20B if plus else 0x10B, 14, 0, code.raw_size, raw, 0, entry, code.rva
    )
    if not plus:
        header += struct.pack("<I", data[0].rva)
    word = "Q" if plus else "I"
    header += struct.pack(f"<{word}", IMAGE_BASE[plus])
    header += struct.pack("<II6H", SECTION_ALIGNMENT, FILE_ALIGNMENT, 6, 0, 0, 0, 6, 0)
    header += struct.pack("<IIIIHH", 0, image_size, headers_size, 0, 3, 0x8160)
    return header + struct.pack(f"<4{word}II", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)


def _section_row(each: _Placed) -> bytes:
    name, size = each.name.encode(), len(each.body)
    where = (size, each.rva, each.raw_size, each.offset)
    return struct.pack("<8sIIIIIIHHI", name, *where, 0, 0, 0, 0, each.flags)


def _rich(recipe: Recipe) -> bytes:
    """Return the linker's record of compilers, masked with a key, and padded to 8 bytes."""
    if not recipe.compilers:
        return b""
    key = 0x5EED_5EED
    words = [0x536E_6144, 0, 0, 0]
    for product, build, count in recipe.compilers:
        words += [product << 16 | build, count]
    masked = struct.pack(f"<{len(words)}I", *(word ^ key for word in words))
    return (masked + b"Rich" + struct.pack("<I", key)).ljust(_align(len(masked) + 8, 8) + 8, b"\0")


# --- imports and exports ------------------------------------------------------------------------


def _read_only(recipe: Recipe, rva: int, directories: dict[int, tuple[int, int]]) -> bytes:
    body = bytearray()
    if recipe.imports:
        start, end = _imports(recipe, rva, body)
        directories[1] = (rva + start, end - start)
    if recipe.exports or recipe.forwards:
        start = _align(len(body), 16)
        body.extend(bytes(start - len(body)))
        body += _exports(recipe, rva + start)
        directories[0] = (rva + start, len(body) - start)
    for text in recipe.strings:
        body += text.encode("latin-1") + b"\0"
    body.extend(bytes(len(body) & 1))
    for text in recipe.wide_strings:
        body += text.encode("utf-16-le") + b"\0\0"
    return bytes(body or b"\0")


def _imports(recipe: Recipe, rva: int, body: bytearray) -> tuple[int, int]:
    """Append the import tables; return where the descriptors start and end."""
    word = 8 if recipe.is_pe32_plus else 4
    strings: dict[tuple[str, str], int] = {}
    for library, functions in recipe.imports.items():
        for function in ("", *functions):
            body.extend(bytes(len(body) & 1))
            strings[library, function] = rva + len(body)
            body += (b"\0\0" + function.encode() if function else library.encode()) + b"\0"
    body.extend(bytes(-len(body) % 16))
    descriptors = b""
    for library, functions in recipe.imports.items():
        thunks = b"".join(strings[library, f].to_bytes(word, "little") for f in functions)
        thunks += bytes(word)
        lookup = rva + len(body)
        body += thunks + thunks
        descriptors += struct.pack(
            "<IIIII", lookup, 0, 0, strings[library, ""], lookup + len(thunks)
        )
    start = len(body)
    body += descriptors + bytes(20)
    return start, len(body)


def _exports(recipe: Recipe, rva: int) -> bytes:
    targets = dict.fromkeys(recipe.exports, "") | dict(recipe.forwards)
    names = sorted(targets)
    count = len(names)
    addresses, pointers, ordinals = 40, 40 + 4 * count, 40 + 8 * count
    blob = bytearray(40 + 10 * count)
    for index, name in enumerate(names):
        struct.pack_into("<I", blob, pointers + 4 * index, rva + len(blob))
        struct.pack_into("<H", blob, ordinals + 2 * index, index)
        blob += name.encode() + b"\0"
        address = SECTION_ALIGNMENT
        if targets[name]:
            address = rva + len(blob)
            blob += targets[name].encode() + b"\0"
        struct.pack_into("<I", blob, addresses + 4 * index, address)
    module = rva + len(blob)
    blob += recipe.name.encode() + b"\0"
    struct.pack_into(
        "<IIHHIIIIIII", blob, 0,
        0, 0, 0, 0, module, 1, count, count, rva + addresses, rva + pointers, rva + ordinals,
    )  # fmt: skip
    return bytes(blob)


# --- resources ----------------------------------------------------------------------------------


def _resources(recipe: Recipe, rva: int) -> bytes:
    """Return a three-level resource tree (type, id, language) with its leaves behind it."""
    leaves: dict[int, list[tuple[int | str, bytes]]] = {}
    if recipe.icons:
        leaves[RT_ICON] = list(enumerate(recipe.icons, 1))
        leaves[RT_GROUP_ICON] = [(1, _icon_group(recipe.icons))]
    if recipe.version:
        leaves[RT_VERSION] = [(1, _version_info(recipe))]
    if recipe.manifest:
        leaves[RT_MANIFEST] = [(2 if recipe.is_dll else 1, recipe.manifest)]
    if recipe.files:
        leaves[RT_RCDATA] = sorted(recipe.files.items())
    strings = b""
    count = sum(len(group) for group in leaves.values())
    types_size = 16 + 8 * len(leaves)
    ids_size = sum(16 + 8 * len(group) for group in leaves.values())
    entries_at = types_size + ids_size + 24 * count
    names_at = entries_at + 16 * count
    data_at = _align(names_at + sum(2 + 2 * len(name) for name in recipe.files), 8)
    root = struct.pack("<IIHHHH", 0, 0, 0, 0, 0, len(leaves))
    ids, languages, entries, bodies = b"", b"", b"", b""
    for kind, group in sorted(leaves.items()):
        root += struct.pack("<II", kind, 0x8000_0000 | types_size + len(ids))
        named = len(group) if kind == RT_RCDATA else 0
        ids += struct.pack("<IIHHHH", 0, 0, 0, 0, named, len(group) - named)
        for name, body in group:
            number = name if isinstance(name, int) else 0x8000_0000 | names_at + len(strings)
            if isinstance(name, str):
                strings += struct.pack("<H", len(name)) + name.encode("utf-16-le")
            ids += struct.pack("<II", number, 0x8000_0000 | types_size + ids_size + len(languages))
            languages += struct.pack("<IIHHHH", 0, 0, 0, 0, 0, 1)
            languages += struct.pack("<II", 1033, entries_at + len(entries))
            entries += struct.pack("<IIII", rva + data_at + len(bodies), len(body), 0, 0)
            bodies += body.ljust(_align(len(body), 8), b"\0")
    head = root + ids + languages + entries + strings
    return head.ljust(data_at, b"\0") + bodies


def _icon_group(icons: tuple[bytes, ...]) -> bytes:
    group = struct.pack("<HHH", 0, 1, len(icons))
    for number, image in enumerate(icons, 1):
        if image.startswith(b"\x89PNG"):
            width, height = struct.unpack_from(">II", image, 16)
        else:
            width, height = struct.unpack_from("<II", image, 4)
            height //= 2
        group += struct.pack(
            "<BBBBHHIH", width & 0xFF, height & 0xFF, 0, 0, 1, 32, len(image), number
        )
    return group


def _version_info(recipe: Recipe) -> bytes:
    numbers = [int(part) for part in recipe.version.get("FileVersion", "1").split(".")[:4]]
    a, b, c, d = [*numbers, 0, 0, 0, 0][:4]
    fixed = struct.pack(
        "<IIIIIIIIIIIII",
        0xFEEF04BD, 0x10000, a << 16 | b, c << 16 | d, a << 16 | b, c << 16 | d,
        0x3F, 0, 0x40004, 2 if recipe.is_dll else 1, 0, 0, 0,
    )  # fmt: skip
    table = b""
    for key, text in recipe.version.items():
        value = text.encode("utf-16-le") + b"\0\0"
        table = _pad4(table) + _version_block(key, value, 1, len(value) // 2)
    strings = _version_block(
        "StringFileInfo", b"", 1, 0, _version_block("040904b0", b"", 1, 0, table)
    )
    translation = _version_block("Translation", struct.pack("<HH", 0x409, 1200), 0, 4)
    variables = _version_block("VarFileInfo", b"", 1, 0, translation)
    return _version_block("VS_VERSION_INFO", fixed, 0, len(fixed), _pad4(strings) + variables)


def _version_block(
    key: str, value: bytes, is_text: int, value_length: int, children: bytes = b""
) -> bytes:
    head = _pad4(bytes(6) + key.encode("utf-16-le") + b"\0\0")
    body = _pad4(head + value) + children if children else head + value
    return struct.pack("<HHH", len(body), value_length, is_text) + body[6:]


def _pad4(data: bytes) -> bytes:
    return data.ljust(_align(len(data), 4), b"\0")


def _align(value: int, to: int) -> int:
    return -(-value // to) * to
