"""The folders of a .7z file, decoded: coders joined as the header says, in chunks, in bounded memory.

Source: 7zFormat.txt and Methods.txt of the LZMA SDK (public domain). LZMA1 is given to liblzma
in the form of a .lzma file, so that its end, and what lies behind, are known to the byte.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.archives.sevenzip_header import Coder, Folder
from onionskin.parse.codecs.branches import ARM64, DELTA, FILTERS, undo, undo_arm64, undo_bcj2
from onionskin.parse.codecs.decoding import MEMORY, Decoder, Inflate, MemoryLimitError, Stream
from onionskin.parse.codecs.zstd import FrameStream
from onionskin.plugins.view import View

COPY, LZMA, LZMA2 = b"\x00", b"\x03\x01\x01", b"\x21"
BCJ2, PPMD = b"\x03\x03\x01\x1b", b"\x03\x04\x01"
DEFLATE, BZIP2, ZSTD = b"\x04\x01\x08", b"\x04\x02\x02", b"\x04\xf7\x11\x01"
AES = b"\x06\xf1\x07\x01"
NAMES = {
    COPY: "Copy", LZMA: "LZMA", LZMA2: "LZMA2", BCJ2: "BCJ2", PPMD: "PPMd", DEFLATE: "Deflate",
    b"\x04\x01\x09": "Deflate64", BZIP2: "BZip2", ZSTD: "Zstandard", AES: "AES-256",
    b"\x04\xf7\x11\x02": "Brotli", b"\x04\xf7\x11\x04": "LZ4", DELTA: "Delta", ARM64: "ARM64",
    b"\x0b": "RISC-V", b"\x04\x03\x01": "RAR1", b"\x04\x03\x02": "RAR2", b"\x04\x03\x03": "RAR3",
    b"\x04\x03\x05": "RAR5", b"\x02\x03\x02": "Swap2", b"\x02\x03\x04": "Swap4",
    **dict.fromkeys(FILTERS, "BCJ"),
}  # fmt: skip
_FIRST = {COPY, LZMA, LZMA2, DEFLATE, BZIP2, ZSTD}
_OPEN = (_FIRST - {ZSTD}) | {DELTA, ARM64, *FILTERS}
_LZMA2_DICTIONARIES = 40


def name_of(method: bytes) -> str:
    """Return a method's name, or its id."""
    return NAMES.get(method, f"method {method.hex()}")


def closed_methods(folder: Folder) -> list[str]:
    """Return the names of a folder's methods that nothing here opens."""
    found = []
    for at, coder in enumerate(folder.coders):
        first = sum(each.inputs for each in folder.coders[:at])
        if coder.method == BCJ2:
            is_open = coder.inputs == 4
        else:
            is_open = coder.inputs == 1 and (
                coder.method in _OPEN or (coder.method == ZSTD and first in folder.packed)
            )
        limit = _limit(coder)
        if limit or not is_open:
            found.append(limit or name_of(coder.method))
    return sorted(set(found))


def _limit(coder: Coder) -> str:
    """Say what is too much for liblzma here: literal bits, or a dictionary."""
    properties = coder.properties
    if coder.method == LZMA and len(properties) >= 5:
        literal = properties[0] % 9 + properties[0] // 9 % 5
        if properties[0] < 225 and literal > 4:
            return f"LZMA of {literal} literal bits"
        size = int.from_bytes(properties[1:5], "little")
    elif coder.method == LZMA2 and len(properties) == 1:
        size = _dictionary(properties[0])
    else:
        return ""
    return f"{name_of(coder.method)} with a dictionary of {size} bytes" if size > MEMORY else ""


@dataclass
class FolderStream:
    """The plain bytes of one folder; iterate once. `packed` are its streams' places in the file.

    `slack` grows while it is read: bytes of a packed stream that its coder did not use.
    Raises DamagedError, or its kind MemoryLimitError.
    """

    view: View
    folder: Folder
    packed: list[Span]
    slack: list[Span] = field(default_factory=list)

    def __iter__(self) -> Iterator[bytes]:
        return self._output(self.folder.main, frozenset())

    def _output(self, output: int, above: frozenset[int]) -> Iterator[bytes]:
        """Return the chunks of a coder's output. Every coder has one, so both have one number."""
        if output in above or not 0 <= output < len(self.folder.coders):
            raise DamagedError("a folder's coders are joined in a circle")
        coder, size = self.folder.coders[output], self.folder.sizes[output]
        first = sum(each.inputs for each in self.folder.coders[:output])
        above |= {output}
        if first in self.folder.packed and coder.method in _FIRST:
            return self._unpacked(coder, self._place(first), size)
        inputs = [self._input(first + at, above) for at in range(coder.inputs)]
        if coder.method == BCJ2 and len(inputs) == 4:
            main, calls, jumps, choices = inputs
            return undo_bcj2(main, calls, jumps, choices, size)
        if coder.method == ARM64:
            return undo_arm64(inputs[0], int.from_bytes(coder.properties[:4], "little"))
        if coder.method in FILTERS or coder.method == DELTA:
            return undo(inputs[0], coder.method, coder.properties)
        if coder.method == COPY:
            return inputs[0]
        if coder.method in _FIRST - {ZSTD}:
            return _piped(inputs[0], _decoder(coder, size), size)
        raise DamagedError(f"{name_of(coder.method)} is not opened")

    def _input(self, number: int, above: frozenset[int]) -> Iterator[bytes]:
        if number in self.folder.bonds:
            return self._output(self.folder.bonds[number], above)
        place = self._place(number)
        return self.view.chunks(place.offset, place.length)

    def _place(self, number: int) -> Span:
        if number not in self.folder.packed:
            raise DamagedError("a coder's input is neither packed nor another coder's")
        return self.packed[self.folder.packed.index(number)]

    def _unpacked(self, coder: Coder, place: Span, size: int) -> Iterator[bytes]:
        span = (place.offset, place.length)
        if coder.method == COPY:
            used = min(place.length, size)
            yield from self.view.chunks(place.offset, used)
        elif size == 0:
            return
        else:
            what = f"the {name_of(coder.method)} stream at {place.offset:#x}"
            if coder.method == ZSTD:
                stream: Stream = FrameStream(self.view, span, what)
            else:
                head, make = _decoder(coder, size)
                stream = Stream(self.view, span, _primed(head, make), what, size=None)
            yield from _cut(stream, size)
            if not stream.finished or coder.method == ZSTD:
                return
            used = stream.used
        if used < place.length:
            self.slack.append(Span(place.offset + used, place.length - used))


def _cut(stream: Stream, size: int) -> Iterator[bytes]:
    """Yield at most `size` bytes, and let the stream come to its end."""
    left = size
    for chunk in stream:
        if left > 0:
            yield chunk[:left]
        left -= len(chunk)
        if left < 0:
            raise DamagedError(f"a coder's output is longer than the {size} bytes stated")


def _decoder(coder: Coder, size: int) -> tuple[bytes, Callable[[], Decoder]]:
    """Return what a decoder is to be fed first, and its maker."""
    if coder.method == LZMA:
        if len(coder.properties) < 5:
            raise DamagedError("LZMA without its five property bytes")
        head = coder.properties[:5] + struct.pack("<Q", size)
        return head, lambda: lzma.LZMADecompressor(format=lzma.FORMAT_ALONE, memlimit=MEMORY)
    if coder.method == LZMA2:
        return b"", lambda: _lzma2(coder.properties)
    return b"", {DEFLATE: Inflate, BZIP2: _Bzip2}[coder.method]


def _lzma2(properties: bytes) -> Decoder:
    bits = properties[0] if len(properties) == 1 else 255
    if bits > _LZMA2_DICTIONARIES:
        raise DamagedError("the LZMA2 property is impossible")
    chain = [{"id": lzma.FILTER_LZMA2, "dict_size": _dictionary(bits)}]
    return lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=chain)


def _dictionary(bits: int) -> int:
    """Return the size of an LZMA2 dictionary from its property."""
    return 0xFFFFFFFF if bits >= _LZMA2_DICTIONARIES else (2 | bits & 1) << bits // 2 + 11


def _primed(head: bytes, make: Callable[[], Decoder]) -> Callable[[], Decoder]:
    """Return a maker of decoders that were already fed a header."""

    def primed() -> Decoder:
        decoder = make()
        if head:
            try:
                decoder.decompress(head, 0)
            except lzma.LZMAError as error:
                if "emory" in str(error):
                    raise MemoryLimitError("an LZMA stream") from error
                raise DamagedError(f"the LZMA properties are impossible: {error}") from error
        return decoder

    return primed


class _Bzip2:
    """bzip2 streams, one behind the other, as 7-Zip's several threads may write them."""

    def __init__(self) -> None:
        self._one = bz2.BZ2Decompressor()

    @property
    def eof(self) -> bool:
        return self._one.eof and not self._one.unused_data.startswith(b"BZh")

    @property
    def needs_input(self) -> bool:
        return self._one.needs_input

    @property
    def unused_data(self) -> bytes:
        return self._one.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        if self._one.eof:
            data = self._one.unused_data + data
            self._one = bz2.BZ2Decompressor()
        return self._one.decompress(data, max_length)


def _piped(
    source: Iterable[bytes], how: tuple[bytes, Callable[[], Decoder]], size: int
) -> Iterator[bytes]:
    """Yield what a decoder makes of another coder's output."""
    head, make = how
    decoder, left, chunks = _primed(head, make)(), size, iter(source)
    try:
        while left > 0 and not decoder.eof:
            data = next(chunks, None) if decoder.needs_input else b""
            if data is None:
                raise DamagedError("a coder's input ends before its stream does")
            out = decoder.decompress(data, min(left, 1 << 20))
            left -= len(out)
            if out:
                yield out
    except (lzma.LZMAError, zlib.error, OSError, EOFError, ValueError) as error:
        raise DamagedError(f"a coder's input is damaged: {error}") from error
