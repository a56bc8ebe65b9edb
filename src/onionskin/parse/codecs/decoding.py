"""Compressed streams, decoded lazily in chunks of at most 1 MiB, whatever they claim to hold.

One `Stream` reads a part of a View and says afterwards how many bytes its
compressed form really took: what lies behind that end inside its part is slack.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from onionskin.errors import DamagedError
from onionskin.parse.codecs import deflate
from onionskin.plugins.view import CHUNK, View

# Compressed bytes fed at once: small, because zlib copies what it has not used yet.
FEED = 128 << 10
# The first feed is short, so that a file of a million tiny streams is not read a million times.
FEED_FIRST = 2 << 10
# Memory that one LZMA decoder or one zstd window may take. xz -9 needs 65 MiB.
MEMORY = 128 << 20


class MemoryLimitError(DamagedError):
    """A stream that asks for more memory than MEMORY to be decoded."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} needs more than {MEMORY >> 20} MiB of memory to be decoded")


class Decoder(Protocol):
    """The interface that `bz2` and `lzma` share; `Inflate` gives it to zlib."""

    @property
    def eof(self) -> bool:
        """Whether the end of the compressed stream was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether more output needs more input."""

    @property
    def unused_data(self) -> bytes:
        """Input behind the end of the stream."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return at most `max_length` decoded bytes."""


class Inflate:
    """Inflate. `bits` is -15 for raw deflate (RFC 1951), 15 for zlib (RFC 1950). Raises `zlib.error`."""

    def __init__(self, bits: int = -15) -> None:
        self._inflate = deflate.decompressobj(bits)
        self._full = False

    @property
    def eof(self) -> bool:
        """As bz2's."""
        return self._inflate.eof

    @property
    def needs_input(self) -> bool:
        """As bz2's."""
        return not self._full and not self._inflate.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """As bz2's."""
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """As bz2's."""
        tail = self._inflate.unconsumed_tail
        try:
            out = self._inflate.decompress(tail + data if tail else data, max_length)
        except deflate.FOREIGN as error:
            raise zlib.error(str(error)) from error
        self._full = len(out) == max_length
        return out


class Stream:
    """The decoded bytes of one compressed stream at [offset, offset+length) of a view.

    Iterate once. Afterwards `used` is how many bytes of the span the stream took,
    `produced` the decoded length, `crc` their CRC-32, and `finished` says whether its
    end was reached. `lead` bytes at the span's start belong to it and are not decoded.
    `size` ends a stream that has no end of its own (raw LZMA). Iterating raises
    DamagedError where the bytes are no such stream or are cut short, and its kind
    MemoryLimitError where decoding them takes more than MEMORY.
    """

    def __init__(
        self,
        view: View,
        span: tuple[int, int],
        decoder: Callable[[], Decoder],
        what: str,
        *,
        lead: int = 0,
        size: int | None = None,
    ) -> None:
        self._view = view
        self._offset, self._length = span
        self._decoder = decoder
        self._what = what
        self._lead = lead
        self._size = size
        self.used = 0
        self.produced = 0
        self.crc = 0
        self.finished = False

    def __iter__(self) -> Iterator[bytes]:
        for out in self._pieces():
            self.produced += len(out)
            self.crc = deflate.crc32(out, self.crc)
            yield out
        self.finished = True

    def _pieces(self) -> Iterator[bytes]:
        decoder = self._decoder()
        fed, feed = self._lead, FEED_FIRST
        while not decoder.eof and self.produced != self._size:
            data = b""
            if decoder.needs_input:
                data = self._view.read(self._offset + fed, min(feed, self._length - fed))
                fed += len(data)
                feed = min(2 * feed, FEED)
                if not data:
                    raise DamagedError(f"{self._what} ends before its compressed stream does")
            out = self._decode(decoder, data)
            if out:
                yield out
        self.used = fed - len(decoder.unused_data) if decoder.eof else self._length

    def _decode(self, decoder: Decoder, data: bytes) -> bytes:
        room = CHUNK if self._size is None else min(CHUNK, self._size - self.produced)
        try:
            return decoder.decompress(data, room)
        except MemoryError as error:
            raise MemoryLimitError(self._what) from error
        except lzma.LZMAError as error:
            if "emory" in str(error):
                raise MemoryLimitError(self._what) from error
            raise DamagedError(f"{self._what} is no valid LZMA stream: {error}") from error
        except (zlib.error, OSError, EOFError, ValueError) as error:
            raise DamagedError(f"{self._what} is damaged: {error}") from error


def bzip2() -> Decoder:
    """Return a decoder of one bzip2 stream."""
    return bz2.BZ2Decompressor()


def xz() -> Decoder:
    """Return a decoder of one xz stream (xz file format 1.2), its memory limited."""
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=MEMORY)


def lzma_alone() -> Decoder:
    """Return a decoder of one stream of the older .lzma form, its memory limited."""
    return lzma.LZMADecompressor(format=lzma.FORMAT_ALONE, memlimit=MEMORY)


def raw_lzma(properties: bytes) -> Callable[[], Decoder]:
    """Return a maker of decoders of raw LZMA1 with the given five property bytes.

    Raises DamagedError for impossible properties, and for a dictionary over MEMORY.
    """
    if len(properties) != 5 or properties[0] >= 9 * 5 * 5:
        raise DamagedError("the LZMA properties are impossible")
    rest, lc = divmod(properties[0], 9)
    pb, lp = divmod(rest, 5)
    dictionary = max(int.from_bytes(properties[1:], "little"), 4096)
    if dictionary > MEMORY:
        raise MemoryLimitError(f"an LZMA dictionary of {dictionary} bytes")
    chain = [{"id": lzma.FILTER_LZMA1, "dict_size": dictionary, "lc": lc, "lp": lp, "pb": pb}]

    def make() -> Decoder:
        try:
            return lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=chain)
        except lzma.LZMAError as error:
            raise DamagedError(f"the LZMA properties are impossible: {error}") from error

    return make
