"""A library that gains one ability, one that gains a loader's set, and that one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe

BASE = {"KERNEL32.dll": ("ExitProcess", "ReadFile")}
NET = {"WS2_32.dll": ("connect", "socket")}
LOADER = {"KERNEL32.dll": ("CreateProcessW", "ExitProcess", "ReadFile", "VirtualProtect")}


def _library(folder: Path, name: str, imports: dict[str, tuple[str, ...]]) -> Path:
    (folder / name).mkdir()
    path = folder / name / "shapes.dll"
    path.write_bytes(build_pe(Recipe(is_dll=True, name="shapes.dll", imports=imports)))
    return path


def good_one_more_call(folder: Path) -> tuple[Path, Path]:
    return _library(folder, "old", BASE), _library(folder, "new", BASE | NET)


def good_it_could_before(folder: Path) -> tuple[Path, Path]:
    more = LOADER | NET | {"USER32.dll": ("MessageBoxW",)}
    return _library(folder, "old", LOADER | NET), _library(folder, "new", more)


def bad_net_and_exec_and_memory(folder: Path) -> tuple[Path, Path]:
    return _library(folder, "old", BASE), _library(folder, "new", LOADER | NET)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_net_and_exec_and_memory(folder)
    new.write_bytes(new.read_bytes()[:1100])
    return old, new
