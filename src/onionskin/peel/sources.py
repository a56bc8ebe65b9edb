"""Where an artifact's bytes are: a slice of a descriptor, or a file of a directory, opened late.

Decoded members of all artifacts are gathered in one unnamed file, so that a tree
of a hundred thousand members needs one descriptor, not a hundred thousand.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from onionskin.errors import InputError
from onionskin.jail.regular import open_regular
from onionskin.model import Problem
from onionskin.terms.texts import visible

CHUNK = 1 << 20
WINDOW = 256 << 10
PAGE = 8 << 10
# From so many bytes on a scratch file is kept as it is, for as many of them as there are descriptors for.
LARGE, HELD = 4 << 20, 64

Stamp = tuple[int, int, int, int]


class Source(msgspec.Struct, frozen=True):
    """Bytes [base, base+size) of an open descriptor, or of the file at `path`.

    `stamp` is what the file was when it was hashed: another one is not opened.
    """

    size: int
    base: int = 0
    descriptor: int = -1
    path: Path | None = None
    stamp: Stamp | None = None

    def open(self) -> int:
        """Return a descriptor; give it back to `close`."""
        if self.path is None:
            return self.descriptor
        descriptor = open_regular(self.path)
        changed = self.changes(descriptor)
        if changed:
            os.close(descriptor)
            raise InputError(changed, where=str(self.path), hint="peel it again when it is at rest")
        return descriptor

    def changes(self, descriptor: int) -> str:
        """Say what became of the file since it was hashed; nothing if it is the same."""
        if self.stamp is None or self.stamp == stamp(descriptor):
            return ""
        return "the file changed while it was read"

    def close(self, descriptor: int) -> None:
        """Close what `open` opened; a shared descriptor stays."""
        if self.path is not None:
            os.close(descriptor)

    @contextmanager
    def opened(self) -> Iterator[int]:
        """Give a descriptor, open for the time of the block."""
        descriptor = self.open()
        try:
            yield descriptor
        finally:
            self.close(descriptor)

    def part(self, offset: int, length: int) -> Source:
        """Return where a part of the bytes is."""
        return Source(length, self.base + offset, self.descriptor, self.path, self.stamp)

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes in pieces of at most 1 MiB."""
        with self.opened() as descriptor:
            at, end = self.base, self.base + self.size
            while at < end and (part := self._read(descriptor, min(CHUNK, end - at), at)):
                yield part
                at += len(part)

    def read(self, descriptor: int, offset: int, length: int) -> bytes:
        """Return the bytes at an offset, from what `open` opened; fewer at the end."""
        return self._read(descriptor, max(min(length, self.size - offset), 0), self.base + offset)

    def _read(self, descriptor: int, length: int, at: int) -> bytes:
        try:
            return os.pread(descriptor, length, at)
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: OSError) -> InputError:
        where = str(self.path or "")
        words = error.strerror or "cannot be read"
        return InputError(words, where=where, hint="copy it from a sound disk")

    def sha256(self) -> str:
        """Return the SHA-256 of the bytes, in hex."""
        with self.opened() as descriptor:
            return self._hashed(descriptor, self.base, self.size)

    def _hashed(self, descriptor: int, at: int, length: int) -> str:
        """Hash by way of little memory: it stays in the processor's own."""
        digest, end = hashlib.sha256(), at + length
        with _lent() as room:
            window = room[:WINDOW]
            while at < end and (got := self._read_into(descriptor, window[: end - at], at)):
                digest.update(window[:got])
                at += got
        return digest.hexdigest()

    def _read_into(self, descriptor: int, room: memoryview, at: int) -> int:
        try:
            return os.preadv(descriptor, [room], at)
        except OSError as error:
            raise self._unreadable(error) from error

    def digests(self, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
        """Yield the SHA-256 in hex of each part (offset, length); small ones side by side are read at once."""
        with self.opened() as descriptor, _lent() as window:
            held, at, reach = 0, 0, PAGE
            for offset, length in spans:
                start = offset - at
                if length > CHUNK:
                    yield self._hashed(descriptor, self.base + offset, length)
                    continue
                if not 0 <= start <= held - length:
                    # What is read ahead grows with what was used of it, or a leap would cost much.
                    reach = min(2 * reach, CHUNK) if 0 <= start <= held else PAGE
                    ahead = min(max(reach, length), self.size - offset)
                    held = self._read_into(descriptor, window[:ahead], self.base + offset)
                    at, start = offset, 0
                yield hashlib.sha256(window[start : min(start + length, held)]).hexdigest()

    @contextmanager
    def copied(self) -> Iterator[int]:
        """Give a descriptor of an unnamed file that holds just these bytes."""
        with tempfile.TemporaryFile(prefix="onionskin-", buffering=0) as file:
            for part in self.chunks():
                file.write(part)
            file.seek(0)
            yield file.fileno()


_idle: list[bytearray] = []


@contextmanager
def _lent() -> Iterator[memoryview]:
    """Lend CHUNK bytes of memory that is used again and again: new pages cost as much as to read into them."""
    room = _idle.pop() if _idle else bytearray(CHUNK)
    try:
        yield memoryview(room)
    finally:
        _idle.append(room)


def stamp(descriptor: int) -> Stamp:
    """Return what tells a file from another, and from itself after a change."""
    status = os.fstat(descriptor)
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def listed(folder: Path) -> Iterator[tuple[str, Path | Problem]]:
    """Yield (name inside the folder, path) of everything below it but folders, in order of name.

    A folder that cannot be read is a Problem. A link to a file or folder that is
    below as well is left out: its bytes are looked at where they are.
    """
    inside = Path(os.path.realpath(folder))
    problems: list[OSError] = []
    found: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=problems.append):
        below = [Path(root, name) for name in folders]
        found += [each for each in below if each.is_symlink()]
        found += [Path(root, name) for name in files]
    for error in problems:
        name = os.path.relpath(error.filename, folder)
        detail = f"{visible(name)}: the folder cannot be read: {error.strerror}"
        yield name, Problem("unreadable", detail)
    for path in sorted(found):
        # realpath, not resolve: a link that leads to itself is to be no error here.
        real = Path(os.path.realpath(path)) if path.is_symlink() else None
        if real is None or not (real.is_relative_to(inside) and real.exists()):
            yield path.relative_to(folder).as_posix(), path


class Spool:
    """One unnamed file that all decoded members of a walk are gathered in.

    Large scratch files are kept as they are, or their bytes would be on the disk twice. What
    workers are given of either can only be read: none changes what another one is to see. The worker
    that wrote a large file could still write to it: that is seen by its stamp.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="onionskin-", buffering=0)  # noqa: SIM115 - closed by close()
        self._reader = _for_reading(self._file.fileno())
        self._end = 0
        self._large: set[int] = set()

    def gather(self, scratch: int, length: int) -> Source:
        """Keep the first `length` bytes of a scratch file."""
        try:
            if length < LARGE or len(self._large) >= HELD:
                return self._copied(scratch, length)
        except OSError:  # the disk is full: what is on it already can stay
            os.ftruncate(self._file.fileno(), self._end)
        self._large.add(scratch)
        reader = _for_reading(scratch)
        os.dup2(reader, scratch, inheritable=False)
        os.close(reader)
        return Source(size=length, descriptor=scratch, stamp=stamp(scratch))

    def _copied(self, scratch: int, length: int) -> Source:
        start, at = self._end, 0
        with _lent() as room:
            while at < length and (got := os.preadv(scratch, [room[: length - at]], at)):
                at += os.pwrite(self._file.fileno(), room[:got], start + at)
        self._end = start + at
        return Source(size=at, base=start, descriptor=self._reader)

    def forget(self, kept: Source) -> None:
        """Let the bytes go that were gathered last; a scratch file that was kept can be used again."""
        if kept.descriptor in self._large:
            self._large.remove(kept.descriptor)
            with tempfile.TemporaryFile(prefix="onionskin-", buffering=0) as file:
                os.dup2(file.fileno(), kept.descriptor, inheritable=False)
        elif kept.size:
            self._end = kept.base
            os.ftruncate(self._file.fileno(), self._end)

    def holds(self, scratch: int) -> bool:
        """Say whether a scratch file was kept as it is."""
        return scratch in self._large

    def close(self) -> None:
        """Let the bytes go."""
        self._file.close()
        os.close(self._reader)
        while self._large:
            os.close(self._large.pop())


def _for_reading(descriptor: int) -> int:
    """Return another descriptor of an unnamed file, which cannot write where the system can have that."""
    try:
        return os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return os.dup(descriptor)


class Scratch:
    """Unnamed files for workers to write to, used again after each job."""

    def __init__(self) -> None:
        self._idle: list[int] = []

    def take(self) -> int:
        """Return an empty unnamed file."""
        if self._idle:
            return self._idle.pop()
        with tempfile.TemporaryFile(prefix="onionskin-", buffering=0) as file:
            return os.dup(file.fileno())

    def give_back(self, descriptor: int) -> None:
        """Keep the file for the next job if nothing was written to it.

        One that was emptied would be forced to the disk when it is closed (ext4 does so).
        """
        if os.fstat(descriptor).st_size:
            os.close(descriptor)
        else:
            self._idle.append(descriptor)

    def close(self) -> None:
        """Close the idle files."""
        while self._idle:
            os.close(self._idle.pop())
