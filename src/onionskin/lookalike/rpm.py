"""Inert RPM packages with right or wrong digests. No clock in them.

Layout after the RPM reference manual, "RPM V4 Package format", and cpio(5).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

INT16, INT32, STRING, BINARY, STRINGS = 3, 4, 6, 7, 8
_GZIP = 31  # zlib's window bits for a stream with gzip's header
_ALIGN = {INT16: 2, INT32: 4}
Value = str | bytes | list[str] | list[int]


@dataclass(frozen=True)
class RpmRecipe:
    """What the package holds. `forged` files replace others behind the digests' back.

    `scriptlets` are by tag of the script; `extra` are tags of the main header;
    `signatures` are tags of the unsigned one; `reserved` fills its reserved space; `lead` stands
    behind the name in the lead; `tail` behind the payload; `payload` replaces it.
    """

    name: str = "inert"
    version: str = "1.0"
    files: Mapping[str, bytes] = field(default_factory=lambda: {"/usr/share/inert": b"inert\n"})
    forged: Mapping[str, bytes] = field(default_factory=dict)
    added: Mapping[str, bytes] = field(default_factory=dict)
    scriptlets: Mapping[int, str] = field(default_factory=dict)
    extra: Mapping[int, tuple[int, Value]] = field(default_factory=dict)
    signatures: Mapping[int, tuple[int, Value]] = field(default_factory=dict)
    reserved: bytes = bytes(64)
    lead: bytes = b""
    tail: bytes = b""
    payload: bytes | None = None
    header_digest: str | None = None


def build_rpm(recipe: RpmRecipe | None = None) -> bytes:
    """Return a package of the recipe."""
    recipe = recipe or RpmRecipe()
    shown = {**recipe.files, **recipe.forged, **recipe.added}
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)  # gzip's own header differs between Pythons
    payload = packer.compress(build_cpio(shown)) + packer.flush()
    if recipe.payload is not None:
        payload = recipe.payload
    header = rpm_header(63, _tags(recipe, payload))
    signatures: dict[int, tuple[int, Value]] = {
        269: (STRING, hashlib.sha1(header, usedforsecurity=False).hexdigest()),
        273: (STRING, recipe.header_digest or hashlib.sha256(header).hexdigest()),
        1000: (INT32, [len(header) + len(payload)]),
        1004: (BINARY, hashlib.md5(header + payload, usedforsecurity=False).digest()),
        1007: (INT32, [len(payload)]),
        1008: (BINARY, recipe.reserved),
        **recipe.signatures,
    }
    lead = struct.pack(">4sBBHH66sHH16s", b"\xed\xab\xee\xdb", 3, 0, 0, 1, recipe.name.encode() + b"\0" + recipe.lead, 1, 5, b"")  # fmt: skip
    signed = rpm_header(62, signatures)
    return lead + signed + bytes(-len(signed) % 8) + header + payload + recipe.tail


def rpm_header(region: int, tags: Mapping[int, tuple[int, Value]]) -> bytes:
    """Return a header of these tags, in the order given, all of them in one region."""
    store, rows = bytearray(), []
    for tag, (kind, value) in tags.items():
        store += bytes(-len(store) % _ALIGN.get(kind, 1))
        raw, count = _encoded(kind, value)
        rows.append(struct.pack(">4I", tag, kind, len(store), count))
        store += raw
    size = 16 * (len(rows) + 1)
    first = struct.pack(">4I", region, BINARY, len(store), 16)
    store += struct.pack(">IIiI", region, BINARY, -size, 16)
    intro = b"\x8e\xad\xe8\x01" + bytes(4) + struct.pack(">2I", len(rows) + 1, len(store))
    return intro + first + b"".join(rows) + bytes(store)


def build_cpio(files: Mapping[str, bytes]) -> bytes:
    """Return a cpio archive of the "new ASCII" form, names below `.`, as rpm writes it."""
    return b"".join(_member("." + name, data, 0o100644) for name, data in files.items()) + _member("TRAILER!!!", b"", 0)  # fmt: skip


def _member(name: str, data: bytes, mode: int) -> bytes:
    fields = (1, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name.encode()) + 1, 0)
    head = b"070701" + b"".join(b"%08x" % each for each in fields) + name.encode() + b"\0"
    head += bytes(-len(head) % 4)
    return head + data + bytes(-len(data) % 4)


def _tags(recipe: RpmRecipe, payload: bytes) -> dict[int, tuple[int, Value]]:
    folders = sorted({name.rpartition("/")[0] + "/" for name in recipe.files})
    names = list(recipe.files)
    tags: dict[int, tuple[int, Value]] = {
        1000: (STRING, recipe.name),
        1001: (STRING, recipe.version),
        1002: (STRING, "1"),
        1022: (STRING, "noarch"),
        1028: (INT32, [len(data) for data in recipe.files.values()]),
        1030: (INT16, [0o100644] * len(names)),
        1035: (STRINGS, [hashlib.sha256(data).hexdigest() for data in recipe.files.values()]),
        1116: (INT32, [folders.index(name.rpartition("/")[0] + "/") for name in names]),
        1117: (STRINGS, [name.rpartition("/")[2] for name in names]),
        1118: (STRINGS, list(folders)),
        5011: (INT32, [8]),
        5092: (STRINGS, [hashlib.sha256(payload).hexdigest()]),
        5093: (INT32, [8]),
    }
    for tag, text in recipe.scriptlets.items():
        tags[tag] = (STRING, text)
        tags[tag + 62] = (STRINGS, ["/bin/sh"])
    return tags | dict(recipe.extra)


def _encoded(kind: int, value: Value) -> tuple[bytes, int]:
    if isinstance(value, bytes):
        return value, len(value)
    if isinstance(value, str):
        return value.encode() + b"\0", 1
    if kind == STRINGS:
        return b"".join(str(each).encode() + b"\0" for each in value), len(value)
    form = {INT16: "H", INT32: "I"}[kind]
    return struct.pack(f">{len(value)}{form}", *(int(each) for each in value)), len(value)
