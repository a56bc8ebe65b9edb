"""Ar archives: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_gzip, build_tar
from onionskin.lookalike.elf import ElfRecipe, ar_member, build_ar, build_elf


def _written(folder: Path, data: bytes, name: str = "libinert.a") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


OBJECT = build_elf(ElfRecipe(kind=1))


def good(folder: Path) -> Path:
    members = {"inert.o": OBJECT, "an_object_of_a_long_name.o": OBJECT, "odd": b"odd"}
    return _written(folder, build_ar(members))


def good_bsd(folder: Path) -> Path:
    return _written(folder, build_ar({"__.SYMDEF": bytes(8), "inert.o": OBJECT}, style="bsd"))


def good_plain_names(folder: Path) -> Path:
    members = {"first": b"1.0\n", "packed.tar.gz": build_gzip(build_tar({"./inert": b"inert\n"}))}
    return _written(folder, build_ar(members, style="deb"))


def good_thin(folder: Path) -> Path:
    data = b"!<thin>\n" + ar_member(b"//", b"folder/inert.o/\n")
    return _written(folder, data + ar_member(b"/0", b"", size=640))


def bad_names(folder: Path) -> Path:
    members = {"../../out": b"x", "/absolute": b"x", "\u202egnp.exe": b"x", "<script>": b"x"}
    return _written(folder, build_ar(members, style="bsd"))


def bad_bytes_in_a_header_and_behind(folder: Path) -> Path:
    data = b"!<arch>\n" + ar_member(b"a/", b"a", middle=b"hidden in the header, 32 bytes !")
    return _written(folder, data + b"hidden behind the members" * 4)


def damaged_header(folder: Path) -> Path:
    data = bytearray(build_ar({"a": b"a" * 10, "b": b"b" * 10, "c": b"c" * 10}, style="deb"))
    data[8 + 70 + 58] ^= 0xFF
    return _written(folder, bytes(data))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_ar({"inert.o": OBJECT})[:300])
