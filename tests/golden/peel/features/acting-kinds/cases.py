"""A readme, which is only read; a unit of the system; code under a name of data; a shortcut cut short."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good_a_readme_is_only_read(folder: Path) -> Path:
    return _written(folder, "README.md", b"# Inert\n\nrequire('inert'); eval('')\n")


def bad_a_unit(folder: Path) -> Path:
    return _written(folder, "inert.service", b"[Service]\nExecStart=/bin/false\n")


def bad_code_under_a_name_of_data(folder: Path) -> Path:
    return _written(
        folder, "table.txt", b"const a = require('inert');\nmodule.exports = () => a;\n"
    )


def damaged(folder: Path) -> Path:
    return _written(folder, "inert.bin", b"L\0\0\0\x01\x14\x02\0")
