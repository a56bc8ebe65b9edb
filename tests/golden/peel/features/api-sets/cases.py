"""A program that only ends itself, one that imports a loader's calls, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pe import Recipe, build_pe

IMPORTS = {
    "KERNEL32.dll": ("CreateProcessW", "VirtualProtect", "WriteProcessMemory"),
    "WINHTTP.dll": ("WinHttpOpen",),
    "CRYPT32.dll": ("CryptUnprotectData",),
}


def good_it_only_ends(folder: Path) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(build_pe(Recipe()))
    return path


def bad_calls_of_a_loader(folder: Path) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(build_pe(Recipe(imports=IMPORTS)))
    return path


def bad_calls_of_linux(folder: Path) -> Path:
    path = folder / "libphone.so"
    path.write_bytes(build_elf(ElfRecipe(imports=("connect", "execve", "mprotect"))))
    return path


def damaged(folder: Path) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(build_pe(Recipe(imports=IMPORTS))[:900])
    return path
