"""A text, a library that names its sibling in both encodings, and the same cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe


def good_a_text_is_no_program(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("d3dcompiler_47.dll is only a word here.\n" * 8)
    return path


def _library() -> bytes:
    recipe = Recipe(
        is_dll=True,
        strings=("d3dcompiler_47.dll",),
        wide_strings=("settings.json",),
        imports={"KERNEL32.dll": ("CreateFileW", "ReadFile")},
    )
    return build_pe(recipe)


def bad(folder: Path) -> Path:
    path = folder / "ffmpeg.dll"
    path.write_bytes(_library())
    return path


def damaged(folder: Path) -> Path:
    path = folder / "ffmpeg.dll"
    path.write_bytes(_library()[:1400])
    return path
