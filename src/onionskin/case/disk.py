"""The case folder's files, reached by descriptor: no symbolic link inside it is followed.

What is written gets a temporary name first, is flushed, renamed, and its folder
flushed, so that a name is either absent or whole.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onionskin.errors import CaseError

CHUNK = 1 << 20
FOLDERS = ("blobs", "incoming", "tables")


class Disk:
    """One case folder, open. Names are plain: no slash, no link."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        self._serial = 0

    def close(self) -> None:
        """Let go of the folder."""
        if self._root >= 0:
            os.close(self._root)
            self._root = -1

    def make_folders(self) -> None:
        """Make the folders for blobs, tables and what is not finished yet."""
        for name in FOLDERS:
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, 0o700, dir_fd=self._root)
            with self._folder(name):
                pass
        os.fsync(self._root)

    def clear_incoming(self) -> None:
        """Remove what an interrupted run left unfinished."""
        with self._folder("incoming") as folder:
            for name in os.listdir(folder):
                os.unlink(name, dir_fd=folder)

    def incoming(self) -> str:
        """Return a fresh temporary name."""
        self._serial += 1
        return f"{os.getpid()}-{self._serial}"

    def store_bytes(self, data: bytes, folder: str, name: str) -> None:
        """Write a file whole. `folder` "" is the case itself."""
        temporary, _, _ = self.receive(data)
        self.publish(temporary, folder, name)

    def receive(self, source: int | bytes) -> tuple[str, str, int]:
        """Write bytes, or a file's from its start, into `incoming`: (name, SHA-256, bytes)."""
        temporary = self.incoming()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with self._folder("incoming") as incoming:
            try:
                with os.fdopen(os.open(temporary, flags, 0o600, dir_fd=incoming), "wb") as file:
                    return temporary, *_pour(source, file)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary, dir_fd=incoming)
                raise

    def publish(self, temporary: str, folder: str, name: str) -> None:
        """Give a finished file its name, for good."""
        with self._folder("incoming") as incoming, self._folder(folder) as target:
            os.rename(temporary, name, src_dir_fd=incoming, dst_dir_fd=target)
            os.fsync(target)

    def discard(self, temporary: str) -> None:
        """Remove an unfinished file."""
        with self._folder("incoming") as incoming:
            os.unlink(temporary, dir_fd=incoming)

    def open(self, folder: str, name: str) -> int:
        """Open a regular file for reading. Raises OSError; CaseError for a link or a device."""
        with self._folder(folder) as opened:
            try:
                descriptor = os.open(
                    name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=opened
                )
            except OSError as error:
                if error.errno == errno.ELOOP:
                    raise _odd(folder, name) from error
                raise
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise _odd(folder, name)
        return descriptor

    def read(self, folder: str, name: str, limit: int) -> bytes:
        """Return at most `limit` bytes of a file."""
        descriptor = self.open(folder, name)
        try:
            return os.read(descriptor, limit)
        finally:
            os.close(descriptor)

    def measure(self, folder: str, name: str) -> tuple[str, int]:
        """Return (SHA-256, bytes) of a file."""
        descriptor = self.open(folder, name)
        try:
            return hash_of(descriptor)
        finally:
            os.close(descriptor)

    def size(self, folder: str, name: str) -> int | None:
        """Return a regular file's size, or None where there is none."""
        found = self._stated(folder, name)
        return found.st_size if found and stat.S_ISREG(found.st_mode) else None

    def is_odd(self, folder: str, name: str) -> bool:
        """Say whether a link, a device or a folder stands where a file should; what is not there is not odd."""
        found = self._stated(folder, name)
        return found is not None and not stat.S_ISREG(found.st_mode)

    def _stated(self, folder: str, name: str) -> os.stat_result | None:
        try:
            with self._folder(folder) as opened:
                return os.stat(name, dir_fd=opened, follow_symlinks=False)
        except OSError:
            return None

    def names(self, folder: str = "") -> list[str]:
        """Return what a folder holds, sorted; nothing where there is no such folder."""
        try:
            with self._folder(folder) as opened:
                return sorted(os.listdir(opened))
        except FileNotFoundError:
            return []

    def open_lock(self) -> int:
        """Open (and make) the lock file."""
        return os.open(
            "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600,
            dir_fd=self._root,
        )  # fmt: skip

    @contextlib.contextmanager
    def _folder(self, name: str) -> Iterator[int]:
        if not name:
            yield self._root
            return
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
        try:
            descriptor = os.open(name, flags, dir_fd=self._root)
        except OSError as error:
            if error.errno in {errno.ELOOP, errno.ENOTDIR}:
                raise _odd("", name) from error
            raise
        try:
            yield descriptor
        finally:
            os.close(descriptor)


def parts(descriptor: int) -> Iterator[bytes]:
    """Yield a file's bytes from its start, without moving its position."""
    offset = 0
    while part := os.pread(descriptor, CHUNK, offset):
        yield part
        offset += len(part)


def _pour(source: int | bytes, file: BinaryIO) -> tuple[str, int]:
    """Write all of the source, and see it to the disk; return (SHA-256, bytes)."""
    digest, size = hashlib.sha256(), 0
    for part in (source,) if isinstance(source, bytes) else parts(source):
        digest.update(part)
        file.write(part)
        size += len(part)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def hash_of(descriptor: int) -> tuple[str, int]:
    """Return (SHA-256, bytes) of an open file."""
    digest, size = hashlib.sha256(), 0
    for part in parts(descriptor):
        digest.update(part)
        size += len(part)
    return digest.hexdigest(), size


def _odd(folder: str, name: str) -> CaseError:
    return CaseError(
        "this is a link or a device; a case holds plain files and folders only",
        where=f"{folder}/{name}" if folder else name,
        hint="remove it after looking where it leads",
    )
