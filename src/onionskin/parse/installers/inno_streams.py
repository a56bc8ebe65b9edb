"""What an Inno Setup installer is made of: blocks of setup data, chunks of files, calls made absolute.

Sources: jrsoftware/issrc, Compression.Base.pas (blocks, TransformCallInstructions),
Struct.pas (chunks); innoextract for the call filters before 5.3.9.
"""

from __future__ import annotations

import bz2
import lzma
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.codecs.decoding import MEMORY, Decoder, Inflate, MemoryLimitError, Stream
from onionskin.plugins.view import View

MAX_SETUP = 64 << 20
PART = 4096
_SECTION = 0x10000
_CALL = re.compile(rb"[\xe8\xe9]")


@dataclass
class Block:
    """A block of setup data: a header, then parts of 4 KiB with a CRC-32 each.

    Iterate for its plain bytes. The header states a length of 8 bytes where it `is_wide` (since 6.7.0), else of 4.
    `holes` are what its compressed stream did not use, in the file.
    """

    view: View
    offset: int
    is_wide: bool = False
    stored: int = 0
    compressed: bool = False
    holes: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        raw = self.view.exactly(self.offset, self._head, "a block of setup data")
        crc, self.stored, self.compressed = struct.unpack("<IQ?" if self.is_wide else "<II?", raw)
        if zlib.crc32(raw[4:]) != crc:
            raise DamagedError(f"the header of the block at {self.offset:#x} fails its CRC-32")
        if raw[-1] > 1:
            raise DamagedError(f"the block at {self.offset:#x} is packed in an unknown way")

    @property
    def _head(self) -> int:
        return 13 if self.is_wide else 9

    @property
    def end(self) -> int:
        """The offset behind the block."""
        return self.offset + self._head + self.stored

    def __iter__(self) -> Iterator[bytes]:
        if not self.compressed:
            yield from self._parts()
            return
        taken, head, decoder = 0, b"", None
        for part in self._parts():
            data = part
            if decoder is None:
                head += part
                if len(head) < 5:
                    continue
                decoder, data = alone(head[:5]), head[5:]
                taken = 5
            taken += len(data)
            yield from _decoded(decoder, data)
            if decoder.eof:
                taken -= len(decoder.unused_data)
                break
        self._note(taken)

    def _note(self, taken: int) -> None:
        """Keep what stands behind the place that `taken` packed bytes lead to."""
        at = self.offset + self._head + taken + 4 * -(-taken // PART)
        if at < self.end:
            self.holes.append(Span(at, self.end - at))

    def _parts(self) -> Iterator[bytes]:
        at = self.offset + self._head
        while at < self.end:
            raw = self.view.exactly(at, min(PART + 4, self.end - at), "a part of setup data")
            if len(raw) < 5 or zlib.crc32(raw[4:]) != int.from_bytes(raw[:4], "little"):
                raise DamagedError(f"the part of setup data at {at:#x} fails its CRC-32")
            yield raw[4:]
            at += len(raw)


def alone(properties: bytes) -> Decoder:
    """Return a decoder of LZMA with an end mark, from its five property bytes."""
    decoder = lzma.LZMADecompressor(format=lzma.FORMAT_ALONE, memlimit=MEMORY)
    for _ in _decoded(decoder, properties + b"\xff" * 8):
        raise DamagedError("the LZMA properties are impossible")
    return decoder


def _decoded(decoder: Decoder, data: bytes) -> Iterator[bytes]:
    try:
        while not decoder.eof:
            out = decoder.decompress(data, 1 << 20)
            data = b""
            if out:
                yield out
            elif decoder.needs_input:
                return
    except lzma.LZMAError as error:
        if "emory" in str(error):
            raise MemoryLimitError("LZMA") from error
        raise DamagedError(f"setup data is no valid LZMA stream: {error}") from error


def unpacked(block: Block) -> bytes:
    """Return a block's plain bytes; raise DamagedError for more than 64 MiB of them."""
    out = bytearray()
    for piece in block:
        out += piece
        if len(out) > MAX_SETUP:
            raise DamagedError(f"setup data of more than {MAX_SETUP >> 20} MiB")
    return bytes(out)


@dataclass
class Chunk:
    """The packed bytes of several files at [offset, offset + length) of a view, behind their mark.

    Iterate for the plain bytes; afterwards `used` is how many packed bytes they took, if known.
    """

    view: View
    offset: int
    length: int
    method: str
    used: int | None = None

    def __iter__(self) -> Iterator[bytes]:
        if self.method == "stored":
            yield from self.view.chunks(self.offset, self.length)
            self.used = self.length
            return
        lead, make = self._decoder()
        what = f"the {self.method} chunk at {self.offset:#x}"
        stream = Stream(self.view, (self.offset, self.length), make, what, lead=lead)
        yield from stream
        self.used = stream.used

    def _decoder(self) -> tuple[int, Callable[[], Decoder]]:
        """Return how many bytes lead the stream, and a maker of its decoder."""
        if self.method == "LZMA":
            head = self.view.exactly(self.offset, 5, "LZMA properties")
            return 5, lambda: alone(head)
        if self.method == "LZMA2":
            bits = self.view.exactly(self.offset, 1, "an LZMA2 property")[0]
            return 1, lambda: _lzma2(bits)
        if self.method == "zlib":
            return 0, lambda: Inflate(15)
        return 0, bz2.BZ2Decompressor


def _lzma2(bits: int) -> Decoder:
    size = 0xFFFFFFFF if bits == 40 else (2 | bits & 1) << bits // 2 + 11
    if bits > 40:
        raise DamagedError("the LZMA2 property is impossible")
    if size > MEMORY:
        raise MemoryLimitError(f"an LZMA2 dictionary of {size} bytes")
    chain = [{"id": lzma.FILTER_LZMA2, "dict_size": size}]
    return lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=chain)


# --- calls ----------------------------------------------------------------


def calls_made_relative(chunks: Iterable[bytes], layout: tuple[int, ...]) -> Iterator[bytes]:
    """Yield a file's bytes with the targets of x86 calls and jumps relative again.

    Inno Setup before 5.2.0 translated every target; since then those of 24 bits, in sections
    of 64 KiB; since 5.3.9 the sign byte is flipped, too.
    """
    held, at = b"", 0
    for chunk in chunks:
        held += chunk
        done = bytearray(held)
        reached = _translate(done, at, layout)
        yield bytes(done[:reached])
        held, at = held[reached:], at + reached
    yield held if layout >= (5, 2, 0) else _tail(held, at)


def _translate(data: bytearray, base: int, layout: tuple[int, ...]) -> int:
    """Translate what is whole; return how many bytes are done."""
    at = 0
    while (found := _CALL.search(data, at)) is not None:
        start = found.start()
        if layout >= (5, 2, 0) and (base + start) % _SECTION > _SECTION - 5:
            at = start + 1
            continue
        if start + 5 > len(data):
            return start
        _retarget(data, start + 1, base + start + 5, layout)
        at = start + 5
    return len(data)


def _retarget(data: bytearray, at: int, address: int, layout: tuple[int, ...]) -> None:
    if layout < (5, 2, 0):
        (target,) = struct.unpack_from("<I", data, at)
        struct.pack_into("<I", data, at, (target - address) & 0xFFFFFFFF)
    elif data[at + 3] in (0, 0xFF):
        target = int.from_bytes(data[at : at + 3], "little")
        relative = (target - address) & 0xFFFFFF
        data[at : at + 3] = relative.to_bytes(3, "little")
        if layout >= (5, 3, 9) and relative & 0x800000:
            data[at + 3] ^= 0xFF


def _tail(held: bytes, at: int) -> bytes:
    """Translate a target that the file's end cuts short, as the first filter did byte by byte."""
    if len(held) < 2:
        return held
    target = int.from_bytes(held[1:], "little") - (at + 5)
    return held[:1] + (target & 0xFFFFFFFF).to_bytes(4, "little")[: len(held) - 1]
