"""Archives with bytes outside their members, even where a member cannot be read; and honest ones."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import TarMember, ZipMember, build_gzip, build_tar, build_zip

SECRET = b"inert bytes that belong to nobody"


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.bin"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_zip({"a": b"a" * 40}, comment=b"release 1.0"))


def good_zeros_behind_the_end(folder: Path) -> Path:
    return _written(folder, build_zip({"a": b"a" * 40}, tail=bytes(512)))


def bad_behind_an_encrypted_member(folder: Path) -> Path:
    members = [ZipMember("locked", b"?" * 40, flags=1), ZipMember("a", b"a" * 40, slack=SECRET)]
    return _written(folder, build_zip(members, tail=SECRET))


def bad_in_a_tars_padding(folder: Path) -> Path:
    return _written(folder, build_tar([TarMember("a", b"1", padding=SECRET)]))


def bad_behind_a_gzip_stream(folder: Path) -> Path:
    return _written(folder, build_gzip(b"a" * 40, tail=SECRET))


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip({"a": b"1" * 400})[:50])
