"""Inert programs: signed and not, with resources, with an archive behind them, hostile, cut short."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.net_bundle import ROOM, build_bundle
from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe, with_bytes_at
from onionskin.lookalike.signing import sign_pe

VERSION = {
    "CompanyName": "Example Phone Ltd",
    "ProductName": "Example Phone",
    "ProductVersion": "18.11.1213",
    "FileVersion": "18.11.1213.0",
    "OriginalFilename": "phone.exe",
}


def _png(edge: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + bytes(4 * edge) for _ in range(edge))
    head = struct.pack(">IIBBBBB", edge, edge, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def _program(**changes: object) -> Recipe:
    given: dict[str, object] = {
        "imports": {
            "KERNEL32.dll": ("CreateFileW", "ReadFile"),
            "ffmpeg.dll": ("av_version_info",),
        },
        "version": VERSION,
        "icons": (_png(16), _png(32)),
        "manifest": b"<assembly manifestVersion='1.0'/>",
        "wide_strings": ("d3dcompiler_47.dll",),
    }
    return Recipe(**{**given, **changes})  # type: ignore[arg-type]


def _library(**changes: object) -> bytes:
    given: dict[str, object] = {
        "is_dll": True,
        "is_pe32_plus": False,
        "name": "shapes.dll",
        "exports": ("draw", "erase"),
        "forwards": {"measure": "KERNEL32.lstrlenA"},
    }
    return build_pe(Recipe(**{**given, **changes}))  # type: ignore[arg-type]


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good_signed_program(folder: Path) -> Path:
    return _write(folder, "phone.exe", sign_pe(build_pe(_program())))


def good_library_of_32_bits(folder: Path) -> Path:
    return _write(folder, "shapes.dll", _library())


def good_self_extractor(folder: Path) -> Path:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("readme.txt", (2023, 3, 13, 8, 0, 0)), "inert")
    return _write(folder, "setup.exe", build_pe(_program(icons=())) + target.getvalue())


def bad_names(folder: Path) -> Path:
    hostile = "../../<script>\u202etxt.exe\x1b[31m > x"
    recipe = _program(
        imports={hostile: (hostile,)}, exports=("a" * 700, hostile), forwards={"../f": hostile}
    )
    return _write(folder, "names.exe", build_pe(recipe))


BUNDLED = {"App.dll": build_assembly(), "settings.json": b"{}\n" * 9}


def _host() -> bytes:
    return build_pe(Recipe(sections=((".data", ROOM, READ_DATA),)))


def good_managed_with_resources(folder: Path) -> Path:
    recipe = ManagedRecipe(resources={"one.txt": b"a text", "two.dll": _library()})
    return _write(folder, "Inert.dll", build_assembly(recipe))


def good_single_file_program_of_net(folder: Path) -> Path:
    return _write(folder, "app.exe", build_bundle(_host(), BUNDLED, packed=True))


def bad_bundle_with_a_gap_and_a_false_place(folder: Path) -> Path:
    data = build_bundle(_host(), BUNDLED, hidden=b"in a gap " * 9, moved={"settings.json": 64})
    return _write(folder, "app.exe", data)


def bad_tree_that_contains_itself(folder: Path) -> Path:
    data = build_pe(_program())
    tree = data.index(struct.pack("<IIHHHH", 0, 0, 0, 0, 0, 4))
    return _write(folder, "loop.exe", with_bytes_at(data, tree + 20, struct.pack("<I", 0x80000000)))


def bad_sections_that_share_bytes(folder: Path) -> Path:
    data = _library()
    table = struct.unpack_from("<I", data, 0x3C)[0] + 24 + 224
    first = struct.unpack_from("<I", data, table + 20)[0]
    return _write(
        folder,
        "overlap.dll",
        with_bytes_at(data, table + 40 + 20, struct.pack("<I", first + 0x100)),
    )


def bad_65535_sections(folder: Path) -> Path:
    data = _library()
    count = struct.unpack_from("<I", data, 0x3C)[0] + 6
    return _write(folder, "many.dll", with_bytes_at(data, count, b"\xff\xff"))


def damaged_cut_in_a_section(folder: Path) -> Path:
    return _write(folder, "cut.exe", sign_pe(build_pe(_program()))[:1700])


def damaged_cut_in_the_headers(folder: Path) -> Path:
    return _write(folder, "head.exe", build_pe(_program())[:200])
