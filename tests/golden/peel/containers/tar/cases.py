"""Tar archives: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import TarMember, build_pax, build_tar


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.tar"
    path.write_bytes(data)
    return path


FILES = {
    "inert-1.0/README": b"Name: inert\nVersion: 1.0\n\nInert.\n",
    "inert-1.0/a.py": b"A = 1\n",
}


def good(folder: Path) -> Path:
    return _written(folder, build_tar(FILES))


def good_pax_links_and_folders(folder: Path) -> Path:
    members = [
        TarMember("folder/", flag=b"5"),
        build_pax({"path": "folder/" + "long" * 40}),
        TarMember("folder/short", b"data"),
        TarMember("folder/link", flag=b"2", link="short"),
        TarMember("folder/hard", flag=b"1", link="folder/short"),
        TarMember("folder/pipe", flag=b"6"),
    ]
    return _written(folder, build_tar(members))


def bad_names_and_links(folder: Path) -> Path:
    members = [
        TarMember("../../outside", b"x"),
        TarMember("/absolute", b"x"),
        TarMember("out", flag=b"2", link="/etc"),
        TarMember("out/passwd", b"written through the link"),
        TarMember("\u202egnp.exe", b"x"),
        TarMember(b"caf\xe9", b"x"),
        TarMember("<script> > x", b"x"),
    ]
    return _written(folder, build_tar(members))


def bad_two_sizes_and_more_behind_the_end(folder: Path) -> Path:
    inner = build_tar([TarMember("inner", b"i" * 100)], end=b"")
    members = [build_pax({"size": str(len(inner))}), TarMember("outer", inner, size=0)]
    tail = build_tar([TarMember("late", b"behind the marker")])
    return _written(folder, build_tar(members, tail=tail))


def bad_padding(folder: Path) -> Path:
    members = [TarMember("a", b"a" * 100, padding=b"hidden in the padding")]
    return _written(folder, build_tar(members, tail=b"behind the end".ljust(512, b"!")))


def damaged_header(folder: Path) -> Path:
    data = bytearray(build_tar(FILES | {"inert-1.0/b.py": b"B = 1\n"}))
    data[1024 + 3] ^= 0xFF
    return _written(folder, bytes(data))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_tar({"a": b"a" * 2000})[:1500])
