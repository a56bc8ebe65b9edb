"""Build inert applications as Node.js, Bun and Deno put them into a copy of themselves, and Nuitka, pkg and nexe into theirs.

Sources: Node.js, src/node_sea.cc; Bun, src/StandaloneModuleGraph.zig; Nuitka, OnefileCompressor.py; pkg, lib/producer.ts;
Deno, cli/lib/standalone/binary.rs; nexe, lib/compiler.js.
"""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import Mapping, Sequence

TRAILER = b"\n---- Bun! ----\n"
DENO = b"d3n0l4nd"
NEXE = b"<nexe~~sentinel>"
NO_ASSETS: Mapping[str, bytes] = {}
NO_PARTS: Mapping[str, tuple[bytes, ...]] = {}
NO_SETTINGS: Mapping[str, object] = {}


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


def build_bun_graph(  # noqa: PLR0913 - each is one field of the payload
    modules: Mapping[str, tuple[bytes, ...]],
    *,
    row: int = 52,
    arguments: bytes = b"",
    gap: bytes = b"",
    offsets: int = 32,
    flags: int = 0,
    records: bytes = b"",
) -> bytes:
    """Return Bun's payload with its trailer: by name the contents, source map, bytecode... of each module.

    `row` is the size of a module's row and `offsets` that of what stands before the trailer; `gap` is put between.
    `flags` say which `records` stand behind the table (since 1.4).
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
    body += b"".join(rows) + records
    said = (len(body) if arguments else 0, len(arguments))
    body += arguments + b"\0"
    tail = struct.pack("<Q5I", len(body), *table, 0, *said).ljust(28, b"\0") + struct.pack(
        "<I", flags
    )
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


def build_deno(
    files: Mapping[str, tuple[bytes, ...]],
    *,
    modules: Mapping[str, tuple[bytes, ...]] = NO_PARTS,
    settings: Mapping[str, object] = NO_SETTINGS,
    gap: bytes = b"",
) -> bytes:
    """Return what `deno compile` embeds: by name the text of each file or module, what was transpiled of it, its source map.

    `gap` stands among the bytes of the files. A name that ends in `->target` becomes a link.
    """
    data, tree = gap, []
    for name, parts in files.items():
        path, _, target = name.partition("->")
        if target:
            tree.append(_below(path, {"Symlink": {"n": path.rpartition("/")[2], "p": target.split("/")}}))  # fmt: skip
            continue
        node: dict[str, object] = {"n": path.rpartition("/")[2], "u": True}
        for key, part in zip("oms", parts, strict=False):
            node[key] = [len(data), len(part)]
            data += part
        tree.append(_below(path, {"File": node}))
    told = {"argv": [], "permissions": {"allow_net": [], "allow_read": ["data"]}, "entrypoint_key": "app.ts", **settings}  # fmt: skip
    out = DENO + _counted(json.dumps(told).encode(), 8) + _counted(b"", 8)
    out += len(modules).to_bytes(4, "little")
    out += b"".join(_counted(name.encode(), 4) + struct.pack("<I", number) for number, name in enumerate(modules))  # fmt: skip
    out += bytes(4) + len(modules).to_bytes(4, "little")
    for number, parts in enumerate(modules.values()):
        flags = (1 << len(parts) - 1) - 1 | 8
        out += struct.pack("<IB", number, 0) + _counted(parts[0], 4) + bytes((flags,))
        out += b"".join(_counted(each, 4) for each in parts[1:])
    return out + _counted(json.dumps(tree).encode(), 8) + _counted(data, 8) + DENO


def _below(path: str, entry: dict[str, object]) -> dict[str, object]:
    """Return an entry within the folders of its path."""
    for folder in reversed(path.split("/")[:-1]):
        entry = {"Dir": {"n": folder, "e": [entry]}}
    return entry


def build_nexe(files: Mapping[str, bytes], *, entry: str = "app.js", gap: bytes = b"") -> bytes:
    """Return what nexe puts behind a copy of Node: the starting script, the files, their lengths.

    `gap` stands between the files and the footer, and counts as files.
    """
    places, data = {}, b""
    for name, content in files.items():
        places[f"./{name}"] = [len(data), len(content)]
        data += content
    table = json.dumps({"resources": places}, separators=(",", ":"))
    script = f"!(function () {{process.__nexe = {table};\nconst entry = path.resolve(path.dirname(process.execPath),{json.dumps('./' + entry)})\n"  # fmt: skip
    script += "process.argv.splice(1,0, entry)\n})();"
    data += gap
    return script.encode() + data + NEXE + struct.pack("<2d", len(script), len(data))


def build_caxa(archive: bytes, *, command: Sequence[str] = ("node", "{{caxa}}/app.js")) -> bytes:
    """Return what caxa puts behind its starter: `archive` is a tar packed by gzip."""
    told = {"identifier": "app/inert", "command": list(command)}
    return b"\nCAXACAXACAXA\n" + archive + b"\n" + json.dumps(told).encode()
