"""A text, a program that names hosts in every way that is known, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe

NAMES = ("https://user:inert@Updates.Example.com:8443/feed", "192.0.2.7:4443", "inert.example.net", "wss://[2001:db8::7]/inert", "kernel32.dll", "1.2.3.4", "std://io")  # fmt: skip


def good_a_text(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("see https://www.example.com\n" * 8)
    return path


def bad_hosts_of_every_form(folder: Path) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(build_pe(Recipe(strings=NAMES, wide_strings=("http://wide.example.org/inert",))))  # fmt: skip
    return path


def damaged(folder: Path) -> Path:
    path = bad_hosts_of_every_form(folder)
    path.write_bytes(path.read_bytes()[:700])
    return path
