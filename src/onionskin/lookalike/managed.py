"""Inert .NET assemblies: metadata, references, managed resources and a strong name; no method has a body.

Written from ECMA-335, 6th edition, partition II, sections 22 to 25. Nothing in them can be run: they have no entry
point and no code but breakpoints.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA1

from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe, with_checksum

_HEADER = 72
_DIRECTORY = 14
_FNV = (0xCBF29CE484222325, 0x100000001B3)


@dataclass(frozen=True)
class ManagedRecipe:
    """What to put into an inert assembly.

    `calls` maps a type's full name to the members wanted of it, `natives` a library to P/Invoke calls; `hidden` stands
    behind the resources, `more_streams` are further streams of the metadata. With a `key` the strong name is signed,
    unless `delayed`: by the `second_key` where there is one, which the first (or the `approver`) then signs. A `stand_in` signs in place of both. A `compiler` made the image ready to run. `module` is its version identifier, of 16 bytes. `hashes` are a field's first value, beside the two numbers of FNV-1a as code loads them.
    `bodies` are the code of methods, of less than 64 bytes each, one behind the other, which nothing calls; the rows of the methods name
    them in this order, or in that of `order`. With `initializes` the first is the module's initialiser.
    """

    name: str = "Inert"
    version: tuple[int, int, int, int] = (1, 0, 0, 0)
    calls: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {"System.Object": (".ctor",)})  # fmt: skip
    natives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    resources: Mapping[str, bytes] = field(default_factory=dict)
    user_strings: tuple[str, ...] = ()
    hidden: bytes = b""
    more_streams: Mapping[str, bytes] = field(default_factory=dict)
    hashes: tuple[int, ...] = ()
    bodies: tuple[bytes, ...] = ()
    order: tuple[int, ...] = ()
    initializes: bool = False
    key: rsa.RSAPrivateKey | None = None
    second_key: rsa.RSAPrivateKey | None = None
    approver: rsa.RSAPrivateKey | None = None
    stand_in: rsa.RSAPrivateKey | None = None
    compiler: str = ""
    delayed: bool = False
    module: bytes = bytes(range(16))
    pe: Recipe = field(default_factory=lambda: Recipe(is_dll=True, name="Inert.dll"))


def build_assembly(recipe: ManagedRecipe = ManagedRecipe()) -> bytes:
    """Return an assembly, strong-named if the recipe has a key."""
    bare = replace(recipe.pe, sections=(*recipe.pe.sections, (".clr", b"\0", READ_DATA)))
    _, rva, _ = _last_section(build_pe(bare))
    body, signature = _body(recipe, rva)
    data = build_pe(replace(bare, sections=(*recipe.pe.sections, (".clr", body, READ_DATA))))
    nt, _, offset = _last_section(data)
    plus = struct.unpack_from("<H", data, nt + 24)[0] == 0x20B
    at = nt + 24 + (112 if plus else 96) + 8 * _DIRECTORY
    data = with_checksum(data[:at] + struct.pack("<II", rva, _HEADER) + data[at + 8 :])
    if recipe.key is None or recipe.delayed:
        return data
    return _signed(data, recipe.stand_in or recipe.second_key or recipe.key, nt, offset + signature)


def _last_section(data: bytes) -> tuple[int, int, int]:
    """Return where the NT headers stand, and address and offset of the last section."""
    nt = int(struct.unpack_from("<I", data, 0x3C)[0])
    count, optional = struct.unpack_from("<H12xH", data, nt + 6)
    row = nt + 24 + optional + 40 * (count - 1)
    rva, _, offset = struct.unpack_from("<III", data, row + 12)
    return nt, rva, offset


def _body(recipe: ManagedRecipe, rva: int) -> tuple[bytes, int]:
    """Return header, room for the signature, resources and metadata; and where that room is."""
    signer = recipe.second_key or recipe.key
    room = signer.key_size // 8 if signer else 0
    blobs, places = b"", []
    for data in recipe.resources.values():
        places.append(len(blobs))
        blobs += (struct.pack("<I", len(data)) + data).ljust(-(-(len(data) + 4) // 8) * 8, b"\0")
    blobs += recipe.hidden
    numbers, field_rva = b"", 0
    if recipe.hashes:
        numbers = b"".join(b"\x21" + each.to_bytes(8, "little") for each in _FNV).ljust(24, b"\xcc")
        field_rva = rva + _HEADER + room + len(numbers)
        numbers += struct.pack(f"<{len(recipe.hashes)}Q", *recipe.hashes)
    starts = []
    for code in recipe.bodies:
        starts.append(rva + _HEADER + room + len(numbers))
        numbers += bytes((len(code) << 2 | 2,)) + code
    numbers = numbers.ljust(-(-len(numbers) // 8) * 8, b"\0")
    metadata = _metadata(recipe, places, field_rva, [starts[at] for at in recipe.order or range(len(starts))])  # fmt: skip
    at = _HEADER + room + len(numbers)
    flags = 1 | (8 if recipe.key and not recipe.delayed else 0)
    header = struct.pack("<IHHIIIIII", _HEADER, 2, 5, rva + at + len(blobs), len(metadata), flags, 0, rva + at, len(blobs))  # fmt: skip
    header += struct.pack("<II", rva + _HEADER if room else 0, room)
    native = _native_header(recipe.compiler, rva + at + len(blobs) + len(metadata))
    place = rva + at + len(blobs) + len(metadata) if native else 0
    header = header.ljust(64, b"\0") + struct.pack("<II", place, len(native))
    return header + bytes(room) + numbers + blobs + metadata + native, _HEADER


def _native_header(compiler: str, rva: int) -> bytes:
    """Return the header of a ready-to-run image with one section, which names the compiler."""
    if not compiler:
        return b""
    text = compiler.encode() + b"\0"
    return b"RTR\0" + struct.pack("<HHIIIII", 9, 0, 0, 1, 100, rva + 28, len(text)) + text


def _countersigned(first: rsa.RSAPrivateKey, second: rsa.RSAPublicKey) -> bytes:
    """Return the value of an AssemblySignatureKeyAttribute: a key, and its signature by another, in hexadecimal."""
    blob = public_blob(second)
    digest = hashlib.sha1(blob, usedforsecurity=False).digest()
    by = first.sign(digest, padding.PKCS1v15(), Prehashed(SHA1()))[::-1]  # noqa: S303 - what strong names use
    texts = (each.hex().encode() for each in (blob, by))
    return b"\1\0" + b"".join(_compressed(len(each)) + each for each in texts) + b"\0\0"


def _compressed(length: int) -> bytes:
    return bytes((length,)) if length < 0x80 else struct.pack(">H", 0x8000 | length)


class _Strings:
    """A heap of names, each once."""

    def __init__(self) -> None:
        self.data, self._known = b"\0", {"": 0}

    def at(self, text: str) -> int:
        if text not in self._known:
            self._known[text] = len(self.data)
            self.data += text.encode() + b"\0"
        return self._known[text]


def _metadata(recipe: ManagedRecipe, places: list[int], field_rva: int, starts: list[int]) -> bytes:
    strings = _Strings()
    key = public_blob(recipe.key.public_key()) if recipe.key else b""
    blobs = b"\0" + (struct.pack(">H", 0x8000 | len(key)) + key if key else b"")
    if recipe.key and recipe.second_key:
        value = _countersigned(recipe.approver or recipe.key, recipe.second_key.public_key())
        blobs += _compressed(len(value)) + value
    users = b"\0"
    for text in recipe.user_strings:
        raw = text.encode("utf-16-le") + b"\0"
        users += struct.pack(">H", 0x8000 | len(raw)) + raw
    streams = {
        "#~": _tables(recipe, places, strings, field_rva, starts),
        "#Strings": strings.data,
        "#US": users,
        "#GUID": recipe.module,
        "#Blob": blobs,
        **recipe.more_streams,
    }
    version = b"v4.0.30319\0\0"
    root = b"BSJB" + struct.pack("<HHII", 1, 1, 0, len(version)) + version + struct.pack("<HH", 0, len(streams))  # fmt: skip
    names = {name: name.encode().ljust(len(name) + 4 & ~3, b"\0") for name in streams}
    at = len(root) + sum(8 + len(name) for name in names.values())
    head, body = root, b""
    for name, data in streams.items():
        padded = data.ljust(-(-len(data) // 4) * 4, b"\0")
        head += struct.pack("<II", at + len(body), len(padded)) + names[name]
        body += padded
    return head + body


def _tables(
    recipe: ManagedRecipe, places: list[int], strings: _Strings, field_rva: int, starts: list[int]
) -> bytes:
    """Return the stream of tables; every index is of two bytes."""
    types, members = b"", b""
    has_key = int(recipe.key is not None)
    for number, (full, wanted) in enumerate(recipe.calls.items(), 1):
        space, _, name = full.rpartition(".")
        types += struct.pack("<HHH", 1 << 2 | 2, strings.at(name), strings.at(space))
        for each in wanted:
            members += struct.pack("<HHH", number << 3 | 1, strings.at(each), 0)
    modules = b"".join(struct.pack("<H", strings.at(each)) for each in recipe.natives)
    natives = b"".join(
        struct.pack("<HHHH", 0, 1 << 1 | 1, strings.at(name), number)
        for number, names in enumerate(recipe.natives.values(), 1)
        for name in names
    )
    own = struct.pack("<IHHHHIHHH", 0x8004, *recipe.version, has_key, has_key, strings.at(recipe.name), 0)  # fmt: skip
    reference = struct.pack("<HHHHIHHHH", 4, 0, 0, 0, 0, 0, strings.at("mscorlib"), 0, 0)
    resources = b"".join(
        struct.pack("<IIHH", place, 1, strings.at(name), 0)
        for place, name in zip(places, recipe.resources, strict=True)
    )
    names = [f"M{number}" for number in range(len(starts))]
    names[:1] = [".cctor"] if recipe.initializes else names[:1]
    tables = {
        0x00: (10, struct.pack("<HHHHH", 0, strings.at(f"{recipe.name}.dll"), 1, 0, 0)),
        0x01: (6, types),
        0x02: (14, struct.pack("<IHHHHH", 0, strings.at("<Module>"), 0, 0, 1, 1) if recipe.initializes else b""),
        0x06: (14, b"".join(struct.pack("<IHHHHH", each, 0, 0x16, strings.at(name), 0, 1) for name, each in zip(names, starts, strict=True))),
        0x0A: (6, members),
        0x1A: (2, modules),
        0x1C: (8, natives),
        0x1D: (6, struct.pack("<IH", field_rva, 1) if field_rva else b""),
        0x20: (22, own),
        0x23: (20, reference),
        0x28: (12, resources),
    }  # fmt: skip
    present = {number: each for number, each in tables.items() if each[1]}
    valid = sum(1 << number for number in present)
    head = struct.pack("<IBBBBQQ", 0, 2, 0, 0, 1, valid, 0)
    counts = b"".join(struct.pack("<I", len(rows) // size) for size, rows in present.values())
    return head + counts + b"".join(rows for _, rows in present.values())


def public_blob(key: rsa.RSAPublicKey) -> bytes:
    """Return a public key as assemblies hold it (PUBLICKEYBLOB with the digest's number in front)."""
    numbers = key.public_numbers()
    size = key.key_size // 8
    inner = struct.pack("<BBHI4sII", 6, 2, 0, 0x2400, b"RSA1", key.key_size, numbers.e)
    inner += numbers.n.to_bytes(size, "little")
    return struct.pack("<III", 0x2400, 0x8004, len(inner)) + inner


def _signed(data: bytes, key: rsa.RSAPrivateKey, nt: int, place: int) -> bytes:
    """Write the strong name's signature, and the CheckSum anew."""
    count, optional = struct.unpack_from("<H12xH", data, nt + 6)
    rows = nt + 24 + optional
    plus = struct.unpack_from("<H", data, nt + 24)[0] == 0x20B
    directory = nt + 24 + (112 if plus else 96) + 32
    head = bytearray(data[: rows + 40 * count])
    head[nt + 88 : nt + 92] = bytes(4)
    head[directory : directory + 8] = bytes(8)
    made = hashlib.sha1(bytes(head), usedforsecurity=False)
    for number in range(count):
        size, offset = struct.unpack_from("<II", data, rows + 40 * number + 16)
        raw = data[offset : offset + size]
        if offset <= place < offset + size:
            raw = raw[: place - offset] + raw[place - offset + key.key_size // 8 :]
        made.update(raw)
    signature = key.sign(made.digest(), padding.PKCS1v15(), Prehashed(SHA1()))  # noqa: S303 - what strong names use
    return with_checksum(data[:place] + signature[::-1] + data[place + len(signature) :])


def build_resources(values: Mapping[str, bytes | str]) -> bytes:
    """Return a `.resources` file of texts and arrays of bytes."""
    names, data, places = b"", b"", []
    for name, value in values.items():
        places.append(len(names))
        raw = name.encode("utf-16-le")
        names += _seven(len(raw)) + raw + struct.pack("<I", len(data))
        if isinstance(value, str):
            text = value.encode()
            data += b"\x01" + _seven(len(text)) + text
        else:
            data += b"\x20" + struct.pack("<I", len(value)) + value
    reader = b"System.Resources.ResourceReader, mscorlib"
    head = _seven(len(reader)) + reader + b"\0"
    start = b"\xce\xca\xef\xbe" + struct.pack("<II", 1, len(head)) + head
    start += struct.pack("<III", 2, len(values), 0)
    start = start.ljust(-(-len(start) // 8) * 8, b"P")
    hashes = bytes(4 * len(values))
    table = struct.pack(f"<{len(places)}I", *places)
    at = len(start) + len(hashes) + len(table) + 4 + len(names)
    return start + hashes + table + struct.pack("<I", at) + names + data


def _seven(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes((number & 0x7F | 0x80,))
        number >>= 7
    return out + bytes((number,))
