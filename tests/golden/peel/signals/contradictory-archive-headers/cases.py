"""Archives that state one thing twice; honest and broken ones."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import (
    TarMember,
    ZipMember,
    build_bomb,
    build_pax,
    build_tar,
    build_zip,
)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.bin"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    members = [ZipMember("a", b"a" * 99, descriptor=True), ZipMember("b", b"b" * 99, method=0)]
    return _written(folder, build_zip(members, prefix=b"#!/usr/bin/env python3\n"))


def good_jar_of_several(folder: Path) -> Path:
    files = [ZipMember("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\n\n")]
    for name in ("META-INF/LICENSE.txt", "META-INF/versions/9/module-info.class"):
        files += [ZipMember(name, b"inert one"), ZipMember(name, b"inert two")]
    path = folder / "shapes.jar"
    path.write_bytes(build_zip(files))
    return path


def bad_jar_with_a_class_twice(folder: Path) -> Path:
    files = [ZipMember("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\n\n")]
    files += [ZipMember("shapes/Line.class", each) for each in (b"inert one", b"inert two")]
    path = folder / "shapes.jar"
    path.write_bytes(build_zip(files))
    return path


def bad_names(folder: Path) -> Path:
    return _written(folder, build_zip([ZipMember("setup.py", b"x", local_name="evil.py")]))


def bad_methods_and_sizes(folder: Path) -> Path:
    members = [ZipMember("a", b"a" * 50, local_method=0), ZipMember("b", b"b", local_size=9)]
    return _written(folder, build_zip(members))


def bad_hidden_member(folder: Path) -> Path:
    members = [ZipMember("shown", b"s"), ZipMember("hidden", b"h" * 50, listed=False)]
    return _written(folder, build_zip(members))


def bad_two_archives(folder: Path) -> Path:
    return _written(folder, build_zip({"one": b"1"}) + build_zip({"two": b"2"}))


def bad_overlap(folder: Path) -> Path:
    return _written(folder, build_bomb(copies=5, size=4096))


def bad_name_used_twice(folder: Path) -> Path:
    return _written(folder, build_zip([ZipMember("a", b"1"), ZipMember("a", b"2")]))


def bad_tar_sizes(folder: Path) -> Path:
    inner = build_tar({"inner": b"i"}, end=b"")
    members = [build_pax({"size": str(len(inner))}), TarMember("outer", inner, size=0)]
    return _written(folder, build_tar(members))


def bad_tar_members_behind_the_end(folder: Path) -> Path:
    return _written(folder, build_tar({"a": b"1"}, tail=build_tar({"late": b"2"})))


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip({"a": b"1" * 400})[:50])
