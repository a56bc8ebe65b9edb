"""Programs whose texts changed, ones that name another host beside the same code, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe

OLD = "The file could not be opened, try again"


def _pair(folder: Path, name: str, old: bytes, new: bytes) -> tuple[Path, Path]:
    for place, data in (("old", old), ("new", new)):
        (folder / place).mkdir()
        (folder / place / name).write_bytes(data)
    return folder / "old" / name, folder / "new" / name


def _program(text: str, stamp: int = 1_700_000_000, *, code_size: int = 0x400) -> bytes:
    strings = (text, "https://updates.example.com/feed")
    return build_pe(Recipe(strings=strings, timestamp=stamp, code_size=code_size))


def good_another_message(folder: Path) -> tuple[Path, Path]:
    new = _program("The file could not be opened, call us 1", 1_710_000_000)
    return _pair(folder, "phone.exe", _program(OLD), new)


def good_another_page_of_the_same_host(folder: Path) -> tuple[Path, Path]:
    new = _program("https://updates.example.com/feed/2", 1_710_000_000)
    return _pair(folder, "phone.exe", _program(OLD), new)


def good_other_code_with_an_address(folder: Path) -> tuple[Path, Path]:
    new = _program("https://www.example.net/help", 1_710_000_000, code_size=0x2000)
    return _pair(folder, "phone.exe", _program(OLD), new)


def bad_an_address_in_place_of_a_message(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "phone.exe", _program(OLD), _program("https://192.0.2.7/inert", 1_710_000_000))  # fmt: skip


def bad_a_host_alone_in_a_library(folder: Path) -> tuple[Path, Path]:
    old, new = (build_elf(ElfRecipe(extra={".rodata": b"inert\0" + text + b"\0"})) for text in (b"words", b"inert.example.net"))  # fmt: skip
    return _pair(folder, "libshapes.so", old, new)


def bad_an_address_in_a_text_of_dotnet(folder: Path) -> tuple[Path, Path]:
    old, new = (
        build_assembly(ManagedRecipe(user_strings=(text,), bodies=(b"\x00\x2a",)))
        for text in ("The file was not found", "http://192.0.2.7      ")
    )
    return _pair(folder, "Inert.dll", old, new)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_an_address_in_place_of_a_message(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
