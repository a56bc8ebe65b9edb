"""Libraries: an own one, a stub for several versions of one interface, proxies by name and path."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe

CALLS = ("GetFileVersionInfoA", "GetFileVersionInfoW", "VerQueryValueA", "VerQueryValueW")


def _library(folder: Path, name: str, target: str) -> Path:
    path = folder / name
    forwards = {call: f"{target}.{call}" for call in CALLS} if target else {}
    exports = () if target else CALLS
    recipe = Recipe(is_dll=True, name=name, exports=exports, forwards=forwards)
    path.write_bytes(build_pe(recipe))
    return path


def good_its_own_calls(folder: Path) -> Path:
    return _library(folder, "version.dll", "")


def good_a_stub_of_an_interface(folder: Path) -> Path:
    return _library(folder, "python3.dll", "python311")


def bad_a_renamed_namesake(folder: Path) -> Path:
    return _library(folder, "shapes.dll", "shapes_orig")


def bad_a_path(folder: Path) -> Path:
    return _library(folder, "shapes.dll", "C:\\Windows\\System32\\shapes")


def bad_a_system_name(folder: Path) -> Path:
    return _library(folder, "version.dll", "tmp7A")


def damaged(folder: Path) -> Path:
    path = _library(folder, "shapes.dll", "shapes_orig")
    path.write_bytes(path.read_bytes()[:1100])
    return path
