"""Whole releases, packed again with an edited member or laid over the genuine one."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

import genuine
from genuine import Files

from mutation_families.edits import CHANGE, Edit, filler
from mutation_families.programs import certificate_table, directory_offset
from onionskin.lookalike.archives import build_gzip, build_tar, build_zip
from onionskin.lookalike.pe import Recipe, build_pe, with_checksum


def rebuilt(package: str, files: Files, target: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Pack genuine files again with an edited one among them; a wheel's RECORD is made right."""
    for each in edits:
        made = dict(files) | {target: each.data}
        yield Edit(
            f"{package}: {target.rpartition('/')[2]}",
            f"in a rebuilt {'wheel' if package.endswith('.whl') else 'tgz'}: {each.family}",
            each.variant,
            pack(package, made),
            each.at,
            each.length,
            Path(package).suffix,
            pack(package, files),
        )


def pack(package: str, files: Files) -> bytes:
    if not package.endswith(".whl"):
        return build_gzip(build_tar(files))
    listing = next(name for name in files if name.endswith(".dist-info/RECORD"))
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    for name, data in files.items():
        if name != listing:
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            writer.writerow((name, f"sha256={digest}", len(data)))
    writer.writerow((listing, "", ""))
    return build_zip(files | {listing: rows.getvalue().encode()})


def swapped(package: str, files: Files) -> Iterator[Edit]:
    """Put an inert library of a system name beside a signed program, or another file in a library's place."""
    old = pack(package, files)
    signed = {
        name: data for name, data in sorted(files.items()) if genuine.kind_of(data) == "signed"
    }
    program = next((name for name, data in signed.items() if name.endswith(".exe")), "")
    inert = build_pe(Recipe(name="inert.dll"))
    if program:
        folder = program.rpartition("/")[0]
        for name in ("version.dll", "winhttp.dll", "dbghelp.dll", "cryptbase.dll", "WINMM.dll"):
            made = files | {f"{folder}/{name}": inert}
            yield Edit(package, f"{CHANGE} a library of a system name", name, pack(package, made), suffix=Path(package).suffix, against=old)  # fmt: skip
    for name, data in list(signed.items())[:2]:
        bare = stripped(data)
        newer = later(files)
        for family, body in (
            ("a signed part loses its signature", bare),
            ("a signed part is another's", inert),
        ):
            for how, others in (("same version", files), ("next patch", newer)):
                yield Edit(f"{package}: {name.rpartition('/')[2]}", f"{CHANGE} {family}", how, pack(package, others | {name: body}), suffix=Path(package).suffix, against=old)  # fmt: skip
    newer = later(files)
    folder = next(iter(signed), next(iter(files))).rpartition("/")[0]
    for family, body in (
        ("a new program", inert),
        ("a new random file", filler("random", 200_000)),
        ("a new base64 file", filler("base64", 200_000)),
    ):
        made = newer | {f"{folder}/inert.dat": body}
        yield Edit(package, f"{CHANGE} {family}", "next patch", pack(package, made), suffix=Path(package).suffix, against=old)  # fmt: skip


def with_section(data: bytes, body: bytes, flags: int) -> bytes:
    """Return an unsigned program with a further section at its end; nothing where its header is full."""
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    count, optional = struct.unpack_from("<H", data, nt + 6)[0], struct.unpack_from("<H", data, nt + 20)[0]  # fmt: skip
    section, file = struct.unpack_from("<II", data, nt + 24 + 32)
    table = nt + 24 + optional
    row = table + 40 * count
    rows = [struct.unpack_from("<8s4I", data, table + 40 * each) for each in range(count)]
    if row + 40 > min(each[4] for each in rows if each[4]):
        return b""
    rva = max(-(-(each[2] + max(each[1], each[3])) // section) * section for each in rows)
    data = data.ljust(-(-len(data) // file) * file, b"\0")
    body = body.ljust(-(-len(body) // file) * file, b"\0")
    out = bytearray(data + body)
    struct.pack_into("<8s6I2HI", out, row, b".inert\0\0", len(body), rva, len(body), len(data), 0, 0, 0, 0, flags)  # fmt: skip
    struct.pack_into("<H", out, nt + 6, count + 1)
    struct.pack_into("<I", out, nt + 24 + 56, rva + -(-len(body) // section) * section)
    return with_checksum(bytes(out))


def stripped(data: bytes) -> bytes:
    table, size = certificate_table(data)
    at = directory_offset(data)
    return with_checksum(data[:at] + bytes(8) + data[at + 8 : table] + data[table + size :])


def later(files: Files) -> Files:
    """Return the files as the next patch of the package would name itself."""
    made = dict(files)
    for name, data in files.items():
        if name.endswith(".dist-info/METADATA"):
            head, _, rest = data.partition(b"\nVersion: ")
            version, newline, rest = rest.partition(b"\n")
            now = raised(version.strip().decode()).encode()
            made[name] = head + b"\nVersion: " + now + newline + rest
        elif name == "package/package.json":
            stated = json.loads(data)
            made[name] = json.dumps(stated | {"version": raised(stated["version"])}).encode()
    return made


def raised(version: str) -> str:
    parts = version.split(".")
    parts += ["0"] * (3 - len(parts))
    parts[2] = str(int(parts[2]) + 1) if parts[2].isdigit() else "1"
    return ".".join(parts)
