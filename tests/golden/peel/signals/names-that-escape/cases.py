"""Archives whose names leave their folder; and honest ones."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import TarMember, ZipMember, build_tar, build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.bin"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    names = ("a..b/c", "..a/b", "./a", "a/b/", "caf\u00e9")
    return _written(folder, build_zip(dict.fromkeys(names, b"")))


def good_links_inside(folder: Path) -> Path:
    members = [
        TarMember("lib/a", b"a"),
        TarMember("lib64/a", flag=b"2", link="../lib/a"),
        TarMember("etc/link", flag=b"2", link="/etc/alternatives/x"),
    ]
    return _written(folder, build_tar(members))


def bad_zip(folder: Path) -> Path:
    names = ("../x", "a/../../x", "..\\x", "/x", "C:x", "a\0b")
    return _written(folder, build_zip([ZipMember(name, b"x") for name in names]))


def bad_through_a_link(folder: Path) -> Path:
    members = [TarMember("out", flag=b"2", link="../.."), TarMember("out/x", b"x")]
    return _written(folder, build_tar(members))


def bad_hard_link(folder: Path) -> Path:
    return _written(folder, build_tar([TarMember("x", flag=b"1", link="../../etc/passwd")]))


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip({"../x": b"1" * 400})[:40])
