"""Filters that make programs compress better, undone: BCJ, ARM64, delta, and BCJ2 with its four streams.

Those that liblzma knows are run by it, over data wrapped as uncompressed LZMA2 chunks.
Source: Bra.c, Bcj2.c and Methods.txt of the LZMA SDK (public domain).
"""

from __future__ import annotations

import lzma
import re
import struct
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from onionskin.errors import DamagedError

# Method id -> liblzma's filter.
FILTERS = {
    b"\x04": lzma.FILTER_X86, b"\x03\x03\x01\x03": lzma.FILTER_X86,
    b"\x05": lzma.FILTER_POWERPC, b"\x03\x03\x02\x05": lzma.FILTER_POWERPC,
    b"\x06": lzma.FILTER_IA64, b"\x03\x03\x04\x01": lzma.FILTER_IA64,
    b"\x07": lzma.FILTER_ARM, b"\x03\x03\x05\x01": lzma.FILTER_ARM,
    b"\x08": lzma.FILTER_ARMTHUMB, b"\x03\x03\x07\x01": lzma.FILTER_ARMTHUMB,
    b"\x09": lzma.FILTER_SPARC, b"\x03\x03\x08\x05": lzma.FILTER_SPARC,
}  # fmt: skip
DELTA = b"\x03"
ARM64 = b"\x0a"
_PIECE = 1 << 16
_BRANCH = re.compile(rb"[\xe8\xe9]|(?<=\x0f)[\x80-\x8f]")


def undo(source: Iterable[bytes], method: bytes, properties: bytes) -> Iterator[bytes]:
    """Yield the bytes of `source` with a filter of liblzma's undone."""
    chain: list[dict[str, Any]] = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}]
    if method == DELTA:
        chain.insert(0, {"id": lzma.FILTER_DELTA, "dist": (properties or b"\0")[0] + 1})
    else:
        start = int.from_bytes(properties[:4], "little")
        chain.insert(0, {"id": FILTERS[method], "start_offset": start})
    try:
        decoder = lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=chain)
        mark = b"\x01"
        for chunk in source:
            for at in range(0, len(chunk), _PIECE):
                piece = chunk[at : at + _PIECE]
                head = mark + struct.pack(">H", len(piece) - 1)
                mark = b"\x02"
                yield decoder.decompress(head + piece)
        yield decoder.decompress(b"\0")
    except lzma.LZMAError as error:
        raise DamagedError(f"a filter cannot be undone: {error}") from error


def undo_arm64(source: Iterable[bytes], start: int = 0) -> Iterator[bytes]:
    """Yield the bytes of `source` with ARM64's BL and ADRP relative again. `start` is the first address."""
    held, at = b"", start
    for chunk in source:
        held += chunk
        whole = len(held) & ~3
        words = array("I", held[:whole])
        for index, word in enumerate(words):
            if word & 0xFC000000 == 0x94000000:
                words[index] = 0x94000000 | (word - ((at >> 2) + index)) & 0x03FFFFFF
            elif word & 0x9F000000 == 0x90000000:
                words[index] = _page(word, at + 4 * index)
        yield words.tobytes()
        held, at = held[whole:], at + whole
    yield held


def _page(word: int, at: int) -> int:
    """Return an ADRP with its page relative to `at`, where the encoder had made it absolute."""
    page = word >> 29 & 3 | word >> 3 & 0x1FFFFC
    if page + 0x20000 & 0x1C0000:
        return word
    page -= at >> 12
    kept = word & 0x9000001F
    return kept | (page & 3) << 29 | (page & 0x3FFFC) << 3 | -(page & 0x20000) & 0xE00000


class _Source:
    """Bytes taken from an iterator in any portions."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._held = b""
        self._at = 0

    def take(self, count: int) -> bytes:
        while len(self._held) - self._at < count:
            chunk = next(self._chunks, None)
            if chunk is None:
                raise DamagedError("a stream of a BCJ2 folder is cut short")
            self._held = self._held[self._at :] + chunk
            self._at = 0
        self._at += count
        return self._held[self._at - count : self._at]


class _Choices:
    """The range decoder that says for each branch whether its target stands in another stream."""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._range = 0xFFFFFFFF
        self._code = int.from_bytes(source.take(5), "big") & 0xFFFFFFFF
        self._odds = [1024] * 258

    def bit(self, which: int) -> bool:
        odds = self._odds[which]
        bound = (self._range >> 11) * odds
        taken = self._code >= bound
        if taken:
            self._range -= bound
            self._code -= bound
            self._odds[which] = odds - (odds >> 5)
        else:
            self._range = bound
            self._odds[which] = odds + ((2048 - odds) >> 5)
        if self._range < 1 << 24:
            self._range = self._range << 8 & 0xFFFFFFFF
            self._code = (self._code << 8 | self._source.take(1)[0]) & 0xFFFFFFFF
        return taken


def undo_bcj2(
    main: Iterable[bytes],
    calls: Iterable[bytes],
    jumps: Iterable[bytes],
    choices: Iterable[bytes],
    size: int,
) -> Iterator[bytes]:
    """Yield `size` bytes of an x86 program whose branch targets stand in streams of their own."""
    targets = {0xE8: _Source(calls), 0xE9: _Source(jumps)}
    choose = _Choices(_Source(choices))
    done, before = 0, 0
    for chunk in main:
        out, at = bytearray(), 0
        while at < len(chunk) and done < size:
            here = _next_branch(chunk, at, before)
            end = min(here + 1, len(chunk), at + size - done)
            out += chunk[at:end]
            done += end - at
            if here >= end:
                before, at = chunk[end - 1], end
                continue
            opcode, previous = chunk[here], chunk[here - 1] if here > at else before
            before, at = opcode, end
            if done >= size or not choose.bit({0xE8: previous, 0xE9: 256}.get(opcode, 257)):
                continue
            target = int.from_bytes(targets.get(opcode, targets[0xE9]).take(4), "big")
            raw = struct.pack("<I", (target - done - 4) & 0xFFFFFFFF)
            out += raw[: size - done]
            done, before = min(done + 4, size), raw[3]
        yield bytes(out)
    if done < size:
        raise DamagedError(f"a BCJ2 folder ends {size - done} bytes too early")


def _next_branch(chunk: bytes, at: int, before: int) -> int:
    """Return where the next branch's opcode ends, or the chunk's length."""
    if before == 0x0F and chunk[at] & 0xF0 == 0x80:
        return at
    found = _BRANCH.search(chunk, at)
    return found.start() if found else len(chunk)
