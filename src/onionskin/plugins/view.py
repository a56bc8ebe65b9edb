"""A window on the bytes of one artifact: `pread` on a descriptor, never a name.

A view is a slice (base, size) of an open descriptor, so a stored member of an
archive needs no copy. Reads are clamped to the view: asking beyond its end
returns fewer bytes, and a parser that needs them all says so with `exactly`.
"""

from __future__ import annotations

import io
import math
import os
from collections import Counter
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Gap, Span

CHUNK = 1 << 20
SAMPLES, SAMPLE = 16, 16 << 10
# Parsers read many small fields that stand side by side, and go back to the first ones again and again: the
# beginning is kept, of a small file all of it.
PAGE, SMALL = 8 << 10, 1 << 10
WHOLE = 66 << 10


class View:
    """Read-only bytes of an artifact. Offsets are relative to the artifact.

    `name` is the artifact's own, for a format that leaves its one member unnamed;
    it comes from evidence, and is empty for a part of an artifact. `within` is where a
    stored member stands in the artifact that holds it, for offsets that count from there. `is_member` says
    that another artifact holds all of these bytes: nothing can be missing behind them.
    With `leaves_digests` a container need not hash its members to compare them with a list of SHA-256:
    it states the digest in the Child, and is asked again without it if one is not what the member has.
    """

    leaves_digests = False

    def __init__(
        self,
        descriptor: int,
        base: int = 0,
        size: int | None = None,
        name: str = "",
        within: int = 0,
    ) -> None:
        self._descriptor = descriptor
        self._base = base
        self.name = name
        self.within = within
        self.is_member = False
        self.size = os.fstat(descriptor).st_size - base if size is None else size
        self._head = self._page = b""
        self._page_at = 0

    def read(self, offset: int, length: int) -> bytes:
        """Return up to `length` bytes at `offset`; fewer at the end, none beyond it."""
        end = offset + length
        if 0 <= offset < end <= len(self._head):
            return self._head[offset:end]
        start = offset - self._page_at
        if start >= 0 and 0 < length <= len(self._page) - start:
            return self._page[start : start + length]
        return self._fetched(offset, min(length, self.size - offset))

    def _fetched(self, offset: int, length: int) -> bytes:
        end = offset + length
        if offset < 0 or length <= 0:
            return b""
        if end <= PAGE or self.size <= WHOLE:
            if end > len(self._head):
                # Whoever looks at a small file looks at its end, too: a zip is known by that.
                whole = PAGE if self.size > WHOLE else self.size
                self._head = os.pread(self._descriptor, whole, self._base)
            return self._head[offset:end]
        if length <= SMALL:
            return self._turned_to(offset)[:length]
        parts = []
        while length:
            part = os.pread(self._descriptor, min(length, 1 << 30), self._base + offset)
            if not part:
                break
            parts.append(part)
            offset += len(part)
            length -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _turned_to(self, offset: int) -> bytes:
        """Return the bytes from an offset on, and keep them for what is read beside."""
        at = min(offset, self.size - PAGE)
        self._page = os.pread(self._descriptor, PAGE, self._base + at)
        self._page_at = at
        return self._page[offset - at :]

    def exactly(self, offset: int, length: int, what: str) -> bytes:
        """Return exactly `length` bytes, or raise DamagedError naming `what` is cut short."""
        data = self.read(offset, length)
        if len(data) != length:
            message = f"{what} at {offset:#x} needs {length} bytes, {len(data)} are there"
            raise DamagedError(message)
        return data

    def slice(self, offset: int, length: int) -> View:
        """Return a view of a part of this one, clamped to it."""
        offset = min(max(offset, 0), self.size)
        return View(self._descriptor, self._base + offset, min(max(length, 0), self.size - offset))

    def chunks(self, offset: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Yield the bytes of a part in pieces of at most 1 MiB."""
        end = self.size if length is None else min(offset + length, self.size)
        while offset < end:
            part = self.read(offset, min(CHUNK, end - offset))
            if not part:
                return
            yield part
            offset += len(part)

    def find(self, needle: bytes, start: int = 0, end: int | None = None) -> int:
        """Return the first offset of `needle` in [start, end), or -1. Bounded memory."""
        end = self.size if end is None else min(end, self.size)
        overlap = len(needle) - 1
        while start < end:
            window = self.read(start, min(CHUNK + overlap, end - start))
            at = window.find(needle)
            if at >= 0:
                return start + at
            if len(window) <= overlap or start + len(window) >= end:
                return -1
            start += len(window) - overlap
        return -1

    def is_zero(self, offset: int, length: int) -> bool:
        """Say whether every byte of a part is zero."""
        return all(not part.strip(b"\0") for part in self.chunks(offset, length))

    def gap(self, span: Span) -> Gap:
        """Measure bytes without an owner: entropy in bits per byte, first 16 bytes in hex.

        The entropy of more than 256 KiB is that of 16 evenly spaced pieces of 16 KiB.
        """
        counts: Counter[int] = Counter()
        for part in self._sample(span):
            counts.update(part)
        total = counts.total()
        entropy = -sum(n / total * math.log2(n / total) for n in counts.values()) if total else 0.0
        head = self.read(span.offset, min(16, span.length)).hex()
        return Gap(span.offset, span.length, round(entropy, 3) + 0.0, head)

    def _sample(self, span: Span) -> Iterator[bytes]:
        if span.length <= SAMPLES * SAMPLE:
            yield from self.chunks(span.offset, span.length)
            return
        stride = (span.length - SAMPLE) // (SAMPLES - 1)
        for number in range(SAMPLES):
            yield self.read(span.offset + number * stride, SAMPLE)

    def file(self) -> io.BufferedReader:
        """Return a seekable binary file over the view, for libraries that want one."""
        return io.BufferedReader(_ViewFile(self), CHUNK)


class _ViewFile(io.RawIOBase):
    """The view as a raw file object."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._view.size}[whence]
        if base + offset < 0:
            message = "seek before the start"
            raise ValueError(message)
        self._at = base + offset
        return self._at

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        data = self._view.read(self._at, len(target))
        target[: len(data)] = data
        self._at += len(data)
        return len(data)
