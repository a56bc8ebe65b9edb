"""Go modules: honest, with a file outside the module's folder, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "v1.0.0.zip"
    path.write_bytes(data)
    return path


FILES = {
    "a.example/inert@v1.0.0/go.mod": b"module a.example/inert\n",
    "a.example/inert@v1.0.0/x.go": b"package x\n",
}


def good(folder: Path) -> Path:
    return _written(folder, build_zip(FILES))


def bad_outside(folder: Path) -> Path:
    return _written(folder, build_zip(FILES | {"../outside.go": b"", "b.example/<script>": b""}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip(FILES)[:120])
