"""Wheels with start-up files: a plain import, lines that decode and start, and one that is a model."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_wheel


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / "inert-1.0-py3-none-any.whl"
    path.write_bytes(build_wheel("inert", "1.0", {"inert.py": b"VALUE = 1\n", name: data}))
    return path


def good(folder: Path) -> Path:
    return _written(folder, "inert.pth", b"inert/lib\nimport inert\n")


def bad(folder: Path) -> Path:
    line = b"import os, subprocess, base64; subprocess.Popen(base64.b64decode(b'aW5lcnQ='))\n"
    return _written(folder, "inert.pth", line)


def bad_a_start_of_a_process(folder: Path) -> Path:
    return _written(folder, "sitecustomize.py", b"import subprocess\n")


def damaged(folder: Path) -> Path:
    return _written(folder, "inert.pth", b"\x80\x02import os; exec('1')\xff\n")
