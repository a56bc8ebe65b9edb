"""A native program, an assembly with the code of two methods, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import build_pe


def good_a_native_program(folder: Path) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(build_pe())
    return path


def bad_two_methods(folder: Path) -> Path:
    path = folder / "Inert.dll"
    calls = {"System.AppDomain": ("get_BaseDirectory",)}
    path.write_bytes(build_assembly(ManagedRecipe(calls=calls, bodies=(b"\x00\x2a", b"\x2a"))))
    return path


def damaged(folder: Path) -> Path:
    path = bad_two_methods(folder)
    path.write_bytes(path.read_bytes()[:2200])
    return path
