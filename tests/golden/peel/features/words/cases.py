"""Plain, wide, masked and stacked words; words in a text, and a program cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.pe import CODE, READ_DATA, Recipe, build_pe


def _path(folder: Path, recipe: Recipe, name: str = "phone.exe") -> Path:
    path = folder / name
    path.write_bytes(build_pe(recipe))
    return path


def masked(text: bytes, key: int) -> bytes:
    return bytes(byte ^ key for byte in text)


def stacked(text: bytes) -> bytes:
    """Return `mov dword [rsp+n], imm32` for each four letters; it is never run."""
    padded = text + bytes(-len(text) % 4)
    parts = [
        b"\xc7\x44\x24" + struct.pack("<b", n) + padded[n : n + 4] for n in range(0, len(padded), 4)
    ]
    return b"\xcc" * 32 + b"".join(parts) + b"\xcc" * 32


def good_words_of_every_day(folder: Path) -> Path:
    return _path(
        folder, Recipe(strings=("Hello, user", "https://www.example.com/help", "open", "connect"))
    )


def bad_plain_and_wide(folder: Path) -> Path:
    strings = (".aws/credentials", "VirtualProtect", "curl -s https://example.com")
    wide = ("\\Google\\Chrome\\User Data\\Default",)
    return _path(folder, Recipe(strings=strings, wide_strings=wide))


def bad_masked_by_one_byte(folder: Path) -> Path:
    body = masked(b"Mozilla/5.0 (Inert) \0https://icons.example/", 0x5A)
    body += masked("https://wide.example/".encode("utf-16-le"), 0xA7)
    return _path(folder, Recipe(sections=((".blob", b"." * 77 + body, READ_DATA),)))


def bad_put_together_on_the_stack(folder: Path) -> Path:
    body = stacked(b"cmd.exe /c whoami\0") + stacked(b"VirtualProtect\0")
    return _path(folder, Recipe(sections=((".code", body, CODE),)))


def damaged(folder: Path) -> Path:
    path = bad_masked_by_one_byte(folder)
    path.write_bytes(path.read_bytes()[:700])
    return path
