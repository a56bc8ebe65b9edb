"""PNG: chunk by chunk, where the image data really end, and where the file does.

Sources: W3C Portable Network Graphics (Third Edition), sections 5, 10, 11; RFC 1950.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.codecs.decoding import Inflate
from onionskin.parse.pictures.png_words import INFLATED, Words
from onionskin.plugins.view import CHUNK, View

Item = Region | Fact | Problem
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Registered chunks (PNG third edition, its extensions, APNG), and private ones that common tools write:
# Apple (CgBI, iDOT), Android (npTc and kin), ImageMagick (caNv, orNT, vpAg), Fireworks (pr*, mk*), C2PA (caBX).
# Type -> longest data; 1 << 31 where the format sets no bound.
_ANY = b"IDAT iCCP iTXt tEXt zTXt sPLT eXIf zxIf fdAT pCAL gIFx dSIG prVW mkBF mkBS mkBT mkTS caBX"
KNOWN = dict.fromkeys(_ANY.split(), 1 << 31) | {
    b"IHDR": 13, b"PLTE": 768, b"IEND": 0, b"tRNS": 256, b"cHRM": 32, b"gAMA": 4, b"sBIT": 4,
    b"sRGB": 1, b"cICP": 4, b"mDCV": 24, b"cLLI": 8, b"mDCv": 24, b"cLLi": 8, b"bKGD": 6,
    b"hIST": 512, b"pHYs": 9, b"tIME": 7, b"acTL": 8, b"fcTL": 26, b"oFFs": 9, b"sCAL": 256,
    b"gIFg": 4, b"gIFt": 24, b"sTER": 1, b"CgBI": 4, b"iDOT": 64, b"caNv": 16, b"orNT": 1,
    b"vpAg": 9, b"npTc": 4096, b"npLb": 16, b"npOl": 24,
}  # fmt: skip
CHUNKS = 100_000
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# (first column, first row, column step, row step) of Adam7's passes.
_ADAM7 = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)  # fmt: skip


class PngImage(Value, frozen=True):
    """A PNG: its size in pixels, and where its last chunk ends.

    `surplus` counts pixel bytes behind the last row that the header announces;
    `chunks` names the kinds of chunk, sorted.
    """

    width: int
    height: int
    end: int
    chunks: tuple[str, ...]
    surplus: int = 0


@dataclass(frozen=True)
class Chunk:
    """One chunk: `offset` is that of its length field, `length` that of its data."""

    kind: bytes
    offset: int
    length: int

    @property
    def data(self) -> int:
        """Where its data begin."""
        return self.offset + 8

    @property
    def end(self) -> int:
        """The offset behind its CRC."""
        return self.offset + 12 + self.length


@dataclass
class Pixels:
    """The image data, inflated to be measured: where their zlib stream ends in its chunks."""

    wanted: int
    inflate: Inflate = field(default_factory=lambda: Inflate(15))
    produced: int = 0
    slack: list[Span] = field(default_factory=list)
    broken: str = ""
    done: bool = False

    def feed(self, view: View, chunk: Chunk) -> None:
        """Take one IDAT chunk; note the bytes behind the stream's end."""
        at = chunk.data
        for part in view.chunks(chunk.data, chunk.length):
            if self.done or self.broken:
                self._leave(at, len(part))
            else:
                self._inflate(part, at)
            at += len(part)

    def _inflate(self, part: bytes, at: int) -> None:
        data = part
        try:
            while not self.inflate.eof and (data or not self.inflate.needs_input):
                self.produced += len(self.inflate.decompress(data, CHUNK))
                data = b""
                if self.produced > self.wanted + CHUNK:
                    self.broken = "the image data hold more pixels than the header announces"
                    return
        except zlib.error as error:
            self.broken = f"the image data are no valid zlib stream: {error}"
            return
        if self.inflate.eof:
            self.done = True
            unused = len(self.inflate.unused_data)
            self._leave(at + len(part) - unused, unused)

    def _leave(self, at: int, length: int) -> None:
        if length and not self.broken:
            self.slack.append(Span(at, length))


def fits(view: View) -> bool:
    """Say whether the signature and an IHDR of the right length stand at the beginning."""
    return view.read(0, 16) == SIGNATURE + b"\0\0\0\rIHDR"


def chunks(view: View, start: int = 0) -> Iterator[Chunk]:
    """Yield the chunks of a PNG whose signature is at `start`, up to IEND.

    Raises DamagedError where one is cut short, or is none.
    """
    at = start + len(SIGNATURE)
    for _ in range(CHUNKS):
        length, kind = struct.unpack(">I4s", view.exactly(at, 8, "a chunk"))
        if not kind.isalpha():
            raise DamagedError(f"there is no chunk at {at:#x}: {kind!r} is no chunk type")
        chunk = Chunk(kind, at, length)
        if chunk.end > view.size:
            missing = chunk.end - view.size
            raise DamagedError(f"the {kind.decode()} chunk at {at:#x} lacks {missing} bytes")
        yield chunk
        if kind == b"IEND":
            return
        at = chunk.end
    raise DamagedError(f"more than {CHUNKS} chunks")


def image_end(view: View, start: int) -> int:
    """Return the offset behind the IEND chunk of the PNG at `start`."""
    end = start
    for chunk in chunks(view, start):
        end = chunk.end
    return end


def walk(view: View) -> Iterator[Item]:
    """Yield the regions of a PNG, and what contradicts itself in it."""
    yield Region("signature", 0, len(SIGNATURE))
    width, height, wanted = _header(view)
    pixels, words = Pixels(wanted), Words()
    kinds: set[str] = set()
    end, damage = len(SIGNATURE), ""
    try:
        for chunk in chunks(view):
            end = chunk.end
            kinds.add(chunk.kind.decode())
            yield from _chunk(view, chunk, pixels, words)
    except DamagedError as error:
        damage = str(error)
    surplus = max(pixels.produced - wanted, 0)
    yield Fact.of(PngImage(width, height, end, tuple(sorted(kinds)), surplus))
    if words.is_exhausted:
        yield Problem("limit:text", f"more than {INFLATED >> 20} MiB of compressed text; the rest was not looked at")  # fmt: skip
    if damage:
        yield Problem("damaged", damage)
    elif pixels.broken:
        yield Problem("damaged", pixels.broken)
    elif not pixels.done or pixels.produced < wanted:
        yield Problem("truncated", "the image data end before the last row")


def _header(view: View) -> tuple[int, int, int]:
    """Return width, height and how many bytes the image data inflate to (section 11.2.1, 9)."""
    width, height, depth, colour, _, _, interlace = struct.unpack(
        ">2I5B", view.exactly(16, 13, "the IHDR chunk")
    )
    bits = depth * _CHANNELS.get(colour, 4)
    passes = _ADAM7 if interlace else ((0, 0, 1, 1),)
    total = 0
    for column, row, across, down in passes:
        columns = -(-max(width - column, 0) // across)
        rows = -(-max(height - row, 0) // down)
        if columns:
            total += rows * (1 + -(-columns * bits // 8))
    return width, height, total


def _chunk(view: View, chunk: Chunk, pixels: Pixels, words: Words) -> Iterator[Item]:
    """Own a chunk; of one that nobody knows only the frame, of image data only the stream."""
    name = f"chunk {chunk.kind.decode()}"
    crc = zlib.crc32(chunk.kind)
    for part in view.chunks(chunk.data, chunk.length):
        crc = zlib.crc32(part, crc)
    stated = int.from_bytes(view.read(chunk.end - 4, 4), "big")
    if crc != stated:
        yield Problem("checksum", f"the {chunk.kind.decode()} chunk at {chunk.offset:#x} fails its CRC")  # fmt: skip
    inner = min(chunk.length, KNOWN.get(chunk.kind, 0))
    if chunk.kind == b"IDAT":
        known = len(pixels.slack)
        pixels.feed(view, chunk)
        inner -= sum(span.length for span in pixels.slack[known:])
    at, stop = chunk.offset, chunk.data + inner
    for hole in words.unexplained(view, chunk.kind, Span(chunk.data, inner)):
        yield Region(name, at, hole.offset - at)
        at = hole.end
    if stop == chunk.end - 4:
        stop = chunk.end
    yield Region(name, at, stop - at)
    if stop != chunk.end:
        yield Region(f"{name} checksum", chunk.end - 4, 4)
