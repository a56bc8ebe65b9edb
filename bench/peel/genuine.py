"""Genuine files to edit, taken out of packages that the user put into a folder: never run, never installed."""

from __future__ import annotations

import struct
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Files = dict[str, bytes]


@dataclass(frozen=True)
class Base:
    """A genuine file, and which package it stood in."""

    package: str
    name: str
    data: bytes

    @property
    def title(self) -> str:
        """Return package and file."""
        return f"{self.package}: {self.name.rpartition('/')[2]}"


def packages(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.name.endswith((".whl", ".tgz")))


def contents(path: Path) -> Files:
    """Return the files of a package by name."""
    if path.suffix in {".whl", ".jar"}:
        with zipfile.ZipFile(path) as archive:
            return {
                each.filename: archive.read(each)
                for each in archive.infolist()
                if not each.is_dir()
            }
    with tarfile.open(path) as archive:
        opened = {each.name: archive.extractfile(each) for each in archive if each.isfile()}
        return {name: file.read() for name, file in opened.items() if file is not None}


def bases(folder: Path, kind: str, *, largest: int, each: int, most: int) -> list[Base]:
    """Return up to `most` genuine files of a kind, at most `each` of one package: the first by name.

    `kind` is `signed`, `unsigned`, `png`, `ico`, `bmp`, `macho` (thin, signed) or `fat`.
    """
    found: list[Base] = []
    for path in packages(folder):
        wanted = list(_of_kind(path, kind, largest))[:each]
        found += [base for base in wanted if base.data not in {known.data for known in found}]
    return found[:most]


def _of_kind(path: Path, kind: str, largest: int) -> Iterator[Base]:
    for name, data in sorted(contents(path).items()):
        if 512 <= len(data) <= largest and kind_of(data) == kind:
            yield Base(path.name, name, data)


def kind_of(data: bytes) -> str:
    """Return `signed`, `unsigned`, `png`, `ico`, `bmp`, `macho`, `fat`, or nothing."""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if data[:4] == b"\0\0\1\0":
        return "ico"
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        return "bmp"
    if data[:4] in {b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"}:
        return _kind_of_macho(data)
    return _kind_of_program(data)


def _kind_of_macho(data: bytes) -> str:
    if data[:4] == b"\xca\xfe\xba\xbe":
        return "fat" if data[4:8] == b"\0\0\0\2" else ""
    return "macho" if _has_signature(data) else ""


def _kind_of_program(data: bytes) -> str:
    if data[:2] != b"MZ":
        return ""
    nt = int.from_bytes(data[0x3C:0x40], "little")
    if data[nt : nt + 4] != b"PE\0\0":
        return ""
    plus = data[nt + 24 : nt + 26] == b"\x0b\x02"
    size = struct.unpack_from("<I", data, nt + 24 + (112 if plus else 96) + 36)[0]
    return "signed" if size else "unsigned"


def _has_signature(data: bytes) -> bool:
    at = 32
    for _ in range(struct.unpack_from("<I", data, 16)[0]):
        command, length = struct.unpack_from("<II", data, at)
        if command == 0x1D:
            return True
        at += length
    return False
