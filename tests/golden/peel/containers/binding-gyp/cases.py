"""Build files of node-gyp: plain, with commands in expansions and actions, and no text."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "binding.gyp"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, b"{'targets': [{'target_name': 'inert', 'sources': ['inert.cc']}]}\n")


def bad_commands(folder: Path) -> Path:
    return _written(
        folder,
        b"{'x': '<!(node -p 1)', 'y': '<!@(node "
        + b"(" * 3000
        + b"', 'actions': [{'action': ['sh', '<script>']}]}",
    )


def damaged(folder: Path) -> Path:
    return _written(folder, b"\0" * 20)
