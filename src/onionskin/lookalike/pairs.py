"""One file in two releases, of the same name."""

from __future__ import annotations

from pathlib import Path


def file_pair(folder: Path, old: bytes, new: bytes, name: str = "phone.exe") -> tuple[Path, Path]:
    """Write both below a folder, each release in one of its own; return (old, new)."""
    for place, data in (("old", old), ("new", new)):
        (folder / place).mkdir()
        (folder / place / name).write_bytes(data)
    return folder / "old" / name, folder / "new" / name
