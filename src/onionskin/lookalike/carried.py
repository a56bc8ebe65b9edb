"""Build inert applications as Node.js and Bun put them into a copy of themselves, and Nuitka and pkg into theirs.

Sources: Node.js, src/node_sea.cc; Bun, src/StandaloneModuleGraph.zig; Nuitka, OnefileCompressor.py; pkg, lib/producer.ts.
"""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import Mapping, Sequence

TRAILER = b"\n---- Bun! ----\n"
NO_ASSETS: Mapping[str, bytes] = {}


def _counted(data: bytes, width: int) -> bytes:
    return len(data).to_bytes(width, "little") + data


def build_sea(  # noqa: PLR0913 - each is one field of the blob
    script: bytes,
    *,
    path: str | None = "build/app.js",
    assets: Mapping[str, bytes] = NO_ASSETS,
    cache: bytes = b"",
    arguments: Sequence[str] = (),
    kinds: int = 0,
    width: int = 8,
) -> bytes:
    """Return Node's blob; `path` is None before 20.9, `kinds` bytes since 24, `width` that of a word."""
    flags = 4 * bool(cache) | 8 * bool(assets) | 16 * bool(arguments)
    out = b"\x20\xda\x43\x01" + struct.pack("<I", flags) + b"\1\0"[:kinds]
    if path is not None:
        out += _counted(path.encode(), width)
    out += _counted(script, width)
    out += _counted(cache, width) if cache else b""
    if assets:
        out += len(assets).to_bytes(width, "little")
        out += b"".join(_counted(name.encode(), width) + _counted(data, width) for name, data in assets.items())  # fmt: skip
    if arguments:
        out += len(arguments).to_bytes(width, "little")
        out += b"".join(_counted(each.encode(), width) for each in arguments)
    return out


def build_bun_graph(
    modules: Mapping[str, tuple[bytes, ...]],
    *,
    row: int = 52,
    arguments: bytes = b"",
    gap: bytes = b"",
    offsets: int = 32,
) -> bytes:
    """Return Bun's payload with its trailer: by name the contents, source map, bytecode... of each module.

    `row` is the size of a module's row and `offsets` that of what stands before the trailer; `gap` is put between.
    """
    body, rows = bytearray(), []
    for name, parts in modules.items():
        pointers = []
        for data in (name.encode(), *parts):
            pointers.append((len(body) if data else 0, len(data)))
            body += data + (b"\0" if data else b"")
        pointers += [(0, 0)] * ((row - 4) // 8 - len(pointers))
        rows.append(b"".join(struct.pack("<2I", *each) for each in pointers) + b"\2\1\1\0")
    body += gap
    table = (len(body), row * len(rows))
    body += b"".join(rows)
    said = (len(body) if arguments else 0, len(arguments))
    body += arguments + b"\0"
    tail = struct.pack("<Q5I", len(body), *table, 0, *said).ljust(32, b"\0")[:offsets]
    if offsets < 32:
        tail = tail[:20].ljust(offsets, b"\0")
    return bytes(body) + tail + TRAILER


def in_section(graph: bytes) -> bytes:
    """Return what stands in the section: the payload behind its length."""
    return struct.pack("<Q", len(graph)) + graph


def build_onefile(
    files: Mapping[str, bytes], *, wide: bool = False, checksums: bool = False, tail: bytes = b""
) -> bytes:
    """Return Nuitka's payload, unpacked; `wide` as on Windows. `tail` stands behind it.

    A name that ends in `->target` becomes a link.
    """
    out = b"KAX"
    letters = "utf-16-le" if wide else "utf-8"
    for name, data in files.items():
        name, _, target = name.partition("->")  # noqa: PLW2901 - both halves of what is given
        out += f"{name}\0".encode(letters)
        if target:
            out += b"\2" + f"{target}\0".encode()
            continue
        out += b"" if wide else b"\1"
        out += struct.pack("<Q", len(data))
        out += struct.pack("<I", zlib.crc32(data)) if checksums else b""
        out += data
    return out + "\0".encode(letters) + tail


def build_pkg(
    program: bytes, files: Mapping[str, bytes], *, packing: int = 0, gap: bytes = b""
) -> bytes:
    """Return a program that pkg made: `program` holds `PKG_NUMBERS`, where the four numbers are put.

    `packing` is 0 (plain) or 1 (gzip); `gap` stands in front of the last file's attributes.
    """
    payload, table = b"", {}
    for number, (name, data) in enumerate(files.items()):
        stored = gzip.compress(data, mtime=0) if packing == 1 else data
        contents = [len(payload), len(stored)]
        payload += stored + (gap if number == len(files) - 1 else b"")
        table[f"/snapshot/{name}"] = {"1": contents, "3": [len(payload), 2]}
        payload += b"{}"
    arguments = (json.dumps(table, separators=(",", ":")), '"/snapshot/app.js"', "{}", "{}", f"{packing}\n);\n}})")  # fmt: skip
    prelude = b"(function (process) { return (function (inert) {\n},\n" + "\n,\n".join(arguments).encode()  # fmt: skip
    where = (len(program), len(payload), len(program) + len(payload), len(prelude))
    names = ("PAYLOAD_POSITION", "PAYLOAD_SIZE", "PRELUDE_POSITION", "PRELUDE_SIZE")
    said = "".join(f"var {name} = '{number:<22}' | 0;\n    " for name, number in zip(names, where, strict=True))  # fmt: skip
    return program.replace(PKG_NUMBERS, said.encode().ljust(len(PKG_NUMBERS))) + payload + prelude


PKG_NUMBERS = b"PKG_NUMBERS".ljust(240, b"_")
