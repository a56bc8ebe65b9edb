"""The three compressions of NSIS, each a little other than its namesake.

Source: NSIS, Source/zlib/INFBLOCK.C (deflate whose stored blocks state their length once),
Source/bzip2/decompress.c (blocks without their long magic, without checksums and without
a randomised bit, a stream without a header), Source/7zip (raw LZMA1 with its five
property bytes in front, and an end mark; some builds put a byte in front that says
whether x86 jumps were filtered).
"""

from __future__ import annotations

import lzma
import re
import zlib
from array import array
from collections.abc import Callable, Iterator

from onionskin.errors import DamagedError
from onionskin.parse.codecs.decoding import FEED, MEMORY, Decoder, Stream, raw_lzma
from onionskin.plugins.view import CHUNK, View

STORED, DEFLATE, BZIP2, LZMA = "stored", "deflate", "bzip2", "lzma"
BZIP2_BLOCK = 900_000
_BLOCK, _END = 0x31, 0x17
# A block of 900,000 symbols of at most 20 bits, and its tables.
_WINDOW = 2_400_000
_SHORT = 12
_RUN = re.compile(rb"(.)\1\1\1(.)", re.DOTALL)


def is_lzma(head: bytes) -> bool:
    """Say whether bytes are the five LZMA properties of NSIS, and the zero that begins the stream."""
    if len(head) < 7 or head[:3] != b"\x5d\0\0" or head[5] or head[6] >= 0x80:
        return False
    # The dictionary is stated in whole MiB.
    dictionary = int.from_bytes(head[1:5], "little")
    return dictionary <= MEMORY and (dictionary % (1 << 20) == 0 or dictionary < 1 << 20)


def method_of(head: bytes) -> tuple[str, int]:
    """Return the method that a stream's first bytes speak of, and its filter byte (-1 for none)."""
    if is_lzma(head):
        return LZMA, -1
    if head[:1] in (b"\0", b"\1") and is_lzma(head[1:]):
        return LZMA, head[0]
    if head[:1] == b"1" and len(head) > 1 and head[1] < 14:
        return BZIP2, -1
    return DEFLATE, -1


def packed(view: View, span: tuple[int, int], method: str, flag: int, what: str) -> Stream:
    """Return the stream of a method at [offset, offset+length) of a view, as `Stream` says."""
    if method == DEFLATE:
        return _Deflate(view, span, _none, what)
    if method == BZIP2:
        return _Bzip2(view, span, _none, what)
    lead = 5 + (flag >= 0)
    properties = view.exactly(span[0] + lead - 5, 5, what)
    return Stream(view, span, _lzma(properties, x86=flag == 1), what, lead=lead)


def _none() -> Decoder:
    raise NotImplementedError


def _lzma(properties: bytes, *, x86: bool) -> Callable[[], Decoder]:
    plain = raw_lzma(properties)
    if not x86:
        return plain
    rest, lc = divmod(properties[0], 9)
    pb, lp = divmod(rest, 5)
    size = min(max(int.from_bytes(properties[1:], "little"), 4096), MEMORY)
    own = {"id": lzma.FILTER_LZMA1, "dict_size": size, "lc": lc, "lp": lp, "pb": pb}
    chain = [{"id": lzma.FILTER_X86}, own]
    return lambda: lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=chain)


class _Deflate(Stream):
    """Deflate, given the complement of each stored block's length that NSIS leaves out.

    zlib says that lengths do not agree when it has read the fourth byte of the two; so
    the place is known, and the complement can be put in.
    """

    def _pieces(self) -> Iterator[bytes]:
        state, at = zlib.decompressobj(-15), 0
        while not state.eof:
            window = self._view.read(self._offset + at, min(FEED, self._length - at))
            if not window:
                raise DamagedError(f"{self._what} ends before its compressed stream does")
            # The last three bytes are looked at and not taken: a pair of lengths is never cut.
            last = at + len(window) >= self._length
            keep = len(window) if last or len(window) <= 3 else len(window) - 3
            bad = self._stored(state, window)
            if bad is None:
                out = self._decode(state, window[:keep])
                at += keep - len(state.unconsumed_tail) - len(state.unused_data)
            else:
                # All but the two bytes that are no complement, then the complement itself.
                out = self._decode(state, window[: bad - 2])
                at += bad - 2 - len(state.unconsumed_tail)
                if not state.unconsumed_tail:
                    length = int.from_bytes(window[bad - 4 : bad - 2], "little")
                    self._decode(state, (length ^ 0xFFFF).to_bytes(2, "little"))
            if out:
                yield out
        self.used = at

    def _stored(self, state: zlib._Decompress, window: bytes) -> int | None:
        """Return how many bytes of the window end with a pair of lengths that do not agree."""
        if not _disagrees(state, window):
            return None
        low, high = 0, len(window)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if _disagrees(state, window[:middle]) else (middle, high)
        if high < 4:
            raise DamagedError(f"{self._what} is damaged: a stored block without a length")
        return high

    def _decode(self, decoder: object, data: bytes) -> bytes:
        try:
            return decoder.decompress(data, CHUNK)  # type: ignore[attr-defined,no-any-return]
        except zlib.error as error:
            raise DamagedError(f"{self._what} is damaged: {error}") from error


def _disagrees(state: zlib._Decompress, data: bytes) -> bool:
    try:
        state.copy().decompress(data, CHUNK)
    except zlib.error as error:
        return "stored block" in str(error)
    return False


class _Bzip2(Stream):
    """bzip2 in NSIS's own framing, decoded block by block."""

    def _pieces(self) -> Iterator[bytes]:
        bit = 0
        while True:
            at = bit // 8
            window = self._view.read(self._offset + at, min(_WINDOW, self._length - at))
            bits = _Bits(window, bit % 8, self._what)
            mark = bits.take(8)
            if mark == _END:
                self.used = at + (bits.position + 7) // 8
                return
            if mark != _BLOCK:
                raise DamagedError(f"{self._what} is damaged: {mark:#x} begins no bzip2 block")
            plain = _RUN.sub(_run, _block(bits, self._what))
            bit = 8 * at + bits.position
            for start in range(0, len(plain), CHUNK):
                yield plain[start : start + CHUNK]


def _run(match: re.Match[bytes]) -> bytes:
    return match[1] * (4 + match[2][0])


class _Bits:
    """Bits of a window, the highest of each byte first."""

    def __init__(self, data: bytes, skip: int, what: str) -> None:
        self.data = data
        self.at = 0
        self.held = 0
        self.count = 0
        self._what = what
        self.take(skip)

    @property
    def position(self) -> int:
        return 8 * self.at - self.count

    def take(self, width: int) -> int:
        while self.count < width:
            if self.at >= len(self.data):
                raise DamagedError(f"{self._what} ends before its compressed stream does")
            self.held = self.held << 8 | self.data[self.at]
            self.at += 1
            self.count += 8
        self.count -= width
        value = self.held >> self.count
        self.held &= (1 << self.count) - 1
        return value


def _block(bits: _Bits, what: str) -> bytes:
    """Return a block's bytes, in which a run of four is followed by the rest of its length."""
    start = bits.take(24)
    groups = bits.take(16)
    used = [
        16 * high + low
        for high in range(16)
        if groups >> 15 - high & 1
        for low, bit in enumerate(f"{bits.take(16):016b}")
        if bit == "1"
    ]
    tables, selectors = bits.take(3), bits.take(15)
    if not used or not 2 <= tables <= 6 or not selectors:
        raise DamagedError(f"{what} is damaged: a bzip2 block without symbols or tables")
    order, chosen = list(range(tables)), []
    for _ in range(selectors):
        rank = 0
        while bits.take(1):
            rank += 1
            if rank >= tables:
                raise DamagedError(f"{what} is damaged: a bzip2 table that is not there")
        order.insert(0, order.pop(rank))
        chosen.append(order[0])
    codes = [_Code(_lengths(bits, len(used) + 2, what), what) for _ in range(tables)]
    moved = _symbols(bits, codes, chosen, bytes(used), what)
    return _unsorted(moved, start, what)


def _lengths(bits: _Bits, symbols: int, what: str) -> list[int]:
    length, found = bits.take(5), []
    for _ in range(symbols):
        while True:
            if not 1 <= length <= 20:
                raise DamagedError(f"{what} is damaged: a bzip2 code of {length} bits")
            if not bits.take(1):
                break
            length += -1 if bits.take(1) else 1
        found.append(length)
    return found


class _Code:
    """A canonical prefix code. `short` maps the next 12 bits to 32 * symbol + length, or 0."""

    def __init__(self, lengths: list[int], what: str) -> None:
        self.short = [0] * (1 << _SHORT)
        self.long: dict[tuple[int, int], int] = {}
        code = 0
        for length in range(1, 21):
            code <<= 1
            for symbol, own in enumerate(lengths):
                if own != length:
                    continue
                if code >> length:
                    raise DamagedError(f"{what} is damaged: a bzip2 code with too many words")
                if length <= _SHORT:
                    first = code << _SHORT - length
                    count = 1 << _SHORT - length
                    self.short[first : first + count] = [symbol << 5 | length] * count
                else:
                    self.long[length, code] = symbol
                code += 1


def _symbols(  # noqa: C901 - a call for each symbol would double its time
    bits: _Bits, codes: list[_Code], chosen: list[int], used: bytes, what: str
) -> bytearray:
    """Undo Huffman, run lengths and move-to-front of one block, to its end mark."""
    front, out = list(used), bytearray()
    end, run, weight = len(used) + 1, 0, 1
    held, count, at, data = bits.held, bits.count, bits.at, bits.data + bytes(8)
    for table in chosen:
        short, long = codes[table].short, codes[table].long
        for _ in range(50):
            if count < 20:
                if at > len(bits.data):
                    raise DamagedError(f"{what} ends before its compressed stream does")
                held = held << 48 | int.from_bytes(data[at : at + 6].ljust(6, b"\0"), "big")
                at, count = at + 6, count + 48
            word = short[held >> count - _SHORT]
            if word:
                symbol, length = word >> 5, word & 31
            else:
                symbol, length = _long(long, held, count, what)
            count -= length
            held &= (1 << count) - 1
            if symbol <= 1:
                run += weight << symbol
                weight <<= 1
                if weight > BZIP2_BLOCK:
                    raise DamagedError(f"{what} is damaged: a bzip2 run that is too long")
                continue
            if run:
                out += bytes((front[0],)) * run
                run, weight = 0, 1
            if len(out) > BZIP2_BLOCK:
                raise DamagedError(f"{what} is damaged: a bzip2 block that is too long")
            if symbol == end:
                # Whole bytes that were read ahead go back.
                bits.at, bits.count = at - count // 8, count % 8
                bits.held = held >> 8 * (count // 8)
                return out
            byte = front.pop(symbol - 1)
            front.insert(0, byte)
            out.append(byte)
    raise DamagedError(f"{what} is damaged: a bzip2 block without an end")


def _long(long: dict[tuple[int, int], int], held: int, count: int, what: str) -> tuple[int, int]:
    for length in range(_SHORT + 1, 21):
        symbol = long.get((length, held >> count - length))
        if symbol is not None:
            return symbol, length
    raise DamagedError(f"{what} is damaged: a word of no bzip2 code")


def _unsorted(last: bytearray, start: int, what: str) -> bytes:
    """Undo the Burrows-Wheeler transform; `start` is the row of the text itself."""
    if not start < len(last):
        raise DamagedError(f"{what} is damaged: a bzip2 block begins behind its end")
    place, total = [0] * 256, 0
    for value in range(256):
        place[value] = total
        total += last.count(value)
    # Four bytes a row: of whole objects the caches hold too few.
    following = array("I", bytes(4 * len(last)))
    for row, value in enumerate(last):
        following[place[value]] = row
        place[value] += 1
    out, row = bytearray(len(last)), start
    for at in range(len(last)):
        row = following[row]
        out[at] = last[row]
    return bytes(out)
