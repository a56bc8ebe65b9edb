"""The files that a reading is about: opened without following links, walked in order, never parsed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onionskin.errors import InputError
from onionskin.jail.regular import open_regular

FILES = 100_000


@dataclass(frozen=True)
class Given:
    """One file of a reading: where it is, and its name below what was given."""

    path: Path
    name: str


@dataclass(frozen=True)
class Opened:
    """A file that is open: its descriptor, its size in bytes and the SHA-256 of its bytes."""

    descriptor: int
    size: int
    sha256: str


def given(sources: Sequence[Path]) -> Iterator[Given]:
    """Yield the files in order; a directory is walked, sorted, links not followed.

    Raises:
        InputError: a path is not there, or a directory holds more than FILES files.
    """
    for source in sources:
        if not os.path.lexists(source):
            raise InputError("there is no such file", where=str(source), hint="check the path")
        if source.is_dir() and not source.is_symlink():
            yield from _walked(source)
        else:
            yield Given(source, source.name)


def _walked(root: Path) -> Iterator[Given]:
    count = 0
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            count += 1
            if count > FILES:
                hint = "give its folders one by one"
                raise InputError(f"it holds more than {FILES} files", where=str(root), hint=hint)
            path = Path(folder, name)
            yield Given(path, f"{root.resolve().name}/{path.relative_to(root).as_posix()}")


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a regular file for reading; raise InputError for links, devices, FIFOs and what is closed to us."""
    descriptor = open_regular(path)
    try:
        yield Opened(descriptor, os.fstat(descriptor).st_size, digest(descriptor))
    finally:
        os.close(descriptor)


def digest(descriptor: int) -> str:
    """Return the SHA-256 of a file's bytes, from its start."""
    found, at = hashlib.sha256(), 0
    while part := os.pread(descriptor, 1 << 20, at):
        found.update(part)
        at += len(part)
    return found.hexdigest()
