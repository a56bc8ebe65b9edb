"""Programs that were built anew with other calls, programs whose names were swapped beside the same code, and one cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.deb import DebRecipe, build_deb
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe

CODE = (b"\x00\x2a", b"\x00\x00\x2a")


def _pair(folder: Path, name: str, *releases: bytes) -> tuple[Path, Path]:
    for place, data in zip(("old", "new"), releases, strict=True):
        (folder / place).mkdir()
        (folder / place / name).write_bytes(data)
    return folder / "old" / name, folder / "new" / name


def _program(call: str, *, library: str = "KERNEL32.dll", code_size: int = 0x400, stamp: int = 1_700_000_000) -> bytes:  # fmt: skip
    return build_pe(Recipe(imports={library: (call,)}, code_size=code_size, timestamp=stamp))


def _assembly(member: str, code: tuple[bytes, ...] = CODE) -> bytes:
    recipe = ManagedRecipe(calls={"System.AppDomain": (member,)}, bodies=code)
    return build_assembly(recipe)


def good_other_code_asks_for_more(folder: Path) -> tuple[Path, Path]:
    new = _program("CreateFileW", code_size=0x2000, stamp=1_710_000_000)
    return _pair(folder, "phone.exe", _program("ExitProcess"), new)


def good_other_managed_code(folder: Path) -> tuple[Path, Path]:
    new = _assembly("get_CurrentDomain", (b"\x00\x00\x00\x2a",))
    return _pair(folder, "Inert.dll", _assembly("get_BaseDirectory"), new)


def good_a_compiler_marks_more(folder: Path) -> tuple[Path, Path]:
    more = ManagedRecipe(calls={"System.AppDomain": ("get_BaseDirectory",), "System.CLSCompliantAttribute": (".ctor",)}, bodies=CODE)  # fmt: skip
    return _pair(folder, "Inert.dll", _assembly("get_BaseDirectory"), build_assembly(more))


def bad_another_function(folder: Path) -> tuple[Path, Path]:
    new = _program("WinExec", stamp=1_710_000_000)
    return _pair(folder, "phone.exe", _program("ExitProcess"), new)


def bad_a_library_of_nearly_that_name(folder: Path) -> tuple[Path, Path]:
    new = _program("ExitProcess", library="KERNE132.dll", stamp=1_710_000_000)
    return _pair(folder, "phone.exe", _program("ExitProcess"), new)


def bad_another_symbol(folder: Path) -> tuple[Path, Path]:
    old, new = (
        build_elf(ElfRecipe(imports=(name,), build_id=name.encode().ljust(20)))
        for name in ("strlen", "dlopen")
    )
    return _pair(folder, "libshapes.so", old, new)


def _packages(folder: Path, *libraries: str) -> tuple[Path, Path]:
    paths = []
    for place, revision, library in zip(("old", "new"), (1, 3), libraries, strict=True):
        told = f"Package: inert\nVersion: 1:9.18-1~deb12u{revision}\nArchitecture: amd64\nMaintainer: Nobody\n"
        needed = library.replace("#", f"9.18-1~deb12u{revision}")
        program = build_elf(ElfRecipe(needed=(needed,), build_id=bytes([revision]) * 20))
        (folder / place).mkdir()
        paths.append(folder / place / f"inert_{revision}.deb")
        paths[-1].write_bytes(
            build_deb(DebRecipe({"usr/lib/shapes.so": program}, control={"control": told.encode()}))
        )
    return paths[0], paths[1]


def good_the_releases_own_version_in_a_librarys_name(folder: Path) -> tuple[Path, Path]:
    return _packages(folder, "libinert-#-Inert.so", "libinert-#-Inert.so")


def bad_another_library_with_the_releases_version(folder: Path) -> tuple[Path, Path]:
    return _packages(folder, "libinert-#-Inert.so", "libother-#-Inert.so")


def bad_another_member(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "Inert.dll", _assembly("get_BaseDirectory"), _assembly("UnsafeLoadFrom"))


def bad_an_address_chosen_while_loading(folder: Path) -> tuple[Path, Path]:
    old, new = (
        build_elf(ElfRecipe(extra={".rela.inert": struct.pack("<QQq", 4096, kind, 0)}))
        for kind in (8, 37)
    )
    return _pair(folder, "libshapes.so", old, new)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_another_function(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
