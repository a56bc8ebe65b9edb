"""The plain bytes of a disk image's partition, run by run, with the checksum kept on the way.

A run of zeros or of nothing is written out as zeros, since a file system counts from its start:
such bytes count against the budget like others.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.codecs.adc import decode_adc
from onionskin.parse.codecs.lzfse import decode_lzfse
from onionskin.parse.disks.udif import IGNORE, METHODS, RAW, RUN, SECTOR, ZERO, Partition, Run
from onionskin.plugins.view import CHUNK, View

_ZEROS = bytes(CHUNK)
LZMA_MEMORY = 128 << 20


class PartitionReader:
    """Decodes one partition once. `crc` is None until all was read; `slack` lists stored bytes that no stream used."""

    def __init__(self, view: View, partition: Partition) -> None:
        self._view = view
        self.partition = partition
        self.crc: int | None = None
        self.slack: list[Span] = []
        self.is_zero = True

    def chunks(self) -> Iterator[bytes]:
        """Yield the partition's bytes, or raise DamagedError at the first run that cannot be read."""
        crc, at = 0, 0
        for run in self.partition.runs:
            if run.sector < at:
                raise DamagedError(f"a run of sector {run.sector} stands behind sector {at}")
            if run.sector + run.sectors > self.partition.sectors:
                raise DamagedError(f"a run ends at sector {run.sector + run.sectors} of {self.partition.sectors}")  # fmt: skip
            yield from _zeros((run.sector - at) * SECTOR)
            for part in self._pieces(run):
                # Writers leave what they ignore out of the checksum, zeros they do not.
                crc = crc if run.kind == IGNORE else zlib.crc32(part, crc)
                yield part
            at = run.sector + run.sectors
        yield from _zeros((self.partition.sectors - at) * SECTOR)
        self.crc = crc

    def _pieces(self, run: Run) -> Iterator[bytes]:
        size = run.sectors * SECTOR
        if run.kind in {ZERO, IGNORE}:
            yield from _zeros(size)
            return
        self.is_zero = False
        if run.kind == RAW:
            if run.length != size or run.offset + run.length > self._view.size:
                raise DamagedError(f"a raw run of {run.length} bytes at {run.offset:#x} for {size}")
            yield from self._view.chunks(run.offset, size)
            return
        if run.kind not in METHODS:
            raise DamagedError(f"a run of the unknown kind {run.kind:#x}")
        if size > RUN or run.length > RUN:
            raise DamagedError(f"a run of {run.length} bytes becomes {size}: over {RUN} bytes")
        plain = self._decode(run, size)
        for start in range(0, size, CHUNK):
            yield plain[start : start + CHUNK]

    def _decode(self, run: Run, size: int) -> bytes:
        raw = self._view.exactly(run.offset, run.length, "a compressed run")
        try:
            plain, unused = _DECODERS[METHODS[run.kind]](raw, size)
        except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
            raise DamagedError(f"the run at {run.offset:#x} cannot be decoded: {error}") from error
        if len(plain) != size:
            raise DamagedError(f"the run at {run.offset:#x} becomes {len(plain)} bytes, not {size}")
        if unused:
            self.slack.append(Span(run.offset + run.length - unused, unused))
        return plain


def _zeros(length: int) -> Iterator[bytes]:
    while length > 0:
        yield _ZEROS[: min(length, CHUNK)]
        length -= CHUNK


def _zlib(raw: bytes, size: int) -> tuple[bytes, int]:
    decoder = zlib.decompressobj()
    plain = decoder.decompress(raw, size + 1)
    if len(plain) == size and not decoder.eof:
        plain += decoder.decompress(decoder.unconsumed_tail, 1)
    return plain, len(decoder.unused_data)


def _bzip2(raw: bytes, size: int) -> tuple[bytes, int]:
    decoder = bz2.BZ2Decompressor()
    plain = decoder.decompress(raw, size + 1)
    return plain, len(decoder.unused_data)


def _lzma(raw: bytes, size: int) -> tuple[bytes, int]:
    decoder = lzma.LZMADecompressor(memlimit=LZMA_MEMORY)
    plain = decoder.decompress(raw, size + 1)
    return plain, len(decoder.unused_data)


def _adc(raw: bytes, size: int) -> tuple[bytes, int]:
    return decode_adc(raw, size), 0


def _lzfse(raw: bytes, size: int) -> tuple[bytes, int]:
    return decode_lzfse(raw, size), 0


_DECODERS: dict[str, Callable[[bytes, int], tuple[bytes, int]]] = {
    "zlib": _zlib,
    "bzip2": _bzip2,
    "lzma": _lzma,
    "adc": _adc,
    "lzfse": _lzfse,
}
