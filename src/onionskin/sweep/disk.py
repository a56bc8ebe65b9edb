"""Files and folders of evidence, opened without following anything. The coordinator's side."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onionskin.errors import InputError
from onionskin.jail.regular import FLAGS, open_regular
from onionskin.model import Problem

_CHUNK = 1 << 20
_DEPTH = 200  # folders inside of folders
_FOLDER = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_DIRECTORY", 0)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Give a descriptor of a regular file. Raises InputError; a link is not followed."""
    descriptor = open_regular(path)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def sha256(descriptor: int, length: int) -> str:
    """Return the SHA-256 of the first `length` bytes, in hex."""
    digest, at = hashlib.sha256(), 0
    while at < length and (part := os.pread(descriptor, min(_CHUNK, length - at), at)):
        digest.update(part)
        at += len(part)
    return digest.hexdigest()


def files_of(folder: Path) -> Iterator[tuple[str, int] | Problem]:
    """Yield (path below the folder, descriptor) of every regular file, in order of names.

    The descriptor is the caller's to close. What is no regular file is a Problem,
    and is not followed. Raises InputError if the folder itself cannot be opened.
    """
    try:
        descriptor = os.open(folder, _FOLDER)
    except OSError as error:
        raise InputError(error.strerror or "cannot be opened", where=str(folder)) from error
    try:
        yield from _walk(descriptor, "", _DEPTH)
    finally:
        os.close(descriptor)


def _walk(folder: int, prefix: str, depth: int) -> Iterator[tuple[str, int] | Problem]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Problem("unreadable-folder", f"{prefix or '.'}: {error.strerror}")
        return
    for name in names:
        path = prefix + os.fsencode(name).decode("utf-8", "backslashreplace")
        try:
            mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                yield from _deeper(folder, name, path, depth)
            elif stat.S_ISREG(mode):
                yield path, os.open(name, FLAGS, dir_fd=folder)
            else:
                yield Problem("not-a-file", f"{path}: {_kind(mode)}, not followed")
        except OSError as error:
            yield Problem("unreadable-file", f"{path}: {error.strerror}")


def _deeper(folder: int, name: str, path: str, depth: int) -> Iterator[tuple[str, int] | Problem]:
    if not depth:
        detail = f"{path[:80]}...: more than {_DEPTH} folders deep, not looked into"
        yield Problem("limit:depth", detail)
        return
    inner = os.open(name, _FOLDER, dir_fd=folder)
    try:
        yield from _walk(inner, f"{path}/", depth - 1)
    finally:
        os.close(inner)


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a symbolic link"
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
