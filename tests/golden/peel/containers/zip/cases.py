"""Zip archives: honest, contradicting themselves, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import ZipMember, build_bomb, build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.zip"
    path.write_bytes(data)
    return path


FILES = {"readme.txt": b"an honest text\n" * 40, "bin/tool": bytes(range(256)) * 8}


def good(folder: Path) -> Path:
    return _written(folder, build_zip(FILES, comment=b"release 1.2"))


def good_with_descriptors_and_stored_members(folder: Path) -> Path:
    members = [ZipMember("a", b"a" * 99, descriptor=True), ZipMember("b", b"b" * 99, method=0)]
    return _written(folder, build_zip(members, is_zip64=True))


def bad_names(folder: Path) -> Path:
    names = [
        "../../etc/cron.d/x",
        "/abs",
        "C:\\x",
        "a\0b",
        "\u202egnp.exe",
        "\x1b[2J",
        "<script>",
        "a > b",
    ]
    members = [ZipMember(name, name.encode()) for name in names]
    members.append(ZipMember(b"caf\xe9", b"x", flags=1 << 11))
    return _written(folder, build_zip(members))


def bad_two_truths(folder: Path) -> Path:
    members = [
        ZipMember("setup.py", b"honest", local_name="other.py"),
        ZipMember("hidden.py", b"only by its local header", listed=False),
        ZipMember("twice", b"1"),
        ZipMember("twice", b"2"),
        ZipMember("slack", b"s" * 50, slack=b"behind the stream"),
        ZipMember("locked", b"?" * 20, flags=1),
        ZipMember("old", b"?" * 20, method=9),
    ]
    return _written(folder, build_zip(members, prefix=b"in front", tail=b"behind it"))


def bad_overlapping_bomb(folder: Path) -> Path:
    return _written(folder, build_bomb(copies=20, size=1 << 12))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_zip(FILES)[:-60])


def damaged_member(folder: Path) -> Path:
    data = bytearray(build_zip(FILES))
    data[60] ^= 0xFF
    return _written(folder, bytes(data))
